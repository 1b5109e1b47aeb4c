import { definitionOf, type EventType } from '../catalogue.js';
import type { InEveryLanguage } from './languages.js';
import { MEANINGS_ZH } from './meanings-zh.js';

/** What an event means, in one sentence of the domain; the name of an event that this version does not know. */
export function meaningOf(type: string): InEveryLanguage {
  const definition = definitionOf(type);
  return { en: definition?.meaning ?? type, zh: definition ? MEANINGS_ZH[type as EventType] : type };
}
