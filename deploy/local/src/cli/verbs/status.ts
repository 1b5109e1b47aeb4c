import { Home, askHealth, readLive, type Running } from '../../launcher/index.js';
import { isAlive } from '../../servers/index.js';
import { noticesLines, type NoticesReport } from '../notices-lines.js';
import { Refused } from '../refused.js';
import type { Verb } from '../verb.js';

/** One process as `amends status` shows it. */
interface Row {
  name: string;
  pid: number | null;
  address: string;
  state: string;
  /** Why it is not ready, if it is not. */
  reasons?: string[];
  /** Events of its log that are not published yet, and messages that its consumers have not read yet. */
  unpublished?: number;
  unread?: number;
  /** How late deadlines were struck lately, and which are overdue. */
  deadlines?: Deadlines;
  /** How people are told outside of Amends. */
  notices?: NoticesReport;
  /** What its consumers could not handle; absent when there is none. */
  parked?: Parked[];
}

/** What one consumer has in quarantine, and since when. */
interface Parked {
  consumer: string;
  complaints: number;
  messages: number;
  since: string;
}

/** `amends status`: every process, where it is and how it feels. Exit status 1 when anything is not well. */
export const status: Verb = {
  name: 'status',
  summary: 'Show every process, its address and its health.',
  example: 'npx amends status',
  async run(_options, output) {
    const running = readLive(Home.fromEnvironment());
    if (!running) throw new Refused('Amends is not running.', 'Start it: npm start (or npx amends start --detach).');
    const rows = [...(await serviceRows(running)), ...serverRows(running)];
    const healthy = rows.every((row) => row.state === 'ok');
    output.result({ healthy, url: running.url, form: running.form, transport: running.transport, startedAt: running.startedAt, processes: rows }, await table(running, rows));
    return healthy ? 0 : 1;
  },
};

async function serviceRows({ services }: Running): Promise<Row[]> {
  const urls = [...new Set(Object.values(services).map((service) => service.url))];
  const health = new Map(await Promise.all(urls.map(async (url) => [url, await healthOf(url)] as const)));
  return Object.entries(services).map(([name, { url, pid }]) => {
    const { lags, ...state } = health.get(url)!;
    return { name, pid, address: url, ...state, ...figuresOf(lags.find((lag) => lag.service === name)) };
  });
}

/** A service's answer at /health/lag; numbers travel as text, because they may exceed what JSON holds. */
interface Lag {
  service: string;
  log?: { head: string; published: string | null };
  consumers: { name: string; behind: string; parked?: Omit<Parked, 'consumer'> }[];
  deadlines?: Deadlines;
  notices?: NoticesReport;
}

/** Lateness in seconds, of the last thousand that were struck. */
interface Deadlines {
  struck: number;
  seconds: { p50: number; p99: number; greatest: number } | null;
  waiting: number;
  quarantined: number;
  oldest: string | null;
}

async function healthOf(url: string): Promise<{ state: string; reasons: string[]; lags: Lag[] }> {
  const [ready, lag] = await Promise.all([askHealth<{ ready?: boolean; reasons?: string[] }>(url, 'ready'), askHealth<{ services?: Lag[] }>(url, 'lag')]);
  const state = ready?.ready ? 'ok' : ready ? 'not ready' : 'no answer';
  return { state, reasons: ready?.reasons ?? [], lags: lag?.services ?? [] };
}

function figuresOf(lag: Lag | undefined): Pick<Row, 'unpublished' | 'unread' | 'deadlines' | 'notices' | 'parked'> {
  if (!lag) return {};
  const unread = lag.consumers.reduce((sum, { behind }) => sum + Number(behind), 0);
  const parked = lag.consumers.flatMap((consumer) => (consumer.parked ? [{ consumer: consumer.name, ...consumer.parked }] : []));
  return {
    unread,
    ...(lag.log?.published && { unpublished: Number(lag.log.head) - Number(lag.log.published) }),
    ...(lag.deadlines && { deadlines: lag.deadlines }),
    ...(lag.notices && { notices: lag.notices }),
    ...(parked.length > 0 && { parked }),
  };
}

function serverRows({ postgres, kafka }: Running): Row[] {
  const state = (pid: number | null) => (pid === null || isAlive(pid) ? 'ok' : 'ended');
  const rows = [{ name: 'postgres', pid: postgres.pid, address: `127.0.0.1:${postgres.port}`, state: state(postgres.pid) }];
  if (postgres.pid === null) rows[0]!.address = new URL(postgres.url).host;
  return kafka ? [...rows, { name: 'kafka', pid: kafka.pid, address: kafka.brokers, state: state(kafka.pid) }] : rows;
}

async function table({ url, form, transport, startedAt }: Running, rows: Row[]): Promise<string[]> {
  const { plainTable } = await import('../plain-table.js');
  const shown = plainTable(['process', 'state', 'address', 'pid', 'to publish', 'to read']);
  for (const row of rows) shown.push([row.name, row.state, row.address, row.pid ?? 'not ours', row.unpublished ?? '', row.unread ?? '']);
  const how = `${form === 'one' ? 'one process' : 'a process each'}, events over ${transport === 'kafka' ? 'Kafka' : 'PostgreSQL (local transport)'}`;
  const reasons = new Set(rows.flatMap((row) => row.reasons ?? []));
  const deadlines = rows.flatMap((row) => (row.deadlines ? deadlineLines(row.deadlines) : []));
  const notices = rows.flatMap((row) => (row.notices ? noticesLines(row.notices) : []));
  const parked = rows.flatMap((row) => (row.parked ?? []).map((one) => parkedLine(row.name, one)));
  return [`${url} · ${how} · since ${startedAt}`, shown.toString(), ...deadlines, ...notices, ...parked, ...[...reasons].map((reason) => `! ${reason}`)];
}

/** What an operator has to do about complaints that a consumer could not handle: nobody's duty in them is looked after meanwhile. */
export function parkedLine(service: string, { consumer, complaints, messages, since }: Parked): string {
  const standing = complaints === 1 ? '1 complaint stands still' : `${complaints} complaints stand still`;
  return `! ${standing} since ${since}: ${consumer} of ${service} could not handle what ${complaints === 1 ? 'it says' : 'they say'} (messages parked: ${messages}): npx amends redrive list --service ${service}`;
}

/** What people want to know of the deadline clock: nothing while it has struck nothing and nothing is overdue. */
export function deadlineLines({ struck, seconds, waiting, quarantined, oldest }: Deadlines): string[] {
  const late = seconds && `late by ${said(seconds.p50)} (half of the last thousand), ${said(seconds.p99)} (99 %), ${said(seconds.greatest)} (all)`;
  return [
    ...(late ? [`deadlines: ${struck} struck, ${late}`] : []),
    ...(waiting > 0 ? [`! ${waiting} deadlines are overdue since ${oldest}: their partition is not read, or the log says what else is wrong`] : []),
    ...(quarantined > 0 ? [`! ${quarantined} deadlines wait for you, because their complaint is in quarantine: npx amends redrive list`] : []),
  ];
}

const said = (seconds: number): string => (seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`);
