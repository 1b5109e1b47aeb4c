import { Asking, EventStream, lastEventId, Permit, snapshotOf, Streams, tokenEnds, zoneOf, type AmendsRequest, type Caller } from '@amends/runtime';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Files } from '../complaint/files.js';
import { WatchFileRequest } from '../timeline/timeline.requests.js';
import { Changes } from './changes.js';
import { Live } from './live.js';
import { versionsOf } from './versions.js';
import { DutyWatch, FileWatch } from './watches.js';

/** What changes, as it changes: server-sent events, opened with a token, gone on with by `Last-Event-ID`. */
@Controller('api/insight')
export class LiveController {
  constructor(
    private readonly live: Live,
    private readonly changes: Changes,
    private readonly files: Files,
  ) {}

  /** Of one complaint's file: each event as it is handled. */
  @Get('complaints/:id/live')
  @Permit('insight.watch-complaint')
  @Streams('`now` with where it begins, then an `event` for each entry of the timeline.')
  async file(@Param('id') id: string, @Query() { zone }: WatchFileRequest, @Asking() caller: Caller, @Req() request: AmendsRequest, @Res() reply: FastifyReply): Promise<void> {
    this.live.mustHaveRoom(caller);
    const inZone = zoneOf(zone);
    const { found } = await this.files.find(id, caller.scope);
    const last = lastEventId(request);
    const versions = last === undefined ? await this.changes.newest(found.complaint) : versionsOf(last);
    const watch = new FileWatch(EventStream.open(reply), caller, tokenEnds(request), found.complaint, versions, inZone);
    if (last === undefined) watch.begin();
    this.live.add(watch);
  }

  /** Of the caller's duties: each one that changed, as it is now. */
  @Get('my/duties/live')
  @Permit('insight.watch-duties')
  @Streams('`now` with where it begins, then `duties` that changed, as they are now; `gone` for those that went to another owner; `reset` when they are too many: read the list again.')
  async duties(@Asking() caller: Caller, @Req() request: AmendsRequest, @Res() reply: FastifyReply): Promise<void> {
    this.live.mustHaveRoom(caller);
    const last = lastEventId(request);
    const begin = await this.changes.snapshot();
    const since = snapshotOf(last ?? begin);
    // A position of another database, such as one before a restore, says nothing about this one.
    const isForeign = since.xmax > snapshotOf(begin).xmax;
    const missed = last === undefined || isForeign ? undefined : await this.changes.changedOf(caller, last);
    const stream = EventStream.open(reply);
    const watch = new DutyWatch(stream, caller, tokenEnds(request), isForeign ? snapshotOf(begin) : since);
    if (isForeign) stream.send({ event: 'reset', id: begin, data: {} });
    else if (missed) watch.tell(missed, caller.now);
    else watch.begin(begin);
    this.live.add(watch);
  }
}
