import {
  CHANNELS, flag, id, instant, integer, list, money, nullable, object, oneOf, REASONS_TO_INFORM, REMEDIES, text, window, type Schema,
} from '@amends/contracts';
import type { ComplaintFile } from '../file/complaint-file.js';

const remedy = oneOf(...REMEDIES);
const cost = nullable(money);
const activity = nullable(object({ source: text(64), activityId: text(120), kind: oneOf('order', 'visit', 'renewal', 'account-closed'), happenedAt: instant }));

/** What a complaint's file knows besides where it stands: null or an empty list where nothing was said. */
export const fileAnswer = {
  happenedAt: nullable(instant),
  linkedTo: nullable(id),
  withdrawn: nullable(object({ because: text(64), at: instant })),
  contact: nullable(object({ id, channel: oneOf(...CHANNELS), direction: text(16), startedAt: instant, endedAt: nullable(instant) })),
  statement: nullable(object({ statementId: id, language: text(35), characters: integer(1), at: instant })),
  readBack: nullable(object({ outcome: oneOf('confirmed', 'corrected'), at: instant })),
  causesAsked: integer(0),
  cause: nullable(object({ cause: nullable(text(120)), ownerUnit: nullable(text(64)), because: nullable(text(64)), at: instant })),
  promises: list(object({ promiseId: id, promisedFor: instant, formerly: nullable(instant), keptAt: nullable(instant) })),
  messages: object({ received: integer(0), sent: integer(0), lastReceivedAt: nullable(instant), lastSentAt: nullable(instant), unanswered: list(id) }),
  notes: integer(0),
  attachments: list(object({ fileId: id, mediaType: text(120), bytes: integer(1), at: instant })),
  hostileContacts: integer(0),
  redirects: integer(0),
  resolution: nullable(object({ round: integer(1), at: instant, how: text(64), cause: nullable(text(120)) })),
  offers: list(object({
    offerId: id, options: list(object({ optionId: id, remedy, cost })), expiresAt: nullable(instant), state: oneOf('proposed', 'accepted', 'refused'),
    optionId: nullable(id), round: integer(1), at: instant,
  })),
  counterProposals: list(object({ counterProposalId: id, offerId: nullable(id), remedy, cost, state: oneOf('heard', 'accepted', 'declined'), at: instant })),
  approvals: list(object({ approvalId: id, remedyOf: id, remedy, cost: money, state: oneOf('requested', 'approved', 'denied'), at: instant })),
  remedies: list(object({ remedyOf: id, remedy, cost, at: instant })),
  /** A hand-over that the other unit has not answered yet. */
  handOver: nullable(object({ handOverId: id, toUnit: text(64), toStaff: nullable(id), at: instant })),
  handOversDeclined: integer(0),
  reviewedAt: nullable(instant),
  improvements: list(object({
    improvementId: id, cause: nullable(text(120)), owner: object({ unit: nullable(text(64)), staff: nullable(id) }), dueAt: instant, completedAt: nullable(instant),
    outcome: nullable(oneOf('verified', 'failed')),
  })),
  call: nullable(object({ callId: id, window, attempt: integer(1) })),
  callsTried: integer(0),
  reachedAt: nullable(instant),
  satisfaction: nullable(object({ satisfied: flag, how: oneOf('explicit', 'tacit'), score: nullable(integer(1, 5)), round: integer(1), at: instant })),
  audits: list(object({ agrees: flag, score: nullable(integer(1, 5)), at: instant })),
  returned: activity,
  lost: activity,
  escalations: list(object({
    escalationId: id, level: integer(1), person: nullable(id), rota: nullable(text(64)), reasons: list(oneOf(...REASONS_TO_INFORM)),
    state: oneOf('informed', 'acknowledged', 'lifted'), at: instant,
  })),
  advices: integer(0),
  takenOver: nullable(object({ unit: nullable(text(64)), staff: id, at: instant })),
};

type FileAnswer = { readonly [Field in keyof typeof fileAnswer]: (typeof fileAnswer)[Field] extends Schema<infer Value> ? Value : never };

/** The same of one file. */
export function fileAnswerOf(file: ComplaintFile): FileAnswer {
  const { messages } = file;
  return {
    happenedAt: file.happenedAt ?? null, linkedTo: file.known.linkedTo, withdrawn: file.withdrawn ?? null, contact: file.contact ?? null,
    statement: file.statement ?? null, readBack: file.readBack ?? null, causesAsked: file.causesAsked ?? 0, cause: file.cause ?? null,
    promises: (file.promises ?? []).map((one) => ({ ...one, formerly: one.formerly ?? null, keptAt: one.keptAt ?? null })),
    messages: {
      received: messages?.received ?? 0, sent: messages?.sent ?? 0, lastReceivedAt: messages?.lastReceivedAt ?? null, lastSentAt: messages?.lastSentAt ?? null,
      unanswered: messages?.unanswered ?? [],
    },
    notes: file.notes ?? 0, attachments: file.attachments ?? [], hostileContacts: file.hostileContacts ?? 0, redirects: file.redirects ?? 0, resolution: file.resolved,
    offers: (file.offers ?? []).map((one) => ({ ...one, optionId: one.optionId ?? null })), counterProposals: file.counterProposals ?? [],
    approvals: file.approvals ?? [], remedies: file.remedies ?? [], handOver: file.handOver ?? null, handOversDeclined: file.handOversDeclined ?? 0,
    reviewedAt: file.reviewedAt ?? null,
    improvements: (file.improvements ?? []).map((one) => ({ ...one, completedAt: one.completedAt ?? null, outcome: one.outcome ?? null })),
    call: file.call ?? null, callsTried: file.callsTried ?? 0, reachedAt: file.reachedAt ?? null, satisfaction: file.satisfaction ?? null, audits: file.audits ?? [],
    returned: file.returned ?? null, lost: file.lost ?? null, escalations: file.escalations ?? [], advices: file.advices ?? 0, takenOver: file.takenOver ?? null,
  };
}
