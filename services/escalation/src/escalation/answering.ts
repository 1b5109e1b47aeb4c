import type { Actor, KnownComplaint } from '@amends/contracts';
import type { Escalation } from '../inbox/shown.js';
import type { Places, Slots } from '../inbox/slots.js';
import type { Post } from '../superiors/reference.js';

/** Somebody who answers an escalation of one complaint: that they have seen it, what to do, or that they are not needed. */
export interface Answering extends Pick<Actor, 'id' | 'unit'> {
  /** In whose place they stand now. */
  readonly places: Slots;
  /** As which level the reporting line of the complaint's unit has them, or somebody whose place they hold; 0 where it has neither. */
  readonly level: number;
  /** They are told when nobody else is there. */
  readonly isFallback: boolean;
  /** Whether neither a person nor anybody who stands in for them is there now. */
  readonly isAway: (person: string) => boolean;
}

/** A person as the escalations of a complaint see them: whose it is, or who received it; the instant is in milliseconds since 1970. */
export function answeringOf({ id, unit }: Pick<Actor, 'id' | 'unit'>, { owner, receivedBy }: Pick<KnownComplaint, 'owner' | 'receivedBy'>, of: Places, at: number): Answering {
  const { current: superiors } = of.inForce;
  const places = of.of(id, at);
  const isHeld = (post: Post): boolean => isTheirs({ id, places }, { person: null, rota: null, ...post });
  return {
    id, unit, places,
    level: superiors.above(owner?.unit ?? receivedBy).findLastIndex(({ post }) => isHeld(post)) + 1,
    isFallback: superiors.fallback === id,
    isAway: (person) => superiors.presence.whoIsThere(person, at, () => undefined, []) === undefined,
  };
}

/** As which level somebody was told. */
export type Told = Pick<Escalation, 'level' | 'person' | 'rota'>;

/** Whether it was told to them, or to somebody whose place they hold now. */
export const isTheirs = ({ id, places }: Pick<Answering, 'id' | 'places'>, { person, rota }: Omit<Told, 'level'>): boolean =>
  (person !== null && (person === id || places.people.includes(person))) || (rota !== null && places.rotas.includes(rota));

/**
 * Whether an escalation is theirs to answer: it was told to them or to somebody whose place they hold, or to a lower level than theirs. So that
 * nobody can say of their own superior that they know. Of somebody who is away for good or for a while with nobody in their place, whoever has the same level
 * may answer too, and the fallback.
 */
export function mayAnswer(by: Answering, one: Told, told: readonly Told[]): boolean {
  if (isTheirs(by, one)) return true;
  const level = Math.max(by.level, ...told.filter((other) => isTheirs(by, other)).map((other) => other.level));
  return level > one.level || (one.person !== null && by.isAway(one.person) && (level === one.level || by.isFallback));
}
