import { arrayOfJson, derivedId, joinedJson, type Clock, type Database, type Transaction } from '@amends/eventing';
import { EMPTY_PAGE, type Page } from '../ledger/page.js';
import type { Policies } from '../policy/policies.js';
import type { Address } from './carrier.js';
import type { Carriers } from './carriers.js';
import { itemOf } from './item.js';
import { letterOf, type Letter } from './letter.js';
import type { Waiting } from './notice.js';
import { planOf } from './plan.js';
import type { Preferences } from './preferences.js';

/** So many notices of a person are decided together; what is beyond comes with the next look. */
const MOST = 2000;
const MINUTE_MS = 60_000;

/** Who a letter is for. */
type Person = Address & { readonly person: string; readonly preferences: Preferences };

/** What it takes to write letters. */
export interface WritingParts {
  readonly database: Database;
  readonly policies: Pick<Policies, 'current'>;
  readonly clock: Clock;
  readonly carriers: Pick<Carriers, 'reaching'>;
  readonly publicUrl: string | undefined;
  /** Whether somebody is of the company still: whoever has left is told nothing. */
  readonly isStaff: (person: string) => boolean;
}

/** Turns what waits for a person into letters when its time has come; whatever is over by then is left out. Replicas share the people among them. */
export class Writing {
  constructor(private readonly parts: WritingParts) {}

  /** Decides what goes to one person whose notices are to be looked at; returns false when there is nobody. */
  async step(): Promise<boolean> {
    const { database, clock } = this.parts;
    return database.transaction(async (transaction) => {
      const now = clock.now();
      const person = await nextPerson(transaction, now);
      if (!person) return false;
      const waiting = await waitingOf(transaction, person.person);
      const { letters, lookAt } = planOf(waiting, person.preferences, { now, toldLately: await toldLately(transaction, person.person, now) });
      const going = letters.flat();
      const pages = await pagesOf(transaction, going);
      for (const notices of letters) await this.write(transaction, notices, person, pages, now);
      await lookLater(transaction, waiting, going, lookAt);
      return true;
    });
  }

  private async write(transaction: Transaction, notices: readonly Waiting[], person: Person, pages: ReadonlyMap<string, Page>, now: number): Promise<void> {
    const saying = { zone: person.preferences.zone, packs: await this.parts.policies.current() };
    const told = await toldBefore(transaction, notices);
    const items = notices.flatMap((notice) => {
      const item = notice.kind === 'lifted' && !told.has(notice.about) ? undefined : itemOf(notice, pages.get(notice.complaint) ?? EMPTY_PAGE, saying);
      return item ? [{ notice, item }] : [];
    });
    if (items.length === 0) return;
    const letterId = derivedId('letter', ...items.map(({ notice }) => notice.id));
    const letter = letterOf(latestOf(items.map(({ item }) => item)), { ...person.preferences, publicUrl: this.parts.publicUrl });
    const channels = this.parts.isStaff(person.person) ? this.parts.carriers.reaching(person) : [];
    if (channels.length === 0) return;
    await transaction.query('update escalation.notices set letter = $2, look_at = null where id = any($1)', [items.map(({ notice }) => notice.id), letterId]);
    await deliver(transaction, { letterId, person: person.person, channels, notices: items.length, letter, now });
  }
}

/** A letter as it is handed over to be delivered. */
export interface Written {
  readonly letterId: string;
  readonly person: string;
  readonly channels: readonly string[];
  readonly notices: number;
  readonly letter: Letter;
  readonly now: number;
}

/** Hands a letter over, to each channel with an id of its own that is always the same. */
export async function deliver(transaction: Transaction, { letterId, person, channels, notices, letter, now }: Written): Promise<void> {
  await transaction.query(
    `insert into escalation.notice_deliveries (id, letter_id, person, channel, notices, letter, next_try, written_at)
     select d.id, $2, $3, d.channel, $4, l.letter, $6, $6 from unnest($1::uuid[], $5::text[]) d(id, channel), unnest(${arrayOfJson('$7')}::json[]) l(letter) on conflict (id) do nothing`,
    [channels.map((channel) => derivedId(letterId, channel)), letterId, person, notices, channels, new Date(now).toISOString(), joinedJson([JSON.stringify(letter)])],
  );
}

/** Of one complaint the latest that is said about each thing; what is said of it earlier would only repeat it. */
function latestOf<One extends { readonly complaint: string; readonly kind: string; readonly owed: readonly { readonly kind: string }[] }>(items: readonly One[]): readonly One[] {
  return [...new Map(items.map((item) => [`${item.complaint} ${item.kind} ${item.kind === 'nearing' ? item.owed[0]!.kind : ''}`, item])).values()];
}

/** The person whose notices have to be looked at first, locked; whom another replica has in hand is passed over. */
async function nextPerson(transaction: Transaction, now: number): Promise<Person | undefined> {
  const { rows } = await transaction.query<Person>(
    `select p.person, p.preferences, p.email, p.webhook_url as "webhookUrl", p.webhook_secrets as "webhookSecrets" from escalation.notice_people p
     where exists (select from escalation.notices n where n.person = p.person and n.look_at <= $1) limit 1 for update skip locked`,
    [new Date(now).toISOString()],
  );
  return rows[0];
}

async function waitingOf(transaction: Transaction, person: string): Promise<readonly Waiting[]> {
  const { rows } = await transaction.query<Omit<Waiting, 'notedAt'> & { notedAt: Date }>(
    `select id, kind, person, complaint, about, because, grave, caught_up as "caughtUp", noted_at as "notedAt"
     from escalation.notices where person = $1 and look_at is not null order by n limit ${MOST}`,
    [person],
  );
  return rows.map((row) => ({ ...row, notedAt: row.notedAt.getTime() }));
}

async function toldLately(transaction: Transaction, person: string, now: number): Promise<number> {
  const since = new Date(now - MINUTE_MS).toISOString();
  const { rows } = await transaction.query<{ told: number }>('select count(*)::int as told from escalation.notices where person = $1 and letter is not null and noted_at > $2', [person, since]);
  return rows[0]!.told;
}

async function pagesOf(transaction: Transaction, notices: readonly Waiting[]): Promise<ReadonlyMap<string, Page>> {
  const { rows } = await transaction.query<{ complaint: string; page: Page }>('select complaint, page from escalation.ledger where complaint = any($1)', [[...new Set(notices.map(({ complaint }) => complaint))]]);
  return new Map(rows.map(({ complaint, page }) => [complaint, { ...EMPTY_PAGE, ...page }]));
}

/** Escalations of which these people were told in a letter: only they have to hear that they are needed no more. */
async function toldBefore(transaction: Transaction, notices: readonly Waiting[]): Promise<ReadonlySet<string>> {
  const lifted = notices.filter(({ kind }) => kind === 'lifted');
  if (lifted.length === 0) return new Set();
  const { rows } = await transaction.query<{ about: string }>(
    `select about from escalation.notices where kind = 'informed' and letter is not null and about = any($1) and person = $2`,
    [lifted.map(({ about }) => about), lifted[0]!.person],
  );
  return new Set(rows.map(({ about }) => about));
}

/** What was decided and went into no letter was over; what else was considered is looked at again. */
async function lookLater(transaction: Transaction, considered: readonly Waiting[], decided: readonly Waiting[], lookAt: number | undefined): Promise<void> {
  await transaction.query('update escalation.notices set look_at = null where id = any($1) and look_at is not null', [decided.map(({ id }) => id)]);
  if (lookAt === undefined) return;
  const at = new Date(lookAt).toISOString();
  await transaction.query('update escalation.notices set look_at = $2 where id = any($1) and look_at is not null', [considered.map(({ id }) => id), at]);
  // There may be more than was considered: it waits with the others, or it would be looked for without end.
  if (considered.length === MOST) await transaction.query('update escalation.notices set look_at = greatest(look_at, $2) where person = $1 and look_at is not null', [considered[0]!.person, at]);
}
