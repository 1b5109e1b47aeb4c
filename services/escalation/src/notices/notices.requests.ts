import { Flag, FlagInQuery, Matching, Nested, Text, Uuid, Whole, WholeInQuery, Word, type FieldOptions } from '@amends/runtime';
import { DAYS, type Day } from './preferences.js';

const Time = (options?: FieldOptions): PropertyDecorator => Matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day', '22:00', options);

/** A span of each of some days that is quiet. */
export class QuietSpanRequest {
  @Word(DAYS, { many: 7 }) days: Day[];
  @Time() from: string;
  @Time() to: string;
}

/** How often: `minutes` belongs to every, `at` to daily. */
export class RhythmRequest {
  @Word(['at-once', 'every', 'daily']) how: 'at-once' | 'every' | 'daily';
  @Whole(5, 1440, { optional: true }) minutes?: number;
  @Time({ optional: true }) at?: string;
}

/** How somebody wants to be told, and the version of what was read before; 0 or left out where there was nothing. */
export class PreferencesRequest {
  @Whole(0, 1_000_000, { optional: true }) version?: number;
  @Word(['en', 'zh']) language: 'en' | 'zh';
  @Text(64) zone: string;
  @Nested(() => QuietSpanRequest, { many: 20 }) quiet: QuietSpanRequest[];
  @Flag() graveAtOnce: boolean;
  @Nested(() => RhythmRequest) rhythm: RhythmRequest;
}

/** Where and how somebody is told; an address that is left out is taken out. */
export class NoticePersonRequest extends PreferencesRequest {
  @Matching(/^[^\s@<>",;:\\()[\]]{1,64}@[^\s@<>",;:\\()[\]]{1,189}$/, 'one e-mail address', 'lead@example.com', { optional: true }) email?: string;
  @Text(2000, { optional: true }) webhookUrl?: string;
}

/** Of whom the row is taken out as it was read. */
export class TakeOutPersonQuery {
  @WholeInQuery(1, 1_000_000) version: number;
}

/** Whether a file is only checked. */
export class ImportPeopleQuery {
  @FlagInQuery({ optional: true }) dryRun?: boolean;
}

/** Which deliveries, the newest first. */
export class DeliveriesQuery {
  @Word(['waiting', 'arrived', 'dead'], { optional: true }) state?: 'waiting' | 'arrived' | 'dead';
  @Uuid({ optional: true }) person?: string;
  @WholeInQuery(1, 200, { optional: true }) limit?: number;
  /** `next` of the page before. */
  @Matching(/^\d{1,18}$/, '`next` of the page before', '1234', { optional: true }) after?: string;
}
