import { statusOf, type KnownComplaint } from '@amends/contracts';
import { Refusal } from '@amends/decider';
import type { FollowUp } from './follow-up.js';

/** Where the follow-up of a round stands; exactly one at any time. */
export const STAGES = ['open', 'to-ask', 'satisfied', 'dissatisfied', 'closed', 'withdrawn', 'linked'] as const;
export type Stage = (typeof STAGES)[number];

/** What a person may ask of follow-up. */
export const COMMANDS = ['schedule-call', 'record-call', 'confirm-satisfaction', 'report-dissatisfaction', 'reopen', 'audit-satisfaction'] as const;
export type CommandName = (typeof COMMANDS)[number];

/** The stage of what is known: the customer is asked once it is resolved, and their word stands until the round ends. */
export function stageOf(state: FollowUp, known: KnownComplaint): Stage {
  const status = statusOf(known);
  return status === 'resolved' ? (state.verdict?.says ?? 'to-ask') : status;
}

/** Why a command is refused: code, sentence and remedy. */
type Why = readonly [code: string, message: string, remedy: string];

const isOpen: Why = ['follow-up.complaint-is-open', 'The complaint is open: nothing was put right yet that could be asked about.', 'Work on the present round; resolve it first.'];
const isClosed: Why = ['follow-up.complaint-is-closed', 'The complaint is closed.', 'If the customer is not satisfied, reopen it: reports of dissatisfaction take "reopen": true.'];
const isWithdrawn: Why = ['follow-up.complaint-is-withdrawn', 'The complaint is withdrawn: nothing more is owed.', 'Register a new complaint if the customer complains again.'];
const isLinked: Why = ['follow-up.complaint-is-linked', 'The complaint is the same as another one, which is worked on instead.', 'Follow up the one that it is linked to, or unlink it.'];
const isSatisfied: Why = ['follow-up.satisfied-already', 'The customer has said in this round that it is put right.', 'If they changed their mind, report the dissatisfaction.'];
const nothingToAudit: Why = ['follow-up.nothing-to-audit', 'No satisfaction was recorded in this round.', 'Confirm the satisfaction with the customer first.'];

const gone = { withdrawn: isWithdrawn, linked: isLinked } as const;
const anyVerdict = { open: isOpen, 'to-ask': 'may', satisfied: 'may', dissatisfied: 'may' } as const;

/** Which command may be done in which stage, and why not; the compiler and a spec see that none is missing. Late checks call after closing. */
export const RULES: Readonly<Record<CommandName, Readonly<Record<Stage, 'may' | Why>>>> = {
  'schedule-call': { ...anyVerdict, closed: 'may', ...gone },
  'record-call': { ...anyVerdict, closed: 'may', ...gone },
  'confirm-satisfaction': { ...anyVerdict, satisfied: isSatisfied, closed: isClosed, ...gone },
  'report-dissatisfaction': { ...anyVerdict, closed: isClosed, ...gone },
  reopen: { ...anyVerdict, closed: 'may', ...gone },
  'audit-satisfaction': { open: nothingToAudit, 'to-ask': nothingToAudit, satisfied: 'may', dissatisfied: nothingToAudit, closed: 'may', ...gone },
};

/** Throws the refusal that the rules name for a command at this stage, if they name one. */
export function mustBeAllowed(command: CommandName, state: FollowUp, known: KnownComplaint): void {
  const rule = RULES[command][stageOf(state, known)];
  if (rule !== 'may') throw new Refusal(...rule);
}
