import {
  ComplaintAcknowledged, ComplaintClassified, ComplaintRegistered, ContactEnded, fact, StatementRecorded, statusOf,
  type Accepted, type IntakeFact, type KnownComplaint,
} from '@amends/contracts';
import { must } from '@amends/decider';
import type { Complaint } from './complaint.js';

type Data<D> = D extends { schema: infer S } ? Accepted<S> : never;

/** How the customer was told that the complaint is taken seriously. */
export type Acknowledge = Data<typeof ComplaintAcknowledged>;
/** What kind of complaint it is. */
export type Classify = Data<typeof ComplaintClassified>;

/** The customer's own words about one complaint. */
export interface RecordStatement {
  readonly statementId: string;
  readonly contactId: string | null;
  readonly language: string;
  readonly statement: string;
  /** What happened, in order, where the customer told it apart. */
  readonly course?: string | undefined;
}

/** A complaint as it comes in; one request may also acknowledge it, record the statement and classify it. */
export interface RegisterComplaint {
  readonly registered: Data<typeof ComplaintRegistered>;
  readonly words: Readonly<Record<string, string>>;
  readonly acknowledge?: Acknowledge | undefined;
  readonly statement?: RecordStatement | undefined;
  readonly classify?: Classify | undefined;
}

/** Principle 1 begins here: whatever the channel, the complaint is taken in. */
export function registerComplaint(command: RegisterComplaint): readonly IntakeFact[] {
  const facts: IntakeFact[] = [fact(ComplaintRegistered, command.registered, command.words)];
  if (command.acknowledge) facts.push(fact(ComplaintAcknowledged, command.acknowledge));
  if (command.statement) facts.push(statementRecorded(command.statement));
  if (command.classify) facts.push(fact(ComplaintClassified, command.classify));
  return facts;
}

/** Tells the customer that we heard; once a round. */
export function acknowledgeComplaint(command: Acknowledge, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  mustBeAlive(known);
  must(
    !state.acknowledgedRounds.includes(known.round),
    'intake.already-acknowledged',
    'The complaint was acknowledged already in this round.',
    'Send a message instead, if there is something new to say.',
  );
  return [fact(ComplaintAcknowledged, command)];
}

/** Writes down what the customer says, in the customer's words. */
export function recordStatement(command: RecordStatement, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  mustBeAlive(known);
  must(
    command.contactId === null || command.contactId in state.contacts,
    'intake.unknown-contact',
    'The contact is not one of this complaint.',
    'Leave contactId out, or give the id of a contact of this complaint.',
  );
  return [statementRecorded(command)];
}

/** Says what kind of complaint it is; saying the same again changes nothing. */
export function classify(command: Classify, _state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  mustBeAlive(known);
  return [fact(ComplaintClassified, command)];
}

/** The call is over; what was owed in the same contact is judged by this instant. */
export function endContact(command: { contactId: string; endedAt: string }, state: Complaint): readonly IntakeFact[] {
  must(command.contactId in state.contacts, 'intake.unknown-contact', 'The contact is not one of this complaint.', 'Give the id of a contact of this complaint.');
  must(state.contacts[command.contactId] === null, 'intake.contact-has-ended', 'The contact has ended already.');
  return [fact(ContactEnded, command)];
}

function statementRecorded({ statementId, contactId, language, statement, course }: RecordStatement): IntakeFact {
  const words = { statement, ...(course ? { course } : {}) };
  return fact(StatementRecorded, { statementId, contactId, language, characters: statement.length }, words);
}

function mustBeAlive(known: KnownComplaint): void {
  const status = statusOf(known);
  must(
    status !== 'closed' && status !== 'withdrawn',
    `intake.complaint-is-${status}`,
    `The complaint is ${status}.`,
    'Reopen it first if the customer is not satisfied.',
  );
}
