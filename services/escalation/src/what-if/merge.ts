import { OBLIGATION_KINDS } from '@amends/contracts';
import { byComplaint, byDifference, type BeforeAndAfter, type WhatIfResult } from './result.js';

/** The result of all complaints, from those of parts that have no complaint in common; all must ask the same question. */
export function merge(parts: readonly [WhatIfResult, ...WhatIfResult[]]): WhatIfResult {
  const [{ pack, since, until }] = parts;
  const kinds = parts.flatMap(({ byKind }) => byKind);
  return {
    pack,
    since,
    until,
    complaints: parts.reduce((sum, { complaints }) => sum + complaints, 0),
    judgedUpTo: judgedUpToOf(parts),
    missed: summed(parts.map(({ missed }) => missed)),
    complaintsWithAMiss: summed(parts.map(({ complaintsWithAMiss }) => complaintsWithAMiss)),
    byKind: OBLIGATION_KINDS.map((kind) => kinds.filter((one) => one.kind === kind))
      .filter(([first]) => first)
      .map((same) => ({ kind: same[0]!.kind, owed: summed(same.map(({ owed }) => owed)), missed: summed(same.map(({ missed }) => missed)) })),
    superiors: superiorsOf(parts),
    differences: parts.flatMap(({ differences }) => differences).sort(byDifference),
    leftOut: parts.flatMap(({ leftOut }) => leftOut).sort(byComplaint),
  };
}

function judgedUpToOf(parts: readonly WhatIfResult[]): WhatIfResult['judgedUpTo'] {
  const bySource = Map.groupBy(parts.flatMap(({ judgedUpTo }) => judgedUpTo), ({ source }) => source ?? '');
  return [...bySource].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, same]) => ({ ...same[0]!, complaints: same.reduce((sum, { complaints }) => sum + complaints, 0) }));
}

function superiorsOf(parts: readonly WhatIfResult[]): WhatIfResult['superiors'] {
  const told = Map.groupBy(parts.flatMap(({ superiors }) => superiors), ({ person }) => person);
  return [...told].sort(([a], [b]) => (a < b ? -1 : 1)).map(([person, theirs]) => ({ person, ...summed(theirs) }));
}

const summed = (figures: readonly BeforeAndAfter[]): BeforeAndAfter => ({
  before: figures.reduce((sum, { before }) => sum + before, 0),
  after: figures.reduce((sum, { after }) => sum + after, 0),
});
