import { Database, type Transaction } from '@amends/eventing';
import { Injectable } from '@nestjs/common';

/** Which causes complaints were resolved with, and when: resolution's own memory of what comes back. */
@Injectable()
export class Causes {
  constructor(private readonly database: Database) {}

  /** Notes the cause in the transaction that records ComplaintResolved. */
  async note(transaction: Transaction, complaint: string, cause: string, resolvedAt: string): Promise<void> {
    await transaction.query('insert into resolution.resolved_causes (complaint, cause, resolved_at) values ($1, $2, $3)', [complaint, cause, resolvedAt]);
  }

  /** How many other complaints were resolved with this cause. */
  othersWith(cause: string, complaint: string): Promise<number> {
    return this.count('cause = $1 and complaint <> $2', cause, complaint);
  }

  /** How many complaints were resolved with this cause after an instant. */
  since(cause: string, instant: string): Promise<number> {
    return this.count('cause = $1 and resolved_at > $2', cause, instant);
  }

  private async count(where: string, ...values: string[]): Promise<number> {
    const { rows } = await this.database.pool.query<{ complaints: number }>(`select count(distinct complaint)::int as complaints from resolution.resolved_causes where ${where}`, values);
    return rows[0]!.complaints;
  }
}
