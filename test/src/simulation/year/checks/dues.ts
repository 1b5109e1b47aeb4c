import { courseOf, timeByClass, type Clocked, type Pack, type WholePack } from '@amends/policy';
import { incurredBy } from '../../../chaos/invariants/stories.js';
import type { LogRow } from '../../../support/log-rows.js';
import { text, type Story } from '../../checks/story.js';
import { BEGINS_AT, ENDS_AT } from '../packs.js';
import type { YearRecord } from '../year.js';
import { holds, knownFrom, type Known } from './circumstances.js';
import { MinuteCalendar } from './minute-calendar.js';
import { reckonedDue } from './reckoned.js';
import { suitedDue } from './suited.js';

type Rule = WholePack['rules'][number];

/** An obligation's clock as the story tells it. */
interface Clock {
  readonly id: string;
  readonly kind: string;
  readonly rule: Rule;
  readonly pack: Pack;
  readonly calendar: MinuteCalendar;
  readonly startedAt: number;
  readonly pauses: [from: number, to: number][];
  pausedAt: number | undefined;
  /** Another rule, more time or a new start: reckoned no further here. */
  isMoved: boolean;
}

const DAY = 86_400_000;
const calendars = new Map<string, MinuteCalendar>();

/** The business minutes of a pack's calendar; packs that share one share its minutes. */
function minutesOf({ data }: Pack, { calendar }: Rule): MinuteCalendar {
  const chosen = data.calendars[calendar ?? Object.keys(data.calendars)[0]!]!;
  const key = JSON.stringify({ ...chosen, name: '' });
  const known = calendars.get(key) ?? new MinuteCalendar(chosen, BEGINS_AT - 20 * DAY, ENDS_AT + 200 * DAY);
  calendars.set(key, known);
  return known;
}

/** I8 and I9: every clock begins when and by the rule that it must, is due when minutes and days say, and each of its instants has one class. */
export function duesAreReckoned(story: Story, record: YearRecord): string[] {
  const wrongs: string[] = [];
  const wrong = (what: string): void => void wrongs.push(`${what.startsWith('I9') ? '' : 'I8 '}${story.complaint}: ${what}`);
  const byId = new Map(story.events.map((event) => [event.id, event]));
  const clocks = new Map<string, Clock>();
  for (const event of story.events) {
    if (event.type === 'ObligationIncurred') for (const clock of begun(event, byId, record, story.complaint, wrong)) clocks.set(clock.id, clock);
    const clock = clocks.get(String(event.data['obligationId']));
    if (clock && !clock.isMoved) follow(clock, event, byId, wrong);
  }
  return wrongs;
}

function begun(event: LogRow, byId: ReadonlyMap<string, LogRow>, { packs, heard }: YearRecord, complaint: string, wrong: (what: string) => void): readonly Clock[] {
  const cause = byId.get(text(event, 'causedBy'));
  if (!cause) return wrong(`${event.id} owes because of ${text(event, 'causedBy')}, which is not there`), [];
  const pack = packs.of(text(event, 'packVersion'));
  const heardBy = (heard.get(complaint) ?? []).filter(({ at }) => at <= Date.parse(event.recordedAt));
  const isOwn = cause.source === 'escalation';
  const upTo = isOwn ? heardBy.length : heardBy.findIndex(({ id }) => id === cause.id) + 1;
  const known = knownFrom(heardBy.slice(0, upTo).map(({ id }) => byId.get(id)!));
  return incurredBy(event.data).flatMap((said) => {
    const { obligationId, kind, dueAt, startedAt, rule: named } = said as Readonly<Record<string, string | undefined>>;
    const rule = chosen(pack, kind!, known, cause);
    if (named === undefined) {
      const promised = cause.data['promisedFor'];
      if (promised !== undefined && rule && reckonedDue(rule.allow!, minutesOf(pack, rule), Date.parse(String(promised))) !== Date.parse(dueAt!)) wrong(`${kind} ${obligationId} is due at ${dueAt}, and ${String(promised)} was promised`);
      return [];
    }
    // How a reopening counts is the pack's own matter, and tried with it.
    if (cause.type === 'ComplaintReopened' && pack.data.reopening !== 'new-clock') return [];
    if (rule?.id !== named) wrong(`${kind} ${obligationId} is reckoned by ${named}, and ${rule?.id} applies`);
    const start = Date.parse(startedAt!);
    const from = cause.type === 'ComplaintReopened' ? Date.parse(cause.recordedAt) : startOf(rule, known, cause);
    const mayDiffer = isOwn ? 1000 : 0;
    if (Math.abs(from - start) > mayDiffer) wrong(`${kind} ${obligationId} begins at ${startedAt}, and its cause was at ${new Date(from).toISOString()}`);
    if (!rule) return [];
    const calendar = minutesOf(pack, rule);
    const due = suitedDue(rule, { kind: kind!, due: reckonedDue(rule.allow!, calendar, start), since: Date.parse(cause.recordedAt), zone: calendar.zone }, known.standing);
    if (due !== Date.parse(dueAt!)) wrong(`${kind} ${obligationId} by ${named} from ${startedAt} is due at ${dueAt}, and by minutes and days at ${new Date(due).toISOString()}`);
    return [{ id: obligationId!, kind: kind!, rule, pack, calendar, startedAt: start, pauses: [], pausedAt: undefined, isMoved: false }];
  });
}

function startOf(rule: Rule | undefined, { receivedAt, sentAt }: Known, cause: LogRow): number {
  if (rule?.startsAt === 'sent' && sentAt !== null) return Date.parse(sentAt);
  return Date.parse(rule?.startsAt === 'received' || rule?.startsAt === 'sent' ? receivedAt! : cause.recordedAt);
}

/** The first rule that names the kind and whose conditions hold. */
function chosen({ data }: Pack, kind: string, known: Known, cause: LogRow): Rule | undefined {
  const level = cause.type === 'SuperiorInformed' ? Number(cause.data['level']) : null;
  return data.rules.find(({ obligations, when }) => (obligations as readonly string[]).includes(kind) && holds(when as Record<string, unknown> | undefined, known, level));
}

function follow(clock: Clock, event: LogRow, byId: ReadonlyMap<string, LogRow>, wrong: (what: string) => void): void {
  switch (event.type) {
    case 'ObligationPaused': {
      clock.pausedAt = Date.parse(text(event, 'pausedAt'));
      const cause = byId.get(text(event, 'causedBy'))!;
      if (cause.type === 'WaitingForCustomer' && clock.pausedAt !== Date.parse(cause.recordedAt)) wrong(`${clock.kind} ${clock.id} stands still since ${text(event, 'pausedAt')}, and the question was sent at ${cause.recordedAt}`);
      return;
    }
    case 'ObligationResumed':
      clock.pauses.push([clock.pausedAt!, Math.max(clock.pausedAt!, Date.parse(text(event, 'resumedAt')))]);
      clock.pausedAt = undefined;
      return mustBeDue(clock, text(event, 'dueAt'), wrong);
    case 'ObligationRevised':
    case 'ObligationExtended':
      clock.isMoved = true;
      return;
    case 'ObligationSettled':
    case 'ObligationMissed':
      return mustAddUp(clock, Date.parse(event.recordedAt), wrong);
    default:
  }
}

function mustBeDue({ id, kind, rule, calendar, startedAt, pauses, pack }: Clock, said: string, wrong: (what: string) => void): void {
  // A cap on pauses is the pack's own matter, and tried with it.
  if (pack.data.pauses.cap) return;
  const due = reckonedDue(rule.allow!, calendar, startedAt, pauses);
  if (due !== Date.parse(said)) wrong(`${kind} ${id} is due at ${said} after it stood still, and by minutes and days at ${new Date(due).toISOString()}`);
}

/** Business, paused and off time are the wall time, and each is what the minutes say. */
function mustAddUp({ id, kind, rule, pack, calendar, startedAt, pauses, pausedAt }: Clock, end: number, wrong: (what: string) => void): void {
  if (pausedAt !== undefined || end < startedAt) return;
  const clocked: Clocked = { kind: kind as Clocked['kind'], rule: rule.id, startedAt: iso(startedAt), pauses: pauses.map(([from, to]) => [iso(from), iso(to)] as const) };
  const { off, paused, used } = timeByClass(courseOf(pack, clocked), end);
  const begins = rule.allow!.receiptExcluded ? Math.min(calendar.endOfDate(startedAt), end) : startedAt;
  const measured = (from: number, to: number): number => (to <= from ? 0 : rule.allow!.unit.startsWith('business') ? calendar.openWithin(from, to) : to - from);
  const stood = pauses.reduce((sum, [from, to]) => sum + measured(Math.max(from, begins), Math.min(to, end)), 0);
  const used2 = measured(begins, end) - stood;
  if (off + paused + used !== end - startedAt) wrong(`I9 of ${kind} ${id} business ${used}, paused ${paused} and off ${off} ms are not the wall time ${end - startedAt}`);
  if (paused !== stood || used !== used2) wrong(`I9 of ${kind} ${id} business ${used} and paused ${paused} ms are said, and minutes say ${used2} and ${stood}`);
}

const iso = (instant: number): string => new Date(instant).toISOString();
