import { PlatformModule } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { HistoryController } from './history.controller.js';
import { ResolutionController } from './resolution.controller.js';

/** Resolution: who owns a complaint, and how it is put right. */
@Module({
  imports: [PlatformModule.for('resolution')],
  controllers: [ResolutionController, HistoryController],
})
export class ResolutionModule {}
