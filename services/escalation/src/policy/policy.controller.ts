import type { CommandContext } from '@amends/eventing';
import type { PolicyPack } from '@amends/policy';
import { Context, invalidRequest, PackUnusable, Permit } from '@amends/runtime';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { InForce } from './pack-book.js';
import { Policies } from './policies.js';
import { PutInForceRequest } from './policy.requests.js';

/** What the company allows itself: policy packs, and which one is in force. */
@Controller('api/escalation/policy')
export class PolicyController {
  constructor(private readonly policies: Policies) {}

  @Get('packs')
  @Permit('escalation.read-policy')
  async packs(): Promise<{ packs: readonly PolicyPack[]; inForce: readonly InForce[] }> {
    const book = await this.policies.current();
    return { packs: book.all(), inForce: book.decisions() };
  }

  @Post('packs')
  @Permit('escalation.add-policy-pack')
  async add(@Body() pack: object, @Context() { actor }: CommandContext): Promise<{ pack: string }> {
    try {
      const { name, version } = await this.policies.add(pack, actor.id);
      return { pack: `${name}@${version}` };
    } catch (error) {
      if (!(error instanceof PackUnusable)) throw error;
      throw invalidRequest(error.violations.map(fieldOf));
    }
  }

  @Post('in-force')
  @HttpCode(200)
  @Permit('escalation.put-policy-in-force')
  async putInForce(@Body() { pack, from }: PutInForceRequest, @Context() { actor }: CommandContext): Promise<InForce> {
    await this.policies.putInForce(pack, from, actor.id);
    return { pack, from };
  }
}

/** `rules.0.allow: choose …; do that` as a violation of a request. */
function fieldOf(violation: string): { field: string; message: string; remedy: string } {
  const [field = '', ...rest] = violation.split(': ');
  const [message = '', remedy = 'correct it and send the pack again'] = rest.join(': ').split('; ');
  return { field, message, remedy };
}

