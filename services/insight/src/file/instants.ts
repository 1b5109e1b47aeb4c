/** The same instant with six decimals, so that text compares as time does. */
export const micros = (instant: string): string => (instant.length === 24 ? `${instant.slice(0, -1)}000Z` : instant);

/** The later of two instants in six decimals; one that is missing loses. */
export const later = (one: string | null, other: string): string => (one !== null && one > other ? one : other);

/** The earlier of two instants in six decimals; one that is missing loses. */
export const earlier = (one: string | null, other: string): string => (one !== null && one < other ? one : other);
