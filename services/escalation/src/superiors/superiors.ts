import { Presence } from './presence.js';
import type { Contact, Post, Reference, RotaEntry } from './reference.js';
import { Rota } from './rota.js';

/** A superior as the reporting lines name them, with the unit that names them. */
export interface Place {
  readonly unit: string;
  readonly post: Post;
}

/** Who is above whom and who is there when, ready to be asked; never changes: another reference makes another one. */
export class Superiors {
  readonly presence: Presence;
  private readonly rotas: ReadonlyMap<string, Rota>;
  private readonly guarantees: readonly Rota[];
  private readonly lines: ReadonlyMap<string, Reference['units'][number]>;
  private readonly topUnit: string;
  private readonly contacts: readonly Contact[];
  private readonly chains = new Map<string, readonly Place[]>();

  /** What rotas of the former one have reckoned is kept where they are the same. */
  constructor(
    readonly reference: Reference,
    { former, isStaff = () => true }: { readonly former?: Superiors; readonly isStaff?: (person: string) => boolean } = {},
  ) {
    this.presence = new Presence(reference.absences, reference.deputies, isStaff);
    this.rotas = new Map(reference.rotas.map((entry) => [entry.rota, former?.rotaOf(entry) ?? new Rota(entry)]));
    this.guarantees = [...this.rotas.values()].filter(({ holidays }) => holidays !== undefined);
    this.lines = new Map(reference.units.map((line) => [line.unit, line]));
    this.topUnit = reference.units.find(({ reportsTo }) => reportsTo === null)?.unit ?? '';
    // What says most of the problem first, and of those what is nearest to the unit.
    this.contacts = [...reference.contacts].sort((a, b) => b.category.length - a.category.length || this.unitsAbove(b.unit).length - this.unitsAbove(a.unit).length);
  }

  /** Who is told when nobody else is there. */
  get fallback(): string {
    return this.reference.fallback.person;
  }

  rota(id: string): Rota | undefined {
    return this.rotas.get(id);
  }

  /** The superiors of a unit, the nearest first, up to the top; those of the topmost unit where the unit is unknown. */
  above(unit: string | null): readonly Place[] {
    const from = unit !== null && this.lines.has(unit) ? unit : this.topUnit;
    const known = this.chains.get(from);
    if (known) return known;
    const places = this.unitsAbove(from).flatMap((at) => this.lines.get(at)!.superiors.map((post) => ({ unit: at, post })));
    const chain = places.filter(({ post }, index) => places.findIndex((other) => isSame(other.post, post)) === index);
    this.chains.set(from, chain);
    return chain;
  }

  /** The line of the contact sheet that says most of a problem. */
  contactFor(category: readonly string[], unit: string | null): Contact | undefined {
    if (category.length === 0 || this.contacts.length === 0) return undefined;
    return this.contacts.find((contact) => contact.category.every((part, at) => category[at] === part) && this.isWithin(unit, contact.unit));
  }

  /** The holiday guarantee teams of a unit. */
  guaranteesOf(unit: string | null): readonly Rota[] {
    return this.guarantees.filter(({ holidays }) => this.isWithin(unit, holidays!.unit));
  }

  private rotaOf(entry: RotaEntry): Rota | undefined {
    const rota = this.rotas.get(entry.rota);
    return rota?.isOf(entry) ? rota : undefined;
  }

  private isWithin(unit: string | null, whole: string | null): boolean {
    return whole === null || this.unitsAbove(unit).includes(whole);
  }

  /** The unit and all to which it reports, in order. */
  private unitsAbove(unit: string | null): readonly string[] {
    const units: string[] = [];
    for (let at = unit; at !== null && this.lines.has(at) && !units.includes(at); at = this.lines.get(at)!.reportsTo) units.push(at);
    return units;
  }
}

const isSame = (a: Post, b: Post): boolean => ('person' in a ? 'person' in b && a.person === b.person : 'rota' in b && a.rota === b.rota);
