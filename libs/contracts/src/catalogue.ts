import type { EventDefinition } from './event-definition.js';
import { customerEvents } from './customer.events.js';
import { escalationEvents } from './escalation.events.js';
import { followUpEvents } from './follow-up.events.js';
import { intakeEvents } from './intake.events.js';
import { obligationEvents } from './obligation.events.js';
import { resolutionEvents } from './resolution.events.js';
import type { Fact } from '@amends/decider';

const EVERY = [...customerEvents, ...intakeEvents, ...resolutionEvents, ...escalationEvents, ...obligationEvents, ...followUpEvents] as const;

/** The name of an event that Amends publishes. */
export type EventType = (typeof EVERY)[number]['type'];

/** Every event that Amends publishes. */
export const CATALOGUE: readonly EventDefinition[] = EVERY;

const byType = new Map(CATALOGUE.map((definition) => [definition.type, definition]));

/** The definition of an event type, or undefined when Amends has no such event. */
export const definitionOf = (type: string): EventDefinition | undefined => byType.get(type);

/** Reads data of any former version as today's: upcasters are applied one version at a time. */
export function upcast(definition: EventDefinition, version: number, data: unknown): unknown {
  let current = data;
  for (let from = version; from < definition.version; from++) {
    const former = definition.formerly[from];
    if (!former) throw new Error(`${definition.type}: no way from version ${from} to ${from + 1}`);
    current = (former.upcast as (older: unknown) => unknown)(current);
  }
  return current;
}

/** Narrows any fact or event to one definition's. */
export const isA =
  <Type extends string, Data>(definition: EventDefinition<Type, Data>) =>
  (heard: Fact): heard is Fact<Type, Data> =>
    heard.type === definition.type;
