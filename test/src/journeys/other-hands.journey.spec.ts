import type { Client } from '../support/client.js';
import { ForwardClock } from '../support/forward-clock.js';
import { ToldComplaint } from '../support/told-complaint.js';
import { transports, World } from '../support/world.js';

const HANNA = '00000000-0000-4000-8000-000000000007';
const LATER_MS = 10 * 60_000;

describe.each(transports().slice(0, 1))('a complaint that goes through other hands, over the %s transport', (transport) => {
  const clock = new ForwardClock();
  let world: World;
  let holly: Client;
  let hanna: Client;
  let milo: Client;
  let rita: Client;
  let lara: Client;

  beforeAll(async () => {
    world = await World.start({ transport, clock });
    [holly, hanna, milo] = [world.as('agent', 'hotline'), world.as('supervisor', 'hotline'), world.as('supervisor', 'company')];
    [rita, lara] = [world.as('agent', 'repairs'), world.as('agent', 'logistics')];
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  it('that is grave, is known to a superior at once, who takes it over; an improvement comes of it and is looked at again', async () => {
    const complaint = await ToldComplaint.takenIn(holly, { classify: { category: ['appliance', 'fire'], severity: 'major', grave: ['safety'] } });
    const { data } = await complaint.hears('SuperiorInformed');
    expect(data).toMatchObject({ level: 1, person: HANNA, reasons: [{ reason: 'grave' }] });
    expect((await complaint.obligations('acknowledge-escalation'))[0]).toMatchObject({ state: 'open', owedBy: { staff: HANNA } });
    await complaint.does(hanna, 'escalation', `escalations/${String(data['escalationId'])}/acknowledge`);
    await complaint.does(hanna, 'escalation', 'take-over', { escalation: data['escalationId'] });
    expect(await complaint.hears('ComplaintAssigned')).toMatchObject({ actor: { role: 'system' }, data: { staff: HANNA } });
    await complaint.readsBack(hanna);
    await complaint.namesCause(hanna, 'heater-short');
    await complaint.agreesOn(hanna, 'replacement');
    await complaint.resolves(hanna, 'replacement', 'heater-short');
    await complaint.calls(hanna);
    await complaint.confirms(hanna);
    // The review goes on after closing.
    expect(await complaint.until('closed')).toMatchObject({ owner: { staff: HANNA }, takenOver: expect.anything() });
    expect(await complaint.owes()).toEqual(['review-cause']);
    const dueAt = new Date(clock.now() + 86_400_000).toISOString();
    const { improvementId } = await complaint.does(milo, 'resolution', 'decide-improvement', { unit: 'service', dueAt });
    await complaint.does(milo, 'resolution', `improvements/${String(improvementId)}/complete`);
    expect(await complaint.owes()).toEqual(['verify-improvement']);
    await complaint.does(milo, 'resolution', `improvements/${String(improvementId)}/verify`);
    expect(await complaint.file()).toMatchObject({ status: 'closed', improvements: [{ outcome: 'verified' }] });
    expect(await complaint.owes()).toEqual([]);
    expect(await complaint.scorecard()).toEqual(['met', 'met', 'met', 'met', 'met', 'met', 'met']);
  });

  it('that is handed over and declined, stays with whoever received it first', async () => {
    const complaint = await ToldComplaint.takenIn(holly);
    await complaint.assigns(holly);
    const { handOverId } = await complaint.does(holly, 'resolution', 'hand-over', { toUnit: 'repairs' });
    expect((await complaint.obligations('accept-hand-over'))[0]).toMatchObject({ state: 'open', owedBy: { unit: 'repairs' } });
    expect(await complaint.file()).toMatchObject({ owner: { unit: 'hotline' }, handOver: { toUnit: 'repairs' } });
    await complaint.does(rita, 'resolution', `hand-overs/${String(handOverId)}/decline`, { because: 'not-ours' });
    expect(await complaint.file()).toMatchObject({ owner: { unit: 'hotline' }, handOver: null, handOversDeclined: 1 });
    expect((await complaint.obligations('accept-hand-over')).map(({ state }) => state)).toEqual(['settled']);
    await complaint.does(holly, 'intake', 'redirect', { toUnit: 'logistics' });
    const offered = await complaint.hears('HandedOver', { toUnit: 'logistics' });
    expect(await complaint.file()).toMatchObject({ owner: { unit: 'hotline' }, redirects: 1 });
    await complaint.does(lara, 'resolution', `hand-overs/${String(offered.data['handOverId'])}/accept`);
    expect(await complaint.file()).toMatchObject({ owner: { unit: 'logistics' }, handOver: null });
    expect((await complaint.obligations('accept-hand-over')).map(({ state }) => state)).toEqual(['settled', 'settled']);
    expect((await complaint.scorecard())[0]).toBe('open');
  });

  it('that was promised for a time and not kept, is told upstairs, and the customer hears an apology', async () => {
    const complaint = await ToldComplaint.takenIn(holly);
    await complaint.listens(holly);
    const promisedFor = new Date(clock.now() + LATER_MS).toISOString();
    const { promiseId } = await complaint.does(holly, 'intake', 'promise-time', { promise: 'The fitter is with you.', promisedFor });
    expect((await complaint.obligations('keep-promise'))[0]).toMatchObject({ state: 'open', dueAt: promisedFor });
    clock.passes(promisedFor);
    expect(await complaint.hears('ObligationMissed')).toMatchObject({ data: { kind: 'keep-promise', dueAt: promisedFor } });
    expect(await complaint.hears('SuperiorInformed')).toMatchObject({ data: { person: HANNA, reasons: [{ reason: 'missed' }] } });
    await complaint.writes(holly, 'apology');
    await complaint.agreesOn(holly, 'repair');
    await complaint.resolves(holly);
    await complaint.confirms(holly);
    expect(await complaint.owes()).toContain('keep-promise');
    expect(await complaint.file()).toMatchObject({ status: 'resolved' });
    await complaint.does(holly, 'intake', `promises/${String(promiseId)}/keep`);
    await complaint.until('closed');
    expect(await complaint.obligations('keep-promise')).toEqual([expect.objectContaining({ state: 'settled-late' })]);
    expect((await complaint.scorecard())[5]).toBe('met-late');
  });
});
