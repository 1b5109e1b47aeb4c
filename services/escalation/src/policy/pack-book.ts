import { Pack, SHIPPED_PACKS, withBase, type PolicyPack } from '@amends/policy';

/** A pack from an instant on. */
export interface InForce {
  /** RFC 3339. */
  readonly from: string;
  readonly pack: string;
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

/** All packs that there are, and which one is in force when. Never changes: another decision makes another book. */
export class PackBook {
  private readonly ready = new Map<string, Pack>();
  private readonly data: ReadonlyMap<string, PolicyPack>;
  private readonly inOrder: readonly InForce[];

  constructor(added: readonly PolicyPack[] = [], inForce: readonly InForce[] = []) {
    const all = [...SHIPPED_PACKS, ...added];
    this.data = new Map(all.map((pack) => [`${pack.name}@${pack.version}`, pack]));
    this.inOrder = [...inForce].sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  }

  /** Every pack as it was written, the shipped ones first. */
  all(): readonly PolicyPack[] {
    return [...this.data.values()];
  }

  /** The pack of a `name@version`, ready for use. Throws UnknownPack. */
  of(id: string): Pack {
    const known = this.ready.get(id);
    if (known) return known;
    const data = this.data.get(id);
    if (!data) throw new UnknownPack(id);
    const pack = new Pack(withBase(data, this.all()));
    this.ready.set(id, pack);
    return pack;
  }

  /** The pack to which a complaint is pinned that was registered then. */
  inForceAt(instant: string): Pack {
    const at = Date.parse(instant);
    return this.of(this.inOrder.findLast(({ from }) => Date.parse(from) <= at)?.pack ?? STANDARD);
  }

  /** What is in force, and what will be, in order of time. */
  decisions(): readonly InForce[] {
    return this.inOrder;
  }
}
