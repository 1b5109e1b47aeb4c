import { Clock } from '@amends/eventing';
import { Company } from '@amends/runtime';
import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AskingWho } from './asking-who.js';
import { SuperiorsInForce } from './superiors-in-force.js';
import { SuperiorsStore } from './superiors-store.js';
import { SuperiorsTables } from './superiors-tables.js';
import { TakingFiles } from './taking-files.js';

/** Who is above whom and who is there when: stored, in force, changed, and asked. */
export const superiorsProviders: readonly Provider[] = [
  { provide: SuperiorsStore, useFactory: (dataSource: DataSource) => new SuperiorsStore(dataSource), inject: [DataSource] },
  { provide: SuperiorsInForce, useFactory: (store: SuperiorsStore, company: Company, clock: Clock) => SuperiorsInForce.open(store, company, clock), inject: [SuperiorsStore, Company, Clock] },
  SuperiorsTables,
  TakingFiles,
  AskingWho,
];
