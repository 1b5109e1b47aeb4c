import { Pack, SHIPPED_PACKS, withBase, type PolicyPack, type SpecialDate } from '@amends/policy';

/** A pack from an instant on. */
export interface InForce {
  /** RFC 3339. */
  readonly from: string;
  readonly pack: string;
}

/** A date on which a calendar has other hours than it was written with: in every version of the pack, and in those that extend it. */
export interface Override extends SpecialDate {
  /** The pack by its name, without a version. */
  readonly pack: string;
  readonly calendar: string;
}

/** The pack under which complaints are judged where nobody decided otherwise. */
export const STANDARD = 'default@1';

/** No pack of that name and version is there. */
export class UnknownPack extends Error {
  override readonly name = 'UnknownPack';

  constructor(readonly pack: string) {
    super(`there is no policy pack ${pack}`);
  }
}

/** All packs that there are, which one is in force when, and on which dates other hours hold. Never changes: another decision makes another book. */
export class PackBook {
  private readonly ready = new Map<string, Pack>();
  private readonly data: ReadonlyMap<string, PolicyPack>;
  private readonly inOrder: readonly InForce[];

  constructor(
    private readonly added: readonly PolicyPack[] = [],
    private readonly inForce: readonly InForce[] = [],
    private readonly overrides: readonly Override[] = [],
  ) {
    this.data = new Map([...SHIPPED_PACKS, ...added].map((pack) => [`${pack.name}@${pack.version}`, pack]));
    this.inOrder = [...inForce].sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  }

  /** Every pack as it was written, the shipped ones first. */
  all(): readonly PolicyPack[] {
    return [...this.data.values()];
  }

  /** The pack of a `name@version`, ready for use, with the dated overrides of its calendars. Throws UnknownPack. */
  of(id: string): Pack {
    const known = this.ready.get(id);
    if (known) return known;
    const data = this.data.get(id);
    if (!data) throw new UnknownPack(id);
    const pack = new Pack(withBase(this.dated(data), this.all().map((one) => this.dated(one))));
    this.ready.set(id, pack);
    return pack;
  }

  /** The same, for whoever is handed a way to find packs. */
  readonly named = (id: string): Pack => this.of(id);

  /** The pack to which a complaint is pinned that was registered then. */
  inForceAt(instant: string): Pack {
    const at = Date.parse(instant);
    return this.of(this.inOrder.findLast(({ from }) => Date.parse(from) <= at)?.pack ?? STANDARD);
  }

  /** What is in force, and what will be, in order of time. */
  decisions(): readonly InForce[] {
    return this.inOrder;
  }

  /** The dated overrides of calendars. */
  dates(): readonly Override[] {
    return this.overrides;
  }

  /** The same book with one pack more, which nobody has decided on. */
  with(pack: PolicyPack): PackBook {
    return new PackBook([...this.added, pack], this.inForce, this.overrides);
  }

  private dated(pack: PolicyPack): PolicyPack {
    const own = this.overrides.filter(({ pack: name, calendar }) => name === pack.name && calendar in (pack.calendars ?? {}));
    if (own.length === 0) return pack;
    const calendars = Object.entries(pack.calendars!).map(([name, calendar]) => {
      const dates = own.filter((one) => one.calendar === name).map(({ date, name: says, periods }) => ({ date, name: says, periods: periods.map((one) => ({ ...one })) }));
      return [name, { ...calendar, overrides: [...calendar.overrides.filter(({ date }) => !dates.some((one) => one.date === date)), ...dates] }] as const;
    });
    return { ...pack, calendars: Object.fromEntries(calendars) };
  }
}
