import { learn, type Actor, type RecordedEvent } from '@amends/contracts';
import { EventLog, inScope, KnownComplaints, Unknown, type CommandContext } from '@amends/eventing';
import { Vault } from '@amends/vault';
import { Injectable } from '@nestjs/common';
import { Looks } from './looks.js';

/** Words of one event, opened. */
export interface OpenedWords {
  readonly event: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly words: Readonly<Record<string, string>>;
}

/** A complaint as one service recorded it, and whose key seals its words. */
export interface Sealed {
  readonly events: readonly RecordedEvent[];
  readonly subject: string;
}

/** What is looked at: some events of a complaint, and how the look is called. */
export interface Looking extends Sealed {
  readonly complaint: string;
  readonly what: string;
}

/** Opens the words that a service itself sealed; every look is recorded before anything is shown. */
@Injectable()
export class Words {
  constructor(
    private readonly log: EventLog,
    private readonly known: KnownComplaints,
    private readonly vault: Vault,
    private readonly looks: Looks,
  ) {}

  /** A complaint's events with their words still sealed; throws Unknown when it is not there or not in scope. */
  async of(complaint: string, context: Pick<CommandContext, 'scope' | 'actor'>): Promise<Sealed> {
    const [events, heard] = await Promise.all([this.log.read({ kind: 'complaint', id: complaint }), this.known.find(complaint)]);
    const known = events.reduce(learn, heard.known);
    if (!known.registered || !inScope(known, context)) throw new Unknown('complaint', complaint);
    return { events, subject: known.customerId ?? complaint };
  }

  /** The words of those events that have any. Throws Erased when their customer is erased. */
  async open({ complaint, subject, events, what }: Looking, actor: Actor, reason: string): Promise<{ words: readonly OpenedWords[] }> {
    await this.looks.record(actor, [complaint], what, reason);
    const sealed = events.filter((event) => event.sealed);
    return {
      words: await Promise.all(
        sealed.map(async ({ id, type, occurredAt, sealed: closed }) => ({ event: id, type, occurredAt, words: await this.vault.open(subject, id, closed!) })),
      ),
    };
  }
}
