import { Database, Unknown } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import type { Standing } from './customer.js';
import { mustNotBeErased } from './decide.js';

interface Row extends Standing {
  id: string;
  erased: boolean;
}

interface Asked {
  readonly resolve: (standing: Standing) => void;
  readonly reject: (error: unknown) => void;
}

/** What is known of a customer that moves clocks. Registrations that arrive together ask with one query. */
@Injectable()
export class CustomerStandings {
  private asked = new Map<string, Asked[]>();

  constructor(private readonly database: Database) {}

  /**
   * The standing now of the customer, or of the one that stands for them; null for a complaint without a customer. Throws Unknown when
   * there is no such customer, Refusal when they are erased.
   */
  async of(customer: string | undefined): Promise<Standing | null> {
    if (customer === undefined) return null;
    return new Promise((resolve, reject) => {
      if (this.asked.size === 0) setImmediate(() => void this.ask());
      const waiting = this.asked.get(customer) ?? [];
      this.asked.set(customer, [...waiting, { resolve, reject }]);
    });
  }

  private async ask(): Promise<void> {
    const asked = this.asked;
    this.asked = new Map();
    try {
      const { rows } = await this.database.pool.query<Row>({
        name: 'customer-standings',
        text: `select c.id, c.erased_at is not null as erased, s.tier, s.stage, s.zone, s.language, s.convenient_hours as "convenientHours"
               from intake.customers c join intake.customers s on s.id = coalesce(c.survivor, c.id) where c.id = any($1)`,
        values: [[...asked.keys()]],
      });
      for (const { id, erased, ...standing } of rows) {
        asked.get(id)!.forEach((one) => answer(one, erased, standing));
        asked.delete(id);
      }
      for (const [id, waiting] of asked) waiting.forEach(({ reject }) => reject(new Unknown('customer', id)));
    } catch (error) {
      for (const waiting of asked.values()) waiting.forEach(({ reject }) => reject(error));
    }
  }
}

function answer({ resolve, reject }: Asked, erased: boolean, standing: Standing): void {
  try {
    mustNotBeErased({ erased });
    resolve(standing);
  } catch (refusal) {
    reject(refusal);
  }
}
