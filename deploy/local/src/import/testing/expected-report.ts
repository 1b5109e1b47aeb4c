import { independentFigures, type GroupFigures } from '../incidents/independent-figures.js';

/** What the report must say of an incident log, worked out a second time straight from its rows, under the report's keys. */
export function expectedReport(file: string): { dataCut: string; figures: Record<string, unknown> } {
  const all = independentFigures(file);
  const { complaints, open, resolved, dataCut } = all;
  const share = (count: number) => ({ count, share: count / complaints });
  return {
    dataCut,
    figures: {
      complaints,
      open,
      resolved,
      timeToResolve: { unit: 'hours', ...times(all, 'wall') },
      withoutWaiting: { unit: 'hours', ...times(all, 'withoutWaiting') },
      handedOver: all.handedOver,
      reopened: share(all.reopened),
      waited: share(all.waited),
      byPriority: all.byPriority.filter(present).map((group) => ({ priority: group.priority, ...groupOf(group) })),
      byHandOvers: all.byHandOvers.filter(present).map((group) => ({ handOvers: group.handOvers === '5+' ? '5+' : Number(group.handOvers), ...groupOf(group) })),
    },
  };
}

const present = ({ complaints }: GroupFigures): boolean => complaints > 0;

function groupOf(group: GroupFigures): object {
  const { complaints, open, resolved } = group;
  return { complaints, open, resolved, ...times(group, 'wall') };
}

function times(group: GroupFigures, clock: 'wall' | 'withoutWaiting'): object {
  const { hours, low, high } = group.median[clock];
  return { ...group[clock], survivalMedian: hours, low, high };
}
