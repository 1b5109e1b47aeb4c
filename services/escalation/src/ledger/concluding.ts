import { informSuperior } from '../escalation/informing.js';
import type { Ladder } from '../escalation/ladder.js';
import { discharge } from './discharging.js';
import { andThen } from './judge.js';
import type { Judged, Moment } from './judged.js';

/** What is said once after everything of a moment was judged: who above is told, and whether the complaint may be closed. */
export const conclude = (judged: Judged, ladder: Ladder, moment: Moment): Judged =>
  andThen(andThen(judged, (page) => informSuperior(page, ladder, moment)), (page) => discharge(page, moment));
