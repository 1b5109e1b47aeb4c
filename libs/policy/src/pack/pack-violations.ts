import { definitionOf, OBLIGATION_KINDS, type ObligationKind } from '@amends/contracts';
import { calendarViolations } from '../calendar/calendar-data.js';
import { isZone } from '../calendar/calendar.js';
import { exactMs } from '../clock/amount.js';
import { holdsWherever } from './circumstances.js';
import type { AllowanceRule, Conditions, FactPattern, WholePack } from './policy-pack.js';
import { unreckonable } from './unreckonable.js';
import { timesIn } from './times.js';
import { isUnconditional } from './with-base.js';

/** What is wrong with a pack whose shape is right, a sentence each that names the field and the remedy; empty when it can be used. */
export function packViolations(pack: WholePack): readonly string[] {
  const calendars = calendarsIn(pack);
  const written = [...calendars, ...rulesIn(pack), ...hoursIn(pack), ...factsIn(pack), ...conditionsIn(pack), ...completenessOf(pack), ...warningsIn(pack), ...ladderIn(pack)];
  const times = calendars.length > 0 ? [] : timesIn(pack);
  const all = [...written, ...times];
  return all.length > 0 ? all : unreckonable(pack);
}

function calendarsIn({ calendars }: WholePack): string[] {
  const names = Object.keys(calendars);
  if (names.length === 0) return ['calendars: give at least one; the first is used by rules that name none'];
  return names.flatMap((name) => [
    // An object has such names in front, wherever they were written.
    ...(/^\d+$/.test(name) ? [`calendars.${name}: a name of digits would be taken for the first calendar; begin it with a letter`] : []),
    ...calendarViolations(calendars[name]!, isZone(calendars[name]!.zone), calendars[name]!.zone).map((violation) => `calendars.${name}.${violation}`),
  ]);
}

function rulesIn({ rules, calendars, stages }: WholePack): string[] {
  const named = stages.flatMap(({ id }, at) => ([...rules, ...stages.slice(0, at)].some((other) => other.id === id) ? [`stages[${at}].id: "${id}" is there twice; give each rule and stage its own`] : []));
  return [...named, ...rules.flatMap((rule, at) => ruleViolations(rule, `rules[${at}]`, rules.slice(0, at), Object.keys(calendars)))];
}

function ruleViolations(rule: AllowanceRule, name: string, before: readonly AllowanceRule[], calendars: readonly string[]): string[] {
  const { id, calendar, obligations } = rule;
  return [
    ...(before.some((other) => other.id === id) ? [`${name}.id: "${id}" is there twice; give each rule its own`] : []),
    ...(calendar !== undefined && !calendars.includes(calendar) ? [`${name}.calendar: there is no calendar "${calendar}"; name one of ${calendars.join(', ')}`] : []),
    ...(obligations.length === 0 ? [`${name}.obligations: name at least one`] : []),
    ...(rule.notOwed ? notOwedViolations(rule, name) : rule.allow === undefined ? [`${name}.allow: is missing; say how much time there is, or notOwed: true`] : []),
  ];
}

/** Nobody knows beforehand which of a customer's hours are the next ones when a clock goes on. */
function hoursIn({ rules, pauses }: WholePack): string[] {
  return rules.flatMap(({ convenient, obligations }, at) =>
    obligations.filter((kind) => convenient !== undefined && pauses.obligations.includes(kind)).map((kind) => `rules[${at}].convenient: the clock of "${kind}" stands still at times; take it out, or "${kind}" out of pauses`),
  );
}

/** Superiors hear of it whatever a pack says, and nobody answers for much compensation alone. */
const ALWAYS_OWED: readonly ObligationKind[] = ['inform-superior', 'acknowledge-escalation', 'decide-approval'];
/** What a rule says of a clock. */
const OF_CLOCKS = ['allow', 'calendar', 'startsAt', 'convenient', 'alsoSettledBy', 'settledOnlyBy'] as const;

function notOwedViolations(rule: AllowanceRule, name: string): string[] {
  return [
    ...OF_CLOCKS.filter((field) => rule[field] !== undefined).map((field) => `${name}.${field}: says nothing where nothing is owed; take it out, or notOwed`),
    ...rule.obligations.filter((kind) => ALWAYS_OWED.includes(kind)).map((kind) => `${name}.notOwed: "${kind}" is always owed; take it out of obligations`),
  ];
}

function factsIn({ rules, branches, stages }: WholePack): string[] {
  return [
    ...(['alsoSettledBy', 'settledOnlyBy'] as const).flatMap((field) => rules.flatMap((rule, at) => (rule[field] ?? []).flatMap((pattern, index) => factViolations(pattern, `rules[${at}].${field}[${index}]`)))),
    ...branches.flatMap(({ settledBy }, at) => factViolations(settledBy, `branches[${at}].settledBy`)),
    ...stages.flatMap(({ on }, at) => factViolations(on, `stages[${at}].on`)),
  ];
}

/** Which facts have what a pattern may ask of them. */
const ASKED_OF = { messageKind: ['MessageSent'], how: ['ComplaintAcknowledged'], statesDeadline: ['ComplaintAcknowledged', 'MessageSent'] } as const;

function factViolations(pattern: FactPattern, name: string): string[] {
  const { type } = pattern;
  if (definitionOf(type)?.stream !== 'complaint') return [`${name}.type: there is no fact "${type}" of a complaint; write it as in the catalogue of events, such as MessageSent`];
  return (Object.keys(ASKED_OF) as (keyof typeof ASKED_OF)[]).flatMap((field) => {
    const facts: readonly string[] = ASKED_OF[field];
    return pattern[field] === undefined || facts.includes(type) ? [] : [`${name}.${field}: ${type} says nothing of it, only ${facts.join(' and ')}; take it out`];
  });
}

function conditionsIn({ rules, branches, stages }: WholePack): string[] {
  const emptyIn = (name: string, when: Conditions = {}): string[] =>
    Object.entries(when).flatMap(([field, wanted]) => (wanted.length === 0 ? [`${name}.when.${field}: an empty list never holds; name at least one, or take it out`] : []));
  return [
    ...rules.flatMap(({ when }, at) => emptyIn(`rules[${at}]`, when)),
    ...branches.flatMap(({ when }, at) => emptyIn(`branches[${at}]`, when)),
    ...stages.flatMap(({ when }, at) => emptyIn(`stages[${at}]`, when)),
  ];
}

/** Without a last rule without conditions, some complaint would have no deadline; behind a rule that holds as often, a rule never applies. */
function completenessOf({ rules }: WholePack): string[] {
  return OBLIGATION_KINDS.flatMap((kind) => {
    const own = rules.filter(({ obligations }) => obligations.includes(kind));
    const idle = own.flatMap(({ id, when }, at) => {
      const before = own.slice(0, at).find((other) => holdsWherever(other.when, when));
      return before ? [`rules: "${id}" can never apply to "${kind}", because ${before.id} before it holds wherever it would; put it in front`] : [];
    });
    return own.some(isUnconditional) ? idle : [...idle, `rules: "${kind}" needs a last rule without conditions, or some complaint would have no deadline`];
  });
}

function warningsIn({ warnings }: WholePack): string[] {
  return warnings.flatMap(({ percent, before, after, to }, at) => {
    const name = `warnings[${at}]`;
    if ([percent, before, after].filter((one) => one !== undefined).length !== 1) return [`${name}: give one of percent, before and after`];
    if (before && exactMs(before) === undefined) return [`${name}.before: ${before.unit} cannot be counted backwards; give seconds, minutes or hours, or percent`];
    const isBefore = before !== undefined || (percent !== undefined && percent < 100);
    return isBefore && to !== 'owner' ? [`${name}.to: before it is due only the owner is warned; ${to} hears of it at 100 % or later`] : [];
  });
}

function ladderIn({ ladder, warnings }: WholePack): string[] {
  if (ladder.length === 0) return ['ladder: name at least one level of superiors'];
  const levels = new Set(warnings.map(({ to }) => to).filter((to) => to !== 'owner' && Number(to.slice('level-'.length)) > ladder.length));
  return [...levels].map((level) => `warnings: ${level} is warned, and the ladder ends with level ${ladder.length}; name a level that it has`);
}
