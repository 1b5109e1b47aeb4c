import type { ObligationKind } from '@amends/contracts';

/** A figure under the policies that were in force, and under the other one. */
export interface BeforeAndAfter {
  readonly before: number;
  readonly after: number;
}

/** One complaint of which more or less would have been missed. */
export interface ComplaintDifference extends BeforeAndAfter {
  readonly complaint: string;
}

/** Stored complaints judged under another policy pack, beside what they were judged by. */
export interface WhatIfResult {
  readonly pack: string;
  readonly since: string | null;
  readonly until: string;
  readonly complaints: number;
  readonly missed: BeforeAndAfter;
  readonly complaintsWithAMiss: BeforeAndAfter;
  readonly byKind: readonly { readonly kind: ObligationKind; readonly owed: BeforeAndAfter; readonly missed: BeforeAndAfter }[];
  /** How often each superior was told. */
  readonly superiors: readonly ({ readonly person: string } & BeforeAndAfter)[];
  /** Those with a difference, the greatest first. */
  readonly differences: readonly ComplaintDifference[];
}

/** The greatest difference first; of equal ones in the order of their ids, whatever the order in which they were read. */
export const byDifference = (a: ComplaintDifference, b: ComplaintDifference): number =>
  Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || (a.complaint < b.complaint ? -1 : 1);
