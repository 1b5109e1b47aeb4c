import { STEPS, type Happening, type Report, type StepName } from '../launcher/index.js';
import type { Output } from './output.js';

/** How one step goes, for whoever draws it. */
interface Course {
  listener?: (text: string) => void;
  startedAt: number;
  ended: Promise<Happening & { kind: 'step' }>;
  end(happening: Happening & { kind: 'step' }): void;
}

/** Shows a start: a live task list on a terminal, a line per step elsewhere, nothing for machines. */
export class StartReport {
  private readonly courses = Object.fromEntries(Object.keys(STEPS).map((name) => [name, newCourse()])) as Record<StepName, Course>;
  private drawing: Promise<unknown> = Promise.resolve();

  constructor(private readonly output: Output) {
    if (output.isTerminal) this.drawing = this.draw();
  }

  /** Takes what happens. */
  readonly report: Report = (happening) => {
    if (happening.kind === 'line') return this.output.say(happening.text);
    const course = this.courses[happening.step];
    if (happening.state === 'running') return this.progress(course, happening.text);
    course.end(happening);
    if (!this.output.isTerminal) this.output.say(lineOf(happening, course));
  };

  /** Ends the task list, whatever steps never came; resolves when the last line is drawn. */
  async close(): Promise<void> {
    for (const [step, course] of Object.entries(this.courses)) {
      course.end({ kind: 'step', step: step as StepName, state: 'skipped', text: 'not reached' });
    }
    await this.drawing;
  }

  private progress(course: Course, text: string): void {
    if (text === '') course.startedAt = Date.now();
    else course.listener?.(text);
  }

  private async draw(): Promise<void> {
    const { Listr } = await import('listr2');
    const tasks = Object.entries(STEPS).map(([name, title]) => ({ title, task: (_: unknown, task: Drawn) => follow(this.courses[name as StepName], title, task) }));
    const list = new Listr(tasks, { concurrent: true, exitOnError: false, registerSignalListeners: false, rendererOptions: { collapseErrors: false, showErrorMessage: false } });
    await list.run().catch(() => undefined);
  }
}

interface Drawn {
  title?: string;
  output: string | undefined;
  skip(text?: string): void;
}

async function follow(course: Course, title: string, task: Drawn): Promise<void> {
  course.listener = (text) => (task.output = text);
  const { state, text } = await course.ended;
  if (state === 'failed') throw new Error(title);
  if (state === 'skipped') return task.skip(`${title}: ${text}`);
  task.title = `${title} ${text} (${seconds(course)})`;
}

function lineOf({ step, state, text }: Happening & { kind: 'step' }, course: Course): string {
  if (state === 'failed') return `✖ ${STEPS[step]}`;
  if (state === 'skipped') return `! ${STEPS[step]}: ${text}`;
  return `✔ ${STEPS[step]} ${text} (${seconds(course)})`;
}

const seconds = ({ startedAt }: Course): string => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;

function newCourse(): Course {
  let end!: Course['end'];
  const ended = new Promise<Happening & { kind: 'step' }>((done) => (end = done));
  return { startedAt: Date.now(), ended, end };
}
