import { Unknown, type CommandContext } from '@amends/eventing';
import { Bytes, Context, Permit } from '@amends/runtime';
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { TakesCsv } from './described.js';
import { AskingWho, type WhoAnswer } from './asking-who.js';
import { rowFrom, LARGEST_FILE, mustBeKey, TakingFiles } from './taking-files.js';
import { SuperiorsInForce } from './superiors-in-force.js';
import { SuperiorsStore } from './superiors-store.js';
import { SuperiorsTables, type Taken } from './superiors-tables.js';
import { AbsenceRequest, ChangesQuery, ContactLineRequest, DeputyRequest, FallbackRequest, ImportQuery, RotaRequest, TakeOutQuery, UnitRequest, WhoQuery } from './superiors.requests.js';
import type { SuperiorsChange } from './superiors.entities.js';
import { COMPANY, TABLES, type Row, type TableName } from './tables.js';

/** A row with its version, as it is shown. */
type Shown = Readonly<Record<string, unknown>> & { readonly version: number };

const SHOWN_CHANGES = 200;
/** The fallback is only replaced, and units come and go with the company file. */
const TAKEN_OUT: readonly TableName[] = ['rotas', 'absences', 'deputies', 'contacts'];

/** Who is above whom, who is there when, and who would be told. */
@Controller('api/escalation/superiors')
export class SuperiorsController {
  constructor(
    private readonly tables: SuperiorsTables,
    private readonly files: TakingFiles,
    private readonly asking: AskingWho,
    private readonly superiors: SuperiorsInForce,
    private readonly store: SuperiorsStore,
  ) {}

  @Get()
  @Permit('escalation.read-superiors')
  all(): Readonly<Record<TableName, readonly Shown[]>> {
    const of = (table: TableName) => this.superiors.rows.filter((row) => row.table === table).map(shown);
    return Object.fromEntries(TABLES.map((table) => [table, of(table)])) as unknown as Readonly<Record<TableName, readonly Shown[]>>;
  }

  @Get('who')
  @Permit('escalation.read-superiors')
  who(@Query() query: WhoQuery): Promise<WhoAnswer> {
    return this.asking.who(query);
  }

  @Get(':table/changes')
  @Permit('escalation.read-superiors')
  async changes(@Param('table') table: string, @Query() { key }: ChangesQuery): Promise<{ readonly changes: readonly SuperiorsChange[] }> {
    return { changes: await this.store.changes(oneOf(TABLES, table), key, SHOWN_CHANGES) };
  }

  @Put('fallback')
  @Permit('escalation.change-superiors')
  fallback(@Body() request: FallbackRequest, @Context() context: CommandContext): Promise<Shown> {
    return this.put('fallback', COMPANY, request, context);
  }

  @Put('units/:key')
  @Permit('escalation.change-superiors')
  unit(@Param('key') key: string, @Body() request: UnitRequest, @Context() context: CommandContext): Promise<Shown> {
    return this.put('units', key, request, context);
  }

  @Put('rotas/:key')
  @Permit('escalation.change-superiors')
  rota(@Param('key') key: string, @Body() request: RotaRequest, @Context() context: CommandContext): Promise<Shown> {
    return this.put('rotas', key, request, context);
  }

  @Put('absences/:key')
  @Permit('escalation.change-superiors')
  absence(@Param('key') key: string, @Body() request: AbsenceRequest, @Context() context: CommandContext): Promise<Shown> {
    return this.put('absences', key, request, context);
  }

  @Put('deputies/:key')
  @Permit('escalation.change-superiors')
  deputy(@Param('key') key: string, @Body() request: DeputyRequest, @Context() context: CommandContext): Promise<Shown> {
    return this.put('deputies', key, request, context);
  }

  @Put('contacts/:key')
  @Permit('escalation.change-superiors')
  contact(@Param('key') key: string, @Body() request: ContactLineRequest, @Context() context: CommandContext): Promise<Shown> {
    return this.put('contacts', key, request, context);
  }

  @Delete(':table/:key')
  @HttpCode(204)
  @Permit('escalation.change-superiors')
  takeOut(@Param('table') table: string, @Param('key') key: string, @Query() { version }: TakeOutQuery, @Context() { actor }: CommandContext): Promise<void> {
    return this.tables.takeOut(oneOf(TAKEN_OUT, table), key, version, actor.id);
  }

  @Post(':table/import')
  @HttpCode(200)
  @Bytes(LARGEST_FILE)
  @TakesCsv()
  @Permit('escalation.change-superiors')
  import(@Param('table') table: string, @Body() body: unknown, @Headers('content-type') contentType: string | undefined, @Query() { dryRun }: ImportQuery, @Context() { actor }: CommandContext): Promise<Taken> {
    return this.files.take(oneOf(TABLES, table), body, contentType, actor.id, dryRun ?? false);
  }

  private async put(table: TableName, key: string, request: { readonly version?: number }, { actor }: CommandContext): Promise<Shown> {
    mustBeKey(table, key);
    return shown(await this.tables.put({ table, key, value: rowFrom(table, key, request), version: request.version ?? 0 }, actor.id));
  }
}

const shown = ({ value, version }: Row): Shown => ({ ...(value as Record<string, unknown>), version });

function oneOf(tables: readonly TableName[], table: string): TableName {
  const found = tables.find((one) => one === table);
  if (!found) throw new Unknown('table', table);
  return found;
}
