import type { Status } from '@amends/contracts';
import type { Whereabouts } from '@amends/runtime';
import { Column, Entity, PrimaryColumn, VirtualColumn } from 'typeorm';
import type { ComplaintFile } from './complaint-file.js';
import { utcSql } from './instants.js';

/** A complaint with its whole file. */
export interface ComplaintRow extends Whereabouts {
  readonly complaint: string;
  readonly reference: string | null;
  readonly status: Status;
  readonly file: ComplaintFile;
}

/** One event in a complaint's file; instants in UTC with six decimals. */
export interface TimelineRow {
  readonly complaint: string;
  readonly source: string;
  readonly streamKind: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly round: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly origin: string;
  readonly causation: string | null;
  readonly actorId: string;
  readonly actorRole: string;
  readonly actorUnit: string | null;
  readonly data: unknown;
  readonly hasSealed: boolean;
}

const utc = (column: string) => (alias: string): string => utcSql(`${alias}.${column}`);

/** The TypeORM entities of one version of the read model `file`. */
export interface FileEntities {
  readonly complaint: new () => ComplaintRow;
  readonly entry: new () => TimelineRow;
}

const known = new Map<number, FileEntities>();

/** The entities of a version, the same classes each time; a DataSource must have been given them. */
export function fileEntitiesOf(version: number): FileEntities {
  const entities = known.get(version) ?? mapTables(version);
  known.set(version, entities);
  return entities;
}

function mapTables(schemaVersion: number): FileEntities {
  @Entity(`file_v${schemaVersion}_complaints`)
  class Complaint implements ComplaintRow {
    @PrimaryColumn('uuid') readonly complaint: string;
    @Column('text', { nullable: true }) readonly reference: string | null;
    @Column('text') readonly status: Status;
    @Column('text', { name: 'owner_unit', nullable: true }) readonly ownerUnit: string | null;
    @Column('text', { name: 'received_by', nullable: true }) readonly receivedBy: string | null;
    @Column('text', { name: 'offered_to', nullable: true }) readonly offeredTo: string | null;
    @Column('json') readonly file: ComplaintFile;
  }

  @Entity(`file_v${schemaVersion}_timeline`)
  class Entry implements TimelineRow {
    @PrimaryColumn('uuid') readonly complaint: string;
    @PrimaryColumn('uuid', { name: 'event_id' }) readonly eventId: string;
    @Column('text') readonly source: string;
    @Column('text', { name: 'stream_kind' }) readonly streamKind: string;
    @Column('int') readonly version: number;
    @Column('text') readonly type: string;
    @Column('int') readonly round: number;
    @VirtualColumn({ type: 'text', query: utc('occurred_at') }) readonly occurredAt: string;
    @VirtualColumn({ type: 'text', query: utc('recorded_at') }) readonly recordedAt: string;
    @Column('text') readonly origin: string;
    @Column('text', { nullable: true }) readonly causation: string | null;
    @Column('text', { name: 'actor_id' }) readonly actorId: string;
    @Column('text', { name: 'actor_role' }) readonly actorRole: string;
    @Column('text', { name: 'actor_unit', nullable: true }) readonly actorUnit: string | null;
    @Column('json') readonly data: unknown;
    @Column('boolean', { name: 'has_sealed' }) readonly hasSealed: boolean;
  }

  return { complaint: Complaint, entry: Entry };
}
