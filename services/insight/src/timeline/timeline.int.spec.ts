import type { RecordedEvent } from '@amends/contracts';
import { History, idOf } from '../testing/history.js';
import { servedInsight, type ServedInsight } from '../testing/served-insight.js';
import type { TimelineAnswer } from './timeline-answer.js';

const history = new History();
const assigned = (causation: string | null): RecordedEvent =>
  history.event(idOf(1), 1, { type: 'ComplaintAssigned', data: { unit: 'north', staff: null, because: 'redirected' }, causation });

describe('an entry of the timeline', () => {
  let served: ServedInsight;
  const registered = history.registered(1, 0, { receivedBy: 'north' });
  const other = history.registered(2, 0, { receivedBy: 'north' });
  const [caused, elsewhere, odd] = [assigned(registered.id), assigned(other.id), assigned('not an id')];
  const owed = history.owed(registered, 1, 'acknowledge', 1, 1);
  const settled = history.judged(owed, 'ObligationSettled', { settledBy: caused.id, late: false });

  beforeAll(async () => {
    served = await servedInsight();
    await served.publish([registered, other, caused, elsewhere, odd, owed, settled, history.judged(owed, 'ObligationNearing')]);
    await served.caughtUp();
  });

  afterAll(() => served.stop());

  const entries = async (query = ''): Promise<TimelineAnswer['entries']> => (await served.get<TimelineAnswer>(`complaints/${idOf(1)}/timeline${query}`)).body.entries;

  it('says from which fact of its own complaint it followed, if from any', async () => {
    const because = { eventId: registered.id, type: 'ComplaintRegistered', source: 'intake', version: 1 };
    expect((await entries()).map(({ type, cause }) => [type, cause])).toEqual([
      ['ComplaintRegistered', null], ['ComplaintAssigned', because], ['ComplaintAssigned', null], ['ComplaintAssigned', null], ['ObligationIncurred', because],
      ['ObligationSettled', { eventId: caused.id, type: 'ComplaintAssigned', source: 'resolution', version: 1 }], ['ObligationNearing', null],
    ]);
  });

  it('says so too where the cause stands on an earlier page', async () => {
    const { body } = await served.get<TimelineAnswer>(`complaints/${idOf(1)}/timeline?limit=1&after=${owed.id}`);
    expect(body.entries).toMatchObject([{ type: 'ObligationSettled', cause: { eventId: caused.id } }]);
  });

  it('says in words what happened, in English and Chinese, in the zone of who reads', async () => {
    const sentences = async (query: string): Promise<unknown> => (await entries(query)).find(({ type }) => type === 'ObligationIncurred')!.sentence;
    expect(await sentences('')).toEqual({ en: 'Owed: ① acknowledge by 1 Jan, 01:00 UTC (1 hours).', zh: '应做：① 确认收到，1月1日 01:00（UTC）前。' });
    expect(await sentences('?zone=Asia/Shanghai')).toMatchObject({ en: expect.stringContaining('1 Jan, 09:00 GMT+8') });
  });

  it('is the same on the live stream', async () => {
    const reader = await served.watch(`complaints/${idOf(1)}/live?zone=Asia/Shanghai`, { after: 'intake/complaint@1' });
    await reader.until('event', 6);
    reader.close();
    expect(reader.heard.filter(({ event }) => event === 'event').map(({ data }) => data)).toEqual((await entries('?zone=Asia/Shanghai')).slice(1));
  });
});
