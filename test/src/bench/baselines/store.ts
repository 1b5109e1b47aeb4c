import type { DataSource, Repository } from 'typeorm';
import { Complaint, OutboxRow } from './complaint.entity.js';
import type { Form } from './form.js';

const UNIQUE_VIOLATION = '23505';

/** Keeps complaints in the way of a form. */
export class Store {
  private readonly complaints: Repository<Complaint>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly form: Exclude<Form, 'express-crud'>,
  ) {
    this.complaints = dataSource.getRepository(Complaint);
  }

  /** The id of the new complaint, or of the one that this key made before. */
  async add(complaint: Omit<Complaint, 'id'>): Promise<string> {
    try {
      return await this.write(complaint);
    } catch (error) {
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      return (await this.complaints.findOneByOrFail({ idempotencyKey: complaint.idempotencyKey })).id;
    }
  }

  private async write(complaint: Omit<Complaint, 'id'>): Promise<string> {
    switch (this.form) {
      case 'express-save':
        return (await this.complaints.save(complaint)).id;
      case 'fastify-insert':
        return (await this.complaints.insert(complaint)).identifiers[0]!['id'] as string;
      case 'polling-outbox':
        return this.dataSource.transaction(async (manager) => {
          const { id } = await manager.save(Complaint, complaint);
          await manager.save(OutboxRow, { complaint: id, message: { id, ...complaint } });
          return id;
        });
    }
  }
}
