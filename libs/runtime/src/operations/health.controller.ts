import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Permit } from '../access/permit.js';
import { Platform } from '../platform/platform.js';
import { lagOf, type ServiceLag } from './lag.js';
import { Metrics } from './metrics.js';
import { notReady } from './readiness.js';

/** Whether this process lives, can serve, and how far behind it is. */
@Controller()
export class HealthController {
  constructor(
    private readonly platform: Platform,
    private readonly metrics: Metrics,
  ) {}

  /** Answers as long as the process turns. */
  @Get('health/live')
  @Permit('public')
  live(): { live: true } {
    return { live: true };
  }

  /** 200 when requests can be served, else 503 with the reasons. */
  @Get('health/ready')
  @Permit('public')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ ready: boolean; reasons: readonly string[] }> {
    const reasons = await notReady(this.platform);
    if (reasons.length > 0) reply.status(503);
    return { ready: reasons.length === 0, reasons };
  }

  /** Log, relay and consumers of every service in this process. */
  @Get('health/lag')
  @Permit('public')
  async lag(): Promise<{ services: readonly ServiceLag[] }> {
    return { services: await lagOf(this.platform) };
  }

  /** Figures for Prometheus. */
  @Get('metrics')
  @Permit('public')
  @Header('cache-control', 'no-store')
  async prometheus(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }
}
