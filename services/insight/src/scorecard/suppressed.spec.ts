import fc from 'fast-check';
import { suppressed } from './suppressed.js';

const table = fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 5, max: 90 })), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));

describe('small cells', () => {
  it('of one to four are never shown', () => {
    fc.assert(fc.property(table, (counts) => {
      for (const count of suppressed(counts).flat()) expect(count === null || count === 0 || count >= 5).toBe(true);
    }));
  });

  it('cannot be had by subtracting the others of their row or column from its sum', () => {
    fc.assert(fc.property(table, (counts) => {
      const shown = suppressed(counts);
      const columns = shown[0]!.map((_, column) => shown.map((row) => row[column]!));
      for (const line of [...shown, ...columns]) if (line.length > 1) expect(line.filter((count) => count === null)).not.toHaveLength(1);
    }));
  });

  it('take the smallest other cell with them', () => {
    expect(suppressed([[3, 90, 7, 0]])).toEqual([[null, 90, null, 0]]);
  });

  it('leave a table alone that has none', () => {
    expect(suppressed([[0, 5], [12, 0]])).toEqual([[0, 5], [12, 0]]);
  });
});
