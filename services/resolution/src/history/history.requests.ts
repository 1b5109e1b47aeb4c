import { Instant, Nested, Text, Uuid, Word } from '@amends/runtime';

/** What may have happened to a complaint in its source's past. */
export const PAST_KINDS = ['assign', 'hand-over', 'await-customer', 'record-answer', 'resolve'] as const;

/** One thing that the source says was done. */
export class ResolutionPastStep {
  @Uuid() id: string;
  @Instant() at: string;
  @Word(PAST_KINDS) kind: (typeof PAST_KINDS)[number];
  /** Missing where the source did not know. */
  @Text(64, { optional: true }) unit?: string;
}

/** The past of one complaint in resolution. */
export class ResolutionPast {
  @Uuid() complaint: string;
  @Text(200, { optional: true, many: 16 }) seen?: string[];
  @Nested(() => ResolutionPastStep, { many: 500 }) steps: ResolutionPastStep[];
}

/** The past of many complaints. */
export class ImportResolutionRequest {
  @Nested(() => ResolutionPast, { many: 5000 }) items: ResolutionPast[];
}
