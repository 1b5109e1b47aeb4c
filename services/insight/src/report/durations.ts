const SECONDS_PER_HOUR = 3600;

/** Hours from the big-endian doubles in which PostgreSQL sends seconds. */
export function hoursOf(bytes: Buffer | null): Float64Array {
  const hours = new Float64Array((bytes?.length ?? 0) / 8);
  for (let at = 0; at < hours.length; at++) hours[at] = bytes!.readDoubleBE(at * 8) / SECONDS_PER_HOUR;
  return hours;
}

/** All of them in ascending order. */
export function sortedTogether(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.sort();
}
