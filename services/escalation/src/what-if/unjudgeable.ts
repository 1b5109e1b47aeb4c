import { dueOf, type Pack } from '@amends/policy';

/** What a pack makes of a complaint cannot be reckoned. */
export class Unjudgeable extends Error {
  override readonly name = 'Unjudgeable';

  constructor(
    readonly pack: string | null,
    /** The rule that is at fault; null where none of the pack is. */
    readonly rule: string | null,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }

  /** The same trouble with the pack by which was judged at an instant; `pack` may itself not be made ready. */
  static under(pack: () => Pack, at: string, cause: unknown): Unjudgeable {
    try {
      const { id } = pack();
      return new Unjudgeable(id, failingRule(pack(), Date.parse(at)) ?? null, cause);
    } catch {
      return new Unjudgeable(null, null, cause);
    }
  }
}

/** The first rule of a pack by which nothing that begins at an instant can be due. */
function failingRule(pack: Pack, startedAt: number): string | undefined {
  return pack.data.rules.find((rule) => {
    try {
      return new Date(dueOf({ startedAt, ...pack.timed(rule) })!).toISOString() === '';
    } catch {
      return true;
    }
  })?.id;
}
