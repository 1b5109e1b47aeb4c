import type { ComplaintFile } from '../complaint-file.js';

/** The data of one type among facts. */
export type DataOf<Facts extends { type: string; data: unknown }, Type> = Extract<Facts, { type: Type }>['data'];

/** What each type of fact changes in a file, `at` the time at which it happened; a type that is left out changes nothing there. */
export type Folds<Facts extends { type: string; data: unknown }> = {
  readonly [Type in Facts['type']]?: (file: ComplaintFile, data: DataOf<Facts, Type>, at: string, round: number) => Partial<ComplaintFile>;
};

/** The list with one more at its end; a missing list is empty. */
export const also = <T>(list: readonly T[] | undefined, one: T): readonly T[] => [...(list ?? []), one];

/** The list with changes to those that match; a missing list stays missing. */
export const changed = <T>(list: readonly T[] | undefined, isMeant: (one: T) => boolean, change: Partial<T>): readonly T[] =>
  (list ?? []).map((one) => (isMeant(one) ? { ...one, ...change } : one));
