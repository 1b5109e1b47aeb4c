import type { RecordedEvent } from '@amends/contracts';

/** When a fact counts: live as it was recorded, so that nobody can backdate a miss away; of history there is only when it happened. */
export const timeOf = ({ origin, occurredAt, recordedAt }: RecordedEvent): string => (origin === 'history' ? occurredAt : recordedAt);
