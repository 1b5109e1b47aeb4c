import type { Verb } from '../verb.js';
import { coachVerb } from './coach.js';
import { demo } from './demo.js';
import { importVerb } from './import.js';
import { inbox } from './inbox.js';
import { notices } from './notices.js';
import { policy } from './policy.js';
import { redrive } from './redrive.js';
import { report } from './report.js';
import { republish } from './republish.js';
import { show } from './show.js';
import { start } from './start.js';
import { status } from './status.js';
import { stop } from './stop.js';
import { superiors } from './superiors.js';
import { token } from './token.js';
import { whatIf } from './what-if.js';

/** All verbs, in the order that help shows them. */
export const VERBS: Verb[] = [start, stop, status, token, demo, show, inbox, importVerb, report, coachVerb, policy, superiors, notices, whatIf, redrive, republish];
