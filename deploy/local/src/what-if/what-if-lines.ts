import type { BeforeAndAfter, WhatIfResult } from '@amends/escalation/what-if';
import { count, percent, table } from '../report/report-text.js';

/** So many of the complaints with a difference are shown; the CSV has all. */
const SHOWN = 10;
const BAR = 30;

/** What another policy pack would have changed, as people read it. */
export function whatIfLines({ pack, complaints, missed, complaintsWithAMiss, byKind, superiors, differences, until, since }: WhatIfResult): string[] {
  const greatest = Math.max(1, ...byKind.flatMap(({ missed: one }) => [one.before, one.after]));
  return [
    `What if ${pack} had been in force · ${count(complaints)} complaints${since ? ` since ${since}` : ''}, judged up to ${until.slice(0, 16).replace('T', ' ')} UTC`,
    ...table(['', 'before', 'after', 'difference'], [
      ['obligations missed', ...cells(missed)],
      ['complaints with a miss', ...cells(complaintsWithAMiss)],
      ['share of complaints', ...[complaintsWithAMiss.before, complaintsWithAMiss.after].map((some) => (complaints > 0 ? percent(some / complaints) : '–')), ''],
    ]),
    ...table(['obligation', 'owed', 'missed before', 'after', 'difference'], byKind.map(({ kind, owed, missed: one }) => [kind.replaceAll('-', ' '), count(owed.after), ...cells(one)])),
    'Missed before (▒) and after (█):',
    ...byKind.filter(({ missed: one }) => one.before + one.after > 0).flatMap(({ kind, missed: one }) => bars(kind.replaceAll('-', ' '), one, greatest)),
    ...(superiors.length > 0 ? table(['superior', 'told before', 'after', 'difference'], superiors.map(({ person, ...told }) => [person, ...cells(told)])) : []),
    ...(differences.length > 0 ? [`${count(differences.length)} complaints differ; the greatest differences:`] : ['No complaint differs.']),
    ...differences.slice(0, SHOWN).map(({ complaint, before, after }) => `  ${complaint}  ${count(before)} → ${count(after)} missed`),
  ];
}

/** Every complaint with a difference as CSV, the greatest first. */
export const whatIfCsv = ({ differences }: WhatIfResult): string => ['complaint,missed_before,missed_after', ...differences.map(({ complaint, before, after }) => `${complaint},${before},${after}`), ''].join('\n');

const signed = (difference: number): string => (difference > 0 ? `+${count(difference)}` : difference < 0 ? `−${count(-difference)}` : '0');
const cells = ({ before, after }: BeforeAndAfter): string[] => [count(before), count(after), signed(after - before)];

function bars(name: string, { before, after }: BeforeAndAfter, greatest: number): string[] {
  const bar = (mark: string, value: number): string => `${mark.repeat(Math.ceil((value / greatest) * BAR))} ${count(value)}`;
  return [`${name.padEnd(24)}${bar('▒', before)}`, `${''.padEnd(24)}${bar('█', after)}`];
}
