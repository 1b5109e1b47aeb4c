import type { WhyThisPerson } from '@amends/contracts';
import type { Post } from './reference.js';
import type { LeftOut, Present } from './presence.js';
import type { Step } from './steps.js';
import type { Superiors } from './superiors.js';

/** Of what somebody above is to be told, and when. */
export interface Question {
  /** The unit of the owner, or where it was received. */
  readonly unit: string | null;
  /** Nobody is told of what they own themselves. */
  readonly owner: string | null;
  readonly category: readonly string[];
  /** Who was told, as which level. */
  readonly told: readonly { readonly level: number; readonly person: string | null }[];
  /** How many levels the policy pack has; 0: as many as the reporting lines name. */
  readonly levels: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The name of the holiday that a calendar of the policy pack in force has at that instant. */
  readonly holiday: (calendar: string) => string | undefined;
}

/** Who is told next, as which level, and how they were found. */
export interface Named {
  readonly level: number;
  readonly person: string;
  readonly rota: string | null;
  readonly chosen: WhyThisPerson;
  /** Nobody is above this level. */
  readonly top: boolean;
  readonly steps: readonly Step[];
}

interface Candidate {
  readonly post: Post;
  readonly by: 'post' | 'contact-sheet' | 'holiday-rota';
  readonly found: Step;
}

/**
 * One level above whoever knows already, and at the top it stays there: the first who is there, does not own the complaint and does not
 * know of it from a lower level; then the fallback; then somebody who knows already; and at last the fallback whatever they own.
 */
export function whoIsNext(superiors: Superiors, question: Question): Named {
  const steps: Step[] = [];
  return climb(superiors, question, notBelow(question), steps) ?? fallback(superiors, question, notBelow(question), steps) ?? again(superiors, question, steps) ?? last(superiors, question, steps);
}

type LeftOutAt = (level: number) => LeftOut;

const owns = ({ owner }: Question, person: string): Step | undefined => (person === owner ? { step: 'owns', person } : undefined);

const notBelow = (question: Question): LeftOutAt => (level) => (person) => {
  const knows = question.told.find((one) => one.person === person && one.level < level);
  return owns(question, person) ?? (knows && { step: 'knows-already', person, level: knows.level });
};

function again(superiors: Superiors, question: Question, steps: Step[]): Named | undefined {
  steps.push({ step: 'nobody-fresh' });
  return climb(superiors, question, () => (person) => owns(question, person), steps);
}

function last(superiors: Superiors, question: Question, steps: Step[]): Named {
  const { level } = rangeOf(superiors, question);
  const present = superiors.presence.whoIsThere(superiors.fallback, question.at, () => undefined, steps);
  return { level, person: present?.person ?? superiors.fallback, rota: null, chosen: 'fallback', top: true, steps };
}

function fallback(superiors: Superiors, question: Question, leftOut: LeftOutAt, steps: Step[]): Named | undefined {
  const { level } = rangeOf(superiors, question);
  steps.push({ step: 'fallback', person: superiors.fallback });
  const present = superiors.presence.whoIsThere(superiors.fallback, question.at, leftOut(level), steps);
  return present && { level, person: present.person, rota: null, chosen: 'fallback', top: true, steps };
}

/** From which level to look, up to which; and as which level whoever stands at the top is told, never lower than somebody was. */
function rangeOf(superiors: Superiors, { unit, levels, told }: Question): { readonly from: number; readonly top: number; readonly level: number } {
  const { length } = superiors.above(unit);
  const top = Math.max(1, levels === 0 ? length : Math.min(levels, length));
  const highest = told.reduce((most, { level }) => Math.max(most, level), 0);
  return { from: Math.min(highest + 1, top), top, level: Math.max(highest, top) };
}

function climb(superiors: Superiors, question: Question, leftOut: LeftOutAt, steps: Step[]): Named | undefined {
  const range = rangeOf(superiors, question);
  for (let level = range.from; level <= range.top; level++) {
    for (const candidate of candidatesOf(superiors, question, level, range.top)) {
      steps.push(candidate.found);
      const found = presentOf(superiors, candidate, question.at, leftOut(level), steps);
      if (found) return { ...found, level: level === range.top ? range.level : level, top: level === range.top, steps };
    }
  }
  return undefined;
}

/** On whom a level falls. The first has the contact sheet and the holiday guarantee team before it; the top has all that are above it too. */
function* candidatesOf(superiors: Superiors, question: Question, level: number, top: number): Generator<Candidate> {
  if (level === 1) yield* firstOf(superiors, question);
  const places = superiors.above(question.unit);
  for (const { unit, post } of places.slice(level - 1, level === top ? undefined : level)) yield { post, by: 'post', found: { step: 'superior', level, unit, ...post } };
}

function* firstOf(superiors: Superiors, { category, unit, holiday }: Question): Generator<Candidate> {
  const contact = superiors.contactFor(category, unit);
  if (contact) yield { post: contact.falls, by: 'contact-sheet', found: { step: 'contact-sheet', category: contact.category } };
  for (const { id, holidays } of superiors.guaranteesOf(unit)) {
    const name = holiday(holidays!.calendar);
    if (name !== undefined) yield { post: { rota: id }, by: 'holiday-rota', found: { step: 'holiday', rota: id, holiday: name } };
  }
}

type Found = Pick<Named, 'person' | 'rota' | 'chosen'>;

function presentOf(superiors: Superiors, { post, by }: Candidate, at: number, leftOut: LeftOut, steps: Step[]): Found | undefined {
  if ('rota' in post) return inTurn(superiors, post.rota, by === 'post' ? 'rota' : by, at, leftOut, steps);
  return found(superiors.presence.whoIsThere(post.person, at, leftOut, steps), null, by);
}

function inTurn(superiors: Superiors, rota: string, by: WhyThisPerson, at: number, leftOut: LeftOut, steps: Step[]): Found | undefined {
  const members = superiors.rota(rota)?.inTurnAt(at) ?? [];
  if (members.length === 0) steps.push({ step: 'nobody-on-duty', rota });
  for (const person of members) {
    steps.push({ step: 'turn', rota, person });
    const present = found(superiors.presence.whoIsThere(person, at, leftOut, steps), rota, by);
    if (present) return present;
  }
  return undefined;
}

const found = (present: Present | undefined, rota: string | null, by: WhyThisPerson): Found | undefined =>
  present && { person: present.person, rota, chosen: present.as === 'themself' ? by : present.as };
