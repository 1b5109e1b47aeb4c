import { episodesOf, type Episode } from './episodes.js';
import { curveOf, TIMES, windowOf, WINDOWS } from './figures.js';
import { isSmall } from './refusals.js';
import { RETURNS_DEFINITION, type ReturnsAnswer } from './returns-answer.js';
import type { Completed, ReturnRow } from './returns.sql.js';

/** Whether the complainants of one source came back, from its complaints in the order in which they were received. Pure. */
export function returnsReportOf(source: string, rows: readonly ReturnRow[], cut: Completed | undefined, maySeeSmallCells: boolean): ReturnsAnswer {
  const episodes = cut ? episodesOf(rows, cut.seconds) : [];
  const firsts = episodes.filter(({ first }) => first);
  return {
    source,
    n: episodes.length,
    cameBack: cut ? WINDOWS.map((days) => windowOf(episodes, days, 'all', maySeeSmallCells)) : [],
    cameBackFirst: cut ? WINDOWS.map((days) => windowOf(firsts, days, 'first', maySeeSmallCells)) : [],
    returnCurve: curveOf(episodes, 'all', maySeeSmallCells),
    returnCurveFirst: curveOf(firsts, 'first', maySeeSmallCells),
    sameDay: sameDayOf(episodes, maySeeSmallCells),
    coverage: coverageOf(rows, episodes, cut, maySeeSmallCells),
    dataCut: cut?.until ?? null,
    refused: cut ? null : { code: 'no-data-cut', text: 'no source of customer activity has said up to when it has told everything (SourceComplete)' },
    definition: RETURNS_DEFINITION,
  };
}

function sameDayOf(episodes: readonly Episode[], maySeeSmallCells: boolean): ReturnsAnswer['sameDay'] {
  const returned = episodes.filter(({ sameDay }) => sameDay).length;
  if (episodes.length === 0 || hidden(returned, episodes.length, maySeeSmallCells)) return { returned: null, share: null };
  return { returned, share: returned / episodes.length };
}

function coverageOf(rows: readonly ReturnRow[], episodes: readonly Episode[], cut: Completed | undefined, maySeeSmallCells: boolean): ReturnsAnswer['coverage'] {
  const count = (isMeant: (episode: Episode) => boolean): number | null => {
    const found = episodes.filter(isMeant).length;
    return hidden(found, episodes.length, maySeeSmallCells) ? null : found;
  };
  return {
    episodes: rows.length,
    linkedToCustomer: rows.filter(({ person }) => person !== null).length,
    customers: new Set(episodes.map(({ person }) => person)).size,
    afterDataCut: cut ? rows.filter(({ received }) => received > cut.seconds).length : 0,
    returned: count(({ returned }) => returned !== null),
    lost: count(({ lost }) => lost !== null),
    censored: count(({ returned, lost }) => returned === null && lost === null),
    fullWindow: TIMES.map((days) => ({ days, episodes: episodes.filter(({ watched }) => watched >= days).length })),
  };
}

const hidden = (count: number, whole: number, maySeeSmallCells: boolean): boolean => !maySeeSmallCells && isSmall(count, whole);
