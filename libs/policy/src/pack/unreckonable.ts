import { dueOf } from '../clock/course.js';
import { courseOf, deadlinesUnder } from './deadline.js';
import { extensionLimit, Pack } from './pack.js';
import type { WholePack } from './policy-pack.js';

/** Long ago, as imported complaints are, on a leap day, and when nobody will remember the pack. */
const INSTANTS = ['1990-01-01T00:00:00.000Z', '2024-02-29T12:00:00.000Z', '2100-12-31T23:59:59.999Z'] as const;

/**
 * What no clock could be reckoned by, although it is written as it has to be: every rule and stage with its warnings and extensions, every
 * branch and the cap of pauses are tried from a few instants. A complaint would else be the first to find it.
 */
export function unreckonable(data: WholePack): readonly string[] {
  const pack = new Pack(data);
  const { rules, stages, branches, pauses, effectiveFrom } = data;
  const within = (amount: Parameters<typeof dueOf>[0]['amount']) => (startedAt: string) => void new Date(dueOf({ startedAt: Date.parse(startedAt), amount, calendar: pack.calendarOf({}) })!).toISOString();
  const tries: readonly (readonly [string, (startedAt: string) => void])[] = [
    ...rules.filter(({ notOwed }) => !notOwed).map((rule) => [`rules.${rule.id}`, clocksOf(pack, rule)] as const),
    ...stages.map((stage) => [`stages.${stage.id}`, clocksOf(pack, stage)] as const),
    ...branches.map((branch) => [`branches.${branch.id}.within`, within(branch.within)] as const),
    ...(pauses.cap ? [['pauses.cap', within(pauses.cap)] as const] : []),
  ];
  return tries.flatMap(([field, attempt]) => firstFailure([effectiveFrom, ...INSTANTS], attempt).map((failure) => `${field}: ${failure}`));
}

function clocksOf(pack: Pack, { id: rule, obligations }: Pick<WholePack['rules'][number], 'id' | 'obligations'>): (startedAt: string) => void {
  return (startedAt) => {
    for (const kind of obligations) {
      deadlinesUnder(pack, { kind, rule, startedAt });
      extensionLimit(pack, kind, courseOf(pack, { kind, rule, startedAt }));
    }
  };
}

function firstFailure(instants: readonly string[], attempt: (startedAt: string) => void): readonly string[] {
  for (const instant of instants) {
    try {
      attempt(instant);
    } catch (error) {
      return [`no clock can be reckoned by it from ${instant} on, because ${(error as Error).message}`];
    }
  }
  return [];
}
