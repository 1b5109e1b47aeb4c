import type { KnownComplaint, RecordedEvent } from '@amends/contracts';

/** A complaint as the ledger has heard it so far, in the ledger's own order. */
export interface ComplaintSoFar {
  readonly known: KnownComplaint;
  /** The channel of the contact that began the complaint; clocks of the first minutes depend on it. */
  readonly channel: string;
  /** Obligation kinds that an imported source can show, null for live complaints; the others are never incurred. */
  readonly records: readonly string[] | null;
  /** Types of facts heard in the present round: what is done already is not owed. */
  readonly done: readonly string[];
}

/** The complaint after one more event, given what is known of it then; a fact of an older round does nothing for the present one. */
export function hear(soFar: ComplaintSoFar, event: RecordedEvent, known: KnownComplaint): ComplaintSoFar {
  const newRound = known.round > soFar.known.round;
  const isNews = event.round === known.round && !soFar.done.includes(event.type);
  const done = newRound ? [] : isNews ? [...soFar.done, event.type] : soFar.done;
  if (event.type !== 'ComplaintRegistered') return { ...soFar, known, done };
  const { contact, history } = event.data as { contact: { channel: string }; history?: { records: readonly string[] } };
  return { known, channel: contact.channel, records: history?.records ?? null, done };
}
