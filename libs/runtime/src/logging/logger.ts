import type { LoggerService } from '@nestjs/common';
import pino, { type Logger as Pino } from 'pino';
import type { LogLevel } from '../config.js';
import { describeError } from './describe-error.js';

/** Makes the log of a process: one JSON line a record on standard output, nothing personal. */
export const openLog = (level: LogLevel): Pino =>
  pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError, error: describeError },
    // Nobody logs headers or bodies; should somebody do it once, what matters most is blanked out.
    redact: ['authorization', 'body', '*.authorization', '*.body', '*.headers.authorization'],
  });

/** Nest's own messages go into the same log; what it says about its start only at debug level. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Pino) {}

  log(message: unknown): void {
    this.pino.debug(String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error({ from: String(rest.at(-1) ?? 'nest'), err: message instanceof Error ? message : undefined }, message instanceof Error ? message.name : String(message));
  }

  warn(message: unknown): void {
    this.pino.warn(String(message));
  }
}
