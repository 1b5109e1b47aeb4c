import type { BeforeAndAfter, ComplaintDifference, JudgedUpTo, KindFigures, LeftOut, WhatIfResult } from '@amends/escalation/what-if';
import { count, percent, table } from '../report/report-text.js';

/** So many of the complaints with a difference, and of those left out, are shown; the CSV and the JSON have all. */
const SHOWN = 10;
const BAR = 30;

/** The result with the names of superiors, where the company file has them. */
export type NamedResult = Omit<WhatIfResult, 'superiors'> & { readonly superiors: readonly (WhatIfResult['superiors'][number] & { readonly name: string | null })[] };

/** What another policy pack would have changed, as people read it. */
export function whatIfLines(result: NamedResult): string[] {
  const { pack, complaints, since, byKind, superiors, differences, leftOut } = result;
  if (complaints === 0) return [nothingLine(result), ...leftOutLines(leftOut)];
  return [
    `What if ${pack} had been in force · ${complaintsSaid(complaints)}${since ? ` since ${since}` : ''}`,
    ...result.judgedUpTo.map(upToLine),
    ...sums(result),
    ...table(['obligation', 'owed before', 'after', 'missed before', 'after', 'difference'], byKind.map(({ kind, owed, missed }) => [said(kind), count(owed.before), count(owed.after), ...cells(missed)])),
    ...barsOf(byKind),
    ...(superiors.length > 0 ? table(['superior', 'told before', 'after', 'difference'], superiors.map(({ person, name, ...told }) => [name ?? person, ...cells(told)])) : []),
    differences.length > 0 ? `${complaintsSaid(differences.length)} with a difference, the greatest first:` : 'No complaint differs.',
    ...differences.slice(0, SHOWN).map(differenceLine),
    ...leftOutLines(leftOut),
  ];
}

function nothingLine({ pack, since, leftOut }: NamedResult): string {
  if (leftOut.length > 0) return `Nothing could be judged under ${pack}.`;
  return `There is nothing to judge under ${pack}: no complaint ${since ? `was registered since ${since}` : 'is stored'}.`;
}

function upToLine({ source, complaints, until, isDataCut }: JudgedUpTo): string {
  const what = source === null ? 'live' : `imported from ${source}`;
  return `  ${count(complaints)} ${what}, judged up to ${until.slice(0, 16).replace('T', ' ')} UTC${isDataCut ? ', its data cut' : ''}`;
}

const sums = ({ complaints, missed, complaintsWithAMiss }: NamedResult): string[] =>
  table(['', 'before', 'after', 'difference'], [
    ['obligations missed', ...cells(missed)],
    ['complaints with a miss', ...cells(complaintsWithAMiss)],
    ['share of complaints', ...[complaintsWithAMiss.before, complaintsWithAMiss.after].map((some) => (complaints > 0 ? percent(some / complaints) : '–')), ''],
  ]);

function barsOf(byKind: WhatIfResult['byKind']): string[] {
  const shown = byKind.filter(({ missed }) => missed.before + missed.after > 0);
  const greatest = Math.max(...shown.flatMap(({ missed }) => [missed.before, missed.after]));
  return shown.length === 0 ? ['Nothing was missed, before or after.'] : ['Missed before (▒) and after (█):', ...shown.flatMap(({ kind, missed }) => bars(said(kind), missed, greatest))];
}

const differenceLine = ({ reference, before, after, kinds }: ComplaintDifference): string => `  ${reference}  ${count(before)} → ${count(after)} missed · ${kinds.map(kindDifference).join(' · ')}`;

function kindDifference({ kind, owed, missed }: KindFigures): string {
  const figures = [owed.before === owed.after ? '' : `owed ${owed.before} → ${owed.after}`, missed.before === missed.after ? '' : `missed ${missed.before} → ${missed.after}`];
  return `${said(kind)} ${figures.filter(Boolean).join(', ')}`;
}

function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  if (leftOut.length === 0) return [];
  return [
    `! ${complaintsSaid(leftOut.length)} in no figure, because judging fails:`,
    ...leftOut.slice(0, SHOWN).map(({ reference, pack, rule, because }) => `  ${reference}${pack ? ` under ${pack}` : ''}${rule ? `, rule ${rule}` : ''}: ${because}`),
    '  → Correct the pack in a new version and ask for that one; what its ledger could not handle either: npx amends redrive list',
  ];
}

const CSV_COLUMNS = ['complaint', 'reference', 'kind', 'owed_before', 'owed_after', 'missed_before', 'missed_after'];

/** Every complaint with a difference as CSV, the greatest first, a row for each kind that differs. */
export function whatIfCsv({ differences }: Pick<WhatIfResult, 'differences'>): string {
  const rows = differences.flatMap(({ complaint, reference, kinds }) => kinds.map(({ kind, owed, missed }) => [complaint, reference, kind, owed.before, owed.after, missed.before, missed.after]));
  return [CSV_COLUMNS, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

const complaintsSaid = (some: number): string => (some === 1 ? '1 complaint' : `${count(some)} complaints`);
const said = (kind: string): string => kind.replaceAll('-', ' ');
const signed = (difference: number): string => (difference > 0 ? `+${count(difference)}` : difference < 0 ? `−${count(-difference)}` : '0');
const cells = ({ before, after }: BeforeAndAfter): string[] => [count(before), count(after), signed(after - before)];

function bars(name: string, { before, after }: BeforeAndAfter, greatest: number): string[] {
  const bar = (mark: string, value: number): string => `${mark.repeat(Math.ceil((value / greatest) * BAR))} ${count(value)}`;
  return [`${name.padEnd(24)}${bar('▒', before)}`, `${''.padEnd(24)}${bar('█', after)}`];
}
