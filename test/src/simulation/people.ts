import { readStaff, SAMPLE_COMPANY, signToken, type Home } from '@amends/local';
import type { Dice } from '../support/dice.js';

/** Somebody of the sample company, with the token that they carry. */
export interface Person {
  readonly id: string;
  readonly role: string;
  readonly unit: string | null;
  readonly token: string;
}

/** The virtual clock may run for years. */
const SECONDS = 20 * 365 * 86_400;

/** Who works in the simulated company. */
export class People {
  private constructor(private readonly all: readonly Person[]) {}

  static async of(home: Home): Promise<People> {
    const staff = readStaff(SAMPLE_COMPANY);
    return new People(await Promise.all(staff.map(async ({ id, role, unit }) => ({ id, role, unit, token: await signToken(home, { role, staff: id, unit, seconds: SECONDS }) }))));
  }

  /** The first one with a role. */
  first(role: string): Person {
    return this.all.find((person) => person.role === role)!;
  }

  /** Whoever handles a complaint: mostly somebody who sees the whole company, else an agent of the unit that owns it, or any agent. */
  handler(dice: Dice, unit: string | null): Person {
    if (dice.next() < 0.6) return this.first('supervisor');
    const agents = this.all.filter(({ role }) => role === 'agent');
    const own = agents.filter((one) => one.unit === unit);
    return dice.pick(own.length > 0 && dice.next() < 0.8 ? own : agents);
  }

  /** A superior: mostly one who sees the whole company. */
  superior(dice: Dice): Person {
    const superiors = this.all.filter(({ role }) => role === 'supervisor');
    return dice.next() < 0.6 ? superiors[dice.whole(0, 1)]! : dice.pick(superiors);
  }
}
