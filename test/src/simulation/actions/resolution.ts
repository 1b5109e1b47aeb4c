import { REASONS_TO_DECLINE } from '@amends/contracts';
import type { OnTheTable, SimulatedComplaint } from '../complaint.js';
import { anyOf, command, inHours, superior, when, type Action, type Asking } from './action.js';

const resolution = command('resolution');
const UNITS = ['hotline', 'e-mail-desk', 'shops', 'repairs', 'logistics', 'finance'];
const CAUSES = ['pump', 'delivery', 'invoice', 'tone', 'installation'];
const WAYS = ['advice', 'certain-repair', 'uncertain-repair', 'replacement', 'refund', 'explanation'];
/** An agent may give 50 euros alone. */
const ALONE = 5000;

const euros = ({ dice }: Asking) => ({ amount: dice.pick([0, 900, 4900, 12_000, 60_000]), currency: 'EUR' });
const isOpen = ({ state }: OnTheTable): boolean => state === 'open';
const open = (table: ReadonlyMap<string, OnTheTable>): readonly OnTheTable[] => [...table.values()].filter(isOpen);
const idsOf = (table: readonly OnTheTable[]): readonly string[] => table.map(({ id }) => id);
const dear = (of: SimulatedComplaint): readonly OnTheTable[] =>
  [...of.offers.values(), ...of.counterProposals.values()].filter(({ state, options }) => state !== 'over' && options.some(({ cost }) => cost !== null && cost.amount > ALONE));

/** One option, or two. */
const options = (asking: Asking) =>
  Array.from({ length: asking.dice.oneIn(4) ? 2 : 1 }, () => ({ id: asking.dice.uuid(), ...(asking.dice.oneIn(3) ? { remedy: 'repair' } : { remedy: asking.dice.pick(['refund', 'gift', 'replacement']), cost: euros(asking) }) }));

const optionOf = ({ of, dice }: Asking): Record<string, string> => {
  const chosen = [...of.offers.values()].findLast(isOpen)?.options ?? [];
  return chosen.length > 1 ? { optionId: dice.pick(chosen).optionId! } : {};
};

const lastOffer = (asking: Asking): string => [...asking.of.offers.values()].findLast(isOpen)?.id ?? anyOf(asking, asking.of.offers.keys());
const isReady = (of: SimulatedComplaint): boolean => of.status === 'open' && of.known.owner !== null && !of.agreed && of.approvals.size === 0 && open(of.counterProposals).length === 0;

export const RESOLUTION: readonly Action[] = [
  resolution('assign', (of) => when(of.status === 'open', of.known.owner ? 0.15 : 4), ({ dice }) => ({ unit: dice.pick(UNITS) })),
  resolution('hand-over', (of) => when(of.status === 'open' && of.known.owner !== null, 0.25), ({ dice }) => ({ id: dice.uuid(), toUnit: dice.pick(UNITS) })),
  resolution('accept-hand-over', (of) => when(of.handOver !== undefined, 4, 0.01), () => ({}), ({ of, dice }) => `hand-overs/${of.handOver ?? dice.uuid()}/accept`),
  resolution('decline-hand-over', (of) => when(of.handOver !== undefined, 1, 0.01), ({ dice }) => ({ because: dice.pick(REASONS_TO_DECLINE) }), ({ of, dice }) => `hand-overs/${of.handOver ?? dice.uuid()}/decline`),
  resolution('propose-solution', (of) => when(of.owes('propose') || (of.status === 'open' && of.known.readBack && of.offers.size === 0), 6, 0.05), (asking) => ({
    id: asking.dice.uuid(), options: options(asking), ...(asking.dice.oneIn(4) ? { expiresAt: inHours(asking, 48) } : {}), proposal: 'We repair it at once.',
  })),
  resolution('accept-solution', (of) => when(open(of.offers).length > 0, 4, 0.01), optionOf, (asking) => `offers/${lastOffer(asking)}/accept`),
  resolution('refuse-solution', (of) => when(open(of.offers).length > 0, 2, of.agreed ? 0.3 : 0.01), () => ({ reason: 'Not enough.' }), (asking) => `offers/${lastOffer(asking)}/refuse`),
  resolution('hear-counter-proposal', (of) => when(of.owes('ask-counter-proposal'), 6, 0.04), (asking) => ({
    id: asking.dice.uuid(), remedy: 'compensation', cost: euros(asking), proposal: 'Give me my money back.', ...(asking.of.offers.size > 0 && asking.dice.oneIn(2) ? { offerId: anyOf(asking, asking.of.offers.keys()) } : {}),
  })),
  resolution('accept-counter-proposal', (of) => when(open(of.counterProposals).length > 0, 3, 0.01), () => ({}), (asking) => `counter-proposals/${anyOf(asking, idsOf(open(asking.of.counterProposals)))}/accept`),
  resolution('decline-counter-proposal', (of) => when(open(of.counterProposals).length > 0, 2, 0.01), () => ({ reason: 'Too much.' }), (asking) => `counter-proposals/${anyOf(asking, idsOf(open(asking.of.counterProposals)))}/decline`),
  resolution('request-approval', (of) => when(dear(of).length > 0 && of.approvals.size === 0, 2.5, 0.02), (asking) => {
    const remedy = dear(asking.of).at(-1);
    const option = remedy?.options.findLast(({ cost, optionId }) => optionId && cost !== null);
    return { id: asking.dice.uuid(), remedyOf: remedy?.id ?? asking.dice.uuid(), ...(option?.optionId ? { optionId: option.optionId } : {}) };
  }),
  resolution('approve', (of) => when(of.approvals.size > 0, 5, 0.01), () => ({}), (asking) => `approvals/${anyOf(asking, asking.of.approvals)}/approve`, superior),
  resolution('deny', (of) => when(of.approvals.size > 0, 1.5, 0.01), () => ({ reason: 'Too dear.' }), (asking) => `approvals/${anyOf(asking, asking.of.approvals)}/deny`, superior),
  resolution('carry-out', (of) => when(of.agreed !== undefined, 5, 0.03), () => ({})),
  resolution('await-customer', (of) => when(of.status === 'open' && !of.known.waiting, 0.4), ({ dice }) => ({ id: dice.uuid(), question: 'When may we come?' })),
  resolution('record-answer', (of) => when(of.known.waiting, 3, 0.02), () => ({ answer: 'On Friday.' })),
  resolution('resolve', (of) => when(isReady(of), of.owes('propose', 'find-cause', 'read-back', 'record-statement') ? 0.3 : 4, 0.03), ({ dice }) => ({ how: dice.pick(WAYS), ...(dice.oneIn(2) ? { cause: dice.pick(CAUSES) } : {}) })),
  resolution('open-review', (of) => when(of.owes('review-cause'), 1), ({ dice }) => ({ id: dice.uuid(), cause: dice.pick(CAUSES) }), undefined, superior),
  resolution('decide-improvement', (of) => when(of.owes('review-cause'), 3), (asking) => ({ id: asking.dice.uuid(), cause: asking.dice.pick(CAUSES), unit: asking.dice.pick(UNITS), dueAt: inHours(asking, 240) }), undefined, superior),
  resolution('complete-improvement', (of) => when([...of.improvements.values()].includes('decided'), 2, 0.005), () => ({}), (asking) => `improvements/${anyOf(asking, improvementsThatAre(asking, 'decided'))}/complete`),
  resolution('verify-improvement', (of) => when(of.owes('verify-improvement'), 2, 0.005), () => ({}), (asking) => `improvements/${anyOf(asking, improvementsThatAre(asking, 'completed'))}/verify`, superior),
];

const improvementsThatAre = ({ of }: Asking, wanted: string): readonly string[] => [...of.improvements].filter(([, state]) => state === wanted).map(([id]) => id);
