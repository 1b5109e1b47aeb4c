import { table, type Report } from './report.js';
import { number, said, spreadOf } from './spread.js';
import type { Start, Starts } from './start.js';

/** What B9 aims at: seconds to the first acceptance, and MiB without PostgreSQL and Kafka. */
const AIM = { seconds: 1.5, mebibytes: 300 };

/** B9 for people. */
export function startReport({ starts, alone }: Starts): Report {
  const of = (figure: (start: Start) => number) => spreadOf(starts.map(figure));
  const [first, idle, loaded, peak] = [of(({ firstAcceptedMs }) => firstAcceptedMs), of((one) => one.idle), of((one) => one.loaded), of((one) => one.peak)];
  const rows = table(['B9: all services in one process', 'median (range)', 'aim']);
  rows.push(
    ['start to the first 201, ms', said(first), number(AIM.seconds * 1000)], ['resident idle, MiB', said(idle), number(AIM.mebibytes)],
    ['resident after load, MiB', said(loaded), number(AIM.mebibytes)], ['most ever, MiB', said(peak), '–'],
  );
  const shares = Object.entries(alone).map(([service, resident]) => `${service} ${number(resident)}`).join(', ');
  return {
    text: `${rows.toString()}\nEach service alone in a process, idle, MiB (runtime and shared libraries counted in each): ${shares}`,
    summary: `B9 first 201 after ${number(first.median / 1000, 2)} s, ${number(idle.median)} MiB idle, ${number(loaded.median)} after load`,
  };
}
