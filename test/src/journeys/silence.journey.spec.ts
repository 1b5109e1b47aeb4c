import type { Client } from '../support/client.js';
import { DAYS, ForwardClock, MINUTES } from '../support/forward-clock.js';
import { ToldComplaint } from '../support/told-complaint.js';
import { transports, World } from '../support/world.js';

describe.each(transports().slice(0, 1))('when nobody says anything, over the %s transport', (transport) => {
  const clock = new ForwardClock();
  let world: World;
  let holly: Client;

  beforeAll(async () => {
    world = await World.start({ transport, clock });
    holly = world.as('agent', 'hotline');
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  it('and a customer does not answer three calls, we write; seven days of silence after that are a yes', async () => {
    const complaint = await ToldComplaint.takenIn(holly);
    await complaint.listens(holly);
    await complaint.agreesOn(holly, 'repair');
    await complaint.resolves(holly);
    for (const attempt of [1, 2, 3]) {
      expect(await complaint.hears('CallScheduled', { attempt })).toMatchObject({ actor: { role: 'system' } });
      await complaint.calls(holly, 'no-answer');
    }
    expect(await complaint.owes()).toEqual(['confirm', 'write-follow-up']);
    clock.putForward(MINUTES);
    await complaint.writes(holly, 'summary');
    expect(await complaint.owes()).toEqual(['confirm']);
    expect(await complaint.file()).toMatchObject({ status: 'resolved', callsTried: 3 });
    clock.putForward(7 * DAYS);
    expect(await complaint.until('closed')).toMatchObject({ satisfaction: { satisfied: true, how: 'tacit' } });
    expect((await complaint.story()).slice(-2)).toEqual(['SatisfactionConfirmed', 'ComplaintClosed']);
    expect((await complaint.obligations('confirm')).map(({ state }) => state)).toEqual(['lapsed']);
    expect(await complaint.owes()).toEqual(['late-check']);
    expect((await complaint.scorecard())[6]).toBe('open');
  });

  it('about a complaint that nobody owns, it climbs from superior to superior, and stops at the top', async () => {
    const complaint = await ToldComplaint.takenIn(holly, { acknowledge: undefined });
    clock.putForward(3 * MINUTES);
    expect(await complaint.hears('ObligationMissed', { kind: 'acknowledge' })).toMatchObject({ actor: { role: 'system' } });
    const told: unknown[] = [];
    for (const level of [1, 2, 3, 4]) {
      const { data } = await complaint.hears('SuperiorInformed', { level });
      told.push(data['top']);
      clock.putForward(31 * MINUTES);
    }
    expect(told).toEqual([false, false, false, true]);
    await complaint.hears('ObligationMissed', { kind: 'acknowledge-escalation' });
    clock.putForward(DAYS);
    await complaint.hears('ObligationMissed', { kind: 'first-answer' });
    expect((await complaint.story()).filter((type) => type === 'SuperiorInformed')).toHaveLength(4);
    expect((await complaint.scorecard()).slice(0, 2)).toEqual(['missed', 'missed']);
  });
});
