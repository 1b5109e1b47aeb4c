import { readFileSync } from 'node:fs';

/** Memory of a process in MiB: what it holds now, and the most that it ever held. */
export interface Memory {
  readonly resident: number;
  readonly peak: number;
}

/** Reads it from the kernel (VmRSS and VmHWM, proc(5)); throws when there is no such process. */
export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)![1]) / 1024;
  return { resident: mebibytes('VmRSS'), peak: mebibytes('VmHWM') };
}
