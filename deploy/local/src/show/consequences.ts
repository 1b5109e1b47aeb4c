import type { Entry } from './shown-complaint.js';

/** An event with what followed from it in the ledger. */
export interface Told {
  readonly entry: Entry;
  readonly followed: readonly Told[];
}

/** Hangs what became owed, settled or cancelled below the event that did it; what only time did stands for itself. Keeps the order. */
export function withConsequences(entries: readonly Entry[]): readonly Told[] {
  const all = entries.flatMap(eachObligation).map((entry) => ({ entry, followed: [] as Told[] }));
  const told = new Map(all.map((one) => [one.entry.id, one]));
  const roots: Told[] = [];
  for (const one of all) {
    const cause = causeOf(one.entry);
    const parent = cause === undefined || cause === one.entry.id ? undefined : told.get(cause);
    (parent?.followed ?? roots).push(one);
  }
  return roots;
}

/** An event for each of the obligations that one incurs. */
function eachObligation(entry: Entry): readonly Entry[] {
  if (entry.type !== 'ObligationIncurred') return [entry];
  const { obligations, ...rest } = entry.data as { readonly obligations?: readonly object[] };
  return obligations ? obligations.map((one) => ({ ...entry, data: { ...rest, ...one } })) : [entry];
}

function causeOf({ stream, data }: Entry): string | undefined {
  if (stream !== 'obligations') return undefined;
  const cause = data['settledBy'] ?? data['causedBy'];
  return typeof cause === 'string' ? cause : undefined;
}
