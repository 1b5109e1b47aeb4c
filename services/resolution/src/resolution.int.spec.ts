import { randomUUID } from 'node:crypto';
import { ComplaintRedirected, ComplaintReopened, ComplaintTakenOver, fact, StatementRecorded } from '@amends/contracts';
import { eventually } from '@amends/eventing/testing';
import { Served, type Answer } from './testing/served.js';

type Desk = Awaited<ReturnType<Served['as']>>;

describe('putting a complaint right, over HTTP', () => {
  let served: Served;
  let anna: Desk;
  let lena: Desk;
  let dora: Desk;

  beforeAll(async () => {
    served = await Served.start();
    [anna, lena, dora] = await Promise.all([served.as('agent', 'anna'), served.as('supervisor', 'lena'), served.as('supervisor', 'dora', 'care')]);
  }, 120_000);

  afterAll(() => served?.stop(), 60_000);

  const types = async (id: string): Promise<readonly string[]> => (await served.recorded(id)).map(({ type }) => type);
  const did = (answer: Answer): Answer['body'] => {
    expect([answer.status, answer.body['code']]).toEqual([201, undefined]);
    return answer.body;
  };
  const refusal = ({ status, body }: Answer): unknown => {
    expect([status, typeof body['remedy']]).toEqual([409, 'string']);
    return body['code'];
  };
  const euros = (amount: number) => ({ amount, currency: 'EUR' });

  /** A complaint that Anna owns, and how she and others work on it. */
  async function owned(): Promise<{ readonly id: string; readonly seen: string }> {
    const { id, seen } = await served.complaint();
    did(await anna('POST', `${id}/assign`, { unit: 'hotline' }, { 'amends-seen': seen }));
    return { id, seen };
  }

  it('refused twice, the customer proposes, a superior agrees, it is done, and the complaint is resolved', async () => {
    const { id } = await owned();
    const offer = async (remedy: string, amount: number): Promise<string> =>
      String(did(await anna('POST', `${id}/propose-solution`, { options: [{ remedy, cost: euros(amount) }], proposal: 'How about this?' }))['offerId']);
    const first = await offer('gift', 500);
    did(await anna('POST', `${id}/offers/${first}/refuse`, { reason: 'I drink no coffee.' }));
    const second = await offer('compensation', 4000);
    expect(refusal(await anna('POST', `${id}/propose-solution`, { options: [{ remedy: 'apology' }] }))).toBe('resolution.offer-open');
    did(await anna('POST', `${id}/offers/${second}/refuse`, { reason: 'It cost me two days.' }));

    const heard = { offerId: second, remedy: 'replacement', cost: euros(39_900), proposal: 'Give me a new one.' };
    const { counterProposalId } = did(await anna('POST', `${id}/hear-counter-proposal`, heard));
    expect(refusal(await anna('POST', `${id}/counter-proposals/${String(counterProposalId)}/accept`))).toBe('resolution.above-your-limit');
    const { approvalId } = did(await anna('POST', `${id}/request-approval`, { remedyOf: counterProposalId, note: 'A loyal customer.' }));
    did(await lena('POST', `${id}/approvals/${String(approvalId)}/approve`));
    did(await anna('POST', `${id}/counter-proposals/${String(counterProposalId)}/accept`));
    expect(refusal(await anna('POST', `${id}/resolve`, { how: 'replacement' }))).toBe('resolution.not-carried-out');
    did(await anna('POST', `${id}/carry-out`, { note: 'Parcel 7.' }));
    did(await anna('POST', `${id}/resolve`, { how: 'replacement' }));
    expect(await types(id)).toEqual([
      'ComplaintAssigned', 'SolutionProposed', 'SolutionRefused', 'SolutionProposed', 'SolutionRefused', 'CounterProposalHeard', 'ApprovalRequested',
      'RemedyApproved', 'CounterProposalAccepted', 'RemedyCarriedOut', 'ComplaintResolved',
    ]);

    const { body } = await lena('GET', `${id}/words?reason=audit`);
    expect(body['words']).toMatchObject([
      { words: { proposal: 'How about this?' } }, { words: { reason: 'I drink no coffee.' } }, {}, {}, { type: 'CounterProposalHeard', words: { proposal: 'Give me a new one.' } }, {}, {},
    ]);
    const [, proposed] = await served.recorded(id);
    expect((await anna('GET', `${id}/words/${proposed!.id}?reason=call`)).body).toMatchObject({ words: [{ type: 'SolutionProposed' }] });
    const looks = await served.running.platform.of('resolution').database.pool.query('select staff, what, reason from resolution.looks where subject = $1 order by id', [id]);
    expect(looks.rows).toEqual([{ staff: 'lena', what: 'words', reason: 'audit' }, { staff: 'anna', what: 'words of SolutionProposed', reason: 'call' }]);
    expect(JSON.stringify(await served.recorded(id))).not.toContain('Parcel');
  });

  it('offers nothing before the customer was heard and understood', async () => {
    const { id } = await owned();
    const seen = await served.tell('intake', id, [fact(StatementRecorded, StatementRecorded.sample)]);
    expect(refusal(await anna('POST', `${id}/propose-solution`, { options: [{ remedy: 'apology' }] }, { 'amends-seen': seen }))).toBe('resolution.not-read-back');
  });

  it('lets nobody approve their own remedy or request, and above a limit only somebody further up', async () => {
    const { id } = await owned();
    const options = [{ remedy: 'compensation', cost: euros(60_000) }];
    const { offerId } = did(await lena('POST', `${id}/propose-solution`, { options }));
    const { approvalId } = did(await anna('POST', `${id}/request-approval`, { remedyOf: offerId }));
    const approve = (desk: Desk): Promise<Answer> => desk('POST', `${id}/approvals/${String(approvalId)}/approve`);
    expect(refusal(await approve(lena))).toBe('resolution.own-remedy');
    expect(refusal(await approve(await served.as('supervisor', 'luis')))).toBe('resolution.above-your-limit');
    expect((await approve(anna)).status).toBe(403);
    did(await approve(dora));
    expect(refusal(await approve(dora))).toBe('resolution.approval-is-approved');
  });

  it.each([['an unknown currency', { amount: 1, currency: 'EUX' }, 'options[0].cost.currency'], ['half a cent', { amount: 1.5, currency: 'EUR' }, 'options[0].cost.amount']])(
    'refuses %s, naming the field',
    async (_what, cost, field) => {
      const answer = await anna('POST', `${randomUUID()}/propose-solution`, { options: [{ remedy: 'refund', cost }] });
      expect([answer.status, answer.body['errors']]).toEqual([400, [expect.objectContaining({ field })]]);
    },
  );

  it('leaves a complaint with its owner when a hand-over is declined', async () => {
    const { id } = await owned();
    const { handOverId } = did(await anna('POST', `${id}/hand-over`, { toUnit: 'logistics', note: 'The parcel is lost.' }));
    const leo = await served.as('agent', randomUUID(), 'logistics');
    expect(refusal(await anna('POST', `${id}/hand-overs/${String(handOverId)}/decline`, { because: 'other' }))).toBe('resolution.offered-to-another-unit');
    did(await leo('POST', `${id}/hand-overs/${String(handOverId)}/decline`, { because: 'not-ours' }));
    expect((await leo('POST', `${id}/resolve`, { how: 'advice' })).status).toBe(404);
    expect(await types(id)).toEqual(['ComplaintAssigned', 'HandedOver', 'HandOverDeclined']);
  });

  it('is owned by whoever took it over, and offered to where it was redirected', async () => {
    const { id } = await owned();
    await served.tell('escalation', id, [fact(ComplaintTakenOver, { escalationId: null, unit: 'care', staff: randomUUID() })]);
    await eventually('the superior owns it', async () => (await types(id)).length === 2);
    await served.tell('intake', id, [fact(ComplaintRedirected, { redirectId: randomUUID(), toUnit: 'logistics' })]);
    await eventually('it is offered', async () => (await types(id)).length === 3);
    const [, takenOver, offered] = await served.recorded(id);
    expect([takenOver!.data, offered!.type, offered!.actor.role]).toEqual([expect.objectContaining({ unit: 'care', because: 'taken-over' }), 'HandedOver', 'system']);
    const leo = await served.as('agent', randomUUID(), 'logistics');
    const { handOverId } = offered!.data as { handOverId: string };
    did(await leo('POST', `${id}/hand-overs/${handOverId}/accept`));
    expect((await served.recorded(id)).at(-1)!.data).toMatchObject({ unit: 'logistics', because: 'redirected' });
  });

  it('refuses what was meant for another round, with what happened since', async () => {
    const { id } = await owned();
    did(await anna('POST', `${id}/resolve`, { how: 'advice' }));
    const seen = await served.tell('follow-up', id, [fact(ComplaintReopened, ComplaintReopened.sample)]);
    const answer = await anna('POST', `${id}/assign`, { unit: 'hotline' }, { 'amends-seen': seen, 'amends-round': '1' });
    expect(refusal(answer)).toBe('resolution.stale-round');
    expect(answer.body['since']).toEqual([{ source: 'follow-up', type: 'ComplaintReopened', version: 1, recordedAt: expect.any(String) }]);
    did(await anna('POST', `${id}/assign`, { unit: 'hotline' }, { 'amends-seen': seen, 'amends-round': '2' }));
  });

  it('refuses a judgement on a file that moved on, with what happened since and none of its words', async () => {
    const { id, seen } = await owned();
    const judgedOn = { 'amends-judged-on': `${seen}, resolution/complaint:${id}@1` };
    did(await anna('POST', `${id}/await-customer`, { question: 'When did it begin?' }));
    const later = await served.tell('intake', id, [fact(StatementRecorded, StatementRecorded.sample)]);
    const answer = await anna('POST', `${id}/resolve`, { how: 'advice' }, { ...judgedOn, 'amends-seen': later });
    expect(refusal(answer)).toBe('resolution.file-moved-on');
    expect(answer.body['since']).toEqual([
      { source: 'resolution', type: 'WaitingForCustomer', version: 2, recordedAt: expect.any(String) },
      { source: 'intake', type: 'StatementRecorded', version: 4, recordedAt: expect.any(String) },
    ]);
    did(await anna('POST', `${id}/record-answer`, { answer: 'On Monday.' }, judgedOn));
    did(await anna('POST', `${id}/resolve`, { how: 'advice' }, { 'amends-judged-on': `${later}, resolution/complaint:${id}@3` }));
  });

  it('counts how often a cause came before, and whether it came back after the improvement', async () => {
    const cause = 'hose-worn';
    const resolveWith = async (): Promise<string> => {
      const { id } = await owned();
      const key = { 'idempotency-key': randomUUID() };
      did(await anna('POST', `${id}/resolve`, { how: 'certain-repair', cause }, key));
      did(await anna('POST', `${id}/resolve`, { how: 'certain-repair', cause }, key));
      return id;
    };
    const [first, second] = [await resolveWith(), await resolveWith()];
    const before = async (id: string): Promise<unknown> => ((await served.recorded(id)).at(-1)!.data as { sameCauseBefore: number }).sameCauseBefore;
    expect([await before(first), await before(second)]).toEqual([0, 1]);

    const improve = async (): Promise<string> => {
      const { improvementId } = did(await lena('POST', `${second}/decide-improvement`, { unit: 'logistics', dueAt: '2099-01-01T00:00:00.000Z', improvement: 'Buy better hoses.' }));
      did(await anna('POST', `${second}/improvements/${String(improvementId)}/complete`));
      return `${second}/improvements/${String(improvementId)}/verify`;
    };
    expect(did(await lena('POST', await improve()))['recorded']).toEqual(['ImprovementVerified']);
    const again = await improve();
    await resolveWith();
    expect(did(await lena('POST', again))['recorded']).toEqual(['ImprovementFailed']);
    expect((await served.recorded(second)).at(-1)!.data).toMatchObject({ complaintsSince: 1 });
  });
});
