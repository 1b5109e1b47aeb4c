import { anyOf, command, isWorkedOn, superior, when, type Action, type Asking } from './action.js';

const escalation = command('escalation');

const told = (asking: Asking): string => anyOf(asking, asking.of.escalations.keys());
const unacknowledged = (asking: Asking): string => anyOf(asking, [...asking.of.escalations].filter(([, seen]) => !seen).map(([id]) => id));
const owed = (asking: Asking): string => anyOf(asking, asking.of.owed.keys());
const one = ({ dice, of }: Asking): Record<string, string> => (of.escalations.size > 0 && dice.oneIn(2) ? { escalation: [...of.escalations.keys()].at(-1)! } : {});

/** A day more than what is owed first has now. */
const aDayMore = ({ of, now }: Asking): string => new Date(Math.max(now, ...[...of.owed.values()].map(({ dueAt }) => Date.parse(dueAt))) + 86_400_000).toISOString();

export const ESCALATION: readonly Action[] = [
  escalation('inform-superior', (of) => when(isWorkedOn(of), 0.1), ({ dice }) => ({ id: dice.uuid() })),
  escalation('acknowledge', (of) => when([...of.escalations.values()].includes(false), 2, 0.01), () => ({}), (asking) => `escalations/${unacknowledged(asking)}/acknowledge`, superior),
  escalation('step-down', (of) => when(of.escalations.size > 0, 0.3, 0.005), () => ({}), (asking) => `escalations/${told(asking)}/step-down`, superior),
  escalation('advise', (of) => when(of.escalations.size > 0, 0.3), (asking) => ({ advice: 'Call them now.', ...one(asking) }), undefined, superior),
  escalation('take-over', (of) => when(isWorkedOn(of), 0.15), one, undefined, superior),
  escalation('waive', (of) => when(of.owed.size > 0, 0.25, 0.01), () => ({ reason: 'The customer asked us not to.' }), (asking) => `obligations/${owed(asking)}/waive`, superior),
  escalation('extend', (of) => when(of.owed.size > 0, 0.25, 0.01), (asking) => ({ until: aDayMore(asking), reason: 'A part is on its way.' }), (asking) => `obligations/${owed(asking)}/extend`, superior),
];
