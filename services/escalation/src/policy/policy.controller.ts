import { Ids, type CommandContext } from '@amends/eventing';
import type { PolicyPack } from '@amends/policy';
import { Context, invalidRequest, PackUnusable, Permit } from '@amends/runtime';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DryRuns, type DryRun } from './dry-run.js';
import type { InForce, Override } from './pack-book.js';
import { Policies } from './policies.js';
import { DryRunQuery, OverrideRequest, PutInForceRequest, RepinManyRequest } from './policy.requests.js';
import { Retimings, type Retiming } from './retimings.js';
import { violationOf } from './violation-of.js';

/** What the company allows itself: policy packs, and which one is in force. */
@Controller('api/escalation/policy')
export class PolicyController {
  constructor(
    private readonly policies: Policies,
    private readonly retimings: Retimings,
    private readonly dryRuns: DryRuns,
    private readonly ids: Ids,
  ) {}

  @Get('packs')
  @Permit('escalation.read-policy')
  async packs(): Promise<{ packs: readonly PolicyPack[]; inForce: readonly InForce[]; overrides: readonly Override[] }> {
    const book = await this.policies.current();
    return { packs: book.all(), inForce: book.decisions(), overrides: book.dates() };
  }

  @Post('packs')
  @Permit('escalation.add-policy-pack')
  async add(@Body() pack: object, @Context() { actor }: CommandContext): Promise<{ pack: string }> {
    const { name, version } = await usable(() => this.policies.add(pack, actor.id));
    return { pack: `${name}@${version}` };
  }

  /** What a pack would change for the complaints that are open, if they followed it from now on; nothing is written. */
  @Post('dry-run')
  @HttpCode(200)
  @Permit('escalation.dry-run-policy')
  dryRun(@Body() pack: object, @Query() { sample, since }: DryRunQuery): Promise<DryRun> {
    return usable(() => this.dryRuns.of(pack, { sample, since }));
  }

  @Post('repin')
  @HttpCode(202)
  @Permit('escalation.repin-many')
  async repin(@Body() { pack, reason, ...filter }: RepinManyRequest, @Context() { actor }: CommandContext): Promise<{ retiming: string }> {
    const retiming = this.ids.next();
    await this.policies.begin({ id: retiming, decision: { because: 'repinned', pack, filter }, reason, by: actor });
    return { retiming };
  }

  @Post('calendars/:pack/:calendar/overrides')
  @HttpCode(202)
  @Permit('escalation.override-calendar')
  async override(@Param('pack') pack: string, @Param('calendar') calendar: string, @Body() { date, name, periods }: OverrideRequest, @Context() { actor }: CommandContext): Promise<{ retiming: string }> {
    const retiming = this.ids.next();
    await this.policies.override({ pack, calendar, date, name, periods }, { id: retiming, decision: { because: 'calendar', pack, calendar, date }, reason: null, by: actor });
    return { retiming };
  }

  @Get('retimings')
  @Permit('escalation.read-policy')
  async all(): Promise<{ retimings: readonly Retiming[] }> {
    return { retimings: await this.retimings.newest() };
  }

  @Post('in-force')
  @HttpCode(200)
  @Permit('escalation.put-policy-in-force')
  async putInForce(@Body() { pack, from }: PutInForceRequest, @Context() { actor }: CommandContext): Promise<InForce> {
    await this.policies.putInForce(pack, from, actor.id);
    return { pack, from };
  }
}

/** Says what is wrong with a pack as what is wrong with the request. */
async function usable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PackUnusable)) throw error;
    throw invalidRequest(error.violations.map((violation) => violationOf(violation, 'correct it and send the pack again')));
  }
}

