import type { LogRow } from '../support/log-rows.js';
import { foldDuties } from './checks/duties.js';
import { statusesOf } from './checks/counts.js';
import type { Story } from './checks/story.js';
import type { Simulation } from './simulation.js';
import { Tally } from './tally.js';

/** What a run was like, in numbers that add up over runs. */
export interface Figures {
  readonly sequences: number;
  readonly commands: readonly (readonly [string, number])[];
  readonly accepted: readonly (readonly [string, number])[];
  readonly refused: readonly (readonly [string, number])[];
  readonly events: number;
  readonly duties: readonly (readonly [string, number])[];
  readonly complaints: readonly (readonly [string, number])[];
  readonly troubles: readonly (readonly [string, number])[];
}

/** Counts what a run did. */
export function figuresOf(simulation: Simulation, stories: readonly Story[]): Figures {
  const duties = new Tally();
  const complaints = new Tally();
  const troubles = new Tally();
  for (const story of stories) {
    for (const { state } of foldDuties(story.events).values()) duties.add(state);
    for (const what of [...statusesOf(story), ...happenings(story.events)]) complaints.add(what);
  }
  for (const { trouble } of simulation.company.services) troubles.addAll(trouble.counts());
  troubles.add('a service crashed', simulation.crashes.total);
  return {
    sequences: simulation.complaints.length, commands: simulation.asked.entries(), accepted: simulation.accepted.entries(), refused: simulation.refused.entries(),
    events: stories.reduce((sum, { events }) => sum + events.length, 0), duties: duties.entries(), complaints: complaints.entries(), troubles: troubles.entries(),
  };
}

/** What may have happened to a complaint besides where it stands. */
function happenings(events: readonly LogRow[]): readonly string[] {
  const has = (type: string, ...words: readonly string[]): boolean => events.some((event) => event.type === type && words.every((word) => Object.values(event.data).includes(word)));
  return [
    ...(has('ComplaintReopened') ? ['ever reopened'] : []),
    ...(has('ComplaintClosed') ? ['ever closed'] : []),
    ...(has('SatisfactionConfirmed', 'tacit') ? ['silence counted as yes'] : []),
    ...(has('ComplaintWithdrawn', 'erased') ? ['erased'] : []),
    ...(has('ObligationMissRetracted') ? ['a miss retracted'] : []),
  ];
}

/** Figures of several runs as those of one. */
export function together(all: readonly Figures[]): Figures {
  const sum = (of: (figures: Figures) => number): number => all.reduce((total, figures) => total + of(figures), 0);
  const merged = (of: (figures: Figures) => Figures['commands']): Figures['commands'] => {
    const tally = new Tally();
    for (const figures of all) tally.addAll(of(figures));
    return tally.entries();
  };
  return {
    sequences: sum(({ sequences }) => sequences), events: sum(({ events }) => events), commands: merged(({ commands }) => commands), accepted: merged(({ accepted }) => accepted),
    refused: merged(({ refused }) => refused), duties: merged(({ duties }) => duties), complaints: merged(({ complaints }) => complaints), troubles: merged(({ troubles }) => troubles),
  };
}

const TOP = 10;

/** Figures as lines for people. */
export function linesOf({ commands, accepted, refused, events, duties, complaints, troubles, sequences }: Figures): readonly string[] {
  const total = (list: Figures['commands']): number => list.reduce((sum, [, times]) => sum + times, 0);
  const listed = (list: Figures['commands']): string => list.map(([what, times]) => `${what} ${times}`).join(' · ');
  return [
    `${sequences} sequences, ${total(commands)} commands (${commands.length} kinds), ${total(accepted)} accepted, ${total(refused)} refused, ${events} events`,
    `refused: ${listed(refused.slice(0, TOP))}`,
    `duties: ${listed(duties)}`,
    `complaints: ${listed(complaints)}`,
    `went wrong on purpose: ${listed(troubles)}`,
  ];
}
