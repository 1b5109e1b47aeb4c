import type { Accepted, standing } from '@amends/contracts';
import type { CommandContext, Ids } from '@amends/eventing';
import { invalidRequest } from '@amends/runtime';
import type { AcknowledgeRequest, ClassifyRequest, RegisterComplaintRequest, StatementRequest } from './complaint.requests.js';
import type { Acknowledge, Classify, RecordStatement, RegisterComplaint } from './decide.js';

/** A clock that is ahead by less than this is forgiven. */
const AHEAD_MS = 60_000;

interface Registering {
  readonly reference: string;
  readonly standing: Accepted<typeof standing> | null;
  readonly context: CommandContext;
  readonly ids: Ids;
}

/** The registration that a request asks for, defaults filled in: now, by phone, in the customer's language. */
export function registrationFrom(request: RegisterComplaintRequest, { reference, standing, context, ids }: Registering): RegisterComplaint {
  const { contact, acknowledge, statement, classify } = request;
  const receivedAt = notAhead('receivedAt', request.receivedAt ?? context.now, context.now);
  const language = request.language ?? standing?.language ?? 'und';
  const contactId = contact.id ?? ids.next();
  return {
    registered: {
      reference,
      customerId: request.customerId ?? null,
      standing,
      contact: { id: contactId, channel: contact.channel, direction: contact.direction ?? 'inbound', startedAt: notAhead('contact.startedAt', contact.startedAt ?? receivedAt, context.now) },
      receivedAt,
      happenedAt: request.happenedAt ? notAhead('happenedAt', request.happenedAt, context.now) : null,
      language,
      product: request.product ?? null,
      order: request.order ?? null,
      receivedBy: context.actor.unit,
    },
    words: wordsOf({ remedySought: request.remedySought, place: request.place, reporter: request.reporter }),
    acknowledge: acknowledge && acknowledgeFrom(acknowledge),
    statement: statement && statementFrom(statement, { contactId, language, ids }),
    classify: classify && classifyFrom(classify),
  };
}

export const acknowledgeFrom = ({ how, deadlinesStated }: AcknowledgeRequest): Acknowledge => ({
  how,
  deadlinesStated: (deadlinesStated ?? []).map(({ kind, dueAt }) => ({ kind, dueAt })),
});

export const classifyFrom = ({ category, severity, grave }: ClassifyRequest): Classify => ({ category, severity, grave: grave ?? [] });

/** The statement that a request brings; contact and language are the complaint's where it names none. */
export function statementFrom(
  request: StatementRequest,
  otherwise: { readonly contactId: string | null; readonly language: string; readonly ids: Ids },
): RecordStatement {
  return {
    statementId: request.id ?? otherwise.ids.next(),
    contactId: request.contactId ?? otherwise.contactId,
    language: request.language ?? otherwise.language,
    statement: request.statement,
    course: request.course,
  };
}

function notAhead(field: string, instant: string, now: string): string {
  if (Date.parse(instant) <= Date.parse(now) + AHEAD_MS) return instant;
  throw invalidRequest([{ field, message: 'must not lie in the future', remedy: 'leave it out for "now", or check the clock and the zone of the sender' }]);
}

function wordsOf(words: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
