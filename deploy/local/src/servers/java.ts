import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** The `java` program of version 17 or newer, from JAVA_HOME or the path; undefined when there is none. */
export async function findJava(): Promise<string | undefined> {
  return (found ??= await lookForJava());
}

/** Asked once: a broker that has to come back need not wait for another answer. */
let found: string | undefined;

async function lookForJava(): Promise<string | undefined> {
  const candidates = [process.env['JAVA_HOME'] && join(process.env['JAVA_HOME'], 'bin', 'java'), 'java'];
  for (const java of candidates) {
    if (java && (await javaVersion(java)) >= 17) return java;
  }
  return undefined;
}

/** True when Maven answers on the path. */
export async function hasMaven(): Promise<boolean> {
  return (await firstOutput('mvn', ['-v'])) !== '';
}

async function javaVersion(java: string): Promise<number> {
  return Number(/version "(\d+)/.exec(await firstOutput(java, ['-version']))?.[1] ?? 0);
}

function firstOutput(program: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 20_000 }, (error, stdout, stderr) => resolve(error ? '' : stdout + stderr));
  });
}
