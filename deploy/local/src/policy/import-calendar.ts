import type { PolicyPack } from '@amends/policy';
import { readPack } from '@amends/runtime';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Client } from '../cli/client.js';
import type { Output } from '../cli/output.js';
import { Refused, WrongUse } from '../cli/refused.js';
import { countryHolidays } from './country-holidays.js';
import type { HolidayDates, Years } from './holiday-dates.js';
import { icalHolidays } from './ical-holidays.js';
import { knownPacks, packFile, packNamed } from './pack-named.js';
import { withHolidays } from './with-holidays.js';

/** Where holidays come from, and into which calendar of which pack they go. */
export interface ImportCalendarOptions {
  readonly into?: string;
  readonly country?: string;
  readonly region?: string;
  readonly years?: string;
  /** A file for the new version, instead of adding it to the running installation. */
  readonly write?: string;
}

/**
 * Makes the next version of a pack with holidays of a country or an iCalendar file; the version that there is stays as it was. Without a
 * client, only shipped packs and files are known, and the new version has to be written to a file.
 */
export async function importCalendar(file: string | undefined, options: ImportCalendarOptions, client: Client | undefined, output: Output): Promise<void> {
  const [name, calendar] = intoOf(options);
  const years = yearsOf(options.years);
  if ((file === undefined) === (options.country === undefined)) throw new WrongUse('policy calendar import needs an iCalendar file or --country, and not both.');
  if (client === undefined && options.write === undefined) throw new Refused('Amends is not running.', 'Start it, or write the new version to a file: --write my-pack.json');
  if (options.write !== undefined && existsSync(options.write)) throw new Refused(`${options.write} is there already, and a pack never changes.`, 'Give another file.');
  const { packs: known } = await knownPacks(client);
  const dates = file === undefined ? await countryHolidays(options.country!.toUpperCase(), options.region?.toUpperCase(), years) : await icalHolidays(textOf(file), file, years);
  const base = packNamed(name, known) ?? (packFile(name, known) as PolicyPack);
  const next = withHolidays(base, calendar, dates.holidays, newestOf(base.name, [base, ...known]) + 1);
  for (const line of dates.leftOut) output.say(`left out: ${line}`);
  if (!next) return output.result({ pack: `${base.name}@${base.version}`, added: 0, leftOut: dates.leftOut }, `${base.name}@${base.version} has all ${dates.holidays.length} of them already; no version was made.`);
  const made = `${next.pack.name}@${next.pack.version}`;
  readPack(next.pack, [...known, base]);
  if (options.write === undefined) await client!.call('POST', '/api/escalation/policy/packs', { body: next.pack });
  else writeFileSync(resolve(options.write), `${JSON.stringify(next.pack, null, 2)}\n`);
  output.result({ pack: made, added: next.added, renamed: next.renamed, leftOut: dates.leftOut }, linesOf(made, next, dates, options));
}

const linesOf = (made: string, { added, renamed }: { added: number; renamed: number }, { holidays }: HolidayDates, { write, into }: ImportCalendarOptions): string[] => [
  `✔ ${made}: ${added} of ${holidays.length} holidays are new in ${into}${renamed > 0 ? `, ${renamed} have another name now` : ''}.`,
  write === undefined ? '  It is not in force yet: try it with npx amends policy dry-run, then POST /api/escalation/policy/in-force.' : `  Written to ${write}; try it: npx amends policy dry-run ${write}`,
];

function intoOf({ into }: ImportCalendarOptions): [pack: string, calendar: string] {
  const at = into?.lastIndexOf('/') ?? -1;
  if (!into || at <= 0 || at === into.length - 1) throw new WrongUse('policy calendar import needs --into PACK/CALENDAR, for example fca-disp/england.');
  return [into.slice(0, at), into.slice(at + 1)];
}

const YEARS_AT_MOST = 30;

function yearsOf(text: string | undefined): Years {
  if (text === undefined) throw new WrongUse('policy calendar import needs --years, for example 2026-2028.');
  const [, first, last = first] = /^(\d{4})(?:-(\d{4}))?$/.exec(text) ?? [];
  if (first === undefined) throw new WrongUse(`--years ${text}: write each year with four digits, for example 2026-2028.`);
  const years = [Number(first), Number(last)] as const;
  if (years[1] < years[0] || years[1] - years[0] >= YEARS_AT_MOST) throw new WrongUse(`--years ${text}: give the first year, then the last, at most ${YEARS_AT_MOST} of them.`);
  return years;
}

function textOf(file: string): string {
  if (!existsSync(file)) throw new Refused(`There is no file ${file}.`, 'Give the path of an iCalendar (.ics) file.');
  return readFileSync(file, 'utf8');
}

const newestOf = (name: string, packs: readonly PolicyPack[]): number => Math.max(...packs.filter((pack) => pack.name === name).map(({ version }) => version));
