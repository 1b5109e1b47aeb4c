/** Runs work over a list, so many at a time, and returns what came of it in the list's order. */
export async function inTurns<T, R>(list: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < list.length; start += atOnce) results.push(...(await Promise.all(list.slice(start, start + atOnce).map(work))));
  return results;
}
