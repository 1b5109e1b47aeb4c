import type { Deadlines, Second } from './deadlines.js';
import { table, type Report } from './report.js';
import { number } from './spread.js';

/** A deadline is struck so many milliseconds after it is due at the earliest: a settlement on its way must be heard first. */
const GRACE_MS = 50;

/** B6 for people. */
export function deadlinesReport({ armed, due, armingSeconds, idle, quiet, killed, rowByRow }: Deadlines): Report {
  const rows = table([`B6: ${number(armed)} armed, ${number(due)} due in one second`, 'p50 ms', 'p99 ms', 'p99.9 ms', 'most ms', 'p99.9 without grace', 'lost', 'twice']);
  const row = (name: string, { lateness: { p50, p99, p999, greatest }, lost, twice }: Second, grace: number): unknown[] =>
    [name, number(p50), number(p99), number(p999), number(greatest), number(p999 - grace), lost, twice];
  rows.push(row('Amends', quiet, GRACE_MS) as string[], row('Amends, killed in the middle', killed, GRACE_MS) as string[], row('polled each second, row by row', rowByRow, 0) as string[]);
  const shares = Object.entries(idle).map(([name, share]) => `${name} ${number(share * 100, 2)} %`).join(', ');
  const notes = [
    'From the instant due to the commit of ObligationMissed, by PostgreSQL, with what makes us tell a superior; who that is follows when all that fell due within a second is said.',
    `Killed with SIGKILL when a third was struck; the next process was ready ${number(killed.awayMs)} ms later. Armed in ${number(armingSeconds)} s.`,
    `Idle, shares of one core over ten seconds: ${shares}.`,
  ];
  return {
    text: `${rows.toString()}\n${notes.join('\n')}`,
    summary: `B6 p99.9 ${number(quiet.lateness.p999)} ms late (polled ${number(rowByRow.lateness.p999)} ms), ${quiet.lost + killed.lost} lost, ${quiet.twice + killed.twice} twice, idle ${number(idle['escalation']! * 100, 2)} % of a core`,
  };
}
