import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts processor time in hundredths of a second (USER_HZ), on every Linux. */
const MICROS_PER_TICK = 10_000;

interface Stat {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended. */
  readonly ended: number;
}

/** Processor time in microseconds that a process and its children have used since they began, user and system. */
export function processorMicros(pid: number): number {
  const root = statOf(pid);
  if (!root) return 0;
  const children = processes().map(statOf).filter((stat) => stat?.parent === pid);
  return [root.own + root.ended, ...children.map((child) => child!.own)].reduce((sum, ticks) => sum + ticks, 0) * MICROS_PER_TICK;
}

const processes = (): number[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);

function statOf(pid: number): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name may hold blanks and brackets; what follows the last bracket is fixed (proc(5)): state, ppid, …
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, ended: fields[13]! + fields[14]! };
  } catch {
    return undefined;
  }
}

/** Whose processor time is told apart. */
export type Pids = Readonly<Record<string, number>>;

/** Starts counting; the returned function tells the microseconds used since, by name. */
export function countProcessorTime(pids: Pids): () => Record<string, number> {
  const before = Object.entries(pids).map(([name, pid]) => [name, pid, processorMicros(pid)] as const);
  return () => Object.fromEntries(before.map(([name, pid, then]) => [name, processorMicros(pid) - then]));
}
