import { Clock, Unknown } from '@amends/eventing';
import { Company, invalidRequest } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { holidayAt } from '../escalation/ladder.js';
import { Policies } from '../policy/policies.js';
import { sayStep } from './steps.js';
import { SuperiorsInForce } from './superiors-in-force.js';
import type { WhoQuery } from './superiors.requests.js';
import { topLevelOf, whoIsNext, type Named } from './who-is-next.js';

/** Who would be told, and why, in words. */
export interface WhoAnswer extends Omit<Named, 'steps'> {
  readonly at: string;
  readonly pack: string;
  /** What the policy pack in force calls the level, and whether it is only informed. */
  readonly name: { readonly en: string; readonly zh: string } | null;
  readonly informOnly: boolean;
  readonly why: { readonly en: readonly string[]; readonly zh: readonly string[] };
}

/** Says who would be told of a complaint of a unit, when everybody below that level knew of it. */
@Injectable()
export class AskingWho {
  constructor(
    private readonly superiors: SuperiorsInForce,
    private readonly policies: Policies,
    private readonly company: Company,
    private readonly clock: Clock,
  ) {}

  /** Throws Unknown, and a 400 problem for a level above the ladder. */
  async who({ unit, level, at = new Date(this.clock.now()).toISOString(), category }: WhoQuery): Promise<WhoAnswer> {
    if (!this.company.has(unit)) throw new Unknown('unit', unit);
    const pack = (await this.policies.current()).inForceAt(at);
    const { ladder } = pack.data;
    const top = topLevelOf(this.superiors.current, unit, ladder.length);
    if (level > top) throw invalidRequest([{ field: 'level', message: `must be 1 to ${top}: nobody of ${unit} is told as a higher level`, remedy: `ask for level ${top}, the top, where it stays` }]);
    const { steps, ...named } = whoIsNext(this.superiors.current, {
      unit,
      owner: null,
      category: category?.split('/').map((part) => part.trim()) ?? [],
      told: level === 1 ? [] : [{ level: level - 1, person: null }],
      levels: ladder.length,
      at: Date.parse(at),
      holiday: (calendar) => holidayAt(pack, calendar, Date.parse(at)),
    });
    const rung = ladder[named.level - 1];
    return { ...named, at, pack: pack.id, name: rung?.name ?? null, informOnly: rung?.informOnly ?? false, why: { en: steps.map((step) => sayStep(step, 'en')), zh: steps.map((step) => sayStep(step, 'zh')) } };
  }
}
