import { Refusal } from '@amends/decider';
import { Clock, Unknown } from '@amends/eventing';
import { Calendar, calendarViolations, isZone, type Pack, type PolicyPack } from '@amends/policy';
import { invalidRequest, readPack } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isDeepStrictEqual } from 'node:util';
import { mustBeEffective } from './effective.js';
import { PackBook, UnknownPack, type Override } from './pack-book.js';
import { CalendarOverride, PolicyInForce, StoredPack } from './policy.entities.js';
import { retimingRow, type NewRetiming } from './retiming.js';
import { violationOf } from './violation-of.js';

/** What another replica decided is known here after this at most. */
const REFRESH_MS = 10_000;
/** What is moved because of a decision is moved when every replica reckons by it; otherwise one could still arm by the old hours behind it. */
const KNOWN_EVERYWHERE_MS = 2 * REFRESH_MS;
/** A decision holds from so far ahead at least, so that every replica knows of it by then. */
export const AHEAD_MS = 60_000;

/** The company's policy packs, and which one is in force; a pack never changes, and no decision reaches back. */
@Injectable()
export class Policies {
  private book = new PackBook();
  private readAt = -Infinity;
  private stored = '';

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

  /** Puts a pack into force from an instant on. Throws Refusal for one that is too near or before the pack's own date, and Unknown for a pack that is not there. */
  async putInForce(id: string, from: string, by: string): Promise<void> {
    mustBeEffective(this.known(await this.read(), id), from);
    const earliest = this.clock.now() + AHEAD_MS;
    if (Date.parse(from) < earliest) {
      throw new Refusal('escalation.policy-too-soon', 'A pack comes into force a minute from now at the earliest; no decision reaches back.', `Give an instant from ${new Date(earliest).toISOString()} on.`);
    }
    await this.dataSource.getRepository(PolicyInForce).upsert({ from: new Date(from), pack: id, decidedBy: by, decidedAt: new Date(this.clock.now()) }, ['from']);
    await this.read();
  }

  /** Gives a date of a calendar other hours, and lets the clocks that it concerns be moved. Throws Unknown, Refusal for a date that has begun, and InvalidRequest. */
  async override(override: Override, retiming: NewRetiming): Promise<void> {
    const book = await this.read();
    const calendar = book.all().filter(({ name }) => name === override.pack).map(({ calendars }) => calendars?.[override.calendar]).find((found) => found !== undefined);
    if (!calendar) throw new Unknown('calendar', `${override.pack}/${override.calendar}`);
    const { date, name, periods } = override;
    const violations = calendarViolations({ ...calendar, holidays: [], overrides: [override] }, isZone(calendar.zone), calendar.zone);
    if (violations.length > 0) throw invalidRequest(violations.map((violation) => violationOf(violation.replace('overrides[0].', ''), 'correct it and send it again')));
    const today = new Calendar(calendar).dayOf(this.clock.now()).date;
    if (date <= today) throw new Refusal('escalation.date-has-begun', `In ${calendar.zone} it is ${today} already; what was worked on a date stays worked.`, 'Name a later date.');
    await this.dataSource.transaction(async (manager) => {
      const decided = { decidedBy: retiming.by.id, decidedAt: new Date(this.clock.now()) };
      await manager.getRepository(CalendarOverride).upsert({ pack: override.pack, calendar: override.calendar, date, name, periods: periods as never, ...decided }, ['pack', 'calendar', 'date']);
      await this.begin(retiming, manager);
    });
    await this.read();
  }

  /** Lets the clocks of complaints be moved, from when on every replica knows why. Throws Unknown for a pack that is not there, and Refusal before its date. */
  async begin(retiming: NewRetiming, manager: EntityManager = this.dataSource.manager): Promise<void> {
    const now = this.clock.now();
    if (retiming.decision.because === 'repinned') mustBeEffective(this.known(await this.read(), retiming.decision.pack), new Date(now).toISOString());
    const { text, values } = retimingRow(retiming, now, KNOWN_EVERYWHERE_MS);
    await manager.query(text, [...values]);
  }

  /** The pack of that name and version. Throws Unknown. */
  private known(book: PackBook, id: string): Pack {
    try {
      return book.of(id);
    } catch (error) {
      throw error instanceof UnknownPack ? new Unknown('policy-pack', id) : error;
    }
  }

  /** The same rows make no new book, because a book keeps the days of its calendars at hand. */
  private async read(): Promise<PackBook> {
    const [packs, decisions, overrides] = await Promise.all([
      this.dataSource.getRepository(StoredPack).find({ order: { name: 'asc', version: 'asc' } }),
      this.dataSource.getRepository(PolicyInForce).find(),
      this.dataSource.getRepository(CalendarOverride).find({ order: { pack: 'asc', calendar: 'asc', date: 'asc' } }),
    ]);
    const stored = JSON.stringify([packs, decisions, overrides]);
    if (stored !== this.stored) {
      this.stored = stored;
      this.book = new PackBook(packs.map(({ pack }) => pack), decisions.map(({ from, pack }) => ({ from: from.toISOString(), pack })), overrides);
    }
    this.readAt = this.clock.now();
    return this.book;
  }
}

const immutable = ({ name, version }: PolicyPack): Refusal =>
  new Refusal('escalation.pack-is-immutable', `There is another pack ${name}@${version} already, and a pack never changes.`, `Give it version ${version + 1}.`);

const isTaken = (error: unknown): boolean => (error as { code?: string }).code === '23505';
