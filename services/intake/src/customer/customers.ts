import { Database, type Transaction } from '@amends/eventing';
import { Vault } from '@amends/vault';
import { Injectable } from '@nestjs/common';

/** A customer's row with clear identity. */
export interface CustomerRow {
  readonly id: string;
  readonly ownReference: string | null;
  readonly tier: string;
  readonly stage: string;
  readonly language: string;
  readonly zone: string;
  readonly convenientHours: unknown;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
}

/** What is stored of a new customer. */
export type NewCustomer = Omit<CustomerRow, 'name' | 'phone' | 'email' | 'address'> & { readonly identity: Readonly<Record<string, string>> };

const COLUMNS = 'id, own_reference as "ownReference", tier, stage, language, zone, convenient_hours as "convenientHours", name, phone, email, address';

/** The one erasable table of clear identity, found by keyed fingerprints of phone and e-mail. */
@Injectable()
export class Customers {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Adds a customer within the transaction that records CustomerRegistered. */
  async add(transaction: Transaction, { identity, ...customer }: NewCustomer): Promise<void> {
    const { name = null, phone = null, email = null, address = null } = identity;
    await transaction.query(
      `insert into intake.customers (id, own_reference, tier, stage, language, zone, convenient_hours, name, phone, phone_digits, phone_fingerprint,
         email, email_fingerprint, address)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (id) do nothing`,
      [
        customer.id, customer.ownReference, customer.tier, customer.stage, customer.language, customer.zone, JSON.stringify(customer.convenientHours),
        name, phone, phone?.replace(/\D/g, '') ?? null, phone && this.vault.fingerprint('phone', phone),
        email, email && this.vault.fingerprint('email', email), address,
      ],
    );
  }

  async find(id: string): Promise<CustomerRow | undefined> {
    return (await this.select('id = $1', id))[0];
  }

  byPhone(phone: string): Promise<readonly CustomerRow[]> {
    return this.select('phone_fingerprint = $1', this.vault.fingerprint('phone', phone));
  }

  byEmail(email: string): Promise<readonly CustomerRow[]> {
    return this.select('email_fingerprint = $1', this.vault.fingerprint('email', email));
  }

  byOwnReference(reference: string): Promise<readonly CustomerRow[]> {
    return this.select('own_reference = $1', reference);
  }

  private async select(where: string, value: string): Promise<readonly CustomerRow[]> {
    const { rows } = await this.database.pool.query<CustomerRow>(`select ${COLUMNS} from intake.customers where ${where} order by registered_at limit 20`, [value]);
    return rows;
  }
}
