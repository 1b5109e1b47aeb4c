import type { Superiors } from '../superiors/superiors.js';

/** In whose place somebody stands now: absent people for whom they stand in, and rotas on which it is their turn. */
export interface Slots {
  readonly people: readonly string[];
  readonly rotas: readonly string[];
}

/** Nobody's place but one's own. */
export const OWN_PLACE: Slots = { people: [], rotas: [] };

/** Turns and absences begin and end on whole minutes; within a second nobody looks again. */
const KEPT_MS = 1000;

/** Who stands in whose place, looked up for everybody together: a change is told to many who watch at one moment. */
export class Places {
  private kept: { readonly of: Superiors; readonly from: number; readonly holders: ReadonlyMap<string, Slots> } | undefined;

  constructor(readonly inForce: { readonly current: Superiors }) {}

  /** The places that a person holds at an instant, in milliseconds since 1970. */
  of(person: string, at: number): Slots {
    const { current } = this.inForce;
    if (this.kept?.of !== current || at < this.kept.from || at >= this.kept.from + KEPT_MS) this.kept = { of: current, from: at, holders: holdersAt(current, at) };
    return this.kept.holders.get(person) ?? OWN_PLACE;
  }
}

function holdersAt(superiors: Superiors, at: number): ReadonlyMap<string, Slots> {
  const { reference, presence } = superiors;
  const there = (person: string): string | undefined => presence.whoIsThere(person, at, () => undefined, [])?.person;
  const replaced = [...reference.absences, ...reference.deputies].map(({ person }) => person);
  const absent = [...new Set(replaced)].filter((person) => presence.absenceOf(person, at) ?? !presence.isStaff(person));
  const people = Map.groupBy(absent, there);
  const rotas = Map.groupBy(reference.rotas.map(({ rota }) => rota), (rota) => superiors.rota(rota)!.inTurnAt(at).map(there).find((person) => person !== undefined));
  const holders = new Set([...people.keys(), ...rotas.keys()].filter((person) => person !== undefined));
  return new Map([...holders].map((person) => [person, { people: people.get(person) ?? [], rotas: rotas.get(person) ?? [] }]));
}
