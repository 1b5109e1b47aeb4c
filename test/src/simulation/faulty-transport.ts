import { LocalTransport, type EndOffsets, type OutgoingMessage } from '@amends/eventing';
import type { Trouble } from './trouble.js';

/** Events over a table that now and then loses a send, loses the answer to one, stays silent, or delivers again what it was told is done. */
export class FaultyTransport extends LocalTransport {
  constructor(
    url: string,
    private readonly trouble: Trouble,
  ) {
    super(url, undefined, {
      repeat: () => trouble.strikes('a batch is delivered again', 0.08),
      delay: () => trouble.strikes('a delivery is late', 0.1),
      publish: () => trouble.mayThrow('a send is lost', 0.06),
    });
  }

  override async publish(messages: readonly OutgoingMessage[]): Promise<EndOffsets> {
    const ends = await super.publish(messages);
    this.trouble.mayThrow('the answer to a send is lost', 0.06);
    return ends;
  }
}
