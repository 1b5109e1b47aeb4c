import type { RequestClass } from '@amends/runtime';
import type { Post } from './reference.js';
import { AbsenceRequest, ContactLineRequest, DeputyRequest, FallbackRequest, RotaRequest, UnitRequest, type HolidayDutyRequest, type PostRequest, type ShiftRequest } from './superiors.requests.js';
import type { Rows, TableName } from './tables.js';

/** What is sent to change a row of each table. */
export interface Requests {
  readonly fallback: FallbackRequest;
  readonly units: UnitRequest;
  readonly rotas: RotaRequest;
  readonly absences: AbsenceRequest;
  readonly deputies: DeputyRequest;
  readonly contacts: ContactLineRequest;
}

/** The request class of each table. */
export const REQUESTS: { readonly [Table in TableName]: RequestClass<Requests[Table]> } = {
  fallback: FallbackRequest, units: UnitRequest, rotas: RotaRequest, absences: AbsenceRequest, deputies: DeputyRequest, contacts: ContactLineRequest,
};

/** A row as it is stored, from its key and what was sent. */
export const rowOf: { readonly [Table in TableName]: (key: string, request: Requests[Table]) => Rows[Table] } = {
  fallback: (_key, { person }) => ({ person }),
  units: (unit, { reportsTo, superiors }) => ({ unit, reportsTo: reportsTo ?? null, superiors: superiors.map(postOf) }),
  rotas: (rota, { name, zone, members, shifts, holidays }) => ({ rota, name, zone, members, shifts: shifts.map(shiftOf), ...(holidays ? { holidays: dutyOf(holidays) } : {}) }),
  absences: (id, { person, from, to, standIn }) => ({ id, person, from, to, standIn: standIn ?? null }),
  deputies: (person, { deputy }) => ({ person, deputy }),
  contacts: (id, { category, unit, falls }) => ({ id, category, unit: unit ?? null, falls: postOf(falls) }),
};

/** A person goes before a rota; that both or neither are there is told as a violation. */
const postOf = ({ person, rota }: PostRequest): Post => ({ ...(person === undefined ? {} : { person }), ...(rota === undefined ? {} : { rota }) }) as Post;

const shiftOf = ({ starts, rule, lasts, members, perTurn }: ShiftRequest): Rows['rotas']['shifts'][number] => ({ starts, rule, lasts, ...(members ? { members } : {}), ...(perTurn ? { perTurn } : {}) });

const dutyOf = ({ calendar, unit }: HolidayDutyRequest): NonNullable<Rows['rotas']['holidays']> => ({ calendar, unit: unit ?? null });
