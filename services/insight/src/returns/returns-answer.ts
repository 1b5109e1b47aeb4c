import { instant, integer, list, nullable, object, oneOf, text, type Accepted, type Schema } from '@amends/contracts';

const share: Schema<number | null> = { json: { anyOf: [{ type: 'number', minimum: 0, maximum: 1 }, { type: 'null' }] } };
const days: Schema<number | null> = { json: { anyOf: [{ type: 'number', minimum: 0 }, { type: 'null' }] } };

/** Why a figure is not given, or must be read with care, and what is missing. */
const reason = nullable(object({ code: oneOf('no-data-cut', 'too-few-episodes', 'too-few-returns', 'small-cell', 'few-full-windows'), text: text(500) }));

const window = object({
  days: integer(1),
  /** Episodes that were watched for so many days. */
  eligible: integer(0),
  /** How many of them came back within these days. */
  returned: nullable(integer(0)),
  share,
  low: share,
  high: share,
  refused: reason,
  note: reason,
});

const curve = object({
  unit: oneOf('days'),
  /** Episodes on the curve, how many of them came back, and the customers whose they are. */
  n: integer(0),
  returned: nullable(integer(0)),
  customers: integer(0),
  /** Days until half came back. */
  median: days,
  low: days,
  high: days,
  /** The share that came back within so many days. */
  at: list(object({ days: integer(1), atRisk: integer(0), share, low: share, high: share })),
  refused: reason,
});

/** Whether customers came back after complaining, for the complaints of one source; shares from 0 to 1, unrounded. */
export const returnsAnswer = object({
  source: text(64),
  /** Complaints received by the data cut, of customers who are known: what every figure is counted over. */
  n: integer(0),
  cameBack: list(window),
  cameBackFirst: list(window),
  returnCurve: curve,
  returnCurveFirst: curve,
  /** Returns on the day of the complaint (UTC), which may be corrections; they are counted in the figures above. */
  sameDay: object({ returned: nullable(integer(0)), share }),
  coverage: object({
    episodes: integer(0),
    linkedToCustomer: integer(0),
    customers: integer(0),
    afterDataCut: integer(0),
    returned: nullable(integer(0)),
    lost: nullable(integer(0)),
    censored: nullable(integer(0)),
    fullWindow: list(object({ days: integer(1), episodes: integer(0) })),
  }),
  dataCut: nullable(instant),
  refused: reason,
  definition: object({ version: integer(1), text: text(4000) }),
});
export type ReturnsAnswer = Accepted<typeof returnsAnswer>;
export type WindowAnswer = ReturnsAnswer['cameBack'][number];
export type CurveAnswer = ReturnsAnswer['returnCurve'];
export type Reason = NonNullable<ReturnsAnswer['refused']>;

export const returnsAnswers: Schema<readonly ReturnsAnswer[]> = list(returnsAnswer);

/** What the figures mean, printed beside them; a change of meaning is a new version. */
export const RETURNS_DEFINITION = {
  version: 1,
  text:
    'Episode: a complaint of a known customer, without those registered by mistake or linked to another one. Return: the first order or visit later than ' +
    'the complaint was received, without renewals and what compensation paid for. Came back: of the episodes that were watched for so many days of 24 hours, the share with a return ' +
    'within them; an episode that was not watched so long counts as neither. Watched: from received to the data cut, or to the erasing of the customer. ' +
    'First: a customer\'s first episode. Intervals are of 95 %: for first episodes Wilson\'s, for all episodes robust to several of one customer (linearised, logit, Student\'s t). ' +
    'Return curve: Kaplan-Meier, which says how it would be if nobody could leave for good: who was lost before coming back is censored then, others who did not come back at the data cut; ' +
    'intervals log-log, for all episodes robust to several of one customer. Merged records are one customer. ' +
    'Data cut: up to when the source of activity of the same name has told everything; for others the least of the live sources of activity. ' +
    'No share is given for less than 30 episodes or 10 returns.',
};
