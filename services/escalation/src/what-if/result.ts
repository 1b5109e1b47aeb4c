import type { ObligationKind } from '@amends/contracts';

/** A figure under the policies that were in force, and under the other one. */
export interface BeforeAndAfter {
  readonly before: number;
  readonly after: number;
}

/** How often one kind of obligation was owed and missed. */
export interface KindFigures {
  readonly kind: ObligationKind;
  readonly owed: BeforeAndAfter;
  readonly missed: BeforeAndAfter;
}

/** One complaint of which something else would have been owed or missed, with its misses in all. */
export interface ComplaintDifference extends BeforeAndAfter {
  readonly complaint: string;
  readonly reference: string;
  /** The kinds that differ. */
  readonly kinds: readonly KindFigures[];
}

/** A complaint that could not be judged, and is in no figure. */
export interface LeftOut {
  readonly complaint: string;
  readonly reference: string;
  /** The pack under which it could not be, and its rule that cannot be reckoned; null where it is not known. */
  readonly pack: string | null;
  readonly rule: string | null;
  readonly because: string;
}

/** Up to when complaints were judged: those of an imported source up to its data cut. */
export interface JudgedUpTo {
  /** Null for live complaints. */
  readonly source: string | null;
  readonly complaints: number;
  readonly until: string;
  /** False for live ones, and for a source of which the end has not been told. */
  readonly isDataCut: boolean;
}

/** Stored complaints judged under another policy pack, beside what they were judged by. */
export interface WhatIfResult {
  readonly pack: string;
  readonly since: string | null;
  /** When it was asked; see `judgedUpTo`. */
  readonly until: string;
  readonly complaints: number;
  readonly judgedUpTo: readonly JudgedUpTo[];
  readonly missed: BeforeAndAfter;
  readonly complaintsWithAMiss: BeforeAndAfter;
  readonly byKind: readonly KindFigures[];
  /** How often each superior was told; of an imported complaint only of what it missed. */
  readonly superiors: readonly ({ readonly person: string } & BeforeAndAfter)[];
  /** Those with a difference, the greatest first. */
  readonly differences: readonly ComplaintDifference[];
  readonly leftOut: readonly LeftOut[];
}

/** The greatest difference of misses first, then of what was owed; of equal ones in the order of their ids, whatever the order in which they were read. */
export const byDifference = (a: ComplaintDifference, b: ComplaintDifference): number =>
  sizeOf(b, 'missed') - sizeOf(a, 'missed') || sizeOf(b, 'owed') - sizeOf(a, 'owed') || byComplaint(a, b);

/** In the order of their ids. */
export const byComplaint = (a: { readonly complaint: string }, b: { readonly complaint: string }): number => (a.complaint < b.complaint ? -1 : 1);

const sizeOf = ({ kinds }: ComplaintDifference, figure: 'owed' | 'missed'): number => kinds.reduce((sum, { [figure]: { before, after } }) => sum + Math.abs(after - before), 0);
