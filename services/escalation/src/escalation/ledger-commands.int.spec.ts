import { ComplaintRegistered, fact, SuperiorInformed, type Actor, type RecordedEvent } from '@amends/contracts';
import { Refusal } from '@amends/decider';
import { consumerSql, EventLog, EventWriter, knownSql, logSql, ManualClock, TimeOrderedIds, type CommandContext } from '@amends/eventing';
import { scratchDatabase, type Scratch } from '@amends/eventing/testing';
import { randomUUID } from 'node:crypto';
import { LedgerConsumer } from '../ledger/ledger.consumer.js';
import { inboxSql } from '../inbox/inbox.sql.js';
import { Places } from '../inbox/slots.js';
import { ledgerSql, warningsSql } from '../ledger/ledger.sql.js';
import type { Page } from '../ledger/page.js';
import { Pages } from '../ledger/pages.js';
import { ladder, LEAD, policies, superiors } from '../testing/a-complaint.js';
import { acknowledge, askForSuperior, extend, waive } from './decide.js';
import { LedgerCommands } from './ledger-commands.js';

const NOW = Date.UTC(2026, 10, 2, 12);
const supervisor = { id: LEAD, role: 'supervisor', unit: 'hotline' };

describe('what a superior says about the ledger', () => {
  let scratch: Scratch;
  let log: EventLog;
  let commands: LedgerCommands;
  let complaint: string;
  let hears: (event: RecordedEvent) => Promise<void>;

  beforeEach(async () => {
    scratch = await scratchDatabase('escalation', [logSql, consumerSql, knownSql, () => ledgerSql, () => warningsSql, () => inboxSql]);
    const clock = new ManualClock(NOW);
    const ids = new TimeOrderedIds();
    log = new EventLog(scratch.database, 'escalation', clock);
    const pages = new Pages(log, new EventWriter(scratch.vault, ids));
    commands = new LedgerCommands({ database: scratch.database, log, pages, ladder, policies, places: new Places({ current: superiors }), clock, ids });
    complaint = randomUUID();
    const ledger = new LedgerConsumer(pages, ladder, policies, clock);
    hears = (event) => scratch.database.transaction((transaction) => ledger.handle([event], transaction));
    await hears(registered());
  });

  const registered = (): RecordedEvent => ({
    id: randomUUID(), type: 'ComplaintRegistered', data: { ...ComplaintRegistered.sample, customerId: null, standing: null }, round: 1, origin: 'live', occurredAt: new Date(NOW).toISOString(),
    recordedAt: '2026-11-02T12:00:00.000000Z', source: 'intake', streamKind: 'complaint', subject: complaint, version: 1, schemaVersion: 1, actor: { id: 'a', role: 'agent', unit: 'hotline' },
    causation: null, correlation: 'x', traceparent: null,
  });
  const context = (more: Partial<CommandContext> = {}): CommandContext => ({ actor: supervisor, scope: undefined, correlation: 'c', causation: null, traceparent: null, now: new Date(NOW).toISOString(), ...more });
  const page = async (): Promise<Page> => (await scratch.database.pool.query<{ page: Page }>('select page from escalation.ledger where complaint = $1', [complaint])).rows[0]!.page;
  const owed = async (kind: string) => (await page()).owed.find((one) => one.kind === kind);
  const types = async (kind: 'complaint' | 'obligations'): Promise<readonly string[]> => (await log.read({ kind, id: complaint })).map(({ type }) => type).filter((type) => type !== 'ObligationIncurred');
  const waiveStatement = async (more: Partial<CommandContext> = {}) => {
    const { id: obligationId } = (await owed('record-statement')) ?? { id: randomUUID() };
    return commands.run({ complaint, decide: (now) => waive({ obligationId, reason: 'A letter says it all.', by: supervisor }, now) }, context(more));
  };

  it('is recorded under their name with the reason sealed, folded and disarmed at once', async () => {
    const accepted = await waiveStatement();
    expect(accepted).toMatchObject({ id: complaint, recorded: ['ObligationWaived'], seen: [{ source: 'escalation', kind: 'obligations', version: 3 }] });
    const last = (await log.read({ kind: 'obligations', id: complaint })).at(-2)!;
    expect(last).toMatchObject({ type: 'ObligationWaived', actor: supervisor, sealed: { reason: expect.any(String) } });
    expect(await owed('record-statement')).toBeUndefined();
    // What is not written down is to be repeated all the same, or waived with a reason of its own.
    expect(await owed('read-back')).toMatchObject({ state: 'open', causedBy: last.id });
    expect((await scratch.database.pool.query('select from escalation.deadlines')).rowCount).toBe(6);
  });

  it('is said once under one idempotency key, and answered alike, also when both come at one moment', async () => {
    const idempotency = { key: 'k', fingerprint: 'f' };
    const { id: obligationId } = (await owed('record-statement'))!;
    const run = () => commands.run({ complaint, decide: (now) => waive({ obligationId, reason: 'x', by: supervisor }, now) }, context({ idempotency }));
    const [first, second] = await Promise.all([run(), run()]);
    expect([second, await run()]).toEqual([first, first]);
    expect(await types('obligations')).toEqual(['ObligationWaived']);
  });

  it('refuses a key that stood for something else', async () => {
    await waiveStatement({ idempotency: { key: 'k', fingerprint: 'f' } });
    await expect(waiveStatement({ idempotency: { key: 'k', fingerprint: 'other' } })).rejects.toThrow(expect.objectContaining({ name: 'KeyReused' }));
  });

  it('changes nothing when a rule forbids it', async () => {
    await waiveStatement();
    await expect(waiveStatement()).rejects.toThrow(Refusal);
    expect(await types('obligations')).toEqual(['ObligationWaived']);
  });

  it('is not for complaints that they may not see, nor for unknown ones', async () => {
    await hears({ ...registered(), type: 'ComplaintAssigned', source: 'resolution', data: { unit: 'care', staff: null, because: 'assigned' } });
    await expect(waiveStatement({ scope: ['acme'] })).rejects.toThrow(expect.objectContaining({ name: 'Unknown' }));
    await expect(waiveStatement({ scope: ['care'] })).resolves.toBeDefined();
    await expect(commands.run({ complaint: randomUUID(), decide: () => [] }, context())).rejects.toThrow(expect.objectContaining({ name: 'Unknown' }));
  });

  it('is for whoever was told, wherever the complaint is', async () => {
    await hears({ ...registered(), type: 'ComplaintAssigned', source: 'resolution', data: { unit: 'care', staff: null, because: 'assigned' } });
    const escalationId = randomUUID();
    await commands.run({ complaint, decide: () => [fact(SuperiorInformed, { ...SuperiorInformed.sample, escalationId, person: LEAD, obligations: [], reasons: [] })] }, context());
    const acknowledged = (actor: Actor) => commands.run({ complaint, decide: (now, _packs, by) => acknowledge({ escalationId, by }, now) }, context({ actor, scope: ['acme'] }));
    await expect(acknowledged({ ...supervisor, id: randomUUID() })).rejects.toThrow(expect.objectContaining({ name: 'Unknown' }));
    await expect(acknowledged({ ...supervisor, id: LEAD })).resolves.toMatchObject({ recorded: ['EscalationAcknowledged'] });
  });

  it('moves the deadline that is armed', async () => {
    const { id: obligationId } = (await owed('resolve'))!;
    const until = '2026-11-13T12:00:00.000Z';
    await commands.run({ complaint, decide: (page, packs) => extend({ obligationId, until, reason: 'x', by: supervisor, now: new Date(NOW).toISOString() }, page, packs) }, context());
    const { rows } = await scratch.database.pool.query<{ due_at: Date }>('select due_at from escalation.deadlines where obligation = $1', [obligationId]);
    expect(rows[0]!.due_at.toISOString()).toBe(until);
  });

  it('asks for the next above in the complaint\'s own stream, who then has to see it', async () => {
    for (const escalationId of [randomUUID(), randomUUID()]) await commands.run({ complaint, decide: (page, packs) => askForSuperior({ escalationId }, page, ladder, { now: context().now, packs }) }, context());
    expect((await log.read({ kind: 'complaint', id: complaint })).map(({ version, data }) => [version, (data as { level: number }).level])).toEqual([[1, 1], [2, 2]]);
    expect((await page()).owed.filter(({ kind }) => kind === 'acknowledge-escalation')).toHaveLength(2);
  });
});
