import { startAmends } from './amends.js';
import { measureDeadlines } from './deadlines.js';
import { deadlinesReport } from './deadlines-report.js';
import { openWorkplace } from './workplace.js';

const WITHIN_MS = 600_000;

describe('the benchmark of the deadline clock', () => {
  it('loses no deadline and strikes none twice over a kill -9, sleeps while nothing is due, and reports it', async () => {
    const workplace = await openWorkplace(() => undefined);
    try {
      const found = await measureDeadlines(await startAmends(workplace), { armed: 6000, due: 300 }, () => undefined);
      for (const { lost, twice, struck } of [found.quiet, found.killed, found.rowByRow]) expect({ lost, twice, struck }).toEqual({ lost: 0, twice: 0, struck: 300 });
      expect(found.quiet.lateness.p50).toBeGreaterThanOrEqual(50);
      expect(found.idle['escalation']).toBeLessThan(0.3);
      expect(deadlinesReport(found).text).toContain('300 due in one second');
    } finally {
      await workplace.stop();
    }
  }, WITHIN_MS);
});
