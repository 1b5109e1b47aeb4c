import type pg from 'pg';
import type { LogRow } from '../../support/log-rows.js';
import { ofType, type Story } from './story.js';

/** Where a complaint stands, each told by its own sign, so that two could hold at once and be found out. */
const SIGNS: Readonly<Record<string, (story: Story, round: number) => boolean>> = {
  withdrawn: (story) => hasSaid(story, 'ComplaintWithdrawn'),
  closed: (story, round) => !hasSaid(story, 'ComplaintWithdrawn') && inRound(story, 'ComplaintClosed', round),
  linked: (story, round) => !hasSaid(story, 'ComplaintWithdrawn') && !inRound(story, 'ComplaintClosed', round) && isLinked(story),
  resolved: (story, round) => isGoingOn(story, round) && inRound(story, 'ComplaintResolved', round),
  open: (story, round) => isGoingOn(story, round) && !inRound(story, 'ComplaintResolved', round),
};

const hasSaid = (story: Story, type: string): boolean => ofType(story, type).length > 0;
const inRound = (story: Story, type: string, round: number): boolean => ofType(story, type).some(({ metadata }) => metadata.round === round);
const isLinked = (story: Story): boolean => ofType(story, 'ComplaintLinked', 'ComplaintUnlinked').at(-1)?.type === 'ComplaintLinked';
const isGoingOn = (story: Story, round: number): boolean => !hasSaid(story, 'ComplaintWithdrawn') && !inRound(story, 'ComplaintClosed', round) && !isLinked(story);

/** The statuses that the events of a complaint amount to: exactly one, if all is right. */
export const statusesOf = (story: Story): readonly string[] => {
  const round = 1 + ofType(story, 'ComplaintReopened').length;
  return Object.keys(SIGNS).filter((status) => SIGNS[status]!(story, round));
};

/** So many data cuts are looked at. */
const CUTS = 12;

/** I16: at every data cut each registered complaint stands in one place, and insight counts them as the logs do. */
export async function countsAddUp(stories: readonly Story[], database: pg.Client): Promise<string[]> {
  const times = stories.flatMap(({ events }) => events.map(({ recordedAt }) => recordedAt)).sort();
  const cuts = Array.from({ length: CUTS }, (_, nth) => times[Math.floor(((nth + 1) * (times.length - 1)) / CUTS)]!);
  return [...cuts.flatMap((cut) => atCut(stories, cut)), ...(await asInsightSays(stories, database))];
}

function atCut(stories: readonly Story[], cut: string): string[] {
  const upTo = stories.map(({ complaint, events }) => ({ complaint, events: events.filter((event: LogRow) => event.recordedAt <= cut) })).filter(({ events }) => events.length > 0);
  const registered = upTo.filter((story) => hasSaid(story, 'ComplaintRegistered')).length;
  const counted = upTo.reduce((sum, story) => sum + statusesOf(story).length, 0);
  return registered === counted ? [] : [`I16 at ${cut} ${registered} complaints are registered, and ${counted} stand somewhere`];
}

async function asInsightSays(stories: readonly Story[], database: pg.Client): Promise<string[]> {
  const { rows } = await database.query<{ complaint: string; status: string }>('select complaint, status from insight.file_v4_complaints');
  const said = new Map(rows.map(({ complaint, status }) => [complaint, status]));
  return [
    ...(rows.length === stories.length ? [] : [`I16 ${stories.length} complaints are registered, and insight has ${rows.length}`]),
    ...stories.filter((story) => said.get(story.complaint) !== statusesOf(story).join()).map((story) => `I16 insight says that ${story.complaint} is ${said.get(story.complaint)}, and its events that it is ${statusesOf(story).join()}`),
  ];
}
