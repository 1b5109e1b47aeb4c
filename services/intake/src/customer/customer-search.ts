import { Database } from '@amends/eventing';
import { Vault } from '@amends/vault';
import { Injectable } from '@nestjs/common';
import { searchable } from './searchable.js';

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
  /** When the customer was erased; null for one who was not. */
  readonly erasedAt: string | null;
  /** The record that was found, where it is merged into this one. */
  readonly mergedFrom: string | null;
}

/** Customers who were found, likest first. */
export interface Found {
  readonly customers: readonly CustomerRow[];
  /** Whether there are more than these: say more of the customer. */
  readonly more: boolean;
}

/** So many are shown: whoever needs more has not said enough. */
const SHOWN = 20;
/** So many are compared: a surname that half of China has must not hold up the database. */
const COMPARED = 2000;

/** Finds customers by what a caller says; a merged record is answered with the one that stands for it. */
@Injectable()
export class CustomerSearch {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  async byId(id: string): Promise<CustomerRow | undefined> {
    return (await this.find('by-id', 'id = $1', id)).customers[0];
  }

  byPhone(phone: string): Promise<Found> {
    return this.find('by-phone', 'phone_fingerprint = $1', this.vault.fingerprint('phone', phone));
  }

  /** By the last digits of the number. */
  byPhoneEnd(digits: string): Promise<Found> {
    return this.find('by-phone-end', `reverse(phone_digits) like $1`, `${[...digits].reverse().join('')}%`);
  }

  byEmail(email: string): Promise<Found> {
    return this.find('by-email', 'email_fingerprint = $1', this.vault.fingerprint('email', email));
  }

  byOwnReference(reference: string): Promise<Found> {
    return this.find('by-reference', 'own_reference = $1', reference);
  }

  /** By part of the name, in any spelling of case and accents; nothing for a text without letters. */
  async byName(name: string): Promise<Found> {
    const searched = searchable(name);
    if (searched === '') return { customers: [], more: false };
    // Less than three letters in a row give the index nothing to look for in the middle of a word.
    const within = /[^ ]{3}/.test(searched);
    const where = within ? "($1 <% name_searched or name_searched like '%' || $1 || '%')" : '$1 <% name_searched';
    return this.find(within ? 'by-name' : 'by-short-name', where, searched, 'word_similarity($1, name_searched) + similarity($1, name_searched)');
  }

  /** Customers with the same phone number or e-mail address, whoever stands for them now. */
  async alike({ phone, email }: { readonly phone?: string | undefined; readonly email?: string | undefined }): Promise<readonly string[]> {
    if (!phone && !email) return [];
    const { rows } = await this.database.pool.query<{ id: string }>({
      name: 'customers-alike',
      text: 'select distinct coalesce(survivor, id) as id from intake.customers where phone_fingerprint = $1 or email_fingerprint = $2 limit 20',
      values: [phone ? this.vault.fingerprint('phone', phone) : null, email ? this.vault.fingerprint('email', email) : null],
    });
    return rows.map(({ id }) => id);
  }

  private async find(name: string, where: string, value: string, likeness = '1'): Promise<Found> {
    const { rows } = await this.database.pool.query<CustomerRow>({
      name: `customers-${name}`,
      text: `select ${SHOWN_COLUMNS} from (
          select distinct on (s.id) s.*, nullif(f.id, s.id) as merged_from, f.likeness
          from (select id, survivor, ${likeness} as likeness from intake.customers where ${where} limit ${COMPARED}) f
          join intake.customers s on s.id = coalesce(f.survivor, f.id)
          order by s.id, f.likeness desc, f.survivor nulls first) found
        order by likeness desc, registered_at, id limit ${SHOWN + 1}`,
      values: [value],
    });
    return { customers: rows.slice(0, SHOWN), more: rows.length > SHOWN };
  }
}

const SHOWN_COLUMNS = `id, own_reference as "ownReference", tier, stage, language, zone, convenient_hours as "convenientHours", name, phone, email, address,
  to_json(erased_at) as "erasedAt", merged_from as "mergedFrom"`;
