import { CATALOGUE, type RecordedEvent } from '@amends/contracts';
import { Company } from '@amends/runtime';
import { answeringOf, type Answering } from '../escalation/answering.js';
import { Ladder } from '../escalation/ladder.js';
import { Places } from '../inbox/slots.js';
import { conclude } from '../ledger/concluding.js';
import { andThen, judge, record } from '../ledger/judge.js';
import type { Judged, Moment, OwnFact } from '../ledger/judged.js';
import { referenceOf } from '../superiors/from-company.js';
import { Superiors } from '../superiors/superiors.js';
import type { Obligation } from '../ledger/obligation.js';
import { strike } from '../ledger/overdue.js';
import { EMPTY_PAGE } from '../ledger/page.js';
import { PackBook } from '../policy/pack-book.js';

const NOON = Date.UTC(2026, 10, 2, 12);
/** So many minutes after the noon at which the complaint came in. */
export const at = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();
export const uuid = (n: number): string => `0192a3b4-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const LEAD = uuid(901);
export const MANAGER = uuid(902);
export const DIRECTOR = uuid(903);
export const company = Company.from({
  name: 'Acme',
  units: [{ id: 'acme', name: 'Acme', parent: null }, { id: 'care', name: 'Care', parent: 'acme' }, { id: 'hotline', name: 'Hotline', parent: 'care' }],
  staff: [LEAD, MANAGER, DIRECTOR].map((id) => ({ id, role: 'supervisor', unit: null })),
  superiors: { hotline: [LEAD], care: [MANAGER], acme: [DIRECTOR] },
});
export const superiors = new Superiors(referenceOf(company));
export const ladder = new Ladder({ current: superiors });
const places = new Places({ current: superiors });
/** Somebody of the company as the escalations of a complaint see them at that noon. */
export const answering = (id: string, { page }: AComplaint, unit: string | null = 'hotline'): Answering => answeringOf({ id, unit }, page.soFar.known, places, NOON);

const definitions = new Map(CATALOGUE.map((definition) => [definition.type, definition]));

const packs = new PackBook();
/** The company has decided nothing: what is shipped as the standard is in force. */
export const policies = { current: async (): Promise<PackBook> => packs };

/** One complaint in the ledger: facts are told at minutes, the clock strikes when asked. Everything said is kept. */
export class AComplaint {
  judged: Judged = { page: EMPTY_PAGE, facts: [] };
  /** Every fact that it heard, in order. */
  readonly heard: RecordedEvent[] = [];
  private serial = 0;
  private readonly versions = new Map<string, number>();

  constructor(
    private readonly origin: 'live' | 'history' = 'live',
    private readonly book = packs,
  ) {}

  /** Registered by phone at noon, by the hotline. */
  static registered(data: object = {}, origin: 'live' | 'history' = 'live', book: PackBook = packs): AComplaint {
    return new AComplaint(origin, book).says(0, 'ComplaintRegistered', { customerId: null, standing: null, ...data });
  }

  event(minutes: number, type: string, data: object = {}, more: Partial<RecordedEvent> = {}): RecordedEvent {
    const { source, sample, stream } = definitions.get(type)!;
    const version = (this.versions.get(source) ?? 0) + 1;
    this.versions.set(source, version);
    this.serial += 1;
    return {
      id: uuid(this.serial), type, data: { ...(sample as object), ...data }, round: this.page.soFar.known.round, origin: this.origin, occurredAt: at(minutes), recordedAt: at(minutes),
      source, streamKind: stream, subject: uuid(1000), version, schemaVersion: 1, actor: { id: uuid(1), role: 'agent', unit: 'hotline' }, causation: null, correlation: 'x', traceparent: null, ...more,
    };
  }

  says(minutes: number, type: string, data: object = {}, more: Partial<RecordedEvent> = {}): this {
    return this.hears(this.event(minutes, type, data, more), minutes);
  }

  hears(event: RecordedEvent, minutes: number): this {
    this.heard.push(event);
    this.judged = andThen(this.judged, (page) => conclude(judge(page, event, this.moment(minutes)), ladder, this.moment(minutes)));
    return this;
  }

  /** Escalation itself decides something. */
  decides(minutes: number, facts: readonly OwnFact[]): this {
    const decided = facts.map((fact, index) => ({ ...fact, id: uuid(2000 + index) }));
    this.judged = andThen(this.judged, (page) => conclude(record(page, decided, this.moment(minutes)), ladder, this.moment(minutes)));
    return this;
  }

  /** The clock looks at everything, with all heard up to then. */
  clock(minutes: number): this {
    for (const { id } of this.page.owed) {
      const struck = strike(this.page, id, Date.parse(at(minutes)), this.moment(minutes));
      if (struck) this.judged = andThen(this.judged, () => struck);
    }
    this.judged = andThen(this.judged, (page) => conclude({ page, facts: [] }, ladder, this.moment(minutes)));
    return this;
  }

  private moment = (minutes: number): Moment => ({ now: at(minutes), packs: this.book });

  get page() {
    return this.judged.page;
  }

  owed(kind: string): Obligation | undefined {
    return this.page.owed.find((one) => one.kind === kind);
  }

  kinds(): readonly string[] {
    return this.page.owed.map(({ kind }) => kind);
  }

  /** What was said of a kind, `Incurred`, `Settled` …, in order. */
  said(kind?: string): readonly string[] {
    return this.facts(kind).map(({ type }) => type.replace(/^Obligation/, ''));
  }

  facts(kind?: string) {
    return this.judged.facts.filter(({ data }) => kind === undefined || isAbout(kind, data));
  }
}

/** Whether an event speaks of an obligation of that kind. */
export function isAbout(kind: string, data: unknown): boolean {
  const { obligations, ...one } = data as { readonly kind?: string; readonly obligations?: readonly { readonly kind: string }[] };
  return one.kind === kind || (obligations ?? []).some((incurred) => incurred.kind === kind);
}
