/** The versions of the read model `file` that are kept: a new one replays beside the old, which goes once no process serves it. */
export const FILE_VERSIONS: readonly number[] = [4];
