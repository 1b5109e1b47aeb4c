import type { FollowUpFact, IntakeFact, ResolutionFact } from '@amends/contracts';
import type { ComplaintFile, InRound } from '../complaint-file.js';
import { earlier, micros } from '../instants.js';
import type { DataOf, Folds } from './fold.js';

type Facts = IntakeFact | ResolutionFact | FollowUpFact;

/** Where the complaint stands: from its registration to its end, with the waiting in between. */
export const PROGRESS: Folds<Facts> = {
  ComplaintRegistered: (_, data) => registered(data),
  ComplaintClassified: ({ priority }, data) => ({ category: data.category, priority: data.priority ?? priority }),
  ComplaintAcknowledged: ({ acknowledgedAt }, _, at) => ({ acknowledgedAt: earlier(acknowledgedAt, at) }),
  ComplaintWithdrawn: (_, { because }, at) => ({ withdrawn: { because, at } }),
  WaitingForCustomer: ({ questions, waitingSince }, _, at) => ({ questions: questions + 1, waitingSince: waitingSince ?? at }),
  CustomerAnswered: (file, _, at) => waitedUntil(file, at),
  ComplaintAssigned: ({ owners = [] }, { unit, staff }) => ({ owners: [...owners, { unit, staff }] }),
  ComplaintResolved: (file, { how, cause }, at, round) => ({ ...waitedUntil(file, at), resolved: { ...inRound(file.resolved, round, at), how, cause } }),
  ComplaintReopened: ({ reopenings }) => ({ reopenings: reopenings + 1 }),
  ComplaintClosed: ({ closed }, _, at, round) => ({ closed: inRound(closed, round, at) }),
};

function registered({ reference, contact, language, product, order, receivedAt, happenedAt, history }: DataOf<Facts, 'ComplaintRegistered'>): Partial<ComplaintFile> {
  return {
    reference, channel: contact.channel, contact: { ...contact, endedAt: null }, language, product, order, receivedAt: micros(receivedAt),
    ...(happenedAt === null ? {} : { happenedAt: micros(happenedAt) }),
    ...(history ? { source: history.source, records: history.records } : {}),
  };
}

function waitedUntil({ waitingSince, waits }: ComplaintFile, at: string): Pick<ComplaintFile, 'waitingSince' | 'waits'> {
  if (waitingSince === null) return { waitingSince, waits };
  return { waitingSince: null, waits: waitingSince < at ? [...waits, [waitingSince, at]] : waits };
}

const inRound = <Known extends InRound>(known: Known | null, round: number, at: string): InRound | Known => (known && known.round > round ? known : { round, at });
