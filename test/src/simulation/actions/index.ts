import type { Dice } from '../../support/dice.js';
import type { SimulatedComplaint } from '../complaint.js';
import type { Action } from './action.js';
import { CUSTOMERS } from './customers.js';
import { ESCALATION } from './escalation.js';
import { FOLLOW_UP } from './follow-up.js';
import { INTAKE } from './intake.js';
import { RESOLUTION } from './resolution.js';

/** Everything that people do: a row for each command of the four services. */
export const ACTIONS: readonly Action[] = [...INTAKE, ...CUSTOMERS, ...RESOLUTION, ...ESCALATION, ...FOLLOW_UP];

/** Doing nothing for a while also has its weight. */
const REST = 0.6;

/** What somebody does next about a complaint; undefined: nothing now. */
export function nextAction(of: SimulatedComplaint, dice: Dice): Action | undefined {
  const weighed = ACTIONS.map((action) => ({ action, weight: action.weight(of) }));
  let point = dice.next() * weighed.reduce((sum, { weight }) => sum + weight, REST);
  return weighed.find(({ weight }) => (point -= weight) < 0)?.action;
}
