import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { TableName } from './tables.js';

/** One row of a table of superiors: a unit's line, a rota, an absence, … */
@Entity('superiors')
export class StoredSuperiorsRow {
  @PrimaryColumn('text', { name: 'table_name' }) readonly table: TableName;
  @PrimaryColumn('text') readonly key: string;
  /** 1 when it is made, one more at each change. */
  @Column('int') readonly version: number;
  @Column('json') readonly value: object;
}

/** One change of the tables, kept for ever: who changed what, when. */
@Entity('superiors_changes')
export class SuperiorsChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) readonly position: string;
  @Column('text', { name: 'table_name' }) readonly table: TableName;
  @Column('text') readonly key: string;
  /** Null when it was made. */
  @Column('json', { name: 'old_value', nullable: true }) readonly oldValue: object | null;
  /** Null when it was taken out. */
  @Column('json', { name: 'new_value', nullable: true }) readonly newValue: object | null;
  @Column('text', { name: 'changed_by' }) readonly changedBy: string;
  @Column('timestamptz', { name: 'changed_at' }) readonly changedAt: Date;
}
