import { INBOUND, type CustomerActivity } from '@amends/contracts';
import { Clock, Ids, type InboundHandler, type InboundMessage, type Misread, type Transaction } from '@amends/eventing';
import { Problem, validated } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { ActivityRequest, SourceCompleteRequest } from './activity.requests.js';
import { Arrivals } from './arrivals.js';
import { isAhead } from './is-ahead.js';
import { Watermarks, type Told } from './watermarks.js';

interface Sorted {
  readonly activities: { readonly message: InboundMessage; readonly activity: CustomerActivity }[];
  readonly told: Told[];
  readonly misread: Misread[];
}

/** What the company's own systems tell on the topic `customer-activity`; what cannot be understood is set apart and holds nothing up. */
@Injectable()
export class InboundActivity implements InboundHandler {
  static readonly NAME = 'activity';
  static readonly DIFFERS = 'this source told another activity under this id before';

  readonly name = InboundActivity.NAME;
  readonly topics = ['customer-activity'] as const;

  constructor(
    private readonly arrivals: Arrivals,
    private readonly watermarks: Watermarks,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async handle(messages: readonly InboundMessage[], transaction: Transaction): Promise<readonly Misread[]> {
    const { activities, told, misread } = this.sort(messages);
    const occasion = { correlation: this.ids.next(), causation: null, traceparent: null };
    const { differing } = await this.arrivals.take(transaction, activities.map(({ activity }) => activity), occasion);
    await this.watermarks.tell(transaction, told, occasion);
    return [...misread, ...[...differing].map((place) => ({ message: activities[place]!.message, reason: InboundActivity.DIFFERS }))];
  }

  private sort(messages: readonly InboundMessage[]): Sorted {
    const sorted: Sorted = { activities: [], told: [], misread: [] };
    for (const message of messages) {
      try {
        this.understand(message, sorted);
      } catch (error) {
        sorted.misread.push({ message, reason: error instanceof Problem ? error.message : 'the value is not a JSON object' });
      }
    }
    return sorted;
  }

  private understand(message: InboundMessage, { activities, told, misread }: Sorted): void {
    const refuse = (reason: string): void => void misread.push({ message, reason });
    const type = message.headers['ce_type'];
    if (type === 'CustomerActivity') {
      const activity = validated(ActivityRequest, fieldsOf(message, 'CustomerActivity'));
      if (message.key?.toString('utf8') !== activity.customer) return refuse('the key is not the customer');
      if (isAhead(activity.happenedAt, this.clock.now())) return refuse('happenedAt lies in the future');
      activities.push({ message, activity });
    } else if (type === 'SourceComplete') {
      const complete = validated(SourceCompleteRequest, fieldsOf(message, 'SourceComplete'));
      if (isAhead(complete.until, this.clock.now())) return refuse('until lies in the future');
      told.push({ source: complete.source, until: complete.until, partition: message.partition });
    } else {
      refuse(type ? 'header ce_type is neither CustomerActivity nor SourceComplete' : 'header ce_type is missing');
    }
  }
}

/** The fields of the message that its schema knows: a newer producer may add others. */
function fieldsOf({ value }: InboundMessage, type: keyof typeof INBOUND): object {
  const data = JSON.parse(value?.toString('utf8') ?? '') as Record<string, unknown>;
  if (data === null || typeof data !== 'object' || Array.isArray(data)) throw new TypeError('no object');
  const { properties } = INBOUND[type].json as { properties: object };
  return Object.fromEntries(Object.keys(properties).filter((name) => Object.hasOwn(data, name)).map((name) => [name, data[name]]));
}
