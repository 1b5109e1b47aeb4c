import type { ObligationKind } from '@amends/contracts';
import { holdsWherever } from './circumstances.js';
import type { AllowanceRule, PolicyPack, WholePack } from './policy-pack.js';

/** A pack that extends one which is not there. */
export class NoBase extends Error {
  override readonly name = 'NoBase';

  constructor(pack: PolicyPack) {
    super(`the pack ${pack.name}@${pack.version} extends ${pack.extends}, which is not there; load that one first`);
  }
}

type Inherited = Omit<WholePack, 'name' | 'version' | 'effectiveFrom' | 'title' | 'source'>;

/** What holds where a pack says nothing and extends none. */
const NOTHING_SAID: Inherited = { calendars: {}, rules: [], branches: [], stages: [], pauses: { obligations: [] }, extensions: [], warnings: [], reopening: 'new-clock', ladder: [] };

/**
 * The whole pack: what it does not say is as in the pack that it extends. Rules of that one follow its own, for the obligations for which
 * its own leave any case open; calendars, branches and stages are added by their names; warnings and extensions hold for the obligations
 * that its own do not name. An empty list of branches, stages, extensions or warnings says that there are none. Throws NoBase.
 */
export function withBase(pack: PolicyPack, others: readonly PolicyPack[]): WholePack {
  const { extends: base, ...own } = pack;
  if (base === undefined) return { ...NOTHING_SAID, ...own };
  const found = others.find(({ name, version }) => `${name}@${version}` === base);
  if (!found) throw new NoBase(pack);
  const there = withBase(found, others);
  const { calendars = {}, rules = [], branches, stages, extensions, warnings } = own;
  return {
    ...there,
    ...own,
    // Its own calendars come first: rules that name none are reckoned by the first.
    calendars: { ...calendars, ...absentFrom(calendars, there.calendars) },
    rules: [...rules, ...inheritedRules(rules, there)],
    branches: byId(branches, there.branches),
    stages: byId(stages, there.stages),
    extensions: byObligation(extensions, there.extensions),
    warnings: byObligation(warnings, there.warnings),
  };
}

/** Whether a rule holds in all circumstances, so that none behind it is ever looked at. */
export const isUnconditional = ({ when }: Pick<AllowanceRule, 'when'>): boolean => when === undefined || Object.keys(when).length === 0;

/** Those that may ever apply behind its own, named after their pack, so that the two may use the same names. */
function inheritedRules(rules: readonly AllowanceRule[], { name, rules: inherited }: WholePack): readonly AllowanceRule[] {
  const isDecided = ({ when }: AllowanceRule, kind: ObligationKind): boolean => rules.some((own) => own.obligations.includes(kind) && holdsWherever(own.when, when));
  return inherited
    .map((rule) => ({ ...rule, id: `${name}-${rule.id}`, obligations: rule.obligations.filter((kind) => !isDecided(rule, kind)) }))
    .filter(({ obligations }) => obligations.length > 0);
}

interface Concerning {
  readonly obligations: AllowanceRule['obligations'];
}

const byObligation = <T extends Concerning>(own: readonly T[] | undefined, inherited: readonly T[]): readonly T[] => (own?.length === 0 ? [] : [...(own ?? []), ...notNamed(own ?? [], inherited)]);

/** The inherited ones, each for the obligations that no own one names. */
function notNamed<T extends Concerning>(own: readonly Concerning[], inherited: readonly T[]): readonly T[] {
  const named = new Set(own.flatMap(({ obligations }) => obligations));
  return inherited.map((one) => ({ ...one, obligations: one.obligations.filter((kind) => !named.has(kind)) })).filter(({ obligations }) => obligations.length > 0);
}

const byId = <T extends { readonly id: string }>(own: readonly T[] | undefined, inherited: readonly T[]): readonly T[] =>
  own?.length === 0 ? [] : [...(own ?? []), ...inherited.filter(({ id }) => !(own ?? []).some((one) => one.id === id))];

const absentFrom = <T>(own: Readonly<Record<string, T>>, other: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(other).filter(([name]) => !(name in own)));
