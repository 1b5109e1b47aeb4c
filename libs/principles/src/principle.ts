import type { EscalationFact, FollowUpFact, InEveryLanguage, IntakeFact, ObligationFact, ObligationKind, ReasonToInform, RecordedEvent, ResolutionFact } from '@amends/contracts';
import type { ComplaintSoFar } from './complaint-so-far.js';

export type { InEveryLanguage };

type AnyFact = IntakeFact | ResolutionFact | EscalationFact | ObligationFact | FollowUpFact;
export type FactType = AnyFact['type'];

/** A fact of a complaint as it was recorded, with the data of its type. */
export type Heard<Type extends FactType = FactType> = Type extends FactType
  ? Omit<RecordedEvent, 'type' | 'data'> & Pick<Extract<AnyFact, { type: Type }>, 'type' | 'data'>
  : never;

/** Whose duty it is: somebody's by role, for some kinds of a unit or person that the fact names. */
export interface Whose {
  readonly unit: string | null;
  readonly staff: string | null;
}

/** What a fact makes us owe where its kind alone does not say enough. */
export interface Owed<Kind extends ObligationKind = ObligationKind> {
  readonly kind: Kind;
  /** Which promise, offer, message, call …, where there may be several: only what is said of the same one afterwards settles it. */
  readonly about?: string;
  /** The time that was itself promised; otherwise the policy says by when. */
  readonly promisedFor?: string;
  /** Where that is not the complaint's owner. */
  readonly by?: Whose;
  /** Why a superior has to know. */
  readonly reason?: ReasonToInform;
}

/** What each fact makes us owe, given the complaint with the fact and before it. */
export type Owes<Kind extends ObligationKind> = {
  readonly [Type in FactType]?: (fact: Heard<Type>, soFar: ComplaintSoFar, before: ComplaintSoFar) => readonly (Kind | Owed<Kind>)[];
};

/** Whether a fact settles an obligation about something. */
export type Settles<Type extends FactType> = (fact: Heard<Type>, about: string | undefined, soFar: ComplaintSoFar) => boolean;

/** Every such fact settles it. */
export const always = (): boolean => true;

/** One kind of obligation: all that is the same for each of them. */
export interface Duty {
  readonly owedBy: 'agent' | 'supervisor';
  readonly blocksClosing: boolean;
  /** What to say to the customer while it is owed. */
  readonly say: InEveryLanguage;
  /** The facts that settle it; each may ask whether it is the one that is meant. */
  readonly settledBy: { readonly [Type in FactType]?: Settles<Type> };
  /** Its clock stands still while we wait for the customer's answer. */
  readonly waitsForCustomer?: true;
  /** The house owes it to itself: a reopening does not end it, and a fact of a later round settles it too. */
  readonly outlivesRound?: true;
  /** Nothing is left of it once the complaint is resolved. */
  readonly endsWithResolution?: true;
}

/** One of the seven principles, as the ledger runs it: pure, and the same for every complaint. */
export interface Principle<Kind extends ObligationKind = ObligationKind> {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly name: InEveryLanguage;
  /** The rule as an agent would say it. */
  readonly rule: InEveryLanguage;
  readonly owes: Owes<Kind>;
  readonly obligations: Readonly<Record<Kind, Duty>>;
}

/** Defines a principle; the compiler checks that it owes only kinds of its own, and that each of them says all that it must. */
export const principle = <Kind extends ObligationKind>(
  definition: Omit<Principle<Kind>, 'owes'> & { readonly owes: Owes<NoInfer<Kind>> },
): Principle<Kind> => definition;

type KindOf<P> = P extends { readonly obligations: infer Obligations } ? keyof Obligations & ObligationKind : never;
type OwnedTwice<List> = List extends readonly [infer First, ...infer Rest] ? (KindOf<First> & KindOf<Rest[number]>) | OwnedTwice<Rest> : never;
type Complete<List extends readonly unknown[]> = [Exclude<ObligationKind, KindOf<List[number]>>] extends [never]
  ? [OwnedTwice<List>] extends [never] ? unknown : { readonly ownedTwice: OwnedTwice<List> }
  : { readonly ownedByNoPrinciple: Exclude<ObligationKind, KindOf<List[number]>> };

/** A principle of whatever kinds. */
export type AnyPrinciple = Omit<Principle, 'owes' | 'obligations'> & { readonly owes: Owes<ObligationKind>; readonly obligations: Readonly<Partial<Record<ObligationKind, Duty>>> };

/** All principles: the compiler checks that each kind of obligation belongs to exactly one of them. */
export const allOf = <const List extends readonly AnyPrinciple[]>(principles: List & Complete<List>): List => principles;
