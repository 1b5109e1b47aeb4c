import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { AmendsRequest } from '../context/caller.js';
import { Platform } from '../platform/platform.js';
import { behind, quarantined } from '../problem/problem.js';
import { parseSeen, SEEN_HEADER } from './seen-marks.js';

/** How long a request waits for its service to hear what was seen elsewhere. */
const WAIT_MS = 2000;

/** Read your own writes: a request waits until its service has heard of all that its Amends-Seen header names. */
@Injectable()
export class SeenGuard implements CanActivate {
  constructor(private readonly platform: Platform) {}

  canActivate(context: ExecutionContext): true | Promise<true> {
    const request = context.switchToHttp().getRequest<AmendsRequest>();
    const header = request.headers[SEEN_HEADER];
    return header === undefined ? true : this.wait(request, Array.isArray(header) ? header.join(',') : header);
  }

  private async wait(request: AmendsRequest, header: string): Promise<true> {
    const marks = parseSeen(header);
    request.amends.seen = marks;
    const service = request.url.split(/[/?]/, 3)[2] ?? '';
    const parts = request.url.startsWith('/api/') ? this.platform.find(service) : undefined;
    const state = parts ? await parts.consumers.seen().reached(marks, WAIT_MS) : 'reached';
    if (state === 'behind') throw behind(service);
    if (state === 'quarantined') throw quarantined(service);
    return true;
  }
}
