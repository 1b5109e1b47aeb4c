import type { Origin } from '@amends/contracts';
import { Database, derivedId, EventLog, EventWriter, type Append, type CommandContext, type Transaction } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { registerCustomer } from '../customer/decide.js';

/** A customer of another system: its own reference, never a name, and when it is first met there. */
export interface PastCustomer {
  readonly ownReference: string;
  readonly since: string;
}

/** The customer who has a reference from now on. */
export interface Referred {
  readonly ownReference: string;
  readonly customer: string;
}

const HISTORY: Origin = 'history';

/** Customers of an imported history: known by the company's own reference, new only where nobody has it yet. */
@Injectable()
export class PastCustomers {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly writer: EventWriter,
  ) {}

  /** Registers those who are new, all in one transaction, and says who has which reference; doing it again adds nothing. */
  async register(source: string, customers: readonly PastCustomer[], context: CommandContext): Promise<readonly Referred[]> {
    return this.database.transaction(async (transaction) => {
      const fresh = await this.add(transaction, source, customers);
      const appends = await Promise.all(customers.filter(({ ownReference }) => fresh.delete(ownReference)).map((one) => this.registered(source, one, context)));
      const refused = (await this.log.appendWithin(transaction, appends)).find(({ outcome }) => outcome !== 'appended');
      if (refused) throw new Error(`a customer was not registered: ${refused.outcome}`);
      return this.referred(transaction, source, customers);
    });
  }

  /** The references that nobody had. */
  private async add(transaction: Transaction, source: string, customers: readonly PastCustomer[]): Promise<Set<string>> {
    const { tier, stage, language, zone } = recordOf('');
    const { rows } = await transaction.query<{ own_reference: string }>(
      `insert into intake.customers (id, own_reference, tier, stage, language, zone, convenient_hours)
       select c.id, c.reference, $3, $4, $5, $6, '[]' from unnest($1::uuid[], $2::text[]) c(id, reference) on conflict do nothing returning own_reference`,
      [customers.map(({ ownReference }) => idOf(source, ownReference)), customers.map(({ ownReference }) => ownReference), tier, stage, language, zone],
    );
    return new Set(rows.map(({ own_reference: reference }) => reference));
  }

  private async registered(source: string, { ownReference, since }: PastCustomer, context: CommandContext): Promise<Append> {
    const stream = { kind: 'customer' as const, id: idOf(source, ownReference) };
    const occurrence = { occurredAt: since, origin: HISTORY, id: derivedId(stream.id, 'registered') };
    const facts = registerCustomer(recordOf(ownReference), {}).map((one) => ({ ...one, occurrence }));
    return { expected: [{ ...stream, version: 0 }], events: await this.writer.write({ stream, round: 1, sealFor: stream.id, context }, facts) };
  }

  /** One who was erased since has no reference any more, but is still the same customer. */
  private async referred(transaction: Transaction, source: string, customers: readonly PastCustomer[]): Promise<readonly Referred[]> {
    const { rows } = await transaction.query<{ id: string; own_reference: string }>('select id, own_reference from intake.customers where own_reference = any($1)', [customers.map(({ ownReference }) => ownReference)]);
    const known = new Map(rows.map(({ id, own_reference: reference }) => [reference, id]));
    return customers.map(({ ownReference }) => ({ ownReference, customer: known.get(ownReference) ?? idOf(source, ownReference) }));
  }
}

const idOf = (source: string, ownReference: string): string => derivedId('customer', source, ownReference);

/** What a history says of a customer beside the reference: nothing. */
const recordOf = (ownReference: string) => ({ ownReference, tier: 'standard' as const, stage: 'stable' as const, language: 'und', zone: 'UTC', convenientHours: [] });
