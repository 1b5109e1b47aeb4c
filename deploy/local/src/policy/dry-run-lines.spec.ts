import { dryRunLines } from './dry-run-lines.js';

const result = { pack: 'mine@2', complaints: 2, obligations: 9, byKind: [{ kind: 'first-answer', obligations: 2, earlier: 0, later: 0, overdue: 0, fallAway: 0 }], examples: [] };

describe('a policy pack that is tried', () => {
  it('tells kind by kind what would move and what would be overdue at once, with examples', () => {
    const lines = dryRunLines({
      ...result, byKind: [...result.byKind, { kind: 'find-cause', obligations: 2, earlier: 1, later: 1, overdue: 1, fallAway: 3 }],
      examples: [{ complaint: 'c-1', kind: 'find-cause', formerly: '2026-11-04T12:00:00.000Z', dueAt: '2026-11-02T12:01:00.000Z' }],
    }).join('\n');
    expect(lines).toContain('mine@2 against 2 open complaints with 9 obligations');
    expect(lines).toMatch(/find cause\D+2\D+1\D+1\D+1\D+3/);
    expect(lines).not.toContain('first answer');
    expect(lines).toContain('1 would be overdue at once');
    expect(lines).toContain('c-1  find cause: 2026-11-04 12:00 → 2026-11-02 12:01');
  });

  it('says when nothing would move', () => {
    expect(dryRunLines(result).at(-1)).toBe('No obligation would be due at another time or fall away.');
  });
});
