import { CATALOGUE, ComplaintRegistered, referenceOf, type LogName, type RecordedEvent } from '@amends/contracts';
import { eventually } from '@amends/eventing/testing';
import type { EventReader } from '@amends/runtime/testing';
import { randomUUID } from 'node:crypto';
import { checksum, rebuild } from '../ledger/rebuild.js';
import type { Page } from '../ledger/page.js';
import { servedEscalation, type Person, type ServedEscalation } from '../testing/served-escalation.js';
import { entryOf, type Entry } from './entry.js';
import type { EntryAnswer, InboxAnswer } from './inbox-answer.js';

const person = (n: number, unit: string | null, role: Person['role'] = 'supervisor'): Person => ({ id: `00000000-0000-4000-8000-00000000000${n}`, role, unit });
const [lead, manager, south, admin, agent] = [person(1, 'hotline'), person(2, 'care'), person(3, 'south'), person(4, null, 'administrator'), person(5, 'hotline', 'agent')];
const COMPANY = {
  name: 'Acme',
  units: [{ id: 'acme', name: 'Acme' }, { id: 'care', name: 'Care', parent: 'acme' }, { id: 'hotline', name: 'Hotline', parent: 'care' }, { id: 'south', name: 'South', parent: 'acme' }],
  staff: [lead, manager, south, admin, agent],
  superiors: { hotline: [lead.id], care: [manager.id], south: [south.id], acme: [manager.id] },
};

const definitions = new Map(CATALOGUE.map((definition) => [definition.type, definition]));
let references = 0;

/** One complaint as its services tell of it: a call if it came in a while ago, else a letter, of which nothing falls due while tests run. */
class Told {
  readonly id = randomUUID();
  readonly events: RecordedEvent[] = [];
  private readonly versions = new Map<LogName, number>();

  constructor(receivedBy: string | null = 'hotline', agoMs = 0) {
    const contact = { ...ComplaintRegistered.sample.contact, channel: agoMs > 0 ? 'phone' : 'letter' };
    this.says('ComplaintRegistered', { customerId: null, standing: null, contact, receivedBy, reference: referenceOf(2026, (references += 1)), receivedAt: new Date(Date.now() - agoMs).toISOString() }, agoMs);
  }

  says(type: string, data: object = {}, agoMs = 0): this {
    const { source, sample, stream, version: schemaVersion } = definitions.get(type)!;
    const version = (this.versions.get(source) ?? 0) + 1;
    this.versions.set(source, version);
    const at = new Date(Date.now() - agoMs).toISOString();
    this.events.push({
      id: randomUUID(), type, data: { ...(sample as object), ...data }, round: 1, origin: 'live', occurredAt: at, recordedAt: at.replace('Z', '000Z'), source, streamKind: stream, subject: this.id, version,
      schemaVersion, actor: { id: agent.id, role: 'agent', unit: 'hotline' }, causation: null, correlation: this.id, traceparent: null,
    });
    return this;
  }
}

const hostile = (receivedBy?: string | null): Told => new Told(receivedBy).says('ContactTurnedHostile');
const assigned = (complaint: Told, unit: string, staff: string | null = null): RecordedEvent => complaint.says('ComplaintAssigned', { unit, staff, because: 'assigned' }).events.at(-1)!;

describe("a supervisor's inbox", () => {
  let served: ServedEscalation;
  const published: RecordedEvent[] = [];
  const open: EventReader[] = [];
  const watch = async (...args: Parameters<ServedEscalation['watch']>): Promise<EventReader> => {
    const reader = await served.watch(...args);
    open.push(reader);
    return reader;
  };
  const read = async (who: Person, query = ''): Promise<InboxAnswer> => (await served.get<InboxAnswer>(`inbox?limit=200${query}`, who)).body;
  const entryFor = async (who: Person, { id }: Told, query = '&of=all'): Promise<EntryAnswer | undefined> => (await read(who, query)).entries.find(({ complaint }) => complaint === id);
  const tell = (events: readonly RecordedEvent[]): Promise<void> => {
    published.push(...events);
    return served.publish(events);
  };
  const publish = (...told: readonly Told[]): Promise<void> => tell(told.flatMap(({ events }) => events));
  const arrives = (complaint: Told, who = admin, query?: string): Promise<void> => eventually('it is in the inbox', async () => (await entryFor(who, complaint, query)) !== undefined);
  const leaves = (complaint: Told, who = admin, query?: string): Promise<void> => eventually('it has left the inbox', async () => (await entryFor(who, complaint, query)) === undefined);
  const does = (who: Person, { id }: Told, deed: string, body?: object): Promise<number> => served.post(`complaints/${id}/${deed}`, who, body);

  beforeAll(async () => void (served = await servedEscalation(COMPANY)));
  afterEach(() => {
    for (const reader of open.splice(0)) reader.close();
  });
  afterAll(() => served.stop());

  it('says of an escalated complaint who was told, why in both languages, what is owed, and what may be done now', async () => {
    const complaint = hostile();
    await publish(complaint);
    await arrives(complaint);
    const entry = (await entryFor(lead, complaint, ''))!;
    expect(entry).toMatchObject({
      of: 'mine', status: 'open', level: 1, acknowledged: false, owner: null, receivedBy: 'hotline', may: ['advise', 'take-over'],
      told: [{ person: lead.id, acknowledged: null, acknowledgeBy: expect.any(String), overdue: false, may: ['acknowledge', 'step-down'] }],
      reasons: [{ reason: 'hostile', because: { eventId: complaint.events[1]!.id, type: 'ContactTurnedHostile' }, say: { en: expect.stringMatching(/^A contact turned hostile on .* UTC\.$/), zh: expect.stringContaining('沟通失控') } }],
    });
    expect(entry.owed.find(({ kind }) => kind === 'acknowledge-escalation')).toMatchObject({ name: { en: 'acknowledge escalation', zh: '上级确认' }, owedBy: 'supervisor', principle: 2 });
    expect((await entryFor(admin, complaint))!.may).toEqual([]);
  });

  it('changes with what superiors do, and is empty again when they step down', async () => {
    const complaint = hostile();
    await publish(complaint);
    await arrives(complaint);
    const { told } = (await entryFor(lead, complaint))!;
    expect(await does(lead, complaint, `escalations/${told[0]!.escalationId}/acknowledge`)).toBe(201);
    expect(await does(manager, complaint, 'advise', { advice: 'Call at once.' })).toBe(201);
    expect(await entryFor(lead, complaint)).toMatchObject({ acknowledged: true, told: [{ acknowledged: { by: lead.id }, acknowledgeBy: null, may: ['step-down'] }], advice: [{ by: manager.id }] });
    expect(await does(manager, complaint, 'take-over')).toBe(201);
    expect(await entryFor(lead, complaint)).toMatchObject({ takenOver: { by: manager.id } });
    expect(await does(lead, complaint, `escalations/${told[0]!.escalationId}/step-down`)).toBe(201);
    expect(await entryFor(lead, complaint)).toBeUndefined();
  });

  it('lets nobody say for their own superior that they know, and a superior say it for those below', async () => {
    const complaint = hostile();
    await tell(complaint.events);
    await arrives(complaint);
    await tell([complaint.says('ContactTurnedHostile').events.at(-1)!]);
    await eventually('level 2 knows', async () => (await entryFor(admin, complaint))?.level === 2);
    const mays = async (who: Person) => (await entryFor(who, complaint))!.told.map(({ may }) => may.length > 0);
    const [first, second] = (await entryFor(lead, complaint))!.told.map(({ escalationId }) => `escalations/${escalationId}`);
    expect(await Promise.all([lead, manager, south].map(mays))).toEqual([[true, false], [true, true], [false, false]]);
    expect([await does(lead, complaint, `${second}/acknowledge`), await does(lead, complaint, `${second}/step-down`), await does(south, complaint, `${first}/acknowledge`)]).toEqual([409, 409, 409]);
    expect([await does(manager, complaint, `${first}/acknowledge`), await does(manager, complaint, `${second}/acknowledge`)]).toEqual([201, 201]);
  });

  it('shows an unassigned complaint whose duty was missed, and what was missed, in the reader’s time', async () => {
    const complaint = new Told('hotline', 180_000);
    await publish(complaint);
    await arrives(complaint);
    const entry = (await entryFor(lead, complaint, '&zone=Asia/Shanghai'))!;
    expect(entry).toMatchObject({ owner: null, overdue: true, reasons: [{ reason: 'missed', missed: { kind: 'acknowledge' } }] });
    expect(entry.reasons[0]!.say.en).toMatch(/^Missed: acknowledge, due on .* GMT\+8 \(on a call at once: 2 minutes\)\.$/);
    expect(entry.reasons[0]!.say.zh).toMatch(/^逾期：确认收到，应于.*（GMT\+8）前完成（.*2 分钟）。$/);
  });

  it('is ordered by the nearest duty, in pages without a gap or a repetition, and counted', async () => {
    const complaints = Array.from({ length: 7 }, () => hostile('south'));
    await publish(...complaints);
    for (const complaint of complaints) await arrives(complaint);
    const seen: EntryAnswer[] = [];
    for (let next: string | null | undefined; next !== null; ) {
      const { body } = await served.get<InboxAnswer>(`inbox?limit=3${next === undefined ? '' : `&after=${next}`}`, south);
      seen.push(...body.entries);
      expect(body.counts === null).toBe(next !== undefined);
      next = body.next;
    }
    expect(seen).toEqual((await read(south)).entries);
    expect(seen.map(({ complaint }) => complaint).sort()).toEqual(complaints.map(({ id }) => id).sort());
    expect(seen.map(({ dueAt }) => dueAt)).toEqual(seen.map(({ dueAt }) => dueAt).sort());
    expect((await read(south)).counts).toEqual({ entries: 7, mine: 7, unacknowledged: 7, overdue: 0, byReason: [{ reason: 'hostile', entries: 7 }], byLevel: [{ level: 1, entries: 7 }] });
  });

  it('lets choose by what was not seen, by level and by reason', async () => {
    const [seen, twice] = [hostile(), hostile().says('ContactTurnedHostile')];
    await publish(seen);
    await arrives(seen);
    // Two of one batch are told together; the second comes later here.
    await tell(twice.events.slice(0, 2));
    await arrives(twice);
    await tell(twice.events);
    await eventually('level 2 knows', async () => (await entryFor(admin, twice))?.level === 2);
    await does(lead, seen, `escalations/${(await entryFor(lead, seen))!.told[0]!.escalationId}/acknowledge`);
    const found = async (query: string): Promise<readonly boolean[]> => {
      const ids = (await read(admin, query)).entries.map(({ complaint }) => complaint);
      return [ids.includes(seen.id), ids.includes(twice.id)];
    };
    expect(await Promise.all([found('&unacknowledged=true'), found('&unacknowledged=false'), found('&level=2'), found('&reason=hostile,grave'), found('&reason=grave')])).toEqual([
      [false, true], [true, false], [false, true], [true, true], [false, false],
    ]);
  });

  it('shows nobody what is outside their scope: only what was told to them, their units’, and what nobody owns', async () => {
    const complaint = hostile();
    await publish(complaint);
    await arrives(complaint);
    expect([await entryFor(south, complaint), await entryFor(south, complaint, '&of=units')]).toEqual([expect.objectContaining({ of: 'all' }), undefined]);
    await tell([assigned(complaint, 'care')]);
    await leaves(complaint, south);
    expect(await Promise.all([entryFor(lead, complaint, '&of=mine'), entryFor(manager, complaint, '&of=mine'), entryFor(manager, complaint)])).toEqual([expect.anything(), undefined, expect.objectContaining({ of: 'units' })]);
    expect((await served.get('inbox', agent)).status).toBe(403);
  });

  it('loses what is withdrawn', async () => {
    const complaint = hostile();
    await publish(complaint);
    await arrives(complaint);
    await tell([complaint.says('ComplaintWithdrawn').events.at(-1)!]);
    await leaves(complaint);
  });

  it.each(['of=everything', 'level=0', 'reason=rain', 'zone=Mars/Olympus', 'after=5', 'after=9999-99-99T99:99:99.999Z_01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e', 'after=2027-02-30T00:00:00.000Z_01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e', 'limit=0', 'colour=red'])('refuses %s, naming the field', async (query) => {
    const { status, body } = await served.get<{ errors: { field: string }[] }>(`inbox?${query}`, lead);
    expect([status, body.errors[0]!.field]).toEqual([400, query.split('=')[0]]);
  });

  it('is the same as a rebuilt ledger’s, down to who has seen what', async () => {
    const events: RecordedEvent[] = [];
    const { pool } = served.running.platform.of('escalation').database;
    const { rows } = await pool.query<{ complaint: string; page: Page; entry: Entry | null }>('select complaint, page, entry from escalation.ledger left join escalation.inbox using (complaint)');
    for (const { complaint } of rows) events.push(...(await everythingSaid(complaint)));
    const pages = rebuild(events);
    expect(checksum(pages)).toBe(checksum(new Map(rows.map(({ complaint, page }) => [complaint, page]))));
    expect(new Map([...pages].map(([complaint, page]) => [complaint, entryOf(complaint, page) ?? null]))).toEqual(new Map(rows.map(({ complaint, entry }) => [complaint, entry])));
    expect(rows.filter(({ entry }) => entry !== null).length).toBeGreaterThan(5);
  });

  /** Of a complaint all facts, then all that escalation said: as late as its own events can come. */
  async function everythingSaid(complaint: string): Promise<readonly RecordedEvent[]> {
    const { log } = served.running.platform.of('escalation').logParts;
    const own = [...(await log.read({ kind: 'obligations', id: complaint })), ...(await log.read({ kind: 'complaint', id: complaint }))].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
    return [...published.filter(({ subject }) => subject === complaint), ...own];
  }

  describe('live', () => {
    const put = (reader: EventReader): readonly EntryAnswer[] => reader.heard.filter(({ event }) => event === 'put').flatMap(({ data }) => data['entries'] as EntryAnswer[]);
    const untilPut = async (reader: EventReader, { id }: Told): Promise<EntryAnswer> => {
      for (let count = 1; ; count++) {
        const found = put(reader).find(({ complaint }) => complaint === id);
        if (found) return found;
        await reader.until('put', count);
      }
    };
    const untilGone = async (reader: EventReader, { id }: Told): Promise<void> => {
      for (let count = 1; !reader.heard.some(({ event, data }) => event === 'gone' && (data['complaints'] as string[]).includes(id)); count++) await reader.until('gone', count);
    };

    it('tells each entry that comes or changes as the inbox shows it, and which one left', async () => {
      const complaint = hostile();
      const reader = await watch('inbox/live', lead);
      await reader.until('now');
      await publish(complaint);
      const entry = await untilPut(reader, complaint);
      expect(entry).toEqual(await entryFor(lead, complaint));
      await does(lead, complaint, `escalations/${entry.told[0]!.escalationId}/step-down`);
      await untilGone(reader, complaint);
    });

    it('goes on after the last message that was heard, on any replica: what changed meanwhile, once, as it is now', async () => {
      const [before, between, gone] = [hostile(), hostile(), hostile()];
      await publish(gone);
      await arrives(gone);
      const first = await watch('inbox/live', lead);
      await first.until('now');
      await publish(before);
      await untilPut(first, before);
      const { lastId } = first;
      first.close();
      await publish(between);
      await arrives(between);
      const { told } = (await entryFor(lead, between))!;
      await does(lead, between, `escalations/${told[0]!.escalationId}/acknowledge`);
      await does(lead, gone, `escalations/${(await entryFor(lead, gone))!.told[0]!.escalationId}/step-down`);
      const other = await served.replica();
      const again = await watch('inbox/live', lead, { after: lastId, url: other });
      await untilGone(again, gone);
      expect(put(again)).toEqual([expect.objectContaining({ complaint: between.id, acknowledged: true })]);
      // What one replica hears, the streams of the other tell.
      const later = hostile();
      await publish(later);
      expect([(await untilPut(again, later)).complaint, put(again).length]).toEqual([later.id, 2]);
    });

    it('goes on from where an answer was read', async () => {
      const complaint = hostile();
      const { position } = await read(lead);
      await publish(complaint);
      await arrives(complaint);
      expect(await untilPut(await watch('inbox/live?of=mine', lead, { after: position }), complaint)).toMatchObject({ of: 'mine' });
    });

    it('tells nobody of what is outside their scope, and that it is gone when it leaves it', async () => {
      const [ours, theirs] = [hostile(), hostile('south')];
      const [reader, narrow] = [await watch('inbox/live?of=all', south), await watch('inbox/live?of=mine', lead)];
      await Promise.all([reader.until('now'), narrow.until('now')]);
      await publish(theirs);
      assigned(theirs, 'south');
      await tell(theirs.events.slice(-1));
      await publish(ours);
      await untilPut(reader, ours);
      await tell([assigned(ours, 'care')]);
      await untilGone(reader, ours);
      // What happens to it elsewhere is not theirs to know; what comes after is.
      await tell([ours.says('ContactTurnedHostile').events.at(-1)!]);
      await eventually('it was told again', async () => (await entryFor(admin, ours))?.told.length === 2);
      const next = hostile('south');
      await publish(next);
      await untilPut(reader, next);
      expect(reader.heard.filter(({ event }) => event === 'gone')).toHaveLength(1);
      await untilPut(narrow, ours);
      expect(put(narrow).map(({ complaint }) => complaint)).not.toContain(theirs.id);
    });

    it('says that the inbox has to be read again when the position is of another database, and refuses what is none', async () => {
      const reader = await watch('inbox/live', lead, { after: '900000000000:900000000000:' });
      await reader.until('reset');
      expect([reader.lastId, (await watch('inbox/live', lead, { after: 'x' })).status, (await watch('inbox/live', agent)).status]).toEqual([expect.stringMatching(/^\d+:\d+:/), 400, 403]);
    });
  });
});
