import 'reflect-metadata';
import { Module, ValidationPipe, type INestApplication, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { ComplaintController } from './complaint.controller.js';
import { Complaint, OutboxRow, ReadModelRow } from './complaint.entity.js';
import { CrudController } from './crud.controller.js';
import { CrudComplaint } from './crud.entity.js';
import { CONNECTIONS, SETTINGS, type Form, type FormSettings } from './form.js';
import { startOutbox } from './outbox.js';
import { Store } from './store.js';

async function main({ form, databaseUrl, brokers }: FormSettings): Promise<void> {
  const dataSource = new DataSource({ type: 'postgres', url: databaseUrl, entities: form === 'express-crud' ? [CrudComplaint] : [Complaint, OutboxRow, ReadModelRow], poolSize: CONNECTIONS, synchronize: true });
  await dataSource.initialize();
  const app = await createApp(dataSource, form);
  if (form === 'polling-outbox') await startOutbox(dataSource, brokers);
  await app.listen(0, '127.0.0.1');
  process.send!({ type: 'ready', url: await app.getUrl() });
}

function createApp(dataSource: DataSource, form: Form): Promise<INestApplication> {
  const keeping: ModuleMetadata =
    form === 'express-crud'
      ? { controllers: [CrudController], providers: [{ provide: DataSource, useValue: dataSource }] }
      : { controllers: [ComplaintController], providers: [{ provide: Store, useValue: new Store(dataSource, form) }] };

  @Module(keeping)
  class PlainModule {}

  return NestFactory.create(PlainModule, form === 'fastify-insert' ? new FastifyAdapter() : new ExpressAdapter(), { logger: false }).then((app) =>
    app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true })),
  );
}

process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
main(JSON.parse(process.env[SETTINGS]!) as FormSettings).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
