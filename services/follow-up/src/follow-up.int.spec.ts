import { ComplaintRegistered, ComplaintResolved, MessageReceived, ObligationIncurred, ObligationLapsed, type LogName, type ObligationKind, type RecordedEvent } from '@amends/contracts';
import { eventually } from '@amends/eventing/testing';
import { randomUUID } from 'node:crypto';
import { ServedFollowUp } from './testing/served-follow-up.js';

describe('follow-up', () => {
  let served: ServedFollowUp;
  let complaint: string;

  beforeAll(async () => {
    served = await ServedFollowUp.start();
  });
  afterAll(() => served?.stop());

  beforeEach(async () => {
    complaint = randomUUID();
    await served.tell('intake', complaint, 'ComplaintRegistered', ComplaintRegistered.sample);
    await served.tell('resolution', complaint, 'ComplaintResolved', ComplaintResolved.sample);
  });

  const types = async (): Promise<readonly string[]> => (await served.log(complaint)).map(({ type }) => type);
  const newest = async (): Promise<RecordedEvent> => (await served.log(complaint)).at(-1)!;
  const logged = (count: number): Promise<void> => eventually(`${count} events`, async () => (await served.log(complaint)).length >= count);
  const does = async (command: string, body: object = {}): Promise<void> => {
    const { status, body: answer } = await served.does(complaint, command, body);
    expect([status, answer]).toEqual([201, expect.anything()]);
  };
  const owe = (kind: ObligationKind, round = 1) => served.tell('escalation', complaint, 'ObligationIncurred', { ...ObligationIncurred.sample, obligations: [{ ...ObligationIncurred.sample.obligations[0]!, obligationId: randomUUID(), kind, principle: 7 }] }, round);
  const lapse = () => served.tell('escalation', complaint, 'ObligationLapsed', ObligationLapsed.sample);
  const discharge = (intake: number, own: number, round = 1) => {
    const seen: { source: LogName; version: number }[] = [{ source: 'intake', version: intake }, { source: 'resolution', version: round }, { source: 'follow-up', version: own }];
    return served.tell('escalation', complaint, 'ObligationsDischarged', { round, seen }, round);
  };

  it('calls when a call is owed, hears that all is well, and closes what is discharged', async () => {
    const owed = await owe('call');
    await logged(1);
    expect(await newest()).toMatchObject({ type: 'CallScheduled', data: { attempt: 1 }, actor: { id: 'follow-up', role: 'system' }, causation: owed.id });
    await does('record-call', { outcome: 'reached' });
    await does('confirm-satisfaction', { score: 5, words: 'All is dry now.' });
    expect(JSON.stringify(await served.log(complaint))).not.toContain('dry');
    const discharged = await discharge(1, 3);
    await logged(4);
    expect(await newest()).toMatchObject({ type: 'ComplaintClosed', data: { because: 'confirmed' }, causation: discharged.id });
  });

  it('tries three times when nobody answers, writes nothing itself, and takes silence as yes', async () => {
    await owe('call');
    for (const attempt of [1, 2, 3]) {
      await logged(2 * attempt - 1);
      expect(await newest()).toMatchObject({ type: 'CallScheduled', data: { attempt } });
      await does('record-call', { outcome: 'no-answer' });
      expect(await newest()).toMatchObject({ type: 'CustomerNotReached', data: { attempt } });
      if (attempt < 3) await owe('call-again');
    }
    await owe('write-follow-up');
    await lapse();
    await logged(7);
    expect(await newest()).toMatchObject({ type: 'SatisfactionConfirmed', data: { how: 'tacit' } });
    await discharge(1, 7);
    await logged(8);
    expect(await types()).toEqual([...Array.from({ length: 3 }, () => ['CallScheduled', 'CustomerNotReached']).flat(), 'SatisfactionConfirmed', 'ComplaintClosed']);
  });

  it('schedules one call, however often one is owed', async () => {
    await owe('call');
    await owe('call-again');
    await lapse();
    await logged(2);
    expect(await types()).toEqual(['CallScheduled', 'SatisfactionConfirmed']);
  });

  it('never takes silence as yes from somebody who said no', async () => {
    await does('report-dissatisfaction', { score: 1 });
    await lapse();
    await owe('call');
    await logged(2);
    expect(await types()).toEqual(['CustomerDissatisfied', 'CallScheduled']);
  });

  it('is reopened until the customer is satisfied', async () => {
    await does('report-dissatisfaction', { words: 'It leaks again.', reopen: true });
    expect(await served.does(complaint, 'confirm-satisfaction')).toMatchObject({ status: 409, body: { code: 'follow-up.complaint-is-open', remedy: expect.stringContaining('resolve') } });
    await served.tell('resolution', complaint, 'ComplaintResolved', ComplaintResolved.sample, 2);
    await owe('call', 2);
    await logged(3);
    await does('record-call', { outcome: 'reached' });
    await does('confirm-satisfaction', { score: 4 });
    await discharge(1, 5, 2);
    await logged(6);
    expect((await served.log(complaint)).map(({ type, round }) => `${round} ${type}`)).toEqual([
      '1 CustomerDissatisfied', '1 ComplaintReopened', '2 CallScheduled', '2 CustomerReached', '2 SatisfactionConfirmed', '2 ComplaintClosed',
    ]);
    await does('reopen', { because: 'same-cause-again' });
    expect(await newest()).toMatchObject({ type: 'ComplaintReopened', data: { endsRound: 2 } });
  });

  it('does not close when something happened since the discharge was judged; the next discharge closes', async () => {
    await served.tell('intake', complaint, 'MessageReceived', MessageReceived.sample);
    await discharge(1, 0);
    await does('confirm-satisfaction');
    await discharge(2, 0);
    const judged = await discharge(2, 1);
    await logged(2);
    expect(await types()).toEqual(['SatisfactionConfirmed', 'ComplaintClosed']);
    expect(await newest()).toMatchObject({ causation: judged.id });
  });

  it('is audited by somebody else than who recorded the satisfaction', async () => {
    await does('confirm-satisfaction', { score: 5 });
    expect(await served.does(complaint, 'audit-satisfaction', { agrees: true })).toMatchObject({ status: 409, body: { code: 'follow-up.audits-own-record' } });
    expect((await served.does(complaint, 'audit-satisfaction', { agrees: false, score: 2, note: 'Nobody had called.' }, 'bert')).status).toBe(201);
    expect(await newest()).toMatchObject({ type: 'SatisfactionAudited', data: { agrees: false, score: 2 }, actor: { id: 'bert' } });
  });

  it.each<[string, object, string]>([
    ['schedule-call', { window: { from: '2026-11-03T18:00:00.000Z', to: '2026-11-03T17:00:00.000Z' } }, 'window.to'],
    ['schedule-call', { window: { from: 'tomorrow', to: '2026-11-03T17:00:00.000Z' } }, 'window.from'],
    ['record-call', { outcome: 'asleep' }, 'outcome'],
    ['confirm-satisfaction', { score: 6 }, 'score'],
    ['report-dissatisfaction', { reopen: 'yes' }, 'reopen'],
    ['audit-satisfaction', {}, 'agrees'],
  ])('names the field that is wrong: %s %j', async (command, body, field) => {
    const { status, body: problem } = await served.does(complaint, command, body);
    expect([status, problem['errors']]).toEqual([400, [expect.objectContaining({ field, remedy: expect.any(String) })]]);
  });

  it('closes nothing by command, and knows no complaint that was not registered', async () => {
    expect((await served.does(complaint, 'close')).status).toBe(404);
    expect((await served.does(randomUUID(), 'reopen', { because: 'same-cause-again' })).status).toBe(404);
  });
});
