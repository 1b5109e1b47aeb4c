import { isDeepStrictEqual } from 'node:util';
import type { LogRow } from '../../support/log-rows.js';
import type { FiledRow, OwedRow, Snapshot } from '../snapshot.js';
import { fold, incurredBy, owedBy, storiesOf, type Stories } from './stories.js';

/** I5: every effect is there once: what all consumers have stored equals what the logs amount to when read anew. */
export function effectsHappenedOnce(snapshot: Snapshot): string[] {
  const stories = storiesOf(snapshot.logs);
  return [...storedAsFolded(snapshot, stories), ...ledgerAsFolded(snapshot, stories)];
}

/** Of I5 what holds whatever was asked: timelines, what is known, and insight's files. */
export const storedAsFolded = (snapshot: Snapshot, stories: Stories = storiesOf(snapshot.logs)): string[] => [
  ...timelineOnce(snapshot, stories), ...knownAsFolded(snapshot, stories), ...filesAsFolded(snapshot, stories),
];

function timelineOnce({ timeline }: Snapshot, stories: Stories): string[] {
  const wanted = new Set([...stories.values()].flat().map(({ subject, stream, version, id }) => `${subject} ${stream}@${version} ${id}`));
  const there = new Set(timeline.map((entry) => `${entry.complaint} ${entry.source}/${entry.stream_kind}@${entry.version} ${entry.event_id}`));
  return [
    ...[...there].filter((entry) => !wanted.has(entry)).map((entry) => `I5 insight's timeline has ${entry}, which no log has`),
    ...[...wanted].filter((entry) => !there.has(entry)).map((entry) => `I5 insight's timeline lacks ${entry}`),
  ];
}

function knownAsFolded({ known }: Snapshot, stories: Stories): string[] {
  const services = new Set(known.map(({ service }) => service));
  const rows = new Map(known.map((row) => [`${row.service} ${row.complaint}`, row.known]));
  return [...stories].flatMap(([complaint, story]) => {
    const folded = fold(story);
    return [...services].filter((service) => !isDeepStrictEqual(rows.get(`${service} ${complaint}`), folded)).map((service) => `I5 ${service} knows otherwise of ${complaint} than its events say`);
  });
}

function filesAsFolded({ files, pages }: Snapshot, stories: Stories): string[] {
  const byComplaint = new Map(files.map((row) => [row.complaint, row]));
  return [...stories].flatMap(([complaint, story]) => {
    const filed = byComplaint.get(complaint);
    const wrong = filed ? differences(filed, story, pages.get(complaint) ?? []) : ['everything'];
    return wrong.map((what) => `I5 insight's file of ${complaint} is wrong about ${what}`);
  });
}

function differences({ file, owed: filed }: FiledRow, story: readonly LogRow[], owed: readonly OwedRow[]): string[] {
  const count = (type: string): number => story.filter((row) => row.type === type).length;
  const same = {
    // What is owed and was waived has rows of its own there.
    'what is known': isDeepStrictEqual(file.known, fold(story.filter(({ stream }) => stream.endsWith('/complaint')))),
    'hand-overs': file.handOvers === count('HandOverAccepted'),
    reopenings: file.reopenings === count('ComplaintReopened'),
    questions: file.questions === count('WaitingForCustomer'),
    duties: isDeepStrictEqual([...filed].sort(), owed.map(({ id }) => id).sort()),
  };
  return Object.entries(same).filter(([, right]) => !right).map(([what]) => what);
}

/** Each fact that makes us owe has made us owe once, and the ledger's page is what its obligation events say. */
function ledgerAsFolded({ pages, deadlines }: Snapshot, stories: Stories): string[] {
  const running: string[] = [];
  const wrongs = [...stories].flatMap(([complaint, story]) => {
    const states = owedBy(story);
    const owed = pages.get(complaint) ?? [];
    running.push(...owed.filter(({ state, pausedAt }) => state === 'open' && !pausedAt).map(({ id }) => id));
    const asFolded = owed.length === states.size && owed.every(({ id, state }) => states.get(id) === state);
    return [...(asFolded ? [] : [`I5 the ledger's page of ${complaint} is not what its obligation events say`]), ...incurredOnce(complaint, story), ...settledOnce(complaint, story)];
  });
  const armed = running.length === deadlines.size && running.every((id) => deadlines.has(id));
  return [...wrongs, ...(armed ? [] : [`I5 ${running.length} clocks run, and ${deadlines.size} deadlines are armed`])];
}

const ofAcknowledging = (story: readonly LogRow[], ...types: readonly string[]): readonly LogRow[] =>
  story.filter(({ type, data }) => types.includes(type) && (type === 'ObligationIncurred' ? incurredBy(data) : [data]).some(({ kind }) => kind === 'acknowledge'));

function incurredOnce(complaint: string, story: readonly LogRow[]): string[] {
  const causes = story.filter(({ type }) => type === 'ComplaintRegistered' || type === 'ComplaintReopened').map(({ id }) => id).sort();
  const incurred = ofAcknowledging(story, 'ObligationIncurred').map(({ data }) => String(data['causedBy'])).sort();
  return isDeepStrictEqual(causes, incurred) ? [] : [`I5 ${complaint} has ${causes.length} facts that oblige us to acknowledge, and ${incurred.length} obligations`];
}

function settledOnce(complaint: string, story: readonly LogRow[]): string[] {
  const acknowledged = story.filter(({ type }) => type === 'ComplaintAcknowledged').length;
  const settled = ofAcknowledging(story, 'ObligationSettled', 'ObligationMissRetracted').length;
  return acknowledged === settled ? [] : [`I5 ${complaint} was acknowledged ${acknowledged} times, which settled ${settled} obligations`];
}
