import { CHANNELS, SEVERITIES, type Channel, type Severity } from '@amends/contracts';
import { Flag, Instant, Nested, Text, Uuid, Whole, Word } from '@amends/runtime';

/** One thing that the source says was said: a registration or a classification. */
export class IntakePastStep {
  @Uuid() id: string;
  @Instant() at: string;
  @Word(['register', 'classify']) kind: 'register' | 'classify';
  @Word(CHANNELS, { optional: true }) channel?: Channel;
  @Uuid({ optional: true }) customerId?: string;
  @Text(120, { optional: true, many: 6 }) category?: string[];
  @Word(SEVERITIES, { optional: true }) severity?: Severity;
  @Whole(1, 9, { optional: true }) priority?: number;
}

/** The past of one complaint in intake. */
export class IntakePast {
  @Uuid() complaint: string;
  @Text(120) externalId: string;
  @Text(200, { optional: true, many: 16 }) seen?: string[];
  @Nested(() => IntakePastStep, { many: 500 }) steps: IntakePastStep[];
}

/** The past of many complaints of one source. */
export class ImportIntakeRequest {
  @Text(64) source: string;
  /** Obligation kinds that this source can show; the others are never incurred for its complaints. */
  @Text(64, { many: 40 }) records: string[];
  @Nested(() => IntakePast, { many: 5000 }) items: IntakePast[];
}

/** The end of an import. */
export class EndHistoryRequest {
  @Text(64) source: string;
  @Instant() dataCut: string;
  @Whole(0, 2_000_000_000) complaints: number;
  @Whole(0, 2_000_000_000) unreadableRows: number;
  @Flag({ optional: true }) complete?: boolean;
}
