import type { CustomerActivity } from '@amends/contracts';
import type { Transaction } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { Activities, type Stored } from './activities.js';
import { KnownCustomers } from './known-customers.js';
import { Returns, type Occasion } from './returns.js';

/** Takes activities in, whichever way they come: stores them, then says whose return they are. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly activities: Activities,
    private readonly customers: KnownCustomers,
    private readonly returns: Returns,
  ) {}

  /** All in one transaction; what was told before adds nothing, and what differs from it is named. */
  async take(transaction: Transaction, activities: readonly CustomerActivity[], occasion: Occasion): Promise<Stored> {
    const stored = await this.activities.store(transaction, activities);
    if (stored.fresh === 0) return stored;
    await this.returns.alone(transaction);
    await this.returns.say(transaction, await this.customers.withReferences(transaction, stored.customers), occasion);
    return stored;
  }
}
