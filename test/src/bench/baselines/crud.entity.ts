import { Column, Entity, Index } from 'typeorm';
import { Complaint } from './complaint.entity.js';

/** A complaint with what happens to it afterwards, as a plain application keeps it: one row that is written over. */
@Entity('crud_complaints')
export class CrudComplaint extends Complaint {
  @Index() @Column('text') reference: string;
  @Column('text') status: 'open' | 'resolved';
  @Column('text', { name: 'owner_unit', nullable: true }) ownerUnit: string | null;
  @Column('text', { nullable: true }) how: string | null;
  @Column('text', { nullable: true }) cause: string | null;
  @Column('timestamptz', { name: 'resolved_at', nullable: true }) resolvedAt: Date | null;
}
