import { NOTHING_KNOWN, type KnownComplaint, type RecordedEvent } from '@amends/contracts';

export const NOON = '2026-11-02T12:00:00.000Z';
export const CALL = '0192a3b4-0000-7000-8000-000000000002';
/** A fresh id for what a spec speaks of: the same number, the same id. */
export const idOf = (number: number): string => `0192a3b4-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** An event as a fold hears it. */
export const heard = (type: string, data: object = {}, round = 1): RecordedEvent => ({ type, data, round }) as unknown as RecordedEvent;

/** Facts that were decided, as the events that the next command hears. */
export const recorded = (facts: readonly { readonly type: string; readonly data: unknown }[], round = 1): readonly RecordedEvent[] =>
  facts.map(({ type, data }) => heard(type, data as object, round));

export const registeredBy = (channel: string, language = 'en'): RecordedEvent =>
  heard('ComplaintRegistered', { contact: { id: CALL, channel }, reference: '2600000014', language });
export const registered = registeredBy('phone');

export const open: KnownComplaint = { ...NOTHING_KNOWN, registered: true };
export const resolved: KnownComplaint = { ...open, resolvedRound: 1 };
export const closed: KnownComplaint = { ...resolved, closedRound: 1 };
export const withdrawn: KnownComplaint = { ...open, withdrawn: true };
export const linked: KnownComplaint = { ...open, linkedTo: idOf(99) };

/** Complaints that nobody works on, each with the end of the code by which it refuses. */
export const notWorkedOn = [['closed', closed], ['withdrawn', withdrawn], ['linked', linked]] as const;
