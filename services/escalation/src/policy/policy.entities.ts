import type { Period, PolicyPack } from '@amends/policy';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A policy pack that the company has added; it never changes. */
@Entity('policy_packs')
export class StoredPack {
  @PrimaryColumn('text') readonly name: string;
  @PrimaryColumn('int') readonly version: number;
  @Column('json') readonly pack: PolicyPack;
  @Column('text', { name: 'added_by' }) readonly addedBy: string;
  @Column('timestamptz', { name: 'added_at' }) readonly addedAt: Date;
}

/** From an instant on, complaints that are registered are pinned to a pack. */
@Entity('policies_in_force')
export class PolicyInForce {
  @PrimaryColumn('timestamptz', { name: 'from_instant' }) readonly from: Date;
  /** `name@version`. */
  @Column('text') readonly pack: string;
  @Column('text', { name: 'decided_by' }) readonly decidedBy: string;
  @Column('timestamptz', { name: 'decided_at' }) readonly decidedAt: Date;
}

/** On a date a calendar has other hours than it was written with. */
@Entity('calendar_overrides')
export class CalendarOverride {
  /** The pack by its name, without a version. */
  @PrimaryColumn('text') readonly pack: string;
  @PrimaryColumn('text') readonly calendar: string;
  @PrimaryColumn('date') readonly date: string;
  @Column('text') readonly name: string;
  @Column('json') readonly periods: readonly Period[];
  @Column('text', { name: 'decided_by' }) readonly decidedBy: string;
  @Column('timestamptz', { name: 'decided_at' }) readonly decidedAt: Date;
}
