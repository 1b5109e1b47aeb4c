import type { WhyThisPerson } from '@amends/contracts';
import type { LeftOut, Present } from './presence.js';
import type { Post } from './reference.js';
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

/**
 * One level above whoever knows already, and at the top it stays there: the first who is there, does not own the complaint and does not
 * know of it from a lower level; then the fallback; then somebody who knows already; and at last the fallback whatever they own.
 */
export const whoIsNext = (superiors: Superiors, question: Question): Named => new Search(superiors, question).next();

/** The highest level that a unit's complaints can reach, where the policy pack has so many levels (0: as many as the reporting lines name). */
export function topLevelOf(superiors: Superiors, unit: string | null, levels: number): number {
  const { length } = superiors.above(unit);
  return Math.max(1, levels === 0 ? length : Math.min(levels, length));
}

/** Somebody on whom a level falls. */
interface Candidate {
  readonly post: Post;
  readonly by: 'post' | 'contact-sheet' | 'holiday-rota';
  readonly found: Step;
}

type Found = Pick<Named, 'person' | 'rota' | 'chosen'>;
type LeftOutAt = (level: number) => LeftOut;

class Search {
  private readonly steps: Step[] = [];
  /** The highest level of the ladder, and the highest as which somebody was told. */
  private readonly top: number;
  private readonly highest: number;

  constructor(
    private readonly superiors: Superiors,
    private readonly question: Question,
  ) {
    this.top = topLevelOf(superiors, question.unit, question.levels);
    this.highest = question.told.reduce((most, { level }) => Math.max(most, level), 0);
  }

  next(): Named {
    const { superiors, steps } = this;
    const fresh = this.climb((level) => (person) => this.owns(person) ?? this.knows(person, level));
    if (fresh) return fresh;
    steps.push({ step: 'fallback', person: superiors.fallback });
    return this.fallback((person) => this.owns(person) ?? this.knows(person, this.topLevel)) ?? this.again() ?? this.fallback(() => undefined) ?? this.atTheTop(superiors.fallback);
  }

  /** Whoever stands at the top is told as that level, and never as a lower one than somebody was. */
  private get topLevel(): number {
    return Math.max(this.highest, this.top);
  }

  private climb(leftOut: LeftOutAt): Named | undefined {
    for (let level = Math.min(this.highest + 1, this.top); level <= this.top; level++) {
      for (const candidate of this.candidates(level)) {
        this.steps.push(candidate.found);
        const found = this.present(candidate, leftOut(level));
        if (found) return { ...found, level: level === this.top ? this.topLevel : level, top: level === this.top, steps: this.steps };
      }
    }
    return undefined;
  }

  private again(): Named | undefined {
    this.steps.push({ step: 'nobody-fresh' });
    return this.climb(() => (person) => this.owns(person));
  }

  private fallback(leftOut: LeftOut): Named | undefined {
    const present = this.there(this.superiors.fallback, leftOut);
    return present && this.atTheTop(present.person);
  }

  private atTheTop(person: string): Named {
    return { level: this.topLevel, person, rota: null, chosen: 'fallback', top: true, steps: this.steps };
  }

  /** On whom a level falls. The first has the contact sheet and the holiday guarantee team before it; the top has all that are above it too. */
  private *candidates(level: number): Generator<Candidate> {
    if (level === 1) yield* this.beforeTheFirst();
    const places = this.superiors.above(this.question.unit).slice(level - 1, level === this.top ? undefined : level);
    for (const { unit, post } of places) yield { post, by: 'post', found: { step: 'superior', level, unit, ...post } };
  }

  private *beforeTheFirst(): Generator<Candidate> {
    const { category, unit, holiday } = this.question;
    const contact = this.superiors.contactFor(category, unit);
    if (contact) yield { post: contact.falls, by: 'contact-sheet', found: { step: 'contact-sheet', category: contact.category } };
    for (const { id, holidays } of this.superiors.guaranteesOf(unit)) {
      const name = holiday(holidays!.calendar);
      if (name !== undefined) yield { post: { rota: id }, by: 'holiday-rota', found: { step: 'holiday', rota: id, holiday: name } };
    }
  }

  private present({ post, by }: Candidate, leftOut: LeftOut): Found | undefined {
    if ('rota' in post) return this.inTurn(post.rota, by === 'post' ? 'rota' : by, leftOut);
    return found(this.there(post.person, leftOut), null, by);
  }

  private inTurn(rota: string, by: WhyThisPerson, leftOut: LeftOut): Found | undefined {
    const members = this.superiors.rota(rota)?.inTurnAt(this.question.at) ?? [];
    if (members.length === 0) this.steps.push({ step: 'nobody-on-duty', rota });
    for (const person of members) {
      this.steps.push({ step: 'turn', rota, person });
      const member = found(this.there(person, leftOut), rota, by);
      if (member) return member;
    }
    return undefined;
  }

  private there(person: string, leftOut: LeftOut): Present | undefined {
    return this.superiors.presence.whoIsThere(person, this.question.at, leftOut, this.steps);
  }

  private owns(person: string): Step | undefined {
    return person === this.question.owner ? { step: 'owns', person } : undefined;
  }

  private knows(person: string, below: number): Step | undefined {
    const known = this.question.told.find((one) => one.person === person && one.level < below);
    return known && { step: 'knows-already', person, level: known.level };
  }
}

const found = (present: Present | undefined, rota: string | null, by: WhyThisPerson): Found | undefined =>
  present && { person: present.person, rota, chosen: present.as === 'themself' ? by : present.as };
