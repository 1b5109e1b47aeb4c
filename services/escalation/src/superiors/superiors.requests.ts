import { FlagInQuery, Instant, Matching, Nested, Text, Uuid, Whole, WholeInQuery } from '@amends/runtime';

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;
/** The id of a unit or a rota. */
const Name = (what: string, example: string, options?: { optional?: boolean; many?: number }): PropertyDecorator =>
  Matching(NAME, `the id of ${what}: 1 to 64 lower-case letters, digits and hyphens`, example, options);

/** Whether a text is the id of a unit or a rota. */
export const isName = (text: string): boolean => NAME.test(text);

/** The version of the row that was read before it is changed; left out, or 0, for a row that is new. */
class Versioned {
  @Whole(0, 1_000_000, { optional: true }) version?: number;
}

/** On whom something falls: one of the two. */
export class PostRequest {
  @Uuid({ optional: true }) person?: string;
  @Name('a rota', 'night-duty', { optional: true }) rota?: string;
}

/** Who is told when nobody else is there. */
export class FallbackRequest extends Versioned {
  @Uuid() person: string;
}

/** To which unit a unit reports, left out at the top; and its superiors, the nearest first. */
export class UnitRequest extends Versioned {
  @Name('a unit', 'customer-care', { optional: true }) reportsTo?: string;
  @Nested(() => PostRequest, { many: 20 }) superiors: PostRequest[];
}

/** When somebody of the rota is on duty, again and again, on the wall clock of the rota's zone. */
export class ShiftRequest {
  @Matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a local date and time', '2026-01-05T20:00') starts: string;
  @Text(500) rule: string;
  @Matching(/^P\w{2,40}$/, 'how long it lasts, by ISO 8601', 'PT12H') lasts: string;
  @Uuid({ many: 100, optional: true }) members?: string[];
  @Whole(1, 1000, { optional: true }) perTurn?: number;
}

/** On the holidays of which calendar the rota is the guarantee team, and of which unit; left out: of the whole company. */
export class HolidayDutyRequest {
  @Text(64) calendar: string;
  @Name('a unit', 'customer-care', { optional: true }) unit?: string;
}

/** A rota as it is to be. */
export class RotaRequest extends Versioned {
  @Text(120) name: string;
  @Text(64) zone: string;
  @Uuid({ many: 100 }) members: string[];
  @Nested(() => ShiftRequest, { many: 20 }) shifts: ShiftRequest[];
  @Nested(() => HolidayDutyRequest, { optional: true }) holidays?: HolidayDutyRequest;
}

/** Somebody is not there from an instant up to another. */
export class AbsenceRequest extends Versioned {
  @Uuid() person: string;
  @Instant() from: string;
  @Instant() to: string;
  @Uuid({ optional: true }) standIn?: string;
}

/** Who stands in whenever the person is not there. */
export class DeputyRequest extends Versioned {
  @Uuid() deputy: string;
}

/** On whom the first level falls for such a problem, in a unit or, left out, in the whole company. */
export class ContactLineRequest extends Versioned {
  @Text(120, { many: 6 }) category: string[];
  @Name('a unit', 'customer-care', { optional: true }) unit?: string;
  @Nested(() => PostRequest) falls: PostRequest;
}

/** The version of a row that is to be taken out. */
export class TakeOutQuery {
  @WholeInQuery(1, 1_000_000) version: number;
}

/** Who would be told: of what, as which level, when; `category` like `appliance/leak`. */
export class WhoQuery {
  @Name('a unit', 'hotline') unit: string;
  @WholeInQuery(1, 20) level: number;
  @Instant({ optional: true }) at?: string;
  @Text(800, { optional: true }) category?: string;
}

/** Of which row the changes are wanted; left out: of the whole table. */
export class ChangesQuery {
  @Text(200, { optional: true }) key?: string;
}

/** Whether a file is only checked. */
export class ImportQuery {
  @FlagInQuery({ optional: true }) dryRun?: boolean;
}
