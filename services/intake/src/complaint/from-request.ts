import type { Accepted, standing } from '@amends/contracts';
import type { CommandContext, Ids } from '@amends/eventing';
import type { AcknowledgeRequest, ClassifyRequest, RegisterComplaintRequest, StatementRequest } from './complaint.requests.js';
import type { Classification } from './complaint.js';
import type { Acknowledge, RecordStatement, RegisterComplaint } from './decide.js';
import { notAhead } from './not-ahead.js';
import { wordsOf } from './words-of.js';

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
      ...(request.sentAt ? { sentAt: notAhead('sentAt', request.sentAt, context.now) } : {}),
      happenedAt: request.happenedAt ? notAhead('happenedAt', request.happenedAt, context.now) : null,
      language,
      product: request.product ?? null,
      order: request.order ?? null,
      receivedBy: context.actor.unit,
    },
    words: wordsOf({ remedySought: request.remedySought, place: request.place, reporter: request.reporter }),
    acknowledge: acknowledge && acknowledgeFrom(acknowledge),
    statement: statement && statementFrom(statement, { contactId, ids }),
    classify: classify && classifyFrom(classify),
  };
}

export const acknowledgeFrom = ({ how, deadlinesStated }: AcknowledgeRequest): Acknowledge => ({
  how,
  deadlinesStated: (deadlinesStated ?? []).map(({ kind, dueAt }) => ({ kind, dueAt })),
});

export const classifyFrom = ({ category, severity, grave }: ClassifyRequest): Classification => ({ category, severity, grave: grave ?? [] });

/** The statement that a request brings; its contact is the one given here where it names none. */
export function statementFrom(
  { id, contactId, language, statement, course }: StatementRequest,
  otherwise: { readonly contactId: string | null; readonly ids: Ids },
): RecordStatement {
  return { statementId: id ?? otherwise.ids.next(), contactId: contactId ?? otherwise.contactId, language, statement, course };
}
