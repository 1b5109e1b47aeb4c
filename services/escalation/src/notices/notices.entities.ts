import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SealedSecret } from './carrier.js';
import type { Preferences } from './preferences.js';

/** Where and how one person is told; their addresses stand nowhere else. */
@Entity('notice_people')
export class NoticePerson {
  @PrimaryColumn('uuid') readonly person: string;
  /** 1 when it is made, one more at each change. */
  @Column('int') readonly version: number;
  @Column('text', { nullable: true }) readonly email: string | null;
  @Column('text', { name: 'webhook_url', nullable: true }) readonly webhookUrl: string | null;
  @Column('json', { name: 'webhook_secrets' }) readonly webhookSecrets: readonly SealedSecret[];
  @Column('json') readonly preferences: Preferences;
  @Column('text', { name: 'changed_by' }) readonly changedBy: string;
  @Column('timestamptz', { name: 'changed_at' }) readonly changedAt: Date;
}
