import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { AmendsRequest } from '../context/caller.js';
import { Platform } from '../platform/platform.js';
import { behind, quarantined } from '../problem/problem.js';
import { JUDGED_ON_HEADER, mergeSeen, parseSeen, SEEN_HEADER } from './seen-marks.js';

/** How long a request waits for its service to hear what was seen elsewhere. */
const WAIT_MS = 2000;

/** Read your own writes: a request waits until its service has heard of all that its Amends-Seen header names. */
@Injectable()
export class SeenGuard implements CanActivate {
  constructor(private readonly platform: Platform) {}

  canActivate(context: ExecutionContext): true | Promise<true> {
    const request = context.switchToHttp().getRequest<AmendsRequest>();
    const [seen, judgedOn] = [headerOf(request, SEEN_HEADER), headerOf(request, JUDGED_ON_HEADER)];
    if (seen !== undefined) request.amends.seen = parseSeen(seen);
    // What somebody judged on they have seen: it is waited for as well, or the judgement would be held against an older file.
    if (judgedOn !== undefined) request.amends.judgedOn = parseSeen(judgedOn, 'Amends-Judged-On');
    return seen === undefined && judgedOn === undefined ? true : this.wait(request);
  }

  private async wait(request: AmendsRequest): Promise<true> {
    const marks = mergeSeen(request.amends.seen ?? [], request.amends.judgedOn ?? []);
    const service = request.url.split(/[/?]/, 3)[2] ?? '';
    const parts = request.url.startsWith('/api/') ? this.platform.find(service) : undefined;
    const state = parts ? await parts.consumers.seen().reached(marks, WAIT_MS) : 'reached';
    if (state === 'behind') throw behind(service);
    if (state === 'quarantined') throw quarantined(service);
    return true;
  }
}

function headerOf({ headers }: AmendsRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
