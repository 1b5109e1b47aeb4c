export { coach } from './coach.js';
export { COACHED_LANGUAGES, FAMILIES, type CoachedLanguage, type Family, type Finding, type PhraseRule } from './rule.js';
export { PHRASE_RULES } from './rules.js';
