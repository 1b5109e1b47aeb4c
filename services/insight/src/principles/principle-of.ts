import { PRINCIPLES } from '@amends/principles';

/** The principle that owns a kind of obligation: tells which principles an imported source can show. */
export const PRINCIPLE_OF: ReadonlyMap<string, number> = new Map(PRINCIPLES.flatMap(({ number, obligations }) => Object.keys(obligations).map((kind) => [kind, number] as const)));

/** Bits 1 to 7 set: live complaints show every principle. */
const ALL = 0b1111_1110;

/** One bit (1 << number) for each principle of which a source can show some kind of obligation; all for live complaints. */
export const shownBy = (records: readonly string[] | undefined): number =>
  records === undefined ? ALL : records.reduce((bits, kind) => bits | (1 << (PRINCIPLE_OF.get(kind) ?? 0)), 0) & ALL;

/** Whether those bits have a principle's. */
export const shows = (bits: number, principle: number): boolean => (bits & (1 << principle)) !== 0;
