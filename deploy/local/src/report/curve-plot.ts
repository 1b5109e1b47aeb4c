import type { CurvePoint } from './resolve-report.js';

const WIDTH = 60;
const HEIGHT = 8;
/** Each character of Braille holds 2 × 4 dots. */
const [ACROSS, DOWN] = [2, 4];
const DOTS = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]] as const;
const SHORTEST_HOURS = 0.1;
const TICKS: readonly (readonly [number, string])[] = [[1 / 6, '10 min'], [1, '1 h'], [24, '1 d'], [168, '1 wk'], [720, '30 d'], [8760, '1 y'], [87_600, '10 y']];

/** The share resolved by time as a step curve of Braille dots, hours on a logarithmic scale; no lines without a curve. Pure. */
export function curvePlot(curve: readonly CurvePoint[]): string[] {
  const steps = [...curve].sort((a, b) => a.hours - b.hours);
  const latest = steps.at(-1)?.hours ?? 0;
  if (latest <= SHORTEST_HOURS) return [];
  const first = Math.max(steps.find(({ hours }) => hours > 0)!.hours / 2, SHORTEST_HOURS);
  const scale = logScale(first, latest * 1.1);
  const rows = drawn((column) => resolvedAt(steps, scale.hours(column))).map((row, at) => `${label(at)} ┤${row}`);
  return [...rows, `      └${'─'.repeat(WIDTH)}`, `       ${ticks(scale.column)}`];
}

interface Scale {
  hours(column: number): number;
  column(hours: number): number;
}

function logScale(from: number, to: number): Scale {
  const [low, span, columns] = [Math.log(from), Math.log(to) - Math.log(from), WIDTH * ACROSS - 1];
  return { hours: (column) => Math.exp(low + (column / columns) * span), column: (hours) => ((Math.log(hours) - low) / span) * columns };
}

function resolvedAt(steps: readonly CurvePoint[], hours: number): number {
  return 1 - (steps.findLast((step) => step.hours <= hours)?.unresolved ?? 1);
}

function drawn(shareAt: (column: number) => number): string[] {
  const cells = Array.from({ length: HEIGHT }, () => new Array<number>(WIDTH).fill(0));
  const lowest = HEIGHT * DOWN - 1;
  let before: number | undefined;
  for (let column = 0; column < WIDTH * ACROSS; column++) {
    const dot = Math.round((1 - shareAt(column)) * lowest);
    // A jump is a line, so that the eye follows it.
    for (let y = dot; y <= Math.max(dot, (before ?? dot) - 1); y++) cells[Math.floor(y / DOWN)]![Math.floor(column / ACROSS)]! |= DOTS[column % ACROSS]![y % DOWN]!;
    before = dot;
  }
  return cells.map((row) => row.map((bits) => String.fromCharCode(0x2800 + bits)).join(''));
}

function label(row: number): string {
  const named: Readonly<Record<number, string>> = { 0: '100 %', [Math.floor((HEIGHT - 1) / 2)]: '50 %', [HEIGHT - 1]: '0 %' };
  return (named[row] ?? '').padStart(5);
}

function ticks(columnOf: (hours: number) => number): string {
  let line = '';
  for (const [hours, text] of TICKS) {
    const at = Math.round(columnOf(hours) / ACROSS);
    if (at < line.length + (line === '' ? 0 : 1) || at + text.length > WIDTH + 4) continue;
    line = line.padEnd(at) + text;
  }
  return line;
}
