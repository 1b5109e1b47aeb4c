import { flag, instant, integer, list, nullable, object, oneOf, text, type Accepted, type Schema } from '@amends/contracts';

const hours: Schema<number | null> = { json: { anyOf: [{ type: 'number', minimum: 0 }, { type: 'null' }] } };
const figures = { p50: hours, p90: hours, p99: hours, survivalMedian: hours, low: hours, high: hours };
const time = object({ unit: oneOf('hours'), ...figures });
const share = object({ count: integer(0), share: hours });
const group = { complaints: integer(0), open: integer(0), resolved: integer(0), ...figures };

/** How long it takes to resolve the complaints of one source; numbers unrounded. */
export const resolveAnswer = object({
  source: text(64),
  /** What every figure is counted over: the complaints that the reader may see. */
  n: integer(0),
  complaints: integer(0),
  open: integer(0),
  resolved: integer(0),
  withdrawn: integer(0),
  linked: integer(0),
  timeToResolve: time,
  withoutWaiting: time,
  handedOver: share,
  reopened: share,
  waited: share,
  byPriority: list(object({ priority: nullable(integer(1, 9)), ...group })),
  byHandOvers: list(object({ handOvers: { json: { anyOf: [{ type: 'integer' }, { const: '5+' }] } } as Schema<number | '5+'>, ...group })),
  /** Which share is unresolved so many hours after it was received, at up to 60 times. */
  curve: list(object({ hours: { json: { type: 'number', minimum: 0 } } as Schema<number>, unresolved: { json: { type: 'number', minimum: 0, maximum: 1 } } as Schema<number> }), 60),
  dataCut: nullable(instant),
  /** False while the import of this source has not ended, or ended with rows missing. */
  complete: flag,
  definition: object({ version: integer(1), text: text(4000) }),
});
export type ResolveAnswer = Accepted<typeof resolveAnswer>;
export type Figures = Omit<ResolveAnswer['timeToResolve'], 'unit'>;
export type GroupFigures = Pick<ResolveAnswer, 'complaints' | 'open' | 'resolved'> & Figures;

export const resolveAnswers: Schema<readonly ResolveAnswer[]> = list(resolveAnswer);

/** What the figures mean, printed beside them; a change of meaning is a new version. */
export const RESOLVE_DEFINITION = {
  version: 2,
  text:
    'Received: when the customer first complained. Resolved: the last time that the owner said so, where the present round is resolved or closed. ' +
    'Time to resolve: resolved minus received, wall clock, hours; quantiles of type 7 over the resolved ones. ' +
    'Open: not resolved, withdrawn or linked. Survival median: Kaplan-Meier over resolved and open ones, the open ones censored at the data cut, ' +
    'and where the customer was erased at that instant; ' +
    'with its 95 % log-log interval; null where it is not reached. ' +
    'Without waiting: the same minus the time spent waiting for the customer, stretches that overlap counted once. ' +
    'Data cut: what the source said when its import ended, until then its newest event; for live complaints the time of the newest recorded event. ' +
    'Handed over, reopened, waited: at least once. Priority: the last one given.',
};
