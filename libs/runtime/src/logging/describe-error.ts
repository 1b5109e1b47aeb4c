/** An error as it may stand in a log. */
export interface DescribedError {
  readonly type: string;
  readonly message?: string;
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Describes an error without personal text: PostgreSQL's messages and details quote the values of a statement, so they stay out. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, table, constraint, severity } = error as { code?: unknown; table?: unknown; constraint?: unknown; severity?: unknown };
  const ofDatabase = typeof severity === 'string' && typeof code === 'string';
  return {
    type: error.name,
    ...(ofDatabase ? {} : { message: error.message }),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(error.stack ? { stack: framesOf(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** Only the frames: the first lines of a stack repeat the message. */
const framesOf = (stack: string): string => stack.split('\n').filter((line) => line.startsWith('    at ')).join('\n');
