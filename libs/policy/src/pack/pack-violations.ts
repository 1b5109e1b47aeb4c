import { OBLIGATION_KINDS } from '@amends/contracts';
import { calendarViolations } from '../calendar/calendar-data.js';
import { exactMs } from '../clock/amount.js';
import { isZone } from '../calendar/calendar.js';
import type { WholePack } from './policy-pack.js';
import { isUnconditional } from './with-base.js';

/** What is wrong with a pack whose shape is right, a sentence each that names the field and the remedy; empty when it can be used. */
export function packViolations(pack: WholePack): readonly string[] {
  return [...calendarsIn(pack), ...rulesIn(pack), ...completenessOf(pack), ...warningsIn(pack)];
}

function calendarsIn({ calendars }: WholePack): string[] {
  const names = Object.keys(calendars);
  if (names.length === 0) return ['calendars: give at least one; the first is used by rules that name none'];
  return names.flatMap((name) => calendarViolations(calendars[name]!, isZone(calendars[name]!.zone), calendars[name]!.zone).map((violation) => `calendars.${name}.${violation}`));
}

function rulesIn({ rules, calendars, stages }: WholePack): string[] {
  const named = stages.flatMap(({ id }, at) => ([...rules, ...stages.slice(0, at)].some((other) => other.id === id) ? [`stages[${at}].id: "${id}" is there twice; give each rule and stage its own`] : []));
  return [...named, ...ruleViolations({ rules, calendars })];
}

function ruleViolations({ rules, calendars }: Pick<WholePack, 'rules' | 'calendars'>): string[] {
  return rules.flatMap(({ id, calendar, obligations }, at) => [
    ...(rules.findIndex((other) => other.id === id) < at ? [`rules[${at}].id: "${id}" is there twice; give each rule its own`] : []),
    ...(calendar !== undefined && !(calendar in calendars) ? [`rules[${at}].calendar: there is no calendar "${calendar}"; name one of ${Object.keys(calendars).join(', ')}`] : []),
    ...(obligations.length === 0 ? [`rules[${at}].obligations: name at least one`] : []),
  ]);
}

/** Without a last rule without conditions, some complaint would have no deadline. */
function completenessOf({ rules }: WholePack): string[] {
  return OBLIGATION_KINDS.flatMap((kind) => {
    const own = rules.filter(({ obligations }) => obligations.includes(kind));
    const open = own.findIndex(isUnconditional);
    if (open < 0) return [`rules: "${kind}" needs a last rule without conditions, or some complaint would have no deadline`];
    return own.slice(open + 1).map(({ id }) => `rules: "${id}" can never apply to "${kind}", because ${own[open]!.id} before it has no conditions; put it in front`);
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
