import type { Caller, Scope } from '@amends/runtime';
import type { Entry } from './entry.js';
import type { Slots } from './slots.js';

/** How much of the inbox somebody wants to see; each holds the one before it. */
export const SIGHTS = ['mine', 'units', 'all'] as const;
export type Sight = (typeof SIGHTS)[number];

/** Nobody owns it yet: everybody may pick it up, as everywhere in Amends. */
const ANYBODY = 'anybody';
const person = (id: string): string => `person ${id}`;
const rota = (id: string): string => `rota ${id}`;
const unit = (id: string): string => `unit ${id}`;
const isSome = (id: string | null): id is string => id !== null;

/** Who may read an entry: whoever was told, the units where the complaint is, and anybody while nobody owns it. */
export function whoseIs({ told, owner, receivedBy, offeredTo }: Pick<Entry, 'told' | 'owner' | 'receivedBy' | 'offeredTo'>): readonly string[] {
  const units = [owner?.unit ?? null, receivedBy, offeredTo].filter(isSome).map(unit);
  const people = told.flatMap((one) => [...[one.person].filter(isSome).map(person), ...[one.rota].filter(isSome).map(rota)]);
  return [...new Set([...people, ...units, ...((owner?.unit ?? null) === null ? [ANYBODY] : [])])];
}

/** What somebody reads by: what was told to them or to whoever's place they hold, their units, and what is anybody's. */
export interface Reader {
  readonly mine: readonly string[];
  readonly units: readonly string[];
  /** They see the whole company. */
  readonly everything: boolean;
}

export const readerOf = ({ staff, scope }: Pick<Caller, 'staff' | 'scope'>, { people, rotas }: Slots): Reader => ({
  mine: [person(staff.id), ...people.map(person), ...rotas.map(rota)],
  units: unitsOf(scope).map(unit),
  everything: scope.kind === 'company',
});

const unitsOf = (scope: Scope): readonly string[] => (scope.kind === 'units' ? scope.units : []);

/** What an entry must have one of to be seen; undefined: all entries are. */
export function wanted({ mine, units, everything }: Reader, sight: Sight): readonly string[] | undefined {
  if (sight === 'mine') return mine;
  if (everything) return undefined;
  return sight === 'units' ? [...mine, ...units] : [...mine, ...units, ANYBODY];
}

/** Whether somebody sees what is of these. */
export function sees(reader: Reader, sight: Sight, whose: readonly string[]): boolean {
  const one = wanted(reader, sight);
  return one === undefined ? whose.length > 0 : whose.some((whom) => one.includes(whom));
}

/** The least that somebody has to ask for to see it. */
export const sightOf = (reader: Reader, whose: readonly string[]): Sight => SIGHTS.find((sight) => sees(reader, sight, whose)) ?? 'all';
