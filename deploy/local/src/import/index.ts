export * from './import-display.js';
export * from './import-failure.js';
export * from './import-incidents.js';
export type { ImportSummary } from './import-tally.js';
export * from './summary-lines.js';
export { UnreadableIncidentFile } from './incidents/index.js';
