import type { Pack } from '@amends/policy';
import { obliges, settlesAnything, type FactType } from '@amends/principles';
import { fallAway } from './branching.js';
import { cancel } from './cancelling.js';
import { incur } from './incurring.js';
import type { Rule } from './judged.js';
import { move } from './moving.js';
import { pause } from './pausing.js';
import { release } from './releasing.js';
import { repin } from './repinning.js';
import { retract } from './retracting.js';
import { settle } from './settling.js';
import { beginStage } from './staging.js';
import { tellLevel } from './warning.js';

/** A rule with the types of events of which it may say something; `orOfThePack`: and of those that the complaint's pack speaks of. */
interface Listening {
  readonly rule: Rule;
  readonly to: (type: string) => boolean;
  readonly orOfThePack?: true;
}

const oneOf = (...types: readonly FactType[]): Listening['to'] => {
  const all: ReadonlySet<string> = new Set(types);
  return (type) => all.has(type);
};

/** First what a fact settles, then what is over by it, then what it moves, and last what it makes us owe. */
export const RULES: readonly Listening[] = [
  { rule: settle, to: settlesAnything, orOfThePack: true },
  { rule: retract, to: oneOf('ObligationMissRetracted', 'ObligationCancelled', 'EscalationLifted') },
  { rule: fallAway, to: oneOf(), orOfThePack: true },
  { rule: release, to: () => true },
  { rule: cancel, to: oneOf('ComplaintReopened', 'ComplaintResolved', 'ComplaintWithdrawn', 'ComplaintClosed') },
  { rule: pause, to: oneOf('WaitingForCustomer', 'CustomerAnswered', 'ComplaintResolved', 'ObligationIncurred') },
  { rule: move, to: oneOf('ComplaintClassified', 'CustomerStandingChanged', 'PromiseRevised', 'MessageSent') },
  { rule: beginStage, to: oneOf(), orOfThePack: true },
  { rule: repin, to: oneOf('ObligationsRepinned') },
  { rule: incur, to: obliges, orOfThePack: true },
  { rule: tellLevel, to: oneOf('ObligationNearing') },
];

const found = { ofThePack: new Map<string, readonly Rule[]>(), others: new Map<string, readonly Rule[]>() };

/** The rules that may have something to say of events of a type, in their order; a life has forty events, and of most nine of ten rules are silent. */
export function rulesFor(type: string, pack: Pack | undefined): readonly Rule[] {
  const ofThePack = pack?.speaksOf(type) ?? false;
  const known = found[ofThePack ? 'ofThePack' : 'others'];
  const rules = known.get(type) ?? RULES.filter(({ to, orOfThePack }) => to(type) || (ofThePack && orOfThePack)).map(({ rule }) => rule);
  known.set(type, rules);
  return rules;
}
