import type { ObligationIncurred, ObligationLapsed, ObligationsDischarged, EventDefinition, RecordedEvent } from '@amends/contracts';
import { derivedId, type CommandContext, type Commands, type Upholding } from '@amends/eventing';
import { followUp } from './follow-up.js';
import type { ReadVersions } from './read-versions.js';
import { closeDischarged, scheduleOwedCall, takeSilenceAsYes } from './uphold.js';

type DataOf<D> = D extends EventDefinition<string, infer Data> ? Data : never;

const on = (event: RecordedEvent) => ({ stream: { kind: 'complaint' as const, id: event.subject }, evolution: followUp });
type CallKind = 'call' | 'call-again';

/** The call that an event makes us owe. */
const callOf = ({ type, data }: RecordedEvent): CallKind | undefined =>
  type === 'ObligationIncurred' ? (data as DataOf<typeof ObligationIncurred>).obligations.map(({ kind }) => kind).find((kind) => kind === 'call' || kind === 'call-again') : undefined;

/** Schedules a call when one is owed. */
export class CallWhenOwed implements Upholding {
  readonly name = 'call';

  constructor(private readonly commands: Commands) {}

  wants(event: RecordedEvent): boolean {
    return callOf(event) !== undefined;
  }

  uphold(event: RecordedEvent, context: CommandContext): Promise<unknown> {
    const command = { callId: derivedId(event.id, 'call'), round: event.round, kind: callOf(event)!, now: context.now };
    return this.commands.run({ ...on(event), decide: (state, known) => scheduleOwedCall(command, state, known) }, context);
  }
}

/** Takes the customer's silence after a written follow-up as yes. */
export class SilenceCounts implements Upholding {
  readonly name = 'silence';

  constructor(private readonly commands: Commands) {}

  wants(event: RecordedEvent): boolean {
    return event.type === 'ObligationLapsed' && (event.data as DataOf<typeof ObligationLapsed>).kind === 'confirm';
  }

  uphold(event: RecordedEvent, context: CommandContext): Promise<unknown> {
    return this.commands.run({ ...on(event), decide: (state, known) => takeSilenceAsYes(event, state, known) }, context);
  }
}

/** Closes what is discharged: the only way in which a live complaint is closed. */
export class CloseWhenDischarged implements Upholding {
  readonly name = 'close';

  constructor(
    private readonly commands: Commands,
    private readonly versions: ReadVersions,
  ) {}

  wants({ type }: RecordedEvent): boolean {
    return type === 'ObligationsDischarged';
  }

  async uphold(event: RecordedEvent, context: CommandContext): Promise<unknown> {
    const discharged = event.data as DataOf<typeof ObligationsDischarged>;
    const read = await this.versions.of(event.subject);
    return this.commands.run({ ...on(event), decide: (state, known) => closeDischarged({ ...discharged, read }, state, known) }, context);
  }
}
