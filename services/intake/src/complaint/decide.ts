import {
  ComplaintAcknowledged, ComplaintClassified, ComplaintRegistered, ContactEnded, fact, StatementRecorded,
  type Accepted, type FactOf, type IntakeFact, type KnownComplaint,
} from '@amends/contracts';
import { must } from '@amends/decider';
import type { Classification, Complaint } from './complaint.js';
import { mustBeAlive, mustBeItsContact } from './rules.js';
import { wasSaid } from './said.js';
import { wordsOf } from './words-of.js';

type Data<D> = D extends { schema: infer S } ? Accepted<S> : never;

/** How the customer was told that the complaint is taken seriously. */
export type Acknowledge = Data<typeof ComplaintAcknowledged>;

/** The customer's own words about one complaint. */
export interface RecordStatement {
  readonly statementId: string;
  readonly contactId: string | null;
  /** That of the complaint, unless it says otherwise. */
  readonly language?: string | undefined;
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
  readonly classify?: Classification | undefined;
}

/** Principle 1 begins here: whatever the channel, the complaint is taken in. */
export function registerComplaint(command: RegisterComplaint): readonly IntakeFact[] {
  const facts: IntakeFact[] = [fact(ComplaintRegistered, command.registered, command.words)];
  if (command.acknowledge) facts.push(fact(ComplaintAcknowledged, command.acknowledge));
  if (command.statement) facts.push(statementRecorded(command.statement, command.registered.language));
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
  const recorded = statementRecorded(command, state.language);
  if (wasSaid(state.said, recorded)) return [];
  mustBeAlive(known);
  mustBeItsContact(command.contactId, state);
  return [recorded];
}

/**
 * Says what kind of complaint it is; saying the same again changes nothing. History is not ruled: a source may have sorted what it
 * had closed, and that is what happened.
 */
export function classify(command: Classification, { classified }: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  const classifying = fact(ComplaintClassified, command);
  if (known.origin === 'history') return [classifying];
  mustBeAlive(known);
  return classified && isSame(classified, command) ? [] : [classifying];
}

/** The call is over; what was owed in the same contact is judged by this instant. Whatever became of the complaint in it: calls end. */
export function endContact(command: { contactId: string; endedAt: string }, state: Complaint): readonly IntakeFact[] {
  must(Object.hasOwn(state.contacts, command.contactId), 'intake.unknown-contact', 'The contact is not one of this complaint.', 'Give the id of a contact of this complaint.');
  must(state.contacts[command.contactId] === null, 'intake.contact-has-ended', 'The contact has ended already.');
  return [fact(ContactEnded, command)];
}

const isSame = (one: Classification, other: Classification): boolean => kindOf(one) === kindOf(other);
const kindOf = ({ category, severity, grave }: Classification): string => JSON.stringify([category, severity, [...grave].sort()]);

/** A statement as the fact that it is; `spoken` is the language of the complaint. */
export function statementRecorded({ statementId, contactId, language, statement, course }: RecordStatement, spoken: string): FactOf<typeof StatementRecorded> {
  return fact(StatementRecorded, { statementId, contactId, language: language ?? spoken, characters: statement.length }, wordsOf({ statement, course }));
}
