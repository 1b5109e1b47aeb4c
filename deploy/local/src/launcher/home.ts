import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The folder of the workspace: the clone. */
export const WORKSPACE = resolve(__dirname, '../../../..');

/** The folder that holds all state of an installation, and where everything lies in it. */
export class Home {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = resolve(dir);
  }

  /** AMENDS_HOME, by default `.amends` in the workspace. */
  static fromEnvironment(env: NodeJS.ProcessEnv = process.env): Home {
    return new Home(env['AMENDS_HOME'] || join(WORKSPACE, '.amends'));
  }

  get running(): string {
    return join(this.dir, 'running.json');
  }

  get lock(): string {
    return join(this.dir, 'lock.json');
  }

  get postgres(): string {
    return join(this.dir, 'postgres');
  }

  get kafka(): string {
    return join(this.dir, 'kafka');
  }

  /** Public keys of the development issuer. */
  get jwks(): string {
    return join(this.dir, 'issuer', 'jwks.json');
  }

  /** Private key of the development issuer. */
  get privateKey(): string {
    return join(this.dir, 'issuer', 'private-key.json');
  }

  /** The key that seals customers' keys. */
  get masterKey(): string {
    return join(this.dir, 'master.key');
  }

  logOf(name: string): string {
    return join(this.dir, 'logs', `${name}.log`);
  }

  /** Makes the folder, marked as ours: `--fresh` deletes only in a folder with that mark. */
  async make(): Promise<void> {
    await mkdir(join(this.dir, 'logs'), { recursive: true });
    if (!existsSync(this.mark)) await writeFile(this.mark, 'State of Amends; delete it with `npx amends start --fresh`.\n');
  }

  /** Deletes the data, keys and logs that the launcher made here, and nothing else. Nothing may run on them. */
  async deleteState(): Promise<void> {
    if (!existsSync(this.mark)) return;
    for (const name of ['running.json', 'ports.json', 'postgres', 'kafka', 'issuer', 'master.key', 'imports', 'logs']) {
      await rm(join(this.dir, name), { recursive: true, force: true });
    }
    await this.make();
  }

  private get mark(): string {
    return join(this.dir, 'amends-home');
  }
}
