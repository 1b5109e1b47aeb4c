import type { ObligationKind } from '@amends/contracts';
import { Calendar } from '../calendar/calendar.js';
import { dueOf, type Course, type Rule } from '../clock/course.js';
import { sayAmount, type Language } from '../clock/explain.js';
import { holds, whyNot, type Circumstances } from './circumstances.js';
import type { AllowanceRule, Approver, Branch, FactPattern, Stage, Warning, WholePack } from './policy-pack.js';

/** Why a rule was passed over, or that it was taken. */
export interface Tried {
  readonly rule: string;
  readonly because: string | undefined;
}

/** The rule that applies, with every rule that was looked at before it. */
export interface Choice {
  readonly rule: AllowanceRule;
  readonly tried: readonly Tried[];
}

/** No rule of the pack says how long somebody may take. */
export class NoRule extends Error {
  override readonly name = 'NoRule';

  constructor(pack: string, readonly kind: ObligationKind) {
    super(`the pack ${pack} has no rule for "${kind}"; add one without conditions at the end`);
  }
}

/** A pack ready for use: it finds rules, and keeps its calendars' days at hand. */
export class Pack {
  /** `name@version`, by which a complaint is pinned to it. */
  readonly id: string;
  private readonly calendars: ReadonlyMap<string, Calendar>;
  private readonly firstCalendar: Calendar | undefined;
  private readonly byKind = new Map<ObligationKind, readonly AllowanceRule[]>();
  private readonly warnings = new Map<ObligationKind, readonly Warning[]>();
  private readonly byId: ReadonlyMap<string, AllowanceRule>;
  private readonly stages: ReadonlyMap<string, Stage>;
  private readonly heard: ReadonlySet<string>;
  private readonly sometimesNotOwed: ReadonlySet<ObligationKind>;

  constructor(readonly data: WholePack) {
    this.id = `${data.name}@${data.version}`;
    this.calendars = new Map(Object.entries(data.calendars).map(([name, calendar]) => [name, new Calendar(calendar)]));
    [this.firstCalendar] = this.calendars.values();
    this.stages = new Map(data.stages.map((stage) => [stage.id, stage]));
    this.byId = new Map([...data.rules, ...data.stages.map(({ id, obligations, allow, says }) => ({ id, obligations, allow, says }))].map((rule) => [rule.id, rule]));
    const patterns = [...data.rules.flatMap(({ alsoSettledBy = [], settledOnlyBy = [] }) => [...alsoSettledBy, ...settledOnlyBy]), ...data.branches.map(({ settledBy }) => settledBy), ...data.stages.map(({ on }) => on)];
    this.heard = new Set(patterns.map(({ type }) => type));
    this.sometimesNotOwed = new Set(data.rules.filter(({ notOwed }) => notOwed).flatMap(({ obligations }) => obligations));
  }

  /** Whether the pack itself speaks of facts of that type; of most it does not. */
  speaksOf(type: string): boolean {
    return this.heard.has(type);
  }

  /** The branch that a fact takes at an instant, of a complaint that was received at another. */
  branchOf(fact: Fact, circumstances: Circumstances, receivedAt: number, at: number): Branch | undefined {
    const calendar = this.calendarOf({});
    return this.data.branches.find(({ settledBy, when, within }) => isMeant(settledBy, fact) && holds(when, circumstances) && at <= dueOf({ startedAt: receivedAt, amount: within, calendar })!);
  }

  /** The stages that a fact begins. */
  stagesOf(fact: Fact, circumstances: Circumstances): readonly Stage[] {
    return this.data.stages.filter(({ on, when }) => isMeant(on, fact) && holds(when, circumstances));
  }

  /** The stage of that name; undefined when it is a rule's. */
  stageOf(id: string): Stage | undefined {
    return this.stages.get(id);
  }

  /** The first rule whose conditions hold. Throws NoRule when there is none. */
  applying(kind: ObligationKind, circumstances: Circumstances): AllowanceRule {
    const found = this.rulesFor(kind).find(({ when }) => holds(when, circumstances));
    if (!found) throw new NoRule(this.id, kind);
    return found;
  }

  /** The same, and why the rules before it do not apply. */
  choose(kind: ObligationKind, circumstances: Circumstances): Choice {
    const tried: Tried[] = [];
    for (const rule of this.rulesFor(kind)) {
      const because = whyNot(rule.when, circumstances);
      tried.push({ rule: rule.id, because });
      if (because === undefined) return { rule, tried };
    }
    throw new NoRule(this.id, kind);
  }

  /** Whether some rule says that something is not owed; of most packs none does. */
  get mayRelease(): boolean {
    return this.sometimesNotOwed.size > 0;
  }

  /** The rule by which nothing is owed in these circumstances; undefined where something is. Throws NoRule. */
  notOwedBy(kind: ObligationKind, circumstances: Circumstances): AllowanceRule | undefined {
    const rule = this.sometimesNotOwed.has(kind) ? this.applying(kind, circumstances) : undefined;
    return rule?.notOwed ? rule : undefined;
  }

  /** A rule, or a stage as one, by its name, for a clock that is reckoned by it; undefined when the pack has none of that name. */
  ruleOf(id: string): AllowanceRule | undefined {
    return this.byId.get(id);
  }

  /** Who is warned of an obligation, and when. */
  warningsOf(kind: ObligationKind): readonly Warning[] {
    const known = this.warnings.get(kind);
    if (known) return known;
    const found = this.data.warnings.filter(({ obligations }) => obligations.includes(kind));
    this.warnings.set(kind, found);
    return found;
  }

  /** How an obligation's clock may stand still; undefined when it never does. */
  pausesOf(kind: ObligationKind): WholePack['pauses'] | undefined {
    return this.data.pauses.obligations.includes(kind) ? this.data.pauses : undefined;
  }

  /** The calendar of a rule: the one that it names, or the pack's first. */
  calendarOf({ calendar }: Pick<AllowanceRule, 'calendar'>): Calendar {
    const found = calendar === undefined ? this.firstCalendar : this.calendars.get(calendar);
    if (!found) throw new Error(`the pack ${this.id} has no calendar "${calendar ?? ''}"`);
    return found;
  }

  /** Amount and calendar of a rule, for a clock's course; of one by which something is owed. */
  timed(rule: AllowanceRule): Rule {
    if (!rule.allow) throw new Error(`by the rule "${rule.id}" of the pack ${this.id} nothing is owed, so it has no clock`);
    return { amount: rule.allow, calendar: this.calendarOf(rule) };
  }

  private rulesFor(kind: ObligationKind): readonly AllowanceRule[] {
    const known = this.byKind.get(kind);
    if (known) return known;
    const rules = this.data.rules.filter(({ obligations }) => obligations.includes(kind));
    this.byKind.set(kind, rules);
    return rules;
  }
}

const MINDING_HOURS = {
  within: { en: ", within the customer's convenient hours", zh: '，且在客户方便的时段内' },
  next: { en: ' for whoever said no convenient hours', zh: '（客户未说明方便时段时）' },
} as const;

const NOTHING: Readonly<Record<Language, string>> = { en: 'nothing is owed', zh: '不作要求' };

type Worded = Pick<AllowanceRule, 'says' | 'allow' | 'convenient'>;

/** What was said of each rule: every obligation says it, and a rule never changes. */
const saidOf: Readonly<Record<Language, WeakMap<Worded, string>>> = { en: new WeakMap(), zh: new WeakMap() };

/** A rule's own words with the amount that it allows. */
export function sayRule(rule: Worded, language: Language): string {
  const known = saidOf[language].get(rule);
  if (known !== undefined) return known;
  const { says, allow, convenient } = rule;
  const said = `${says[language]}${language === 'zh' ? '：' : ': '}${allow ? sayAmount(allow, language) : NOTHING[language]}${convenient ? MINDING_HOURS[convenient][language] : ''}`;
  saidOf[language].set(rule, said);
  return said;
}

/** A fact as far as packs look at it. */
export interface Fact {
  readonly type: string;
  readonly data: unknown;
}

/** Whether a fact is one that a pack speaks of. */
export function isMeant({ type, messageKind, how, statesDeadline }: FactPattern, fact: Fact): boolean {
  if (fact.type !== type) return false;
  const said = fact.data as { readonly kind?: string; readonly how?: string; readonly deadlinesStated?: readonly { readonly kind: string }[] };
  const isAsSaid = (messageKind === undefined || said.kind === messageKind) && (how === undefined || (how as readonly unknown[]).includes(said.how));
  return isAsSaid && (statesDeadline === undefined || (said.deadlinesStated ?? []).some((stated) => stated.kind === statesDeadline));
}

/** The longest that an obligation may be extended to, counted from the original start; undefined where the pack allows no extension. */
export function extensionLimit(pack: Pack, kind: ObligationKind, course: Course): { readonly approvedBy: Approver; readonly latest: number } | undefined {
  const allowed = pack.data.extensions.find(({ obligations }) => obligations.includes(kind));
  if (!allowed) return undefined;
  const latest = dueOf({ ...course, extension: allowed.upTo });
  return latest === undefined ? undefined : { approvedBy: allowed.approvedBy, latest };
}
