import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { ComplaintReopened, fact } from '@amends/contracts';
import { Refusal } from '@amends/decider';
import { Commands, type Accepted, type CommandContext } from '@amends/eventing';
import { eventually } from '@amends/eventing/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { Bulk } from './http/server.js';
import { Context, Id, Permit, PERMISSIONS, PlatformModule, readConfig, refuseGaps, serve, Text, Whole, type Role, type RouteName, type Running, type ServiceDefinition } from './index.js';

class Reopen {
  @Text(2000) readonly words: string;
  @Whole(1, 100) readonly endsRound: number;
}

@Controller('api/follow-up/complaints')
class FollowUpController {
  constructor(private readonly commands: Commands) {}

  @Post(':id/reopen')
  @Permit('follow-up.reopen')
  reopen(@Id() id: string, @Body() { words, endsRound }: Reopen, @Context() context: CommandContext): Promise<Accepted> {
    const decide = () => {
      if (endsRound === 99) throw new Refusal('follow-up.too-many-rounds', 'There are too many rounds', 'talk to a superior');
      return [fact(ComplaintReopened, { endsRound, because: 'customer-dissatisfied' }, { words })];
    };
    const evolution = { initial: undefined, evolve: () => undefined };
    return this.commands.run({ stream: { kind: 'complaint', id }, evolution, decide, starts: { sealFor: id }, response: { id } }, context);
  }

  @Post(':id/audit-satisfaction')
  @Permit('follow-up.audit-satisfaction')
  audit(): never {
    throw new TypeError('Wang Xiaoming is not a function');
  }

  @Post('import')
  @Bulk()
  @Permit('follow-up.import')
  import(@Body() body: { words: string }): { length: number } {
    return { length: body.words.length };
  }
}

/** The other rows of the permission table, so that each has a route. */
@Controller('api/follow-up/others')
class OtherController {}

const used = ['follow-up.reopen', 'follow-up.audit-satisfaction', 'follow-up.import'];
for (const row of Object.keys(PERMISSIONS).filter((name) => name.startsWith('follow-up.') && !used.includes(name)) as RouteName[]) {
  const route: PropertyDescriptor = { value: () => undefined, configurable: true };
  Object.defineProperty(OtherController.prototype, row, route);
  Post(row)(OtherController.prototype, row, route);
  Permit(row)(OtherController.prototype, row, route);
}

@Module({ imports: [PlatformModule.for('follow-up')], controllers: [FollowUpController, OtherController] })
class FollowUpModule {}

@Controller('api/follow-up')
class ForgottenController {
  @Get('forgotten')
  forgotten(): void {}
}

@Module({ controllers: [ForgottenController] })
class ForgottenModule {}

const followUp: ServiceDefinition = { name: 'follow-up', module: FollowUpModule, hasLog: true, migrations: [], entities: [] };

describe('a served service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-serve-'));
  const database = `serve_${randomUUID().replaceAll('-', '')}`;
  let running: Running;
  let sign: (role: Role, unit?: string | null) => Promise<string>;

  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: process.env['AMENDS_TEST_DATABASE_URL'] });
    await client.connect();
    await client.query(sql);
    await client.end();
  };

  const post = async (path: string, body: unknown, headers: Record<string, string> = {}, role: Role = 'agent'): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> => {
    const answer = await fetch(`${running.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await sign(role)}`, ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  };

  beforeAll(async () => {
    await admin(`create database ${database}`);
    const pair = await generateKeyPair('EdDSA', { extractable: true });
    const file = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const cached = new Map<string, Promise<string>>();
    const make = (role: Role, unit: string | null): Promise<string> =>
      new SignJWT({ role, unit }).setProtectedHeader({ alg: 'EdDSA', kid: 'k' }).setSubject(`${role}-1`).setIssuer('amends').setAudience('amends').setExpirationTime('1h').sign(pair.privateKey);
    sign = (role, unit = 'north') => {
      const token = cached.get(`${role} ${unit}`) ?? make(role, unit);
      cached.set(`${role} ${unit}`, token);
      return token;
    };
    const url = new URL(process.env['AMENDS_TEST_DATABASE_URL']!);
    url.pathname = `/${database}`;
    running = await serve(
      [followUp],
      readConfig({
        DATABASE_URL: url.href,
        AMENDS_TRANSPORT: 'local',
        AMENDS_PORT: '0',
        AMENDS_LOG_LEVEL: 'silent',
        AMENDS_JWKS_FILE: file('jwks.json', JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'EdDSA' }] })),
        AMENDS_MASTER_KEY_FILE: file('master.key', randomBytes(32).toString('base64')),
        AMENDS_COMPANY_FILE: file('company.json', JSON.stringify({ name: 'Acme', units: [{ id: 'acme', name: 'Acme' }, { id: 'north', name: 'North', parent: 'acme' }] })),
      }),
    );
  });

  afterAll(async () => {
    await running?.stop();
    await admin(`drop database ${database} with (force)`);
  });

  const reopen = (id: string = randomUUID()): string => `/api/follow-up/complaints/${id}/reopen`;
  const good = { words: 'It broke again', endsRound: 1 };

  it('accepts a command, appends its event, and says what was seen', async () => {
    const id = randomUUID();
    const { status, headers, body } = await post(reopen(id), good);
    expect([status, body['id'], body['seen']]).toEqual([201, id, undefined]);
    expect(headers.get('amends-seen')).toBe(`follow-up/complaint:${id}@1`);
    const [event] = await running.platform.of('follow-up').logParts.log.read({ kind: 'complaint', id });
    expect(event).toMatchObject({ type: 'ComplaintReopened', actor: { id: 'agent-1', role: 'agent', unit: 'north' } });
    expect(JSON.stringify(event)).not.toContain('broke');
  });

  it('does a repeated request once, and refuses the key for another one', async () => {
    const path = reopen();
    const first = await post(path, good, { 'idempotency-key': 'k1' });
    const again = await post(path, good, { 'idempotency-key': 'k1' });
    expect([again.status, again.body, again.headers.get('amends-seen')]).toEqual([201, first.body, first.headers.get('amends-seen')]);
    const other = await post(path, { ...good, endsRound: 2 }, { 'idempotency-key': 'k1' });
    expect([other.status, other.body['code']]).toEqual([422, 'request.idempotency-mismatch']);
  });

  it('answers a broken rule with 409, its code and the way out', async () => {
    const { status, headers, body } = await post(reopen(), { ...good, endsRound: 99 });
    expect([status, body['code'], body['remedy']]).toEqual([409, 'follow-up.too-many-rounds', 'talk to a superior']);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it.each<[string, unknown, Record<string, string>, number, string]>([
    ['without fields', {}, {}, 400, 'request.invalid'],
    ['with an unknown field', { ...good, colour: 'red' }, {}, 400, 'request.invalid'],
    ['with a field called constructor', '{"constructor":{"prototype":{}},"words":"x","endsRound":1}', {}, 400, 'request.malformed'],
    ['with __proto__', '{"__proto__":{},"words":"x","endsRound":1}', {}, 400, 'request.malformed'],
    ['that is no JSON', '{"words":', {}, 400, 'request.malformed'],
    ['that is a list', [good], {}, 400, 'request.malformed'],
    ['that is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), {}, 400, 'request.malformed'],
    ['of 300 KB', { ...good, words: 'x'.repeat(300_000) }, {}, 413, 'request.too-large'],
    ['of 10 MB', { ...good, words: 'x'.repeat(10_000_000) }, {}, 413, 'request.too-large'],
    ['of another kind', 'words=x', { 'content-type': 'text/plain' }, 415, 'request.media-type'],
    ['with a malformed Amends-Seen', good, { 'amends-seen': 'x' }, 400, 'request.invalid'],
    ['with a malformed Amends-Judged-On', good, { 'amends-judged-on': 'x' }, 400, 'request.invalid'],
    ['with a malformed Amends-Round', good, { 'amends-round': '0' }, 400, 'request.invalid'],
    ['with a malformed key', good, { 'idempotency-key': 'x'.repeat(300) }, 400, 'request.invalid'],
  ])('refuses a body %s', async (_kind, body, headers, status, code) => {
    const answer = await post(reopen(), body, headers).catch(() => undefined);
    // A server that refuses a long body may close the connection while the client still sends.
    if (!answer) return expect(status).toBe(413);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(answer.body['remedy']).toBeTruthy();
  });

  it('lets bulk routes carry more', async () => {
    const { status, body } = await post('/api/follow-up/complaints/import', { words: 'x'.repeat(10_000_000) }, {}, 'importer');
    expect([status, body]).toEqual([201, { length: 10_000_000 }]);
  });

  it('refuses whoever has no token, a bad one, or the wrong role', async () => {
    expect((await post(reopen(), good, { authorization: '' })).body['code']).toBe('token.missing');
    const bad = await post(reopen(), good, { authorization: 'Bearer x.y.z' });
    expect([bad.status, bad.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="amends"']);
    const analyst = await post(reopen(), good, {}, 'analyst');
    expect([analyst.status, analyst.body['code']]).toEqual([403, 'access.not-permitted']);
    const stray = await post(reopen(), good, { authorization: `Bearer ${await sign('agent', 'east')}` });
    expect([stray.status, stray.body['code']]).toEqual([403, 'access.unknown-unit']);
  });

  it('answers unknown addresses and ids with 404 and 400', async () => {
    expect(await post('/api/follow-up/nothing', {})).toMatchObject({ status: 404, body: { code: 'request.unknown-route' } });
    expect(await post(reopen('7'), good)).toMatchObject({ status: 400, body: { errors: [{ field: 'id' }] } });
    const malformed = await fetch(`${running.url}/%ff`);
    expect([malformed.status, malformed.headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
  });

  it('says nothing of a bug but the id to look for', async () => {
    const { status, headers, body } = await post(`/api/follow-up/complaints/${randomUUID()}/audit-satisfaction`, {});
    expect([status, body['code']]).toEqual([500, 'unexpected']);
    expect(JSON.stringify(body)).not.toContain('Wang');
    expect(headers.get('amends-request')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('asks to come back when it has not heard yet of what was seen elsewhere', async () => {
    const { status, headers, body } = await post(reopen(), good, { 'amends-seen': `intake/complaint:${randomUUID()}@1` });
    expect([status, body['code'], headers.get('retry-after')]).toEqual([503, 'follow-up.behind', '1']);
  });

  it('hears its own events back, and shows how far it is', async () => {
    await post(reopen(), good);
    const caughtUp = async (): Promise<boolean> => {
      const { services } = (await (await fetch(`${running.url}/health/lag`)).json()) as { services: { log: { head: string; published: string }; consumers: { behind: string }[] }[] };
      return services[0]!.log.head === services[0]!.log.published && services[0]!.consumers.every(({ behind }) => behind === '0');
    };
    await eventually('it has caught up', caughtUp);
    const ready = await fetch(`${running.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, reasons: [] }]);
    expect(await (await fetch(`${running.url}/metrics`)).text()).toMatch(/amends_request_seconds_count\{route="POST \/api\/follow-up\/complaints\/:id\/reopen",status="201"\} \d+/);
  });

  it('describes its API, from its own address only', async () => {
    const page = await fetch(`${running.url}/docs/follow-up`);
    expect(await page.text()).not.toMatch(/https?:/);
    const document = (await (await fetch(`${running.url}/docs/follow-up/openapi.json`)).json()) as { paths: Record<string, { post: { parameters: { name: string }[] } }>; components: { schemas: Record<string, unknown> } };
    expect(document.paths['/api/follow-up/complaints/{id}/reopen']!.post.parameters.map(({ name }) => name)).toEqual(['id', 'Idempotency-Key', 'Amends-Seen', 'Amends-Round', 'Amends-Judged-On']);
    expect(document.components.schemas['Reopen']).toMatchObject({ properties: { words: { maxLength: 2000 }, endsRound: { maximum: 100 } }, required: ['words', 'endsRound'] });
    expect((await fetch(`${running.url}/docs/assets/swagger-ui.css`)).status).toBe(200);
    expect((await fetch(`${running.url}/docs/assets/..%2fpackage.json`)).status).toBe(404);
    expect((await fetch(`${running.url}/docs/billing`)).status).toBe(404);
  });

  it('shows operators what is parked', async () => {
    const list = await fetch(`${running.url}/api/follow-up/quarantine`, { headers: { authorization: `Bearer ${await sign('operator', null)}` } });
    expect([list.status, await list.json()]).toEqual([200, { parked: [] }]);
    const redrive = await post(`/api/follow-up/quarantine/nobody/${randomUUID()}/redrive`, {}, {}, 'operator');
    expect([redrive.status, redrive.body['code']]).toEqual([404, 'operations.unknown-consumer']);
  });

  it('tells of parked complaints in its lag and its figures, and is ready all the same', async () => {
    const { quarantine, database } = running.platform.of('follow-up');
    const parked = (subject: string) => ({ subject, topic: 'complaints' as const, partition: 0, message: { offset: 0n, key: null, headers: {}, value: null }, reason: 'cannot' });
    const id = randomUUID();
    await database.transaction((transaction) => quarantine.park(transaction, 'known', [parked(id), parked(id), parked(randomUUID())]));
    const figures = async (): Promise<string> => (await (await fetch(`${running.url}/metrics`)).text()).match(/amends_parked_complaints\{.*\} \d+/)![0];
    const lag = async (): Promise<unknown> => {
      const { services } = (await (await fetch(`${running.url}/health/lag`)).json()) as { services: { consumers: { name: string; parked?: object }[] }[] };
      return services[0]!.consumers.find(({ name }) => name === 'known')!.parked;
    };
    expect(await lag()).toEqual({ complaints: 2, messages: 3, since: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(await figures()).toBe('amends_parked_complaints{service="follow-up",consumer="known"} 2');
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(200);
    for (const { id: message } of await quarantine.list()) await quarantine.setAside(message);
    expect(await lag()).toBeUndefined();
    expect(await figures()).toMatch(/ 0$/);
  });

  it('starts again on what is there already, and beside a second process', async () => {
    const second = await serve([followUp], { ...running.platform.shared.config, port: 0 });
    const id = randomUUID();
    expect((await fetch(`${second.url}/health/live`)).status).toBe(200);
    await second.stop();
    expect((await post(reopen(id), good)).status).toBe(201);
  });

  it('refuses to start with a route that the permission table does not know', async () => {
    const forgotten = { ...followUp, module: ForgottenModule };
    expect(() => refuseGaps([forgotten])).toThrow(/ForgottenController\.forgotten\) carries no @Permit/);
    await expect(serve([forgotten], running.platform.shared.config)).rejects.toThrow(/permissions do not match/);
  });
});
