import {
  CHANNELS, flag, GRAVE_FLAGS, id, instant, integer, list, nullable, object, oneOf, SEVERITIES, statusOf, text, TIERS, type Accepted,
} from '@amends/contracts';
import type { ComplaintRow } from '../file/file-entities.js';
import type { Obligation } from '../obligations/obligation-patch.js';
import { fileAnswer, fileAnswerOf } from './file-answer.js';

export const STATUSES = ['open', 'resolved', 'closed', 'withdrawn', 'linked'] as const;

const duty = object({
  obligationId: id,
  kind: text(64),
  principle: integer(1, 7),
  owedBy: object({ role: text(64), unit: nullable(text(64)), staff: nullable(id) }),
  dueAt: instant,
  blocksClosing: flag,
  allowance: text(200),
  state: oneOf('open', 'missed'),
  /** Its clock stands still while we wait for the customer. */
  paused: flag,
});

/** What a list of complaints shows of each. */
export const summaryFields = {
  id,
  reference: text(19),
  status: oneOf(...STATUSES),
  round: integer(1),
  source: text(64),
  customerId: nullable(id),
  owner: nullable(object({ unit: nullable(text(64)), staff: nullable(id) })),
  receivedBy: nullable(text(64)),
  channel: oneOf(...CHANNELS),
  product: nullable(text(120)),
  order: nullable(text(120)),
  category: list(text(120)),
  severity: nullable(oneOf(...SEVERITIES)),
  grave: list(oneOf(...GRAVE_FLAGS)),
  tier: nullable(oneOf(...TIERS)),
  priority: nullable(integer(1, 9)),
  receivedAt: instant,
  /** Null unless the present round is resolved or closed. */
  resolvedAt: nullable(instant),
  waitingSince: nullable(instant),
};

export const summaryAnswer = object(summaryFields);
export type SummaryAnswer = Accepted<typeof summaryAnswer>;

export const complaintAnswer = object({
  ...summaryFields,
  origin: oneOf('live', 'history'),
  language: text(35),
  acknowledgedAt: nullable(instant),
  closedAt: nullable(instant),
  waits: list(object({ from: instant, to: instant })),
  handOvers: integer(0),
  reopenings: integer(0),
  duties: list(duty),
  recordedAt: instant,
  ...fileAnswer,
});
export type ComplaintAnswer = Accepted<typeof complaintAnswer>;

/** A complaint as a list shows it. */
export function summaryOf({ complaint, file }: Pick<ComplaintRow, 'complaint' | 'file'>): SummaryAnswer {
  const { known, resolved, source, channel, product, order, category, priority, waitingSince } = file;
  const status = statusOf(known);
  const isResolved = status === 'resolved' || status === 'closed';
  return {
    id: complaint, reference: file.reference!, status, round: known.round, source, customerId: known.customerId, owner: known.owner,
    receivedBy: known.receivedBy, channel: channel!, product, order, category, severity: known.severity, grave: known.grave,
    tier: known.standing?.tier ?? null, priority,
    receivedAt: file.receivedAt!, resolvedAt: isResolved ? (resolved?.at ?? null) : null, waitingSince,
  };
}

/** A complaint with everything that is known of it beside the timeline, and what is still owed. */
export function answerOf(row: Pick<ComplaintRow, 'complaint' | 'file'>, obligations: readonly Obligation[]): ComplaintAnswer {
  const { file } = row;
  const summary = summaryOf(row);
  return {
    ...summary, ...fileAnswerOf(file),
    origin: file.known.origin, language: file.language!, acknowledgedAt: file.acknowledgedAt,
    closedAt: summary.status === 'closed' ? (file.closed?.at ?? null) : null, waits: file.waits.map(([from, to]) => ({ from, to })),
    handOvers: file.handOvers, reopenings: file.reopenings, duties: obligations.flatMap(dutyOf), recordedAt: file.recordedAt!,
  };
}

type DutyAnswer = ComplaintAnswer['duties'][number];

const dutyOf = ({ obligation, kind, principle, owedRole, owedUnit, owedStaff, dueAt, blocksClosing, allowance, state, paused }: Obligation): DutyAnswer[] =>
  state === 'open' || state === 'missed'
    ? [{ obligationId: obligation, kind, principle, owedBy: { role: owedRole, unit: owedUnit, staff: owedStaff }, dueAt, blocksClosing, allowance, state, paused }]
    : [];
