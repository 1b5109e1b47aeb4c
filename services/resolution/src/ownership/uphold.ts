import type { RecordedEvent } from '@amends/contracts';
import { derivedId, type Commands, type CommandContext, type Upholding } from '@amends/eventing';
import { onComplaint } from '../on-complaint.js';
import { redirect, takeOver } from './decide.js';

/** Whoever takes a complaint over is its owner. */
export class OwnWhatWasTakenOver implements Upholding {
  readonly name = 'own-what-was-taken-over';

  constructor(private readonly commands: Commands) {}

  wants({ type }: RecordedEvent): boolean {
    return type === 'ComplaintTakenOver';
  }

  uphold(event: RecordedEvent, context: CommandContext): Promise<unknown> {
    const { unit, staff } = event.data as { unit: string | null; staff: string };
    return this.commands.run({ ...onComplaint(event.subject), decide: (state, known) => takeOver({ unit, staff }, state, known) }, context);
  }
}

/** What reached the wrong place is offered to the right one, which becomes its owner by accepting. */
export class OfferWhatWasRedirected implements Upholding {
  readonly name = 'offer-what-was-redirected';

  constructor(private readonly commands: Commands) {}

  wants({ type }: RecordedEvent): boolean {
    return type === 'ComplaintRedirected';
  }

  uphold(event: RecordedEvent, context: CommandContext): Promise<unknown> {
    const { redirectId, toUnit } = event.data as { redirectId: string; toUnit: string };
    const command = { handOverId: derivedId(event.id, 'hand-over'), redirectId, toUnit };
    return this.commands.run({ ...onComplaint(event.subject), decide: (state, known) => redirect(command, state, known) }, context);
  }
}
