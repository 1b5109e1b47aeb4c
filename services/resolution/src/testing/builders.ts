import { NOTHING_KNOWN, type Actor, type KnownComplaint, type RecordedEvent, type ResolutionFact } from '@amends/contracts';
import { given } from '@amends/decider';
import { resolution, type Resolution } from '../resolution.js';

export const NOON = '2026-11-02T12:00:00.000Z';
export const AGENT: Actor = { id: 'anna', role: 'agent', unit: 'hotline' };
export const LEAD: Actor = { id: 'lena', role: 'supervisor', unit: 'hotline' };

/** A complaint that is open, its statement recorded and read back. */
export const OPEN: KnownComplaint = { ...NOTHING_KNOWN, registered: true, stated: true, readBack: true };

/** A fact of resolution as it was recorded, by an agent unless somebody else is named. */
export const heard = (type: ResolutionFact['type'], data: object, actor: Actor = AGENT): RecordedEvent =>
  ({ type, data, actor, round: 1, recordedAt: NOON }) as unknown as RecordedEvent;

/** What a command comes to after these facts. */
export const after = (facts: readonly RecordedEvent[], decide: (state: Resolution) => readonly ResolutionFact[]) => given(resolution, facts).when(decide);
