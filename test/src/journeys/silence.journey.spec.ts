import type { Client } from '../support/client.js';
import { ForwardClock } from '../support/forward-clock.js';
import { ToldComplaint } from '../support/told-complaint.js';
import { transports, World } from '../support/world.js';

/** Team lead, manager of customer care, and the director: the levels that the policy pack has. */
const LADDER = ['00000000-0000-4000-8000-000000000007', '00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001'];

describe.each(transports().slice(0, 1))('when nobody says anything, over the %s transport', (transport) => {
  const clock = new ForwardClock();
  let world: World;
  let holly: Client;

  beforeAll(async () => {
    world = await World.start({ transport, clock });
    holly = world.as('agent', 'hotline');
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  /** Time passes until the newest duty of a kind is overdue. */
  const passesDeadlineOf = async (complaint: ToldComplaint, kind: string): Promise<void> => clock.passes((await complaint.obligations(kind)).at(-1)!.dueAt);

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
    await complaint.writes(holly, 'summary');
    expect(await complaint.owes()).toEqual(['confirm']);
    expect(await complaint.file()).toMatchObject({ status: 'resolved', callsTried: 3 });
    await passesDeadlineOf(complaint, 'confirm');
    expect(await complaint.until('closed')).toMatchObject({ satisfaction: { satisfied: true, how: 'tacit' } });
    expect((await complaint.story()).slice(-2)).toEqual(['SatisfactionConfirmed', 'ComplaintClosed']);
    expect((await complaint.obligations('confirm')).map(({ state }) => state)).toEqual(['lapsed']);
    expect(await complaint.owes()).toEqual(['late-check']);
    expect((await complaint.scorecard())[6]).toBe('open');
  });

  it('about a complaint that nobody owns, it climbs from superior to superior, and stops at the top', async () => {
    const complaint = await ToldComplaint.takenIn(holly, { acknowledge: undefined });
    await passesDeadlineOf(complaint, 'acknowledge');
    expect(await complaint.hears('ObligationMissed', { kind: 'acknowledge' })).toMatchObject({ actor: { role: 'system' } });
    for (const [level, person] of LADDER.entries()) {
      const { data } = await complaint.hears('SuperiorInformed', { level: level + 1 });
      expect(data).toMatchObject({ person, top: level + 1 === LADDER.length });
      await passesDeadlineOf(complaint, 'acknowledge-escalation');
    }
    await passesDeadlineOf(complaint, 'first-answer');
    await complaint.hears('ObligationMissed', { kind: 'first-answer' });
    expect((await complaint.story()).filter((type) => type === 'SuperiorInformed')).toHaveLength(LADDER.length);
    expect((await complaint.scorecard()).slice(0, 2)).toEqual(['missed', 'missed']);
  });
});
