import type { RecordedEvent, ResolutionFact } from '@amends/contracts';

/** A fact of resolution with who recorded it, and when. */
export type ResolutionEvent = ResolutionFact & Pick<RecordedEvent, 'actor' | 'recordedAt'>;
