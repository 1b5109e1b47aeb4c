import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formerPort, freePort } from './free-port.js';

/**
 * As many ports as asked for, the ones of last time where they are still free: clients that hold an address find a restarted
 * server at the same place. The choice is written to `ports.json` in the server's folder.
 */
export async function rememberedPorts(dir: string, count: number, wanted?: number): Promise<number[]> {
  const file = join(dir, 'ports.json');
  const before = await readPorts(file);
  const ports: number[] = [];
  for (let index = 0; index < count; index++) {
    ports.push(await distinctPort(index === 0 && wanted ? wanted : before[index], ports));
  }
  await writeFile(file, JSON.stringify(ports));
  return ports;
}

async function distinctPort(preferred: number | undefined, taken: number[]): Promise<number> {
  const port = await formerPort(preferred);
  return taken.includes(port) ? distinctPort(await freePort(), taken) : port;
}

async function readPorts(file: string): Promise<number[]> {
  try {
    const ports: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Array.isArray(ports) ? ports.filter((port) => Number.isInteger(port)) : [];
  } catch {
    return [];
  }
}
