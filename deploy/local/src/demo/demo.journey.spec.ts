import { eventually } from '@amends/eventing/testing';
import { Client } from '../cli/client.js';
import { AmendsUnderTest, transports } from '../import/testing/amends-under-test.js';
import { chooseStaff, readStaff, SAMPLE_COMPANY } from '../issuer/sample-staff.js';
import { signToken } from '../issuer/token.js';
import { showLines, type Showing } from '../show/show-lines.js';
import type { Complaint, Entry } from '../show/shown-complaint.js';
import { runDemo, type Demonstrated } from './run-demo.js';

describe('the demonstration', () => {
  let amends: AmendsUnderTest;
  const said: string[] = [];
  const showing: Showing = { language: 'en', width: 100, zone: 'UTC', paint: (_tone, text) => text };
  let done: Demonstrated;
  let reader: Client;

  const as = async (role: string, staff?: string): Promise<Client> => {
    const { id, unit } = chooseStaff(readStaff(SAMPLE_COMPANY), role, staff)!;
    return Client.at(amends.url, await signToken(amends.home, { role, staff: id, unit, seconds: 600 }));
  };

  beforeAll(async () => {
    amends = await AmendsUnderTest.start(transports()[0]!);
    reader = await as('analyst');
    const people = { reader, agent: await as('agent'), superior: (staff: string) => as('supervisor', staff) };
    done = await runDemo(people, 'hotline', showing, (line) => said.push(line));
  }, 120_000);

  afterAll(() => amends?.stop(), 60_000);

  it('closes the complaint and fulfils every principle, each told once', () => {
    expect(done).toMatchObject({ status: 'closed', principles: [1, 2, 3, 4, 5, 6, 7], reference: expect.stringMatching(/^\d{10,}$/) });
    for (const number of [1, 2, 3, 4, 5, 6, 7]) expect(said.filter((line) => line.includes(`★ Principle ${number} ·`))).toHaveLength(1);
    expect(done.lines.at(-1)).toContain(`npx amends show ${done.reference}`);
  });

  it('leaves nothing owed that it had told to be owed, and no miss', async () => {
    // That the last duties are settled is said by escalation after the demonstration has ended.
    let complaint!: Complaint;
    await eventually('nothing is owed', async () => {
      complaint = (await reader.call<Complaint>('GET', `/api/insight/complaints/${done.reference}`)).body;
      return complaint.duties.length === 0;
    });
    const { body } = await reader.call<{ entries: Entry[] }>('GET', `/api/insight/complaints/${done.id}/timeline`);
    expect(body.entries.filter(({ type }) => type === 'ObligationMissed')).toEqual([]);
    const lines = showLines(complaint, body.entries, showing);
    expect(lines.at(-1)).toBe('Nothing is owed.');
    // Whatever the ledger said because of a fact hangs below it.
    expect(lines.filter((line) => /^\d\d:\d\d:\d\d {2}Amends +(owed|settled)/.test(line))).toEqual([]);
  });
});
