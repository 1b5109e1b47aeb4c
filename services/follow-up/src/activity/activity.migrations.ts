import { sqlMigration } from '@amends/runtime';
import { activitySql } from './activity.sql.js';

/** The tables of customer activity. */
export const activityMigrations = [sqlMigration('Activity1732000000003', activitySql('follow_up'))];
