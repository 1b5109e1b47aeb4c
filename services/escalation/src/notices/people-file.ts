import { invalidRequest, isUuid, mediaType, Problem, validated, type FieldError } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { csvLines, fileRefused, type CsvLine, type FileForm, type LineError } from '../superiors/csv-lines.js';
import { NoticePeople, type PersonEntry, type PutPeople } from './notice-people.js';
import { NoticePersonRequest } from './notices.requests.js';
import { DAYS, USUAL } from './preferences.js';

/** A file may have so many bytes. */
export const LARGEST_PEOPLE_FILE = 1024 * 1024;
const FORM: FileForm = { columns: ['person', 'email', 'webhook_url', 'language', 'zone', 'quiet', 'grave_at_once', 'rhythm'], needed: ['person'], most: 2000 };

/** Takes in a CSV file of who is told where and how: all lines or none; who is not in the file stays. */
@Injectable()
export class PeopleFile {
  constructor(private readonly people: NoticePeople) {}

  /** Throws a 400 or 415 problem; with `isTried` nothing is stored. */
  async take(body: unknown, contentType: string | undefined, by: string, isTried: boolean): Promise<PutPeople> {
    if (!Buffer.isBuffer(body) || contentType?.split(';')[0]!.trim().toLowerCase() !== 'text/csv') throw notCsv();
    const lines = csvLines(body, FORM);
    const errors: LineError[] = [];
    const firstLines = new Map([...lines].reverse().map(({ line, fields }) => [fields['person'], line]));
    const entries = lines.flatMap((line) => {
      const entry = entryOf(line);
      const wrong = 'wrong' in entry ? entry.wrong : [...this.people.violationsOf(entry), ...(firstLines.get(entry.person) === line.line ? [] : [TWICE])];
      errors.push(...wrong.map((one) => ({ ...one, field: columnOf(one.field), line: line.line })));
      return 'wrong' in entry ? [] : [entry];
    });
    if (errors.length > 0) throw fileRefused(errors);
    return this.people.putAll(entries, by, isTried);
  }
}

function entryOf({ fields }: CsvLine): PersonEntry | { readonly wrong: readonly FieldError[] } {
  const { person = '', email, webhook_url: webhookUrl, language = USUAL.language, zone = USUAL.zone, quiet = '', grave_at_once: grave = 'true', rhythm = 'at-once' } = fields;
  const sent = { language, zone, quiet: quiet.split(';').map((span) => span.trim()).filter(Boolean).map(spanOf), graveAtOnce: FLAGS[grave] ?? grave, rhythm: rhythmOf(rhythm), ...(email ? { email } : {}), ...(webhookUrl ? { webhookUrl } : {}) };
  try {
    if (!isUuid(person)) throw invalidRequest([{ field: 'person', message: 'must be a UUID in lower case', remedy: 'write it as 01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e' }]);
    return { person, request: validated(NoticePersonRequest, sent) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { wrong: error.details.errors ?? [] };
  }
}

const FLAGS: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

/** `monday-friday 22:00-07:00`, or days with commas between them. */
function spanOf(text: string): object {
  const [days = '', times = ''] = text.split(/\s+/);
  const [from = '', to = ''] = times.split('-');
  return { days: days.split(',').flatMap(daysOf), from, to };
}

function daysOf(text: string): readonly string[] {
  const [first = '', last] = text.split('-');
  const [from, to] = [DAYS.indexOf(first as never), DAYS.indexOf((last ?? first) as never)];
  if (from < 0 || to < 0) return [text];
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => DAYS[(from + index) % 7]!);
}

/** `at-once`, `every 30`, `daily 08:00`. */
function rhythmOf(text: string): object {
  const [how = '', value] = text.split(/\s+/);
  if (how === 'every') return { how, ...(value === undefined ? {} : { minutes: Number(value) }) };
  return { how, ...(value === undefined ? {} : { at: value }) };
}

const TWICE: FieldError = { field: 'person', message: 'is in the file twice', remedy: 'keep one of the lines' };

const columnOf = (field: string): string => ({ webhookUrl: 'webhook_url', graveAtOnce: 'grave_at_once' })[field] ?? field.split(/[.[]/)[0]!;

const notCsv = (): Problem => {
  const { status, code } = mediaType();
  return new Problem(status, code, 'Only CSV is understood here', { remedy: 'send the file as the body with the header Content-Type: text/csv' });
};
