import type { ImportSummary } from './import-tally.js';

/** So many are shown; all of them are in the file that the last line names, and in `--json`. */
const SHOWN = 50;

/** What an import did, as people read it. */
export function summaryLines(summary: ImportSummary): string[] {
  return [headline(summary), ...spent(summary), ...oddities(summary), ...unreadable(summary), ...refused(summary)];
}

function headline({ alreadyImported, incidents, incidentsBefore, rows, events, source, dataCut }: ImportSummary): string {
  if (alreadyImported) return `Already imported: ${number(incidents)} incidents as source "${source}". Use --again to send everything again.`;
  const before = incidentsBefore > 0 ? ` (${number(incidentsBefore)} of them before)` : '';
  return `Imported ${number(incidents)} incidents${before} from ${number(rows)} rows: ${number(events)} events, data cut ${dataCut ?? 'none'}, source "${source}".`;
}

function spent({ alreadyImported, seconds, rowsPerSecond }: ImportSummary): string[] {
  if (alreadyImported) return [];
  const { total, survey, send, settle, paused } = seconds;
  return [`${tenths(total)} s: looked through ${tenths(survey)} s, sent ${tenths(send)} s (${tenths(paused)} s paused for consumers), until reported ${tenths(settle)} s; ${number(rowsPerSecond)} rows/s.`];
}

function oddities({ skippedAfterClosed, warnings }: ImportSummary): string[] {
  const skipped = skippedAfterClosed > 0 ? [`${number(skippedAfterClosed)} rows behind Closed were skipped: automatic writes, not history.`] : [];
  return [...skipped, ...warnings.map(({ code, count, meaning }) => `${number(count)} × ${code}: ${meaning}.`)];
}

function unreadable({ unreadable: rows, unreadableList }: ImportSummary): string[] {
  if (rows.length === 0) return [];
  const listed = rows.slice(0, SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`);
  return [`${number(rows.length)} rows could not be read and were left out:`, ...listed, ...more(rows.length), `  all of them: ${unreadableList}`];
}

function refused({ refused: complaints }: ImportSummary): string[] {
  if (complaints.length === 0) return [];
  const listed = complaints.slice(0, SHOWN).map(({ number: which, service, code, detail }) => `  ${which}: ${service} says ${code}: ${detail}`);
  return [`${number(complaints.length)} complaints were refused, and are not or only partly imported:`, ...listed, ...more(complaints.length)];
}

const more = (count: number): string[] => (count > SHOWN ? [`  … and ${number(count - SHOWN)} more`] : []);
const number = (value: number): string => value.toLocaleString('en');
const tenths = (value: number): string => value.toFixed(1);
