import { Refusal } from '@amends/decider';
import { Clock, Unknown } from '@amends/eventing';
import type { PolicyPack } from '@amends/policy';
import { readPack } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDeepStrictEqual } from 'node:util';
import { PackBook, UnknownPack } from './pack-book.js';
import { PolicyInForce, StoredPack } from './policy.entities.js';

/** What another replica decided is known here after this at most. */
const REFRESH_MS = 10_000;
/** A decision holds from so far ahead at least, so that every replica knows of it by then. */
export const AHEAD_MS = 60_000;

/** The company's policy packs, and which one is in force; a pack never changes, and no decision reaches back. */
@Injectable()
export class Policies {
  private book = new PackBook();
  private readAt = -Infinity;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The packs as of a few seconds ago at most. */
  async current(): Promise<PackBook> {
    if (this.clock.now() - this.readAt >= REFRESH_MS) await this.read();
    return this.book;
  }

  /** Adds a version of a pack; the same again changes nothing. Throws PackUnusable, and Refusal where that version is another one. */
  async add(value: unknown, by: string): Promise<PolicyPack> {
    const book = await this.read();
    const pack = readPack(value, book.all());
    const there = book.all().find(({ name, version }) => name === pack.name && version === pack.version);
    if (there && isDeepStrictEqual(there, pack)) return pack;
    if (there) throw immutable(pack);
    await this.dataSource
      .getRepository(StoredPack)
      .insert({ name: pack.name, version: pack.version, pack: pack as never, addedBy: by, addedAt: new Date(this.clock.now()) })
      .catch((error: unknown) => {
        throw isTaken(error) ? immutable(pack) : error;
      });
    await this.read();
    return pack;
  }

  /** Puts a pack into force from an instant on. Throws Refusal for one that is too near, and Unknown for a pack that is not there. */
  async putInForce(id: string, from: string, by: string): Promise<void> {
    const book = await this.read();
    try {
      book.of(id);
    } catch (error) {
      throw error instanceof UnknownPack ? new Unknown('policy pack', id) : error;
    }
    const earliest = this.clock.now() + AHEAD_MS;
    if (Date.parse(from) < earliest) {
      throw new Refusal('escalation.policy-too-soon', 'A pack comes into force a minute from now at the earliest; no decision reaches back.', `Give an instant from ${new Date(earliest).toISOString()} on.`);
    }
    await this.dataSource.getRepository(PolicyInForce).upsert({ from: new Date(from), pack: id, decidedBy: by, decidedAt: new Date(this.clock.now()) }, ['from']);
    await this.read();
  }

  private async read(): Promise<PackBook> {
    const [packs, decisions] = await Promise.all([
      this.dataSource.getRepository(StoredPack).find({ order: { name: 'asc', version: 'asc' } }),
      this.dataSource.getRepository(PolicyInForce).find(),
    ]);
    this.book = new PackBook(packs.map(({ pack }) => pack), decisions.map(({ from, pack }) => ({ from: from.toISOString(), pack })));
    this.readAt = this.clock.now();
    return this.book;
  }
}

const immutable = ({ name, version }: PolicyPack): Refusal =>
  new Refusal('escalation.pack-is-immutable', `There is another pack ${name}@${version} already, and a pack never changes.`, `Give it version ${version + 1}.`);

const isTaken = (error: unknown): boolean => (error as { code?: string }).code === '23505';
