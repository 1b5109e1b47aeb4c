import type { CountsAnswer, EntryAnswer } from '@amends/escalation';
import type { Names } from '../issuer/sample-staff.js';
import { brokenAt, padded, widthOf } from '../show/display-width.js';
import { clockOf, spoken, type Showing } from '../show/show-lines.js';
import { kindIn, wordIn } from '../show/words.js';
import { INBOX_WORDS, spanIn } from './inbox-words.js';

/** How an inbox is shown. */
export interface InboxShowing extends Showing {
  readonly names: Names;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const GAP = '  ';

/** An inbox as a table, the nearest duty first, with the reasons beneath each complaint. */
export function inboxLines(entries: readonly EntryAnswer[], counts: CountsAnswer, showing: InboxShowing): string[] {
  const { language, paint, zone } = showing;
  const words = INBOX_WORDS[language];
  const cells = entries.map((entry) => cellsOf(entry, showing));
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => widthOf(row[at]!))));
  return [
    paint('strong', `${words.count(counts)} · ${words.times(zone)}`),
    ...(entries.length === 0 ? [paint('good', words.nothing)] : []),
    ...entries.flatMap((entry, at) => ['', headLine(entry, cells[at]!.map((cell, column) => padded(cell, widths[column]!)), showing), ...beneath(entry, showing)]),
  ];
}

/** One entry by itself, as it is told while somebody follows. */
export const entryLines = (entry: EntryAnswer, showing: InboxShowing): string[] => [headLine(entry, cellsOf(entry, showing), showing), ...beneath(entry, showing)];

function headLine({ overdue }: EntryAnswer, cells: readonly string[], { paint }: InboxShowing): string {
  return paint(overdue ? 'bad' : 'due', `${overdue ? '✖' : '○'} ${cells.join(GAP)}`.trimEnd());
}

function cellsOf({ dueAt, reference, complaint, severity, grave, tier, owed, owner, level, status }: EntryAnswer, { language, now }: InboxShowing): readonly string[] {
  const words = INBOX_WORDS[language];
  const late = dueAt === null ? 0 : now - Date.parse(dueAt);
  const next = owed.find((one) => !one.paused);
  return [
    dueAt === null ? words.nothingDue : late > 0 ? words.late(spanIn(language, late)) : words.in(spanIn(language, late)),
    reference === null ? complaint : spoken(reference),
    [status === 'open' ? null : status, severity, ...grave, tier === 'standard' ? null : tier].filter((word) => word !== null).map((word) => wordIn(language, word)).join(', '),
    next ? kindIn(language, next.kind, next.principle) : '',
    owner?.unit ?? words.nobody,
    words.level(level),
  ];
}

function beneath(entry: EntryAnswer, showing: InboxShowing): readonly string[] {
  const { language, paint } = showing;
  const broken = (text: string): readonly string[] => brokenAt(text, Math.max(40, showing.width - 4)).map((line, at) => `${at === 0 ? '  ↑ ' : '    '}${line}`);
  return [...entry.reasons.flatMap(({ say }) => broken(say[language])), paint('quiet', `    ${peopleOf(entry, showing).join(' · ')}`)];
}

function peopleOf({ told, advice, takenOver }: EntryAnswer, showing: InboxShowing): readonly string[] {
  const words = INBOX_WORDS[showing.language];
  const when = clockOf(showing);
  const seen = told.map(({ level, person, rota, acknowledged, acknowledgeBy, overdue }) => {
    const who = `${words.level(level)} ${[rota, person === null ? null : (showing.names.get(person) ?? shortOf(person))].filter((name) => name !== null).join(' ')}`;
    if (acknowledged !== null || acknowledgeBy === null) return words.seen(who);
    return overdue ? words.overdueBy(who, when(acknowledgeBy)) : words.seenBy(who, when(acknowledgeBy));
  });
  return [...seen, ...(advice.length > 0 ? [words.advised] : []), ...(takenOver ? [words.takenOver] : [])];
}

/** Whoever has no name in the company file is told from others by the last part of the id. */
const shortOf = (person: string): string => person.replace(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-0*(?=[0-9a-f])/, '…');
