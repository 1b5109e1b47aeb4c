/** The steps of a start, in the order they are shown. */
export const STEPS = { state: 'State folder', postgres: 'PostgreSQL', kafka: 'Kafka', services: 'Services' } as const;
/** Key of a step. */
export type StepName = keyof typeof STEPS;

/** What happens while starting, running and stopping, for whoever shows it. */
export type Happening =
  | { kind: 'step'; step: StepName; state: 'running' | 'done' | 'skipped' | 'failed'; text: string }
  | { kind: 'line'; text: string };

/** Takes what happens; must not throw. */
export type Report = (happening: Happening) => void;

/** Runs one step and reports how it goes; `work` gets a function to report progress with and returns the text of its result. */
export async function step<T>(report: Report, name: StepName, work: (progress: (text: string) => void) => Promise<[T, string]>): Promise<T> {
  report({ kind: 'step', step: name, state: 'running', text: '' });
  try {
    const [result, text] = await work((progress) => report({ kind: 'step', step: name, state: 'running', text: progress }));
    report({ kind: 'step', step: name, state: 'done', text });
    return result;
  } catch (error) {
    report({ kind: 'step', step: name, state: 'failed', text: (error as Error).message });
    throw error;
  }
}
