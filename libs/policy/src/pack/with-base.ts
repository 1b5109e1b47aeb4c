import type { PolicyPack } from './policy-pack.js';

/** A pack that extends one which is not there. */
export class NoBase extends Error {
  override readonly name = 'NoBase';

  constructor(pack: PolicyPack) {
    super(`the pack ${pack.name}@${pack.version} extends ${pack.extends}, which is not there; load that one first`);
  }
}

/** The pack with the rules of the one that it extends behind its own, so that the first that matches is its own where it has one. */
export function withBase(pack: PolicyPack, others: readonly PolicyPack[]): PolicyPack {
  if (pack.extends === undefined) return pack;
  const found = others.find(({ name, version }) => `${name}@${version}` === pack.extends);
  if (!found) throw new NoBase(pack);
  const base = withBase(found, others);
  const isDecided = (kind: string): boolean => pack.rules.some(({ obligations, when }) => when === undefined && (obligations as readonly string[]).includes(kind));
  const inherited = base.rules.flatMap((rule) => {
    const obligations = rule.obligations.filter((kind) => !isDecided(kind));
    return obligations.length === 0 ? [] : [{ ...rule, id: `${base.name}-${rule.id}`, obligations }];
  });
  const { extends: _extended, ...own } = pack;
  // Its own calendars come first: rules that name none are reckoned by the first.
  return { ...own, calendars: { ...pack.calendars, ...absentFrom(pack.calendars, base.calendars) }, rules: [...pack.rules, ...inherited] };
}

const absentFrom = <T>(own: Readonly<Record<string, T>>, other: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(other).filter(([name]) => !(name in own)));
