import type { Accepted, standing } from '@amends/contracts';
import { Database, Unknown } from '@amends/eventing';
import { Injectable } from '@nestjs/common';

type Standing = Accepted<typeof standing>;

interface Row extends Standing {
  id: string;
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

  /** The customer's standing now, null for a complaint without a customer; throws Unknown when there is no such customer. */
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
        text: 'select id, tier, stage, zone, language, convenient_hours as "convenientHours" from intake.customers where id = any($1)',
        values: [[...asked.keys()]],
      });
      for (const { id, ...standing } of rows) {
        asked.get(id)!.forEach(({ resolve }) => resolve(standing));
        asked.delete(id);
      }
      for (const [id, waiting] of asked) waiting.forEach(({ reject }) => reject(new Unknown('customer', id)));
    } catch (error) {
      for (const waiting of asked.values()) waiting.forEach(({ reject }) => reject(error));
    }
  }
}
