import type { ServiceDefinition } from '@amends/runtime';
import { fileEntitiesOf } from './file/file-entities.js';
import { FILE_VERSIONS } from './file/file-versions.js';
import { insightMigrations } from './insight.migrations.js';
import { InsightModule } from './insight.module.js';

export { InsightModule };
export { RESOLVE_DEFINITION, type GroupFigures, type ResolveAnswer } from './report/resolve-answer.js';
export { RETURNS_DEFINITION, type CurveAnswer, type ReturnsAnswer, type WindowAnswer } from './returns/returns-answer.js';
export type { ComplaintAnswer, SummaryAnswer } from './complaint/complaint-answer.js';
export type { EntryAnswer, TimelineAnswer } from './timeline/timeline-answer.js';
export type { SearchAnswer } from './search/search-answer.js';

/** The service that answers questions across all others. */
export const insight: ServiceDefinition = {
  name: 'insight',
  module: InsightModule,
  hasLog: false,
  migrations: insightMigrations,
  entities: FILE_VERSIONS.map(fileEntitiesOf).flatMap(({ complaint, entry }) => [complaint, entry]),
};
