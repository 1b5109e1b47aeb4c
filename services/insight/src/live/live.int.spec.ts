import { referenceOf, type RecordedEvent } from '@amends/contracts';
import type { EventReader } from '@amends/runtime/testing';
import { History, idOf } from '../testing/history.js';
import { servedInsight, type ServedInsight } from '../testing/served-insight.js';

const history = new History();
let count = 0;

/** The next complaint of a unit. */
function registered(receivedBy = 'north'): RecordedEvent {
  count += 1;
  return history.registered(count, 0, { reference: referenceOf(2026, count), receivedBy });
}

const noted = ({ subject }: RecordedEvent, more: object = {}): RecordedEvent =>
  history.event(subject, 1, { type: 'NoteAdded', data: { noteId: idOf(1), characters: 3, ...more } });
const assigned = ({ subject }: RecordedEvent, unit: string): RecordedEvent =>
  history.event(subject, 1, { type: 'ComplaintAssigned', data: { unit, staff: null, because: 'assigned' } });

describe('a live stream', () => {
  let served: ServedInsight;
  const open: EventReader[] = [];
  const watch = async (...args: Parameters<ServedInsight['watch']>): Promise<EventReader> => {
    const reader = await served.watch(...args);
    open.push(reader);
    return reader;
  };
  const told = async (events: readonly RecordedEvent[]): Promise<void> => {
    await served.publish(events);
    await served.caughtUp();
  };

  beforeAll(async () => void (served = await servedInsight()));
  afterEach(() => {
    for (const reader of open.splice(0)) reader.close();
  });
  afterAll(() => served.stop());

  describe('of a file', () => {
    /** More than fits into what two sockets hold. */
    const MANY = 200;
    const versions = (reader: EventReader): readonly unknown[] => reader.heard.filter(({ event }) => event === 'event').map(({ data }) => `${String(data['source'])} ${String(data['version'])}`);

    it('begins now, and tells each event as it is handled, as the timeline does', async () => {
      const complaint = registered();
      await told([complaint]);
      const reader = await watch(`complaints/${complaint.subject}/live`);
      expect(await reader.until('now')).toMatchObject([{ id: 'intake/complaint@1', data: { complaint: complaint.subject } }]);
      await told([noted(complaint), assigned(complaint, 'north'), history.owed(complaint, 900, 'acknowledge', 1, 1)]);
      await reader.until('event', 3);
      expect(versions(reader)).toEqual(['intake 2', 'resolution 1', 'escalation 1']);
      expect(reader.lastId.split(',').sort()).toEqual(['escalation/obligations@1', 'intake/complaint@2', 'resolution/complaint@1']);
      const { body } = await served.get<{ entries: unknown[] }>(`complaints/${complaint.subject}/timeline`);
      expect(reader.heard.filter(({ event }) => event === 'event').map(({ data }) => data)).toEqual(body.entries.slice(1));
    });

    it('goes on after the last message that was heard, on any replica: exactly what was missed, in order, none twice', async () => {
      const complaint = registered();
      await told([complaint]);
      const reader = await watch(`complaints/${complaint.subject}/live`);
      await reader.until('now');
      await told([noted(complaint), assigned(complaint, 'north'), noted(complaint), assigned(complaint, 'north-shop')]);
      await reader.until('event', 4);
      const all = versions(reader);
      const other = await served.replica();
      await told([noted(complaint)]);
      await reader.until('event', 5);
      for (const [at, { id }] of reader.heard.entries()) {
        const again = await watch(`complaints/${complaint.subject}/live`, { after: id!, url: other });
        if (at < 5) await again.until('event', 5 - at);
        expect(versions(again)).toEqual([...all, 'intake 4'].slice(at));
      }
      const late = await watch(`complaints/${complaint.subject}/live`, { after: reader.lastId, url: other });
      await told([noted(complaint)]);
      await late.until('event');
      expect(versions(late)).toEqual(['intake 5']);
    });

    it('tells nobody of what is outside their scope, and ends when it leaves it', async () => {
      const complaint = registered('south');
      await told([complaint, assigned(complaint, 'north')]);
      const reader = await watch(`complaints/${complaint.subject}/live`);
      await reader.until('now');
      await told([assigned(complaint, 'south'), noted(complaint)]);
      expect(await reader.toTheEnd()).toMatchObject([{ event: 'now' }, { event: 'end', data: { because: 'out-of-scope' } }]);
      expect((await watch(`complaints/${complaint.subject}/live`)).status).toBe(404);
    });

    it('ends with the token', async () => {
      const complaint = registered();
      await told([complaint]);
      const reader = await watch(`complaints/${complaint.subject}/live`, { ends: new Date(Date.now() + 2000) });
      expect((await reader.toTheEnd()).at(-1)).toMatchObject({ event: 'end', data: { because: 'token-expired' } });
    });

    it('tells a long past no faster than it is read, all of it', async () => {
      const complaint = registered();
      const long = 'x'.repeat(60_000);
      await told([complaint]);
      for (let at = 0; at < MANY; at += 25) await told(Array.from({ length: 25 }, () => noted(complaint, { long })));
      const reader = await watch(`complaints/${complaint.subject}/live`, { after: 'intake/complaint@1' });
      await reader.until('event', MANY);
      expect(versions(reader)).toEqual(Array.from({ length: MANY }, (_, at) => `intake ${at + 2}`));
    });

    it.each(['5', 'intake/complaint', "x'--"])('refuses %j as a position', async (after) => {
      const complaint = registered();
      await told([complaint]);
      expect((await watch(`complaints/${complaint.subject}/live`, { after })).status).toBe(400);
    });

    it('is not for everybody', async () => {
      expect((await watch(`complaints/${idOf(1)}/live`, { role: 'operator', unit: null })).status).toBe(403);
    });
  });

  describe('of my duties', () => {
    const MINE = idOf(77, 8);
    const duties = (reader: EventReader): readonly unknown[] =>
      reader.heard.filter(({ event }) => event === 'duties').flatMap(({ data }) => (data['duties'] as Record<string, unknown>[]).map(({ kind, state }) => `${String(kind)} ${String(state)}`));
    const owedBy = (staff: string | null, unit = 'north', role = 'agent'): object => ({ owedBy: { role, unit, staff }, named: staff !== null || unit !== 'north' });

    it('tells those that change, as they are now, and nothing of what others owe', async () => {
      const complaint = registered();
      await told([complaint]);
      const reader = await watch('my/duties/live', { id: MINE });
      await reader.until('now');
      const mine = history.owed(complaint, 1001, 'propose', 6, 1, owedBy(MINE));
      const ours = history.owed(complaint, 1002, 'call', 7, 2, owedBy(null));
      await told([mine, ours, history.owed(complaint, 1003, 'resolve', 1, 1, owedBy(idOf(78, 8))), history.owed(complaint, 1004, 'confirm', 7, 1, owedBy(null, 'south'))]);
      await reader.until('duties');
      await told([history.judged(mine, 'ObligationSettled', { settledBy: idOf(1), late: false })]);
      while (!duties(reader).includes('propose settled')) await reader.until('duties', reader.heard.filter(({ event }) => event === 'duties').length + 1);
      expect(duties(reader)).toEqual(['propose open', 'call open', 'propose settled']);
    });

    it('goes on after the last message that was heard, on any replica: each duty that changed, once, as it is now', async () => {
      const complaint = registered();
      const first = await watch('my/duties/live', { id: MINE });
      await first.until('now');
      const begin = first.lastId;
      first.close();
      const owed = history.owed(complaint, 1101, 'propose', 6, 1, owedBy(MINE));
      await told([complaint, owed, history.judged(owed, 'ObligationMissed'), history.owed(complaint, 1102, 'carry-out', 6, 1, owedBy(MINE))]);
      const other = await served.replica();
      const again = await watch('my/duties/live', { id: MINE, after: begin, url: other });
      await again.until('duties');
      expect([...duties(again)].sort()).toEqual(['carry-out open', 'propose missed']);
      const settled = await watch('my/duties/live', { id: MINE, after: again.lastId, url: other });
      await told([history.judged(owed, 'ObligationSettled', { settledBy: idOf(1), late: true })]);
      await settled.until('duties');
      expect(duties(settled)).toEqual(['propose settled-late']);
    });

    it('tells the new owner of duties that come with a complaint, and the former one that they are gone, also who comes back', async () => {
      const complaint = registered();
      const goesTo = (staff: string, because: string): RecordedEvent => history.event(complaint.subject, 1, { type: 'ComplaintAssigned', data: { unit: 'north', staff, because } });
      await told([complaint, goesTo(MINE, 'assigned')]);
      const [former, next] = [await watch('my/duties/live', { id: MINE }), await watch('my/duties/live', { id: idOf(79, 8) })];
      await Promise.all([former.until('now'), next.until('now')]);
      const begin = former.lastId;
      const owed = history.owed(complaint, 1201, 'resolve', 1, 1, { owedBy: { role: 'agent', unit: 'north', staff: null } });
      await told([owed]);
      await former.until('duties');
      await told([goesTo(idOf(79, 8), 'taken-over')]);
      const gone = { duties: [idOf(1201, 5)] };
      expect((await former.until('gone'))[0]).toMatchObject({ data: gone });
      await next.until('duties');
      expect(duties(next)).toEqual(['resolve open']);
      const again = await watch('my/duties/live', { id: MINE, after: begin });
      expect((await again.until('gone'))[0]).toMatchObject({ data: gone, id: expect.any(String) });
      expect(duties(again)).toEqual([]);
    });

    it('says that the list has to be read again when the position is of another database', async () => {
      const reader = await watch('my/duties/live', { after: '900000000000:900000000000:' });
      await reader.until('reset');
      expect(reader.lastId).toMatch(/^\d+:\d+:/);
    });

    it('refuses a position that it never told', async () => {
      expect((await watch('my/duties/live', { after: 'intake/complaint@1' })).status).toBe(400);
    });
  });

  it('ends when the process does', async () => {
    const complaint = registered();
    const shortLived = await servedInsight();
    await shortLived.publish([complaint]);
    await shortLived.caughtUp();
    const reader = await shortLived.watch(`complaints/${complaint.subject}/live`);
    await reader.until('now');
    await Promise.all([shortLived.stop(), reader.toTheEnd()]);
    expect(reader.heard.at(-1)).toMatchObject({ event: 'end', data: { because: 'stopping' } });
  });
});
