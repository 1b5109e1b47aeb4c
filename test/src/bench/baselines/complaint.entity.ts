import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A complaint as a plain application keeps it: one row, everything in clear. */
@Entity('complaints')
export class Complaint {
  @PrimaryGeneratedColumn('uuid') id: string;
  /** The same key twice is the same request. */
  @Column('text', { name: 'idempotency_key', unique: true }) idempotencyKey: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') channel: string;
  @Column('text') direction: string;
  @Column('text', { nullable: true }) product: string | null;
  @Column('text', { name: 'order_reference', nullable: true }) order: string | null;
  @Column('text', { nullable: true }) language: string | null;
  @Column('text') statement: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
}

/** What has to be told to others, written with the complaint in one transaction. */
@Entity('outbox')
export class OutboxRow {
  @PrimaryGeneratedColumn('identity') position: number;
  @Column('uuid') complaint: string;
  @Column('json') message: object;
  @Column('boolean', { default: false }) published: boolean;
}

/** The read model that hears of it. */
@Entity('read_model')
export class ReadModelRow {
  @PrimaryGeneratedColumn('identity') number: number;
  @Column('uuid', { unique: true }) complaint: string;
  @Column('json') message: object;
}
