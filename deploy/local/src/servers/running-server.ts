/** A server the launcher keeps: where it listens, its process, how to stop it, and a promise that settles when it has ended. */
export interface RunningServer {
  /** Connection string of PostgreSQL, `host:port` of the Kafka broker. */
  url: string;
  port: number;
  pid: number;
  /** True when it was already running and was taken over instead of started. */
  adopted: boolean;
  /** Stops it in order; harder means follow when it does not end by itself. */
  stop(): Promise<void>;
  /** Settles once the process has ended, whoever ended it. */
  exited: Promise<void>;
}

/** Called with one line of progress in plain words. */
export type Log = (line: string) => void;
