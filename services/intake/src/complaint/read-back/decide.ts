import { fact, ReadBackConfirmed, ReadBackCorrected, type FactOf, type IntakeFact, type KnownComplaint } from '@amends/contracts';
import { must } from '@amends/decider';
import type { Complaint } from '../complaint.js';
import { statementRecorded, type RecordStatement } from '../decide.js';
import { mustBeAlive, mustBeItsContact } from '../rules.js';
import { wasSaid } from '../said.js';

/** The customer said: yes, that is it. */
export type ConfirmReadBack = FactOf<typeof ReadBackConfirmed>['data'];

/** The customer put something right; the statement in its corrected words may come with it. */
export interface CorrectReadBack extends ConfirmReadBack {
  readonly correctionId: string;
  readonly correction: string;
  readonly corrected?: RecordStatement | undefined;
}

/** Principle 5: what was repeated is what the customer means. */
export function confirmReadBack(command: ConfirmReadBack, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  mustBeRepeatable(command, state, known);
  return state.confirmed ? [] : [fact(ReadBackConfirmed, command)];
}

/** What was repeated is not quite it; it has to be repeated again, in the corrected words where they were given. */
export function correctReadBack(command: CorrectReadBack, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  const { statementId, contactId, correctionId, correction, corrected } = command;
  const correcting = fact(ReadBackCorrected, { statementId, contactId, correctionId }, { correction });
  if (wasSaid(state.said, correcting)) return [];
  mustBeRepeatable(command, state, known);
  if (!corrected) return [correcting];
  const recording = statementRecorded(corrected, state.language);
  must(!wasSaid(state.said, recording), 'intake.id-is-taken', 'A statement was recorded under this id.', 'Make a new id for the corrected statement, or leave it out.');
  return [correcting, recording];
}

function mustBeRepeatable({ statementId, contactId }: ConfirmReadBack, state: Complaint, known: KnownComplaint): void {
  mustBeAlive(known);
  const newest = state.statements.at(-1);
  must(newest !== undefined, 'intake.nothing-stated', 'There is no statement to read back yet.', "Record the customer's statement first.");
  must(state.statements.includes(statementId), 'intake.unknown-statement', 'The statement is not one of this complaint.', 'Read back the newest statement.');
  must(newest === statementId, 'intake.statement-superseded', 'A newer statement was recorded meanwhile.', 'Read back the newest statement.');
  mustBeItsContact(contactId, state);
}
