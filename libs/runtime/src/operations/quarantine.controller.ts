import { Controller, Get, HttpCode, Param, Post, Query, type Type } from '@nestjs/common';
import { Quarantine, type Consumer, type InboundConsumer, type Parked } from '@amends/eventing';
import { Permit } from '../access/permit.js';
import { Id } from '../context/id.js';
import { Consumers } from '../platform/consumers.js';
import { Problem, unknown } from '../problem/problem.js';
import { ListQuarantine } from './quarantine.requests.js';

/** The quarantine routes of a service, `/api/<service>/quarantine`: what is parked, and how it flows again. */
export function quarantineController(service: string): Type<unknown> {
  @Controller(`api/${service}/quarantine`)
  class QuarantineController {
    constructor(
      private readonly quarantine: Quarantine,
      private readonly consumers: Consumers,
    ) {}

    /** What is parked, oldest first: where it came from and why, never its content. */
    @Get()
    @Permit('operations.list-quarantine')
    async list(@Query() { consumer, subject }: ListQuarantine): Promise<{ parked: readonly Parked[] }> {
      return { parked: await this.quarantine.list({ ...(consumer ? { consumer } : {}), ...(subject ? { subject } : {}) }) };
    }

    /** What one consumer has parked of a complaint, in the order in which it will be handled again. */
    @Get(':consumer/:subject')
    @Permit('operations.show-quarantined')
    async show(@Param('consumer') name: string, @Id('subject') subject: string): Promise<{ parked: readonly Parked[] }> {
      return { parked: await this.parkedOf(this.consumer(name), subject) };
    }

    /** Handles what is parked of a complaint again, in order; 409 with the reason when it fails again. */
    @Post(':consumer/:subject/redrive')
    @HttpCode(200)
    @Permit('operations.redrive')
    async redrive(@Param('consumer') name: string, @Id('subject') subject: string): Promise<{ handled: number }> {
      const consumer = this.consumer(name);
      await this.parkedOf(consumer, subject);
      try {
        return { handled: await consumer.redrive(subject) };
      } catch (error) {
        throw stillFails(error);
      }
    }

    /** Keeps a message that is wrong in itself out of every later redrive; it stays as evidence until it expires. */
    @Post('messages/:message/set-aside')
    @HttpCode(200)
    @Permit('operations.set-aside')
    async setAside(@Param('message') message: string): Promise<{ setAside: true }> {
      if (!/^\d{1,18}$/.test(message) || !(await this.quarantine.setAside(message))) {
        throw unknown('operations.nothing-parked', 'parked message', 'list the quarantine to see what is parked');
      }
      return { setAside: true };
    }

    private async parkedOf({ handler }: Consumer | InboundConsumer, subject: string): Promise<readonly Parked[]> {
      const parked = await this.quarantine.list({ consumer: handler.name, subject });
      if (parked.length === 0) throw unknown('operations.nothing-parked', 'parked message of a complaint', 'list the quarantine to see what is parked');
      return parked;
    }

    private consumer(name: string): Consumer | InboundConsumer {
      const consumer = this.consumers.find(name);
      if (!consumer) throw unknown('operations.unknown-consumer', 'consumer', `${service} has: ${this.consumers.all().map(({ handler }) => handler.name).join(', ')}`);
      return consumer;
    }
  }
  return QuarantineController;
}

const stillFails = (cause: unknown): Problem =>
  new Problem(409, 'operations.still-fails', 'It still cannot be handled', {
    detail: cause instanceof Error ? cause.message.slice(0, 300) : 'the same message fails again',
    remedy: 'mend what the reason names and redrive again, or set the message aside',
    cause,
  });
