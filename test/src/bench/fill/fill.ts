import type { RunningAmends } from '../amends.js';
import type { Contender } from '../contender.js';
import { query } from '../workplace.js';
import { copyComplaints } from './copy-complaints.js';

/** Makes so many complaints more present, as copies of some that were lived; Amends is stopped meanwhile and then goes on behind them. */
export async function fillAmends(amends: RunningAmends, complaints: number): Promise<void> {
  if (complaints === 0) return;
  await amends.caughtUp();
  await amends.stop();
  await copyComplaints(amends.databaseUrl, complaints);
  await amends.start();
  await amends.caughtUp();
}

/** The same for the plain application, which has one table. */
export async function fillPlain({ databaseUrl }: Contender, complaints: number): Promise<void> {
  if (complaints === 0) return;
  await query(databaseUrl, `
    insert into crud_complaints (idempotency_key, customer_id, channel, direction, product, order_reference, language, statement, received_at, reference, status, owner_unit, how, cause, resolved_at)
    select gen_random_uuid()::text, gen_random_uuid(), channel, direction, product, '2025-' || n, language, statement, now() - n * interval '10 seconds',
      (100000000000 + floor(random() * 899999999999))::bigint::text, status, owner_unit, how, 'cause-' || n % 200, now() - n * interval '9 seconds'
    from generate_series(1, $1::int) n, (select * from crud_complaints where status = 'resolved' limit 1) lived`, [complaints]);
  await query(databaseUrl, 'vacuum (analyze) crud_complaints');
}
