/** The tables of one version of the read model `file`, ready to stand in SQL. */
export interface FileTables {
  readonly complaints: string;
  readonly words: string;
  readonly timeline: string;
  readonly sources: string;
  readonly obligations: string;
  readonly standings: string;
}

/** Names of the tables of a version: `insight.file_v4_complaints`, … */
export function fileTables(schema: string, version: number): FileTables {
  const table = (name: string): string => `${schema}.file_v${version}_${name}`;
  return { complaints: table('complaints'), words: table('words'), timeline: table('timeline'), sources: table('sources'), obligations: table('obligations'), standings: table('standings') };
}
