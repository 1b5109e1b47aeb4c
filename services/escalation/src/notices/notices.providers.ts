import { Clock, Database } from '@amends/eventing';
import { Company, Config, Delivering } from '@amends/runtime';
import { Vault } from '@amends/vault';
import type { Provider } from '@nestjs/common';
import { Policies } from '../policy/policies.js';
import { AddressFilter } from './address-filter.js';
import { Carriers } from './carriers.js';
import { Deliveries } from './delivering.js';
import { DeliveryLog } from './delivery-log.js';
import { Mail } from './mail.js';
import { boundTo, NoticePeople } from './notice-people.js';
import { Noted } from './noted.js';
import { NoticesWorker } from './notices-worker.js';
import { PeopleFile } from './people-file.js';
import { Webhook } from './webhook.js';
import { Writing } from './writing.js';

/** Who is told outside of Amends: noted, written, and carried by the ways that the configuration opens. */
export const noticesProviders: readonly Provider[] = [
  Noted,
  NoticePeople,
  PeopleFile,
  DeliveryLog,
  { provide: AddressFilter, useFactory: ({ webhookNetworks }: Config) => new AddressFilter(webhookNetworks), inject: [Config] },
  {
    provide: Carriers,
    useFactory: ({ mail }: Config, clock: Clock, filter: AddressFilter, vault: Vault) =>
      new Carriers(new Webhook({ clock, filter, open: (sealed, person) => vault.openSecret(sealed, boundTo(person)) }), mail && new Mail(mail)),
    inject: [Config, Clock, AddressFilter, Vault],
  },
  {
    provide: NoticesWorker,
    useFactory: (database: Database, policies: Policies, clock: Clock, carriers: Carriers, figures: Delivering, { publicUrl }: Config, noted: Noted, company: Company) => {
      const deliveries = new Deliveries({ database, clock, carriers: carriers.all, figures });
      figures.watch(() => deliveries.report());
      return new NoticesWorker({ noted, writing: new Writing({ database, policies, clock, carriers, publicUrl, isStaff: (person) => company.staff(person) !== undefined }), deliveries, mail: carriers.mail, clock });
    },
    inject: [Database, Policies, Clock, Carriers, Delivering, Config, Noted, Company],
  },
];
