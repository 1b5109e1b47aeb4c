import { CHANNELS, GRAVE_FLAGS, SEVERITIES, WAYS_TO_ACKNOWLEDGE, type Channel, type GraveFlag, type Severity } from '@amends/contracts';
import { Instant, Nested, Text, Uuid, Word } from '@amends/runtime';

/** The contact in which the complaint came in. */
export class ContactRequest {
  @Uuid({ optional: true }) id?: string;
  @Word(CHANNELS) channel: Channel;
  @Word(['inbound', 'outbound'], { optional: true }) direction?: 'inbound' | 'outbound';
  @Instant({ optional: true }) startedAt?: string;
}

/** A deadline that the customer was told. */
export class StatedDeadline {
  @Text(64) kind: string;
  @Instant() dueAt: string;
}

/** Tells that the customer was told that the complaint is taken seriously. */
export class AcknowledgeRequest {
  @Word(WAYS_TO_ACKNOWLEDGE) how: (typeof WAYS_TO_ACKNOWLEDGE)[number];
  @Nested(() => StatedDeadline, { optional: true, many: 20 }) deadlinesStated?: StatedDeadline[];
}

/** The customer's own words, and what happened in order. */
export class StatementRequest {
  @Uuid({ optional: true }) id?: string;
  @Uuid({ optional: true }) contactId?: string;
  @Text() statement: string;
  @Text(undefined, { optional: true }) course?: string;
  @Text(35, { optional: true }) language?: string;
}

/** What kind of complaint it is. */
export class ClassifyRequest {
  @Text(120, { many: 6 }) category: string[];
  @Word(SEVERITIES) severity: Severity;
  @Word(GRAVE_FLAGS, { optional: true, many: 4 }) grave?: GraveFlag[];
}

/** A complaint as it comes in; the same request may acknowledge it, record the statement and classify it. */
export class RegisterComplaintRequest {
  /** Made by the client, so that it can name the complaint before the answer has come. */
  @Uuid({ optional: true }) id?: string;
  @Uuid({ optional: true }) customerId?: string;
  @Nested(() => ContactRequest) contact: ContactRequest;
  @Instant({ optional: true }) receivedAt?: string;
  @Instant({ optional: true }) sentAt?: string;
  @Instant({ optional: true }) happenedAt?: string;
  @Text(35, { optional: true }) language?: string;
  @Text(120, { optional: true }) product?: string;
  @Text(120, { optional: true }) order?: string;
  @Text(4000, { optional: true }) remedySought?: string;
  @Text(500, { optional: true }) place?: string;
  @Text(200, { optional: true }) reporter?: string;
  @Nested(() => AcknowledgeRequest, { optional: true }) acknowledge?: AcknowledgeRequest;
  @Nested(() => StatementRequest, { optional: true }) statement?: StatementRequest;
  @Nested(() => ClassifyRequest, { optional: true }) classify?: ClassifyRequest;
}

/** The call or chat is over. */
export class EndContactRequest {
  @Instant({ optional: true }) endedAt?: string;
}
