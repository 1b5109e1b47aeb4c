export * from './import-display.js';
export * from './import-failure.js';
export * from './import-incidents.js';
export type { ImportSummary } from './import-tally.js';
export * from './summary-lines.js';
export { UnreadableFile } from './files/unreadable-file.js';
export * from './shop/index.js';
