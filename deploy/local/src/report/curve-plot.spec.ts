import { curvePlot } from './curve-plot.js';

describe('the plot of the share resolved', () => {
  const lines = curvePlot([{ hours: 0, unresolved: 1 }, { hours: 1, unresolved: 0.5 }, { hours: 24, unresolved: 0.25 }, { hours: 720, unresolved: 0 }]);

  it('has an axis of shares and one of hours', () => {
    expect(lines.map((line) => line.slice(0, 7)).filter((line) => line.trim() !== '┤')).toEqual(['100 % ┤', ' 50 % ┤', '  0 % ┤', '      └', '       ']);
    expect(lines.at(-1)!.trim().split(/ {2,}/)).toEqual(['1 h', '1 d', '1 wk', '30 d']);
  });

  it('never falls from left to right', () => {
    const rows = lines.slice(0, 8);
    const tops = Array.from({ length: 60 }, (_, column) => rows.findIndex((row) => row.charCodeAt(7 + column) > 0x2800));
    expect(tops).toEqual([...tops].sort((a, b) => b - a));
  });

  it('is left out where there is nothing to draw', () => {
    expect([curvePlot([]), curvePlot([{ hours: 0, unresolved: 0 }])]).toEqual([[], []]);
  });
});
