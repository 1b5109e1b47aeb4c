import type { IntakeFact, RecordedEvent } from '@amends/contracts';
import { must } from '@amends/decider';

/** What was recorded under the ids that clients may make, in short: a repeated request is recognised, a mistaken id is refused. */
export type Said = Readonly<Record<string, string>>;

/** The field that holds the id, of each fact that may be sent again. */
const ID_FIELDS: Readonly<Record<string, string>> = {
  StatementRecorded: 'statementId',
  ReadBackCorrected: 'correctionId',
  TimePromised: 'promiseId',
  ComplaintRedirected: 'redirectId',
  MessageReceived: 'messageId',
  MessageSent: 'messageId',
  NoteAdded: 'noteId',
  FileAttached: 'fileId',
};

/** What tells two facts of one type apart without opening their words; times are left out, because "now" differs when sent again. */
const TELLING = ['characters', 'sha256', 'promisedFor', 'toUnit', 'kind', 'inReplyTo'] as const;

type AnyFact = IntakeFact | RecordedEvent;

/** Remembers a fact by its id; others leave what was said as it is. */
export function remember(said: Said, fact: AnyFact): Said {
  const id = idOf(fact);
  return id === undefined ? said : { ...said, [id]: gistOf(fact) };
}

/** Whether this very thing was recorded before. Refuses when its id stands for something else, so that no words get lost. */
export function wasSaid(said: Said, fact: AnyFact): boolean {
  const before = said[idOf(fact) ?? ''];
  must(before === undefined || before === gistOf(fact), 'intake.id-is-taken', 'Something else was recorded under this id.', 'Make a new id, or leave it out.');
  return before !== undefined;
}

const dataOf = (fact: AnyFact): Readonly<Record<string, unknown>> => fact.data as Readonly<Record<string, unknown>>;
const idOf = (fact: AnyFact): string | undefined => dataOf(fact)[ID_FIELDS[fact.type] ?? ''] as string | undefined;
const gistOf = (fact: AnyFact): string => JSON.stringify([fact.type, ...TELLING.map((field) => dataOf(fact)[field] ?? null)]);
