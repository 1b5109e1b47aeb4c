/** On whom something falls: a person, or whoever's turn it is in a rota. */
export type Post = { readonly person: string } | { readonly rota: string };

/** A unit, whom it reports to, and its own superiors, the nearest first; above them stand those of the unit that it reports to. */
export interface ReportingLine {
  readonly unit: string;
  /** Null at the top. */
  readonly reportsTo: string | null;
  readonly superiors: readonly Post[];
}

/** When somebody of a rota is on duty, again and again; all times are read on the wall clock of the rota's zone. */
export interface Shift {
  /** When the first one begins: `2026-01-05T20:00`. */
  readonly starts: string;
  /** RFC 5545: `FREQ=DAILY`; an `UNTIL` is read on the same wall clock. */
  readonly rule: string;
  /** ISO 8601: `PT12H`, at most 31 days. */
  readonly lasts: string;
  /** Who takes turns in this shift; those of the rota unless said. */
  readonly members?: readonly string[];
  /** How many shifts one has before it is the next one's turn; 1 unless said. */
  readonly perTurn?: number;
}

/** On which days a rota is the holiday guarantee team, and for whom. */
export interface HolidayDuty {
  /** The name of a calendar of the policy pack in force. */
  readonly calendar: string;
  /** The unit, with all below it, for whose nearest superior it stands in; null: the whole company. */
  readonly unit: string | null;
}

/** People who take turns. */
export interface RotaEntry {
  readonly rota: string;
  readonly name: string;
  /** An IANA time zone. */
  readonly zone: string;
  readonly members: readonly string[];
  readonly shifts: readonly Shift[];
  readonly holidays?: HolidayDuty;
}

/** Somebody is not there from an instant up to another; RFC 3339. */
export interface Absence {
  readonly id: string;
  readonly person: string;
  readonly from: string;
  readonly to: string;
  readonly standIn: string | null;
}

/** Who stands in whenever a person is not there. */
export interface Deputy {
  readonly person: string;
  readonly deputy: string;
}

/** A line of the contact sheet: on whom the first level falls for such a problem. */
export interface Contact {
  readonly id: string;
  /** The beginning of a category path. */
  readonly category: readonly string[];
  /** The unit, with all below it, for which the line holds; null: the whole company. */
  readonly unit: string | null;
  readonly falls: Post;
}

/** Who is told when nobody else is there. */
export interface Fallback {
  readonly person: string;
}

/** All that is known of who is above whom, and who is there when. */
export interface Reference {
  readonly fallback: Fallback;
  readonly units: readonly ReportingLine[];
  readonly rotas: readonly RotaEntry[];
  readonly absences: readonly Absence[];
  readonly deputies: readonly Deputy[];
  readonly contacts: readonly Contact[];
}
