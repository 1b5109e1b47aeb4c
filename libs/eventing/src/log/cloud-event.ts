import { definitionOf, millisOf, topicOf, upcast, type LogName, type RecordedEvent, type StreamKind } from '@amends/contracts';
import type { Headers, OutgoingMessage } from '../transport/transport.js';
import type { StoredEvent } from './recorded.js';
import { checkData } from './validation.js';

/** The message was not understood: the reason says which part, never what it contained. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** A clock that is ahead by more than this is wrong, not early. */
const FUTURE_MS = 5 * 60_000;

/** A stored event as a CloudEvents 1.0 message in binary mode: attributes in `ce_` headers, the data as the value. */
export function toMessage(source: LogName, event: StoredEvent): OutgoingMessage {
  const { metadata, stream } = event;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_source: `/amends/${source}`,
    ce_type: event.type,
    ce_subject: `${stream.kind}/${stream.id}`,
    ce_time: metadata.occurredAt,
    ce_dataschema: `/schemas/${event.type}/${event.schemaVersion}`,
    ce_version: String(event.version),
    ce_recordedat: event.recordedAt,
    ce_round: String(metadata.round),
    ce_actor: metadata.actor.id,
    ce_role: metadata.actor.role,
    ce_origin: metadata.origin,
    ce_correlationid: metadata.correlation,
  };
  if (metadata.actor.unit) headers['ce_unit'] = metadata.actor.unit;
  if (metadata.causation) headers['ce_causationid'] = metadata.causation;
  if (metadata.traceparent) headers['ce_traceparent'] = metadata.traceparent;
  return { topic: topicOf(stream.kind), key: stream.id, headers, value: valueOf(event) };
}

/** Sealed words travel inside the value, under a name that no event's data uses. */
function valueOf({ data, sealed }: StoredEvent): string {
  if (!sealed) return data;
  return data === '{}' ? `{"sealed":${sealed}}` : `${data.slice(0, -1)},"sealed":${sealed}}`;
}

/** What can be told about a message before its value is looked at. */
export interface Attributes {
  readonly source: LogName;
  readonly streamKind: StreamKind;
  readonly subject: string;
  readonly version: number;
}

const SOURCE = /^\/amends\/(intake|resolution|escalation|follow-up)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SUBJECT = /^(complaint|customer|obligations|source)\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\d{3})?Z$/;

/** Reads who says what about which complaint; throws Unreadable when a header is missing or makes no sense. */
export function attributesOf(key: string | undefined, headers: Headers): Attributes {
  const source = SOURCE.exec(header(headers, 'ce_source'))?.[1] as LogName | undefined;
  if (!source) throw new Unreadable('header ce_source names no service');
  const subject = SUBJECT.exec(header(headers, 'ce_subject'));
  if (!subject) throw new Unreadable('header ce_subject is not <stream>/<uuid>');
  if (key !== subject[2]) throw new Unreadable('the key is not the id in ce_subject');
  return { source, streamKind: subject[1] as StreamKind, subject: subject[2]!, version: wholeNumber(headers, 'ce_version') };
}

/** A message as an event of today's version; throws Unreadable when the type, version, times or data are wrong. */
export function toEvent(attributes: Attributes, headers: Headers, value: Buffer | null, now: number): RecordedEvent {
  const type = header(headers, 'ce_type');
  const definition = definitionOf(type);
  if (!definition) throw new Unreadable('header ce_type is no event of Amends');
  if (definition.source !== attributes.source || definition.stream !== attributes.streamKind) {
    throw new Unreadable(`${type} is not for ${attributes.source} to say in a stream of kind ${attributes.streamKind}`);
  }
  const schemaVersion = Number(/\/(\d+)$/.exec(header(headers, 'ce_dataschema'))?.[1]);
  if (!(schemaVersion >= 1 && schemaVersion <= definition.version)) throw new Unreadable(`${type} has no such version`);
  const { sealed, raw } = withoutWords(parse(value));
  if (sealed !== undefined && !isWords(sealed)) throw new Unreadable('the sealed words are not text by field name');
  const problem = checkData(definition, schemaVersion, raw);
  if (problem) throw new Unreadable(`${type} ${problem}`);
  const recordedAt = instant(headers, 'ce_recordedat');
  if (millisOf(recordedAt) > now + FUTURE_MS) throw new Unreadable('header ce_recordedat lies in the future');
  return {
    ...attributes,
    id: uuid(headers, 'ce_id'),
    type,
    schemaVersion,
    occurredAt: instant(headers, 'ce_time'),
    recordedAt,
    round: wholeNumber(headers, 'ce_round'),
    actor: { id: header(headers, 'ce_actor'), role: header(headers, 'ce_role'), unit: headers['ce_unit'] ?? null },
    origin: headers['ce_origin'] === 'history' ? 'history' : 'live',
    causation: headers['ce_causationid'] ?? null,
    correlation: header(headers, 'ce_correlationid'),
    traceparent: headers['ce_traceparent'] ?? null,
    data: upcast(definition, schemaVersion, raw),
    ...(sealed ? { sealed } : {}),
  };
}

function header(headers: Headers, name: string): string {
  const value = headers[name];
  if (!value) throw new Unreadable(`header ${name} is missing`);
  return value;
}

function uuid(headers: Headers, name: string): string {
  const value = header(headers, name);
  if (!UUID.test(value)) throw new Unreadable(`header ${name} is not a UUID`);
  return value;
}

function wholeNumber(headers: Headers, name: string): number {
  const value = Number(header(headers, name));
  if (!Number.isSafeInteger(value) || value < 1) throw new Unreadable(`header ${name} is not a whole number from 1`);
  return value;
}

function instant(headers: Headers, name: string): string {
  const value = header(headers, name);
  if (!INSTANT.test(value) || Number.isNaN(millisOf(value))) throw new Unreadable(`header ${name} is not an instant in UTC`);
  return value;
}

/** Most events have no sealed words, and are not copied. */
function withoutWords(data: Record<string, unknown>): { readonly sealed?: unknown; readonly raw: Record<string, unknown> } {
  if (!('sealed' in data)) return { raw: data };
  const { sealed, ...raw } = data;
  return { sealed, raw };
}

const isWords = (sealed: unknown): sealed is Record<string, string> =>
  typeof sealed === 'object' && sealed !== null && Object.values(sealed).every((word) => typeof word === 'string');

function parse(value: Buffer | null): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(value?.toString('utf8') ?? '');
    if (data && typeof data === 'object' && !Array.isArray(data)) return data as Record<string, unknown>;
  } catch {
    // Falls through: what JSON.parse complains about may quote the content, which must not reach a log.
  }
  throw new Unreadable('the value is not a JSON object');
}
