import type { Transaction } from '@amends/eventing';
import type { Notice } from './notice.js';

/** Notes whom to tell in the transaction that records why; of people who gave no address nothing is noted, because their inbox tells them. */
export class Noted {
  private readonly listeners: (() => void)[] = [];

  /** Hears that something was noted, once it is committed here. */
  onNoted(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Only inserts, so that two transactions never wait for each other. */
  note(transaction: Transaction, notices: readonly Notice[], now: string): void {
    if (notices.length === 0) return;
    transaction.send({
      name: 'notices-note',
      text: `insert into escalation.notices (id, kind, person, complaint, about, because, grave, caught_up, noted_at, look_at)
             select r.id, r.kind, r.person, r.complaint, r.about, r.because, r.grave, r."caughtUp", $2, $2
             from json_to_recordset($1::json) r(id uuid, kind text, person uuid, complaint uuid, about uuid, because text, grave boolean, "caughtUp" boolean)
             join escalation.notice_people p on p.person = r.person and (p.email is not null or p.webhook_url is not null)
             on conflict (id) do nothing`,
      values: [JSON.stringify(notices), now],
    });
    transaction.afterCommit(() => this.listeners.forEach((listener) => listener()));
  }
}
