import { randomInt } from 'node:crypto';
import { Body, Controller, Get, Headers, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { DataSource, type Repository } from 'typeorm';
import { complaintOf } from './complaint.controller.js';
import { ComplaintDto } from './complaint.request.js';
import { CrudComplaint } from './crud.entity.js';
import { AssignDto, ResolveDto, SearchDto } from './crud.request.js';

/** The life cycle of a complaint in a plain application: find the row, change it, save it. */
@Controller('complaints')
export class CrudController {
  private readonly complaints: Repository<CrudComplaint>;

  constructor(@Inject(DataSource) dataSource: DataSource) {
    this.complaints = dataSource.getRepository(CrudComplaint);
  }

  @Post()
  async create(@Body() dto: ComplaintDto, @Headers('idempotency-key') idempotencyKey: string): Promise<{ id: string; reference: string }> {
    const reference = String(randomInt(10 ** 11, 10 ** 12));
    const nothingYet = { status: 'open', ownerUnit: null, how: null, cause: null, resolvedAt: null } as const;
    const { id } = await this.complaints.save({ ...complaintOf(dto, idempotencyKey), reference, ...nothingYet });
    return { id, reference };
  }

  @Post(':id/assign')
  assign(@Param('id', ParseUUIDPipe) id: string, @Body() { unit }: AssignDto): Promise<CrudComplaint> {
    return this.change(id, { ownerUnit: unit });
  }

  @Post(':id/resolve')
  resolve(@Param('id', ParseUUIDPipe) id: string, @Body() { how, cause }: ResolveDto): Promise<CrudComplaint> {
    return this.change(id, { status: 'resolved', how, cause: cause ?? null, resolvedAt: new Date() });
  }

  @Get()
  async search(@Query() { reference }: SearchDto): Promise<{ complaints: readonly CrudComplaint[] }> {
    return { complaints: await this.complaints.find({ where: { reference }, order: { receivedAt: 'desc' }, take: 50 }) };
  }

  private async change(id: string, change: Partial<CrudComplaint>): Promise<CrudComplaint> {
    return this.complaints.save(Object.assign(await this.complaints.findOneByOrFail({ id }), change));
  }
}
