import type { Client } from '../support/client.js';
import { ToldComplaint } from '../support/told-complaint.js';
import { transports, World } from '../support/world.js';

const REFUND = 120;

describe.each(transports())('a complaint over the %s transport', (transport) => {
  let world: World;
  let holly: Client;
  let hanna: Client;

  beforeAll(async () => {
    world = await World.start({ transport });
    [holly, hanna] = [world.as('agent', 'hotline'), world.as('supervisor', 'hotline')];
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  it('is solved on the first call, and closed when the customer says so', async () => {
    const complaint = await ToldComplaint.takenIn(holly);
    expect(await complaint.owes()).toEqual(['find-cause', 'first-answer', 'keep-informed', 'read-back', 'resolve']);
    expect(await complaint.refused(holly, 'resolution', 'propose-solution', { options: [{ remedy: 'repair' }] })).toBe('resolution.not-read-back');
    await complaint.listens(holly);
    await complaint.agreesOn(holly, 'advice');
    await complaint.resolves(holly, 'advice');
    expect(await complaint.owes()).toEqual(['call', 'confirm']);
    expect(await complaint.hears('CallScheduled')).toMatchObject({ actor: { role: 'system' }, data: { attempt: 1 } });
    await complaint.confirms(holly);
    await complaint.until('closed');
    await complaint.untilOwes();
    expect(await complaint.scorecard()).toEqual(['met', 'not-owed', 'not-owed', 'met', 'met', 'met', 'met']);
    expect(await complaint.story()).toEqual([
      'ComplaintRegistered', 'ComplaintAcknowledged', 'StatementRecorded', 'ComplaintClassified', 'ReadBackConfirmed', 'ComplaintAssigned', 'CauseFound',
      'SolutionProposed', 'SolutionAccepted', 'RemedyCarriedOut', 'ComplaintResolved', 'CallScheduled', 'SatisfactionConfirmed', 'ComplaintClosed',
    ]);
  });

  it('is put right as the customer proposes after two refusals, when somebody else approves what it costs', async () => {
    const complaint = await ToldComplaint.takenIn(holly);
    await complaint.listens(holly);
    await complaint.refusesOffer(holly, await complaint.offers(holly, 'apology'));
    expect(await complaint.owes()).toContain('ask-counter-proposal');
    await complaint.refusesOffer(holly, await complaint.offers(holly, 'gift', 10));
    expect(await complaint.hears('SuperiorInformed')).toMatchObject({ data: { level: 1, reasons: [{ reason: 'refused-twice' }] } });
    const proposal = await complaint.hearsProposal(holly, 'refund', REFUND);
    expect(await complaint.refused(holly, 'resolution', 'propose-solution', { options: [{ remedy: 'repair' }] })).toBe('resolution.counter-proposal-open');
    expect(await complaint.refused(holly, 'resolution', `counter-proposals/${proposal}/accept`)).toBe('resolution.above-your-limit');
    const { approvalId } = await complaint.does(holly, 'resolution', 'request-approval', { remedyOf: proposal });
    expect(await complaint.owes()).toEqual(expect.arrayContaining(['answer-counter-proposal', 'decide-approval']));
    await complaint.does(hanna, 'resolution', `approvals/${String(approvalId)}/approve`);
    await complaint.does(holly, 'resolution', `counter-proposals/${proposal}/accept`);
    expect(await complaint.refused(holly, 'resolution', 'resolve', { how: 'refund' })).toBe('resolution.not-carried-out');
    await complaint.carriesOut(holly);
    await complaint.resolves(holly, 'refund', 'motor-burnt');
    await complaint.confirms(holly, 4);
    expect(await complaint.until('closed')).toMatchObject({ remedies: [{ remedy: 'refund', cost: { amount: REFUND * 100, currency: 'EUR' } }], satisfaction: { satisfied: true, score: 4 } });
    // The superior did not look at it before it ended; now nobody need.
    await complaint.untilOwes();
    expect(await complaint.scorecard()).toEqual(['met', 'met', 'not-owed', 'met', 'met', 'met', 'met']);
  });

  it('is reopened until the customer is satisfied, and each round owes anew', async () => {
    const complaint = await ToldComplaint.takenIn(holly);
    await complaint.listens(holly);
    await complaint.agreesOn(holly, 'repair');
    await complaint.resolves(holly, 'uncertain-repair', 'seal-loose');
    await complaint.calls(holly);
    await complaint.does(holly, 'follow-up', 'report-dissatisfaction', { score: 1, reopen: true, words: 'It still leaks.' });
    expect(await complaint.file()).toMatchObject({ status: 'open', round: 2, reopenings: 1 });
    expect(await complaint.hears('SuperiorInformed')).toMatchObject({ round: 2, data: { reasons: [{ reason: 'reopened' }] } });
    expect(await complaint.owes()).toEqual(['acknowledge', 'acknowledge-escalation', 'find-cause', 'first-answer', 'keep-informed', 'resolve']);
    await complaint.does(holly, 'intake', 'acknowledge', { how: 'spoken' });
    await complaint.namesCause(holly, 'drum-cracked');
    await complaint.agreesOn(holly, 'replacement');
    await complaint.resolves(holly, 'replacement', 'drum-cracked');
    await complaint.calls(holly);
    await complaint.confirms(holly);
    expect(await complaint.until('closed')).toMatchObject({ round: 2, satisfaction: { satisfied: true, round: 2 } });
    expect((await complaint.obligations('confirm')).map(({ round, state }) => [round, state])).toEqual([[1, expect.stringMatching(/settled|cancelled/)], [2, 'settled']]);
    // The superior did not look at it before it ended; now nobody need.
    await complaint.untilOwes();
    expect(await complaint.scorecard()).toEqual(['met', 'met', 'not-owed', 'met', 'met', 'met', 'met']);
  });

  it('is over when the customer takes it back, whatever was owed', async () => {
    const complaint = await ToldComplaint.takenIn(holly);
    await complaint.assigns(holly);
    await complaint.does(holly, 'intake', 'withdraw', { because: 'customer-withdrew' });
    expect(await complaint.owes()).toEqual([]);
    expect(await complaint.refused(holly, 'resolution', 'resolve', { how: 'advice' })).toBe('resolution.complaint-is-withdrawn');
    expect((await complaint.obligations()).filter(({ state }) => state === 'cancelled').map(({ kind }) => kind).sort()).toEqual(['find-cause', 'first-answer', 'keep-informed', 'read-back', 'resolve']);
    expect(await complaint.scorecard()).toEqual(['met', 'not-owed', 'not-owed', 'met', 'not-owed', 'not-owed', 'not-owed']);
    expect(await complaint.file()).toMatchObject({ status: 'withdrawn', duties: [] });
  });
});
