import fc from 'fast-check';
import { learn, NOTHING_KNOWN, statusOf, type KnownComplaint, type Status } from './status.js';

interface Said {
  readonly type: string;
  readonly data: unknown;
  readonly round: number;
  readonly origin?: 'history';
}

const said = (type: string, round = 1, data: unknown = {}): Said => ({ type, round, data });
const registered = said('ComplaintRegistered', 1, { customerId: 'k', receivedBy: 'hotline' });
const classified = (severity: string): Said => said('ComplaintClassified', 1, { severity, grave: [] });
const assigned = (unit: string): Said => said('ComplaintAssigned', 1, { unit, staff: null });
const reopened = (endsRound: number): Said => said('ComplaintReopened', endsRound, { endsRound });

const told = (facts: readonly Said[]): KnownComplaint => facts.reduce<KnownComplaint>((known, fact) => learn(known, fact), NOTHING_KNOWN);
const status = (...facts: readonly Said[]): Status => statusOf(told(facts));

/** Every way to merge streams that keeps each one's own order. */
function* interleavings(streams: readonly (readonly Said[])[]): Generator<Said[]> {
  const open = streams.flatMap((stream, index) => (stream.length > 0 ? [index] : []));
  if (open.length === 0) yield [];
  for (const index of open) {
    const [first, ...rest] = streams[index]!;
    for (const tail of interleavings(streams.map((stream, other) => (other === index ? rest : stream)))) yield [first!, ...tail];
  }
}

describe('the status of a complaint', () => {
  it.each<[Status, readonly Said[]]>([
    ['open', []],
    ['open', [registered, assigned('repairs')]],
    ['resolved', [registered, said('ComplaintResolved')]],
    ['closed', [registered, said('ComplaintResolved'), said('ComplaintClosed')]],
    ['open', [registered, said('ComplaintResolved'), reopened(1)]],
    ['open', [registered, said('ComplaintResolved'), said('ComplaintClosed'), reopened(1)]],
    ['resolved', [registered, said('ComplaintResolved'), reopened(1), said('ComplaintResolved', 2)]],
    ['closed', [registered, said('ComplaintResolved'), reopened(1), said('ComplaintResolved', 2), said('ComplaintClosed', 2)]],
    // What was said in an older round settles nothing in the newer one.
    ['open', [registered, reopened(1), said('ComplaintResolved', 1), said('ComplaintClosed', 1)]],
  ])('is %s after %j', (expected, facts) => {
    expect(status(...facts)).toBe(expected);
  });

  it('is withdrawn whatever else was said', () => {
    expect(statusOf({ ...NOTHING_KNOWN, withdrawn: true, closedRound: 1 })).toBe('withdrawn');
  });

  it('ignores what it does not know, and what is said twice', () => {
    const facts = [registered, said('ComplaintResolved'), reopened(1)];
    expect(told([...facts, said('NeverHeardOf')])).toEqual(told(facts));
    expect(told([...facts, reopened(1)])).toEqual(told(facts));
  });
});

describe('what is known of a complaint', () => {
  it('waits for the customer until the answer or the resolution', () => {
    expect(told([said('WaitingForCustomer')]).waiting).toBe(true);
    expect(told([said('WaitingForCustomer'), said('CustomerAnswered')]).waiting).toBe(false);
    expect(told([said('WaitingForCustomer'), said('ComplaintResolved')]).waiting).toBe(false);
  });

  it('is which superiors were told of it, each once', () => {
    const informed = (person: string | null): Said => said('SuperiorInformed', 1, { person });
    expect([told([registered]).told, told([registered, informed('hanna'), informed(null), informed('milo'), informed('hanna')]).told]).toEqual([undefined, ['hanna', 'milo']]);
  });

  it('has the end of each service, in all interleavings of a story of two rounds', () => {
    const intake = [registered, classified('minor'), classified('major')];
    const resolution = [assigned('repairs'), said('WaitingForCustomer'), said('CustomerAnswered'), said('ComplaintResolved'), said('ComplaintResolved', 2)];
    const followUp = [reopened(1), said('ComplaintClosed', 2)];
    const ends = new Set<string>();
    let count = 0;
    for (const order of interleavings([intake, resolution, followUp])) {
      ends.add(JSON.stringify(told(order)));
      count += 1;
    }
    expect([count, ends.size]).toEqual([2520, 1]);
    expect(JSON.parse([...ends][0]!)).toMatchObject({ round: 2, severity: 'major', owner: { unit: 'repairs' }, waiting: false, resolvedRound: 2, closedRound: 2 });
  });

  it('has the same end for any stories in any interleaving', () => {
    const rounds = fc.integer({ min: 1, max: 4 });
    const intake = fc.array(fc.oneof(fc.constant(registered), fc.constantFrom('minor', 'major').map(classified)), { maxLength: 4 });
    const resolution = fc.array(
      fc.oneof(
        fc.constantFrom('a', 'b').map(assigned),
        fc.tuple(fc.constantFrom('WaitingForCustomer', 'CustomerAnswered', 'ComplaintResolved'), rounds).map(([type, round]) => said(type, round)),
      ),
      { maxLength: 6 },
    );
    const followUp = fc.array(fc.oneof(rounds.map(reopened), rounds.map((round) => said('ComplaintClosed', round))), { maxLength: 5 });
    fc.assert(
      fc.property(intake, resolution, followUp, fc.infiniteStream(fc.nat()), (one, two, three, dice) => {
        const left = [[...one], [...two], [...three]];
        const order: Said[] = [];
        for (let open = left.filter(({ length }) => length > 0); open.length > 0; open = left.filter(({ length }) => length > 0)) {
          order.push(open[dice.next().value! % open.length]!.shift()!);
        }
        expect(told(order)).toEqual(told([...one, ...two, ...three]));
      }),
    );
  });
});
