import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { SERVICE_NAMES, type ServiceName } from './services.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
/** How much is logged; at `debug` every request gets a line. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where the keys that sign tokens come from. */
export type Issuer =
  | { readonly kind: 'file'; readonly issuer: string; readonly path: string }
  | { readonly kind: 'remote'; readonly issuer: string; readonly url: URL };

/** How events travel: through Kafka, or through a table of the same PostgreSQL. `topicPrefix` lets installations or tests share a cluster. */
export type TransportChoice = { readonly kind: 'kafka'; readonly brokers: readonly string[]; readonly topicPrefix?: string } | { readonly kind: 'local' };

/** The SMTP server by which e-mail goes, and from whom it is. */
export interface MailSettings {
  /** `smtp://name:password@host:587`, or `smtps://` where the connection begins with TLS. */
  readonly url: string;
  readonly from: string;
  /** Of `smtp://`: whether a connection must turn to TLS (STARTTLS) before anything is said. */
  readonly tls: 'required' | 'none';
  /** PEM file of who signed the server's certificate, where that is nobody whom Node knows. */
  readonly caFile?: string;
}

/** All settings of a process, checked; made by `readConfig`. */
export class Config {
  readonly databaseUrl: string;
  readonly transport: TransportChoice;
  /** Folder for what belongs to this machine: development keys, samples. */
  readonly home: string;
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly services: readonly ServiceName[];
  readonly issuer: Issuer;
  readonly masterKeyFile: string;
  readonly companyFile: string;
  readonly logLevel: LogLevel;
  /** Bytes of a request body, bulk routes apart. */
  readonly bodyLimit: number;
  /** Bytes of a request body on routes marked `@Bulk()`. */
  readonly bulkBodyLimit: number;
  /** Commands that may be in hand at once; one more is answered 429, so that those in hand stay quick. */
  readonly inFlight: number;
  /** Connections to PostgreSQL per service. */
  readonly connections: number;
  /** Where people open the console, without a slash at the end; links in notices begin with it. */
  readonly publicUrl: string | undefined;
  /** Undefined: no e-mail is sent. */
  readonly mail: MailSettings | undefined;
  /** Networks that webhooks may call although they are not on the internet: `10.1.0.0/16`. */
  readonly webhookNetworks: readonly string[];

  constructor(values: Config) {
    Object.assign(this, values);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings were wrong; one line per violation, each naming the variable and the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly violations: readonly string[]) {
    super(`the configuration is not usable:\n${violations.map((violation) => `  - ${violation}`).join('\n')}`);
  }
}

/** Reads and checks the environment; the only place that does. Throws `ConfigError` with every violation at once. */
export function readConfig(env: Environment = process.env): Config {
  const violations: string[] = [];
  const read = new Reader(env, violations);
  const config = new Config({
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:'], 'set it to postgres://name:password@host:5432/database'),
    transport: readTransport(env, violations),
    home: env['AMENDS_HOME'] || '.amends',
    host: env['AMENDS_HOST'] || '127.0.0.1',
    port: read.number('AMENDS_PORT', 4370, 0, 65_535),
    services: readServices(env, violations),
    issuer: readIssuer(env, read, violations),
    masterKeyFile: read.required('AMENDS_MASTER_KEY_FILE', 'name a file with the base64 of 32 random bytes (openssl rand -base64 32)'),
    companyFile: read.required('AMENDS_COMPANY_FILE', 'name the JSON file with the tree of units and the staff'),
    logLevel: read.oneOf('AMENDS_LOG_LEVEL', LOG_LEVELS, 'info'),
    bodyLimit: read.number('AMENDS_BODY_LIMIT', 256 * 1024, 1024, 1 << 30),
    bulkBodyLimit: read.number('AMENDS_BULK_BODY_LIMIT', 16 * 1024 * 1024, 1024, 1 << 30),
    inFlight: read.number('AMENDS_IN_FLIGHT', 1024, 1, 100_000),
    connections: read.number('AMENDS_CONNECTIONS', 8, 2, 200),
    publicUrl: readPublicUrl(env, violations),
    mail: readMail(env, read, violations),
    webhookNetworks: readNetworks(env, violations),
  });
  if (violations.length > 0) throw new ConfigError(violations);
  return config;
}

class Reader {
  constructor(
    private readonly env: Environment,
    private readonly violations: string[],
  ) {}

  required(name: string, remedy: string): string {
    const value = this.env[name];
    if (!value) this.violations.push(`${name} is not set: ${remedy}`);
    return value ?? '';
  }

  url(name: string, protocols: readonly string[], remedy: string): string {
    const value = this.required(name, remedy);
    if (value && !protocols.includes(protocolOf(value))) this.violations.push(`${name} is not a ${protocols[0]}// address: ${remedy}`);
    return value;
  }

  number(name: string, otherwise: number, least: number, most: number): number {
    const value = this.env[name];
    if (value === undefined || value === '') return otherwise;
    const number = /^\d+$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    this.violations.push(`${name} is "${value}": give a whole number from ${least} to ${most}`);
    return otherwise;
  }

  oneOf<const T extends readonly string[]>(name: string, words: T, otherwise: T[number]): T[number] {
    const value = this.env[name] || otherwise;
    if (words.includes(value)) return value;
    this.violations.push(`${name} is "${value}": choose one of ${words.join(', ')}`);
    return otherwise;
  }
}

const protocolOf = (value: string): string => (URL.canParse(value) ? new URL(value).protocol : '');
const listOf = (value: string): string[] => value.split(',').map((item) => item.trim()).filter((item) => item !== '');

function readTransport(env: Environment, violations: string[]): TransportChoice {
  const brokers = listOf(env['KAFKA_BROKERS'] ?? '');
  const asked = env['AMENDS_TRANSPORT'];
  if (asked !== undefined && asked !== '' && asked !== 'local' && asked !== 'kafka') {
    violations.push(`AMENDS_TRANSPORT is "${asked}": choose local or kafka, or leave it out`);
  }
  if (asked === 'local') return { kind: 'local' };
  if (brokers.length === 0) violations.push('KAFKA_BROKERS is not set: list host:port of the brokers, or set AMENDS_TRANSPORT=local to do without Kafka');
  for (const broker of brokers) {
    if (!/^[^\s:]+:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/i.test(broker)) violations.push(`KAFKA_BROKERS names "${broker}": write each broker as host:port`);
  }
  const topicPrefix = env['AMENDS_TOPIC_PREFIX'] ?? '';
  if (!/^[\w.-]{0,100}$/.test(topicPrefix)) violations.push(`AMENDS_TOPIC_PREFIX is "${topicPrefix}": use letters, digits, ".", "_" and "-", or leave it out`);
  return { kind: 'kafka', brokers, ...(topicPrefix ? { topicPrefix } : {}) };
}

function readPublicUrl(env: Environment, violations: string[]): string | undefined {
  const value = env['AMENDS_PUBLIC_URL'];
  if (!value) return undefined;
  if (!['https:', 'http:'].includes(protocolOf(value))) violations.push(`AMENDS_PUBLIC_URL is "${value}": set it to the address at which people open Amends, like https://complaints.example.com`);
  return value.replace(/\/+$/, '');
}

/** The address of the SMTP server holds a password: no violation repeats it. */
function readMail(env: Environment, read: Reader, violations: string[]): MailSettings | undefined {
  const file = env['AMENDS_SMTP_URL_FILE'];
  const url = file ? readSecret(file, violations) : env['AMENDS_SMTP_URL'];
  if (!url) return undefined;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '') violations.push('AMENDS_SMTP_URL is no address of an SMTP server: write it as smtp://name:password@host:587 or smtps://name:password@host:465');
  const from = read.required('AMENDS_SMTP_FROM', 'give the e-mail address from which notices come');
  if (from && !/^[^\s@<>",;:]+@[^\s@<>",;:]+$/.test(from)) violations.push('AMENDS_SMTP_FROM is no e-mail address: write it as amends@example.com');
  const caFile = env['AMENDS_SMTP_CA_FILE'];
  return { url, from, tls: read.oneOf('AMENDS_SMTP_TLS', ['required', 'none'], 'required'), ...(caFile ? { caFile } : {}) };
}

function readSecret(file: string, violations: string[]): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    violations.push(`AMENDS_SMTP_URL_FILE cannot be read (${(error as NodeJS.ErrnoException).code}): name a file with the address of the SMTP server`);
    return undefined;
  }
}

function readNetworks(env: Environment, violations: string[]): readonly string[] {
  const networks = listOf(env['AMENDS_WEBHOOK_NETWORKS'] ?? '');
  for (const network of networks) {
    if (!isNetwork(network)) violations.push(`AMENDS_WEBHOOK_NETWORKS names "${network}": write each network as 10.1.0.0/16 or fd00::/8`);
  }
  return networks;
}

/** Whether a text is a network: an address, `/`, and how many of its bits are the network's. */
export function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

function readServices(env: Environment, violations: string[]): readonly ServiceName[] {
  const asked = listOf(env['AMENDS_SERVICES'] ?? '');
  if (asked.length === 0) return SERVICE_NAMES;
  const isService = (name: string): name is ServiceName => (SERVICE_NAMES as readonly string[]).includes(name);
  for (const name of asked) {
    if (!isService(name)) violations.push(`AMENDS_SERVICES names "${name}": choose from ${SERVICE_NAMES.join(', ')}`);
  }
  return [...new Set(asked.filter(isService))];
}

function readIssuer(env: Environment, read: Reader, violations: string[]): Issuer {
  const path = env['AMENDS_JWKS_FILE'];
  if (path) return { kind: 'file', issuer: env['AMENDS_ISSUER'] || 'amends', path };
  if (!env['AMENDS_ISSUER'] && !env['AMENDS_JWKS_URL']) {
    violations.push('AMENDS_JWKS_FILE is not set: name a file with the public keys of tokens, or set AMENDS_ISSUER and AMENDS_JWKS_URL');
    return { kind: 'file', issuer: 'amends', path: '' };
  }
  const issuer = read.required('AMENDS_ISSUER', 'set it to the `iss` that your identity provider puts into tokens');
  const url = read.url('AMENDS_JWKS_URL', ['https:', 'http:'], "set it to the address of your identity provider's public keys");
  return { kind: 'remote', issuer, url: URL.canParse(url) ? new URL(url) : new URL('http://invalid') };
}
