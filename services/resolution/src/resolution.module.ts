import { Commands, Upholder } from '@amends/eventing';
import { Looks, PlatformModule, Words, wordsController } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { ApprovalController } from './approval/approval.controller.js';
import { HistoryController } from './history/history.controller.js';
import { NegotiationController } from './negotiation/negotiation.controller.js';
import { OwnershipController } from './ownership/ownership.controller.js';
import { OfferWhatWasRedirected, OwnWhatWasTakenOver } from './ownership/uphold.js';
import { Causes } from './resolving/causes.js';
import { ResolvingController } from './resolving/resolving.controller.js';
import { ReviewController } from './review/review.controller.js';

/** Resolution: who owns a complaint, and how it is put right. */
@Module({
  imports: [PlatformModule.for('resolution')],
  controllers: [OwnershipController, NegotiationController, ApprovalController, ResolvingController, ReviewController, wordsController('resolution', 'resolution.read-words'), HistoryController],
  providers: [Causes, Looks, Words],
})
export class ResolutionModule {
  constructor(upholder: Upholder, commands: Commands) {
    upholder.add(new OwnWhatWasTakenOver(commands));
    upholder.add(new OfferWhatWasRedirected(commands));
  }
}
