import { derivedId } from '@amends/eventing';
import type { IncidentStep } from './incidents/index.js';
import { segmentsOf, type Segment } from './segments.js';

/** A version of a stream, as the services tell and expect it. */
export interface Mark {
  source: string;
  kind: string;
  id: string;
  version: number;
}

/** One complaint of the source on its way into the logs: its segments go one after the other. */
export class PastComplaint {
  readonly complaint: string;
  /** How often the present segment was sent in vain, whatever the reason. */
  attempts = 0;
  /** How often its service put it off. */
  putOff = 0;
  private readonly segments: Segment[];
  private readonly seen = new Map<string, Mark>();

  constructor(
    source: string,
    /** Its number in the source. */
    readonly number: string,
    steps: readonly IncidentStep[],
    /** Which complaint of the file it is, from 0, and how many rows told it. */
    readonly place: { ordinal: number; rows: number },
  ) {
    this.complaint = derivedId('complaint', source, number);
    this.segments = segmentsOf(source, number, this.complaint, steps);
  }

  /** What is to be sent next; undefined when everything was. */
  get next(): Segment | undefined {
    return this.segments[0];
  }

  /** The next segment as an item of a bulk request, with what it builds on in other services. */
  item(): string {
    const { service, json } = this.segments[0]!;
    const marks = [...this.seen.values()].filter(({ source }) => source !== service).map((mark) => JSON.stringify(markText(mark)));
    return marks.length > 0 ? `${json},"seen":[${marks.join(',')}]}` : `${json}}`;
  }

  /** The present segment is in its log. */
  accepted(marks: readonly Mark[]): void {
    for (const mark of marks) this.seen.set(`${mark.source}/${mark.kind}`, mark);
    this.segments.shift();
    this.attempts = 0;
    this.putOff = 0;
  }

  /** How many events its streams hold. */
  get events(): number {
    return [...this.seen.values()].reduce((sum, { version }) => sum + version, 0);
  }
}

/** A mark as the header Amends-Seen writes it. */
const markText = ({ source, kind, id, version }: Mark): string => `${source}/${kind}:${id}@${version}`;
