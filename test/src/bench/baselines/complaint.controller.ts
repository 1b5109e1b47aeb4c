import { Body, Controller, Headers, Inject, Post } from '@nestjs/common';
import type { Complaint } from './complaint.entity.js';
import { ComplaintDto } from './complaint.request.js';
import { Store } from './store.js';

/** The one route of the plain application. */
@Controller('complaints')
export class ComplaintController {
  constructor(@Inject(Store) private readonly store: Store) {}

  @Post()
  async register(@Body() dto: ComplaintDto, @Headers('idempotency-key') idempotencyKey: string): Promise<{ id: string }> {
    return { id: await this.store.add(complaintOf(dto, idempotencyKey)) };
  }
}

/** The row that a request becomes. */
export const complaintOf = (dto: ComplaintDto, idempotencyKey: string): Omit<Complaint, 'id'> => ({
  idempotencyKey,
  customerId: dto.customerId,
  channel: dto.contact.channel,
  direction: dto.contact.direction ?? 'inbound',
  product: dto.product ?? null,
  order: dto.order ?? null,
  language: dto.language ?? null,
  statement: dto.statement.statement,
  receivedAt: new Date(),
});
