export type { IncidentPriority, IncidentRow, UnreadableRow } from './incident-row.js';
export * from './incident-reader.js';
export * from './incident-step.js';
export * from './incident-steps.js';
export * from './incident-survey.js';
