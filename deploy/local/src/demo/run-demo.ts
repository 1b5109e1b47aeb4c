import { randomUUID } from 'node:crypto';
import { Refused } from '../cli/refused.js';
import type { Complaint } from '../show/shown-complaint.js';
import type { Showing } from '../show/show-lines.js';
import { firstLines, fulfilledBy, lastLines, stepLines } from './demo-lines.js';
import { STEPS, type About } from './steps.js';
import { Walk, type People, type Walked } from './walk.js';

/** How the demonstration ended, and what is said last. */
export interface Demonstrated {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  /** The numbers of the principles that were fulfilled. */
  readonly principles: readonly number[];
  readonly elapsedMs: number;
  readonly lines: string[];
}

/** Walks one complaint of a unit through all steps and tells each as it is done; throws Refused when it does not come to its end. */
export async function runDemo(people: People, unit: string, showing: Showing, say: (line: string) => void): Promise<Demonstrated> {
  const about = aboutNow(unit, showing.zone);
  const walk = new Walk(people, about);
  const began = performance.now();
  firstLines(showing).forEach(say);
  let last: Walked | undefined;
  for (const step of STEPS) {
    last = await walk.take(step);
    stepLines(last, showing).forEach(say);
  }
  const elapsedMs = Math.round(performance.now() - began);
  const { reference, status } = await walk.read<Complaint>(`/api/insight/complaints/${about.complaint}`);
  const principles = fulfilledBy(STEPS, last!.obligations);
  if (status !== 'closed' || principles.length < 7) {
    throw new Refused(`The complaint is ${status}, and ${principles.length} of 7 principles are fulfilled.`, `Look at it: npx amends show ${reference}`);
  }
  return { id: about.complaint, reference, status, principles, elapsedMs, lines: lastLines(reference, elapsedMs, showing) };
}

const DAY_MS = 24 * 3_600_000;

function aboutNow(unit: string, zone: string): About {
  const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
  return {
    complaint: randomUUID(), customer: randomUUID(), contact: randomUUID(), statement: randomUUID(), offer: randomUUID(), option: randomUUID(),
    counterProposal: randomUUID(), review: randomUUID(), improvement: randomUUID(), unit, zone, tomorrow: inDays(1), inAMonth: inDays(30), heard: {},
  };
}
