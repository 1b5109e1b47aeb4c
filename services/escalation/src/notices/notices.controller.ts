import type { CommandContext } from '@amends/eventing';
import { Bytes, Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Delete, Get, Headers, HttpCode, Post, Put, Query } from '@nestjs/common';
import { TakesCsv } from '../superiors/described.js';
import { DeliveryLog, type LoggedDelivery } from './delivery-log.js';
import { NoticePeople, type OwnPreferences, type PutPeople, type ShownPerson, type StoredPerson } from './notice-people.js';
import { DeliveriesQuery, ImportPeopleQuery, NoticePersonRequest, PreferencesRequest, TakeOutPersonQuery } from './notices.requests.js';
import { LARGEST_PEOPLE_FILE, PeopleFile } from './people-file.js';

/** Who is told outside of Amends, where and how, and whether it arrived. */
@Controller('api/escalation/notices')
export class NoticesController {
  constructor(
    private readonly people: NoticePeople,
    private readonly file: PeopleFile,
    private readonly log: DeliveryLog,
  ) {}

  /** How whoever asks is told themselves. */
  @Get('mine')
  @Permit('escalation.own-notices')
  mine(@Context() { actor }: CommandContext): Promise<OwnPreferences> {
    return this.people.own(actor.id);
  }

  @Put('mine')
  @Permit('escalation.own-notices')
  changeMine(@Body() request: PreferencesRequest, @Context() { actor }: CommandContext): Promise<OwnPreferences> {
    return this.people.changeOwn(actor.id, request);
  }

  @Get('people')
  @Permit('escalation.read-notice-people')
  async all(): Promise<{ readonly people: readonly ShownPerson[] }> {
    return { people: await this.people.all() };
  }

  @Put('people/:person')
  @Permit('escalation.change-notice-people')
  put(@Id('person') person: string, @Body() request: NoticePersonRequest, @Context() { actor }: CommandContext): Promise<StoredPerson> {
    return this.people.put({ person, request }, actor.id);
  }

  @Delete('people/:person')
  @HttpCode(204)
  @Permit('escalation.change-notice-people')
  takeOut(@Id('person') person: string, @Query() { version }: TakeOutPersonQuery): Promise<void> {
    return this.people.takeOut(person, version);
  }

  @Post('people/import')
  @HttpCode(200)
  @Bytes(LARGEST_PEOPLE_FILE)
  @TakesCsv()
  @Permit('escalation.change-notice-people')
  import(@Body() body: unknown, @Headers('content-type') contentType: string | undefined, @Query() { dryRun }: ImportPeopleQuery, @Context() { actor }: CommandContext): Promise<PutPeople> {
    return this.file.take(body, contentType, actor.id, dryRun ?? false);
  }

  @Post('people/:person/webhook-secret')
  @HttpCode(200)
  @Permit('escalation.change-notice-people')
  newSecret(@Id('person') person: string, @Context() { actor }: CommandContext): Promise<{ readonly webhookSecret: string; readonly formerHoldsUntil: string | null }> {
    return this.people.newSecret(person, actor.id);
  }

  @Post('people/:person/test')
  @HttpCode(200)
  @Permit('escalation.test-notices')
  test(@Id('person') person: string): Promise<{ readonly deliveries: readonly { readonly id: string; readonly channel: string }[] }> {
    return this.log.test(person);
  }

  @Get('deliveries')
  @Permit('escalation.read-deliveries')
  deliveries(@Query() query: DeliveriesQuery): Promise<{ readonly deliveries: readonly LoggedDelivery[]; readonly next: string | null }> {
    return this.log.list(query);
  }

  @Post('deliveries/:delivery/retry')
  @HttpCode(204)
  @Permit('escalation.retry-delivery')
  retry(@Id('delivery') delivery: string): Promise<void> {
    return this.log.retry(delivery);
  }
}
