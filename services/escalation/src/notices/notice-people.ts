import { Refusal } from '@amends/decider';
import { Clock, Unknown } from '@amends/eventing';
import { Company, invalidRequest } from '@amends/runtime';
import { Vault } from '@amends/vault';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DataSource, type EntityManager } from 'typeorm';
import { AddressFilter } from './address-filter.js';
import type { SealedSecret } from './carrier.js';
import { NoticePerson } from './notices.entities.js';
import type { NoticePersonRequest, PreferencesRequest } from './notices.requests.js';
import { personViolations, preferencesFrom, preferenceViolations } from './person-violations.js';
import { USUAL, type Preferences } from './preferences.js';
import { SECRET_PREFIX } from './signature.js';

/** By the specification 24 to 64 bytes. */
const SECRET_BYTES = 32;
/** So long the secret before still holds beside a new one. */
const BOTH_HOLD_MS = 24 * 3_600_000;

/** How somebody is told, as they see it themselves. */
export type OwnPreferences = Preferences & { readonly person: string; readonly version: number; readonly byEmail: boolean; readonly byWebhook: boolean };

/** Where and how somebody is told, as administrators see it. */
export type ShownPerson = Preferences & { readonly person: string; readonly version: number; readonly email: string | null; readonly webhookUrl: string | null };

/** A person who was stored, with the secret of the webhook where one was made: it is shown this once. */
export type StoredPerson = ShownPerson & { readonly webhookSecret?: string };

/** One person of a file. */
export interface PersonEntry {
  readonly person: string;
  readonly request: NoticePersonRequest;
}

/** What became of the people of a file. */
export interface PutPeople {
  readonly made: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of webhooks that are new: shown this once. */
  readonly webhookSecrets: readonly { readonly person: string; readonly secret: string }[];
}

/** To what a person's secrets are bound. */
export const boundTo = (person: string): string => `notices of ${person}`;

/** Who is told outside of Amends, where and how. */
@Injectable()
export class NoticePeople {
  constructor(
    private readonly dataSource: DataSource,
    private readonly company: Company,
    private readonly vault: Vault,
    private readonly filter: AddressFilter,
    private readonly clock: Clock,
  ) {}

  /** Everybody who said how they want to be told, or was given an address. */
  async all(): Promise<readonly ShownPerson[]> {
    return (await this.dataSource.getRepository(NoticePerson).find({ order: { person: 'asc' } })).map(shown);
  }

  /** How one person is told; what is usual where they said nothing. */
  async own(person: string): Promise<OwnPreferences> {
    const row = await this.dataSource.getRepository(NoticePerson).findOneBy({ person });
    return { person, version: row?.version ?? 0, byEmail: row?.email != null, byWebhook: row?.webhookUrl != null, ...(row?.preferences ?? USUAL) };
  }

  /** Somebody changes how they are told; where they are told stays. Throws a 400 problem, and Refusal when it was changed since. */
  async changeOwn(person: string, request: PreferencesRequest): Promise<OwnPreferences> {
    const errors = preferenceViolations(request);
    if (errors.length > 0) throw invalidRequest(errors);
    await this.dataSource.transaction(async (manager) => {
      const before = await locked(manager, person);
      mustBeAt(request.version ?? 0, before);
      await this.store(manager, before, { person, email: before?.email ?? null, webhookUrl: before?.webhookUrl ?? null, preferences: preferencesFrom(request) }, person);
    });
    return this.own(person);
  }

  /** Throws a 400 problem, and Refusal when it was changed since. */
  async put({ person, request }: PersonEntry, by: string): Promise<StoredPerson> {
    const errors = this.violationsOf({ person, request });
    if (errors.length > 0) throw invalidRequest(errors);
    return this.dataSource.transaction(async (manager) => {
      const before = await locked(manager, person);
      mustBeAt(request.version ?? 0, before);
      return this.store(manager, before, wantedOf({ person, request }), by);
    });
  }

  /** Makes or changes all people of a file, whatever their versions; they were checked before. With `isTried` nothing is stored. */
  putAll(entries: readonly PersonEntry[], by: string, isTried: boolean): Promise<PutPeople> {
    return this.dataSource.transaction(async (manager) => {
      const counts = { made: 0, changed: 0, unchanged: 0 };
      const webhookSecrets: { person: string; secret: string }[] = [];
      for (const entry of [...entries].sort((a, b) => (a.person < b.person ? -1 : 1))) {
        const before = await locked(manager, entry.person);
        const wanted = wantedOf(entry);
        const became = before === undefined ? 'made' : isSame(before, wanted) ? 'unchanged' : 'changed';
        counts[became] += 1;
        if (isTried || became === 'unchanged') continue;
        const { webhookSecret } = await this.store(manager, before, wanted, by);
        if (webhookSecret) webhookSecrets.push({ person: entry.person, secret: webhookSecret });
      }
      return { ...counts, webhookSecrets };
    });
  }

  /** What is wrong with a person and what was sent of them. */
  violationsOf({ person, request }: PersonEntry): ReturnType<typeof personViolations> {
    const stranger = this.company.staff(person) ? [] : [{ field: 'person', message: 'is nobody of the company file', remedy: 'add them to the staff of the company file first' }];
    return [...stranger, ...personViolations(request, this.filter)];
  }

  /** Takes somebody out; what was on its way to them ends. Throws Unknown, and Refusal when it was changed since. */
  takeOut(person: string, version: number): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      const before = await locked(manager, person);
      if (!before) throw new Unknown('person', person);
      mustBeAt(version, before);
      await manager.getRepository(NoticePerson).delete({ person });
      await manager.query(`update escalation.notice_deliveries set state = 'dead', last_answer = 'no-address', ended_at = $2 where person = $1 and state = 'waiting'`, [person, new Date(this.clock.now())]);
      await manager.query('update escalation.notices set look_at = null where person = $1', [person]);
      await manager.query('delete from escalation.notice_addresses where person = $1', [person]);
    });
  }

  /** Makes a new secret for somebody's webhook, which is shown this once; the one before holds for another day. */
  newSecret(person: string, by: string): Promise<{ readonly webhookSecret: string; readonly formerHoldsUntil: string | null }> {
    return this.dataSource.transaction(async (manager) => {
      const before = await locked(manager, person);
      if (!before) throw new Unknown('person', person);
      if (before.webhookUrl === null) throw new Refusal('escalation.no-webhook', 'This person has no webhook.', 'Give them a webhookUrl first.');
      const until = new Date(this.clock.now() + BOTH_HOLD_MS).toISOString();
      const { clear, sealed } = this.secret(person);
      const former = before.webhookSecrets.filter((one) => one.until === null).map((one): SealedSecret => ({ ...one, until }));
      await this.save(manager, before, { ...before, webhookSecrets: [sealed, ...former] }, by);
      return { webhookSecret: clear, formerHoldsUntil: former.length > 0 ? until : null };
    });
  }

  private async store(manager: EntityManager, before: NoticePerson | undefined, wanted: Wanted, by: string): Promise<StoredPerson> {
    const { person, webhookUrl } = wanted;
    const fresh = webhookUrl !== null && webhookUrl !== before?.webhookUrl ? this.secret(person) : undefined;
    const kept = webhookUrl === null ? [] : (before?.webhookSecrets ?? []);
    const row = await this.save(manager, before, { ...wanted, webhookSecrets: fresh ? [fresh.sealed] : kept }, by);
    return { ...shown(row), ...(fresh ? { webhookSecret: fresh.clear } : {}) };
  }

  private async save(manager: EntityManager, before: NoticePerson | undefined, wanted: Wanted & Pick<NoticePerson, 'webhookSecrets'>, by: string): Promise<NoticePerson> {
    const now = new Date(this.clock.now());
    const { person, email, webhookUrl, webhookSecrets, preferences } = wanted;
    const row: NoticePerson = { person, email, webhookUrl, webhookSecrets, preferences, version: (before?.version ?? 0) + 1, changedBy: by, changedAt: now };
    await manager.getRepository(NoticePerson).save({ ...row });
    // What waits goes by what holds now, and a new address may be tried at once.
    await manager.query('update escalation.notices set look_at = $2 where person = $1 and look_at is not null', [person, now]);
    await manager.query('delete from escalation.notice_addresses where person = $1', [person]);
    return row;
  }

  private secret(person: string): { readonly clear: string; readonly sealed: SealedSecret } {
    const bytes = randomBytes(SECRET_BYTES);
    return { clear: `${SECRET_PREFIX}${bytes.toString('base64')}`, sealed: { sealed: this.vault.sealSecret(bytes, boundTo(person)), until: null } };
  }
}

type Wanted = Pick<NoticePerson, 'person' | 'email' | 'webhookUrl' | 'preferences'>;

const wantedOf = ({ person, request }: PersonEntry): Wanted => ({ person, email: request.email ?? null, webhookUrl: request.webhookUrl ?? null, preferences: preferencesFrom(request) });

const isSame = ({ email, webhookUrl, preferences }: Wanted, other: Wanted): boolean => email === other.email && webhookUrl === other.webhookUrl && isDeepStrictEqual(preferences, other.preferences);

const shown = ({ person, version, email, webhookUrl, preferences }: NoticePerson): ShownPerson => ({ person, version, email, webhookUrl, ...preferences });

/** Their row, locked; of somebody new the place is held, so that two who make it wait for each other. */
async function locked(manager: EntityManager, person: string): Promise<NoticePerson | undefined> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('notices of ' || $1, 0))`, [person]);
  return (await manager.getRepository(NoticePerson).findOne({ where: { person }, lock: { mode: 'pessimistic_write' } })) ?? undefined;
}

function mustBeAt(version: number, before: NoticePerson | undefined): void {
  const now = before?.version ?? 0;
  if (version === now) return;
  throw new Refusal('escalation.notices-moved-on', now === 0 ? 'There is no such row (any more).' : `Somebody changed this since: it is at version ${now}.`, 'Read it again, and decide again.');
}
