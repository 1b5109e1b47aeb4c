import { Answers, Asking, EventStream, lastEventId, Permit, snapshotOf, Streams, tokenEnds, type AmendsRequest, type Caller } from '@amends/runtime';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { inboxAnswer, type InboxAnswer } from './inbox-answer.js';
import { InboxLive } from './inbox-live.js';
import { InboxWatch, RESET } from './inbox-watch.js';
import { Inbox } from './inbox.js';
import { InboxRequest, WatchInboxRequest } from './inbox.requests.js';

/** What superiors have to know of, and why. */
@Controller('api/escalation/inbox')
export class InboxController {
  constructor(
    private readonly inbox: Inbox,
    private readonly live: InboxLive,
  ) {}

  /** One entry for each escalated complaint, however many reasons there are. */
  @Get()
  @Permit('escalation.read-inbox')
  @Answers('Escalated complaints, the nearest duty first, each with who was told, every reason, what is owed, and what may be done now.', inboxAnswer)
  read(@Query() request: InboxRequest, @Asking() caller: Caller): Promise<InboxAnswer> {
    return this.inbox.read(request, caller);
  }

  /** Each entry that changed, as it is now. */
  @Get('live')
  @Permit('escalation.watch-inbox')
  @Streams('`now` with where it begins, then `put` with entries that came or changed, as they are now, and `gone` with complaints that left the inbox; `reset` when too much changed: read the inbox again.')
  async watch(@Query() request: WatchInboxRequest, @Asking() caller: Caller, @Req() http: AmendsRequest, @Res() reply: FastifyReply): Promise<void> {
    this.live.mustHaveRoom(caller);
    await this.inbox.asking(request, caller);
    const begin = await this.inbox.snapshot();
    const last = lastEventId(http);
    const since = snapshotOf(last ?? begin);
    // A position of another database, such as one before a restore, says nothing about this one.
    const isForeign = since.xmax > snapshotOf(begin).xmax;
    const missed = last === undefined || isForeign ? undefined : await this.inbox.changedSince(since.xmin);
    const stream = EventStream.open(reply);
    const watch = new InboxWatch(stream, caller, tokenEnds(http), request, isForeign ? snapshotOf(begin) : since);
    if (isForeign) stream.send({ ...RESET, id: begin });
    else if (missed) await this.live.tell(watch, missed, caller.now);
    else watch.begin(begin);
    this.live.add(watch);
  }
}
