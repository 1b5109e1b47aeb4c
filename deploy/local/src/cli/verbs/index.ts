import type { Verb } from '../verb.js';
import { redrive } from './redrive.js';
import { republish } from './republish.js';
import { start } from './start.js';
import { status } from './status.js';
import { stop } from './stop.js';
import { token } from './token.js';

/** All verbs, in the order that help shows them. */
export const VERBS: Verb[] = [start, stop, status, token, redrive, republish];
