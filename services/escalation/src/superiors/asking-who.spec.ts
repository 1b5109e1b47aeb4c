import { ManualClock } from '@amends/eventing';
import type { Problem } from '@amends/runtime';
import type { Policies } from '../policy/policies.js';
import { company, DIRECTOR, policies, superiors } from '../testing/a-complaint.js';
import { AskingWho } from './asking-who.js';
import type { SuperiorsInForce } from './superiors-in-force.js';

const asking = new AskingWho({ current: superiors } as SuperiorsInForce, policies as Policies, company, new ManualClock(Date.UTC(2026, 10, 2, 12)));
const refused = (unit: string, level: number): Promise<unknown> => asking.who({ unit, level }).catch((error: Problem) => error.details.errors?.map(({ field, message }) => `${field} ${message}`));

describe('who would be told', () => {
  it('is asked of the levels that there are, up to the top', async () => {
    expect(await asking.who({ unit: 'hotline', level: 3 })).toMatchObject({ level: 3, person: DIRECTOR, top: true });
    expect(await refused('hotline', 4)).toEqual(['level must be 1 to 3: nobody of hotline is told as a higher level']);
    expect(await refused('care', 3)).toEqual(['level must be 1 to 2: nobody of care is told as a higher level']);
  });
});
