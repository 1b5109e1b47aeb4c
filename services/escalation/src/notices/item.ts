import { KIND_NAMES, statusOf, type GraveFlag, type InEveryLanguage, type ObligationKind, type ReasonToInform } from '@amends/contracts';
import { DUTIES } from '@amends/principles';
import { entryOf } from '../inbox/entry.js';
import { sayReason, type Saying } from '../inbox/sentences.js';
import type { Page } from '../ledger/page.js';
import type { Notice, NoticeKind } from './notice.js';

/** Something that is owed, and by when. */
export interface OwedThen {
  readonly kind: ObligationKind;
  readonly name: InEveryLanguage;
  readonly dueAt: string;
}

/** What a letter says of one complaint, as it stands when the letter is written; nothing of it says who the customer is. */
export interface Item {
  readonly kind: NoticeKind;
  readonly complaint: string;
  readonly reference: string | null;
  readonly level: number | null;
  readonly grave: readonly GraveFlag[];
  readonly reasons: readonly { readonly reason: ReasonToInform; readonly say: InEveryLanguage }[];
  /** The nearest three of what agents owe; of a warning, what comes near. */
  readonly owed: readonly OwedThen[];
  /** By when this person has to say that they have seen it. */
  readonly acknowledgeBy: string | null;
  readonly because: string | null;
  /** What came near was missed. */
  readonly missed: boolean;
  /** The nearest duty whose clock runs. */
  readonly dueAt: string | null;
}

const NEAREST = 3;

/** What is to be said because of a notice; undefined when it is over by now: lifted, done, or the complaint has ended. */
export function itemOf(notice: Notice, page: Page, saying: Saying): Item | undefined {
  const status = statusOf(page.soFar.known);
  const ended = status === 'closed' || status === 'withdrawn';
  if (notice.kind === 'lifted') return lifted(notice, page);
  if (ended) return undefined;
  return notice.kind === 'informed' ? informed(notice, page, saying) : nearing(notice, page);
}

function informed({ complaint, about }: Notice, page: Page, saying: Saying): Item | undefined {
  const entry = entryOf(complaint, page);
  const own = entry?.told.find(({ id }) => id === about);
  if (!entry || !own) return undefined;
  const running = entry.owed.filter(({ paused, kind }) => !paused && DUTIES[kind].owedBy === 'agent');
  return {
    ...plain('informed', complaint, page),
    level: own.level,
    reasons: entry.reasons.map((reason) => ({ reason: reason.reason, say: sayReason(reason, saying) })),
    owed: running.slice(0, NEAREST).map(({ kind, dueAt }) => ({ kind, name: KIND_NAMES[kind], dueAt })),
    acknowledgeBy: own.acknowledgeBy,
    dueAt: entry.dueAt,
  };
}

function nearing({ complaint, about }: Notice, page: Page): Item | undefined {
  const one = page.owed.find(({ id }) => id === about);
  if (!one || one.pausedAt) return undefined;
  return { ...plain('nearing', complaint, page), owed: [{ kind: one.kind, name: KIND_NAMES[one.kind], dueAt: one.dueAt }], missed: one.state === 'missed', dueAt: one.dueAt };
}

const lifted = ({ complaint, because }: Notice, page: Page): Item => ({ ...plain('lifted', complaint, page), because });

const plain = (kind: NoticeKind, complaint: string, { shown, soFar }: Page): Item => ({
  kind, complaint, reference: shown.reference ?? null, level: null, grave: soFar.known.grave, reasons: [], owed: [], acknowledgeBy: null, because: null, missed: false, dueAt: null,
});

/** The nearest duty first; what is owed no more comes last. */
export const byNearestDuty = (items: readonly Item[]): readonly Item[] => [...items].sort((a, b) => dueOf(a) - dueOf(b));
const dueOf = ({ dueAt }: Item): number => (dueAt === null ? Infinity : Date.parse(dueAt));
