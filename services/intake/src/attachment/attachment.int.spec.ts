import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { ServedIntake, type Answer, type Asking } from '../testing/served-intake.js';
import { LARGEST } from './accepted.js';
import { MEDIA_TYPES } from './media-type.js';

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(2000)]);
const NAME = "attachment; filename*=UTF-8''%E6%BC%8F%E6%B0%B4.png";

describe('files of a complaint, over HTTP', () => {
  let intake: ServedIntake;
  let id: string;

  beforeAll(async () => {
    intake = await ServedIntake.start();
  });
  afterAll(() => intake.stop());
  beforeEach(async () => {
    ({ id } = (await intake.post('complaints', { contact: { channel: 'web' } })).body);
  });

  const put = (file: string, bytes: Buffer, headers: Record<string, string> = {}, complaint = id): Promise<Answer> =>
    intake.put(`complaints/${complaint}/files/${file}`, bytes, { headers: { 'content-type': 'image/png', ...headers } });
  const get = (file: string, asking?: Asking): Promise<Answer> => intake.get(`complaints/${id}/files/${file}?reason=spec`, asking);
  const download = (file: string): ReturnType<ServedIntake['download']> => intake.download(`complaints/${id}/files/${file}?reason=spec`);
  const code = ({ status, body }: Answer): unknown => [status, body['code'] ?? body['recorded']];

  it('gives back what was attached, to be saved and never shown in place', async () => {
    const file = randomUUID();
    const { status, body } = await put(file, PNG, { 'content-disposition': NAME });
    const sha256 = createHash('sha256').update(PNG).digest('hex');
    expect([status, body]).toEqual([201, { id, fileId: file, sha256, recorded: ['FileAttached'] }]);
    const answer = await download(file);
    expect(answer.bytes.equals(PNG)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'content-disposition': `attachment; filename="__.png"; filename*=UTF-8''%E6%BC%8F%E6%B0%B4.png`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const { rows } = await intake.database.pool.query('select what, reason from intake.looks where subject = $1', [id]);
    expect(rows).toEqual([{ what: 'file', reason: 'spec' }]);
  });

  it('keeps neither bytes nor name in clear, and the bytes outside of the log', async () => {
    const text = Buffer.from('My name is Wang Xiaoming, and it leaks.');
    await put(randomUUID(), text, { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="Wang.txt"' });
    const { rows } = await intake.database.pool.query<{ sealed: Buffer }>('select sealed from intake.files where complaint = $1', [id]);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.sealed.includes('Wang')).toBe(false);
    const events = JSON.stringify(await intake.events('complaint', id));
    expect(events).not.toContain('Wang');
    expect(events).not.toContain(rows[0]!.sealed.toString('base64url').slice(0, 40));
  });

  it('attaches a file once, whoever repeats it', async () => {
    const file = randomUUID();
    const key = { 'idempotency-key': `file-${file}` };
    const first = await put(file, PNG, key);
    expect((await put(file, PNG, key)).body).toEqual(first.body);
    expect(code(await put(file, PNG))).toEqual([201, []]);
    const together = randomUUID();
    expect((await Promise.all([put(together, PNG), put(together, PNG)])).map(({ status }) => status)).toEqual([201, 201]);
    expect((await intake.events('complaint', id)).filter(({ type }) => type === 'FileAttached')).toHaveLength(2);
    expect(code(await put(file, Buffer.concat([PNG, PNG])))).toEqual([409, 'intake.id-is-taken']);
    expect((await download(file)).bytes.equals(PNG)).toBe(true);
  });

  it('takes 10 MiB and not a byte more', async () => {
    const largest = Buffer.concat([PNG, Buffer.alloc(LARGEST - PNG.length, 7)]);
    const file = randomUUID();
    expect((await put(file, largest)).status).toBe(201);
    expect((await download(file)).bytes.equals(largest)).toBe(true);
    // A server that refuses a long body may close the connection while the client still sends.
    const refused = await put(randomUUID(), Buffer.concat([largest, Buffer.alloc(1)])).catch(() => undefined);
    expect(refused?.status ?? 413).toBe(413);
    expect((await intake.events('complaint', id)).filter(({ type }) => type === 'FileAttached')).toHaveLength(1);
  });

  it.each<[string, Buffer, Record<string, string>, number, string]>([
    ['a page of markup', Buffer.from('<html>'), { 'content-type': 'text/html' }, 415, 'intake.file-type'],
    ['JSON', Buffer.from('{}'), { 'content-type': 'application/json' }, 415, 'intake.file-type'],
    ['a program called a picture', Buffer.from('MZ\u0090'), {}, 415, 'intake.file-is-not-what-it-says'],
    ['nothing', Buffer.alloc(0), {}, 400, 'request.invalid'],
    ['a name with NUL', PNG, { 'content-disposition': "attachment; filename*=UTF-8''%00.png" }, 400, 'request.invalid'],
  ])('refuses %s', async (_what, body, headers, status, expected) => {
    expect(code(await put(randomUUID(), body, headers))).toEqual([status, expected]);
    expect((await intake.events('complaint', id)).map(({ type }) => type)).toEqual(['ComplaintRegistered']);
  });

  it('knows no file of another complaint, and no complaint of another unit', async () => {
    const file = randomUUID();
    await put(file, PNG);
    const { body: other } = await intake.post('complaints', { contact: { channel: 'web' } });
    expect((await intake.get(`complaints/${String(other['id'])}/files/${file}?reason=spec`)).status).toBe(404);
    expect((await put(file, PNG, {}, randomUUID())).status).toBe(404);
    expect((await get(file, { role: 'analyst' })).status).toBe(403);
  });

  it("is noise once the customer's key is destroyed", async () => {
    const { body: customer } = await intake.post('customers', { name: 'Wang Xiaoming' });
    ({ id } = (await intake.post('complaints', { customerId: customer['id'], contact: { channel: 'web' } })).body);
    const file = randomUUID();
    await put(file, PNG);
    const { rows } = await intake.database.pool.query('select subject from intake.files where id = $1', [file]);
    expect(rows).toEqual([{ subject: customer['id'] }]);
    await intake.platform.shared.vault.erase(String(customer['id']));
    expect(code(await get(file))).toEqual([409, 'customer.erased']);
    expect(code(await put(randomUUID(), PNG))).toEqual([409, 'customer.erased']);
  });

  it('are described for whoever calls them', async () => {
    const { paths } = await intake.described();
    const { put: taking, get: giving } = paths['/api/intake/complaints/{id}/files/{file}'];
    expect(Object.keys(taking.requestBody.content)).toEqual(MEDIA_TYPES);
    expect(taking.requestBody.content['image/png']).toEqual({ schema: { type: 'string', format: 'binary' } });
    expect(taking.parameters).toContainEqual(expect.objectContaining({ in: 'header', name: 'Content-Disposition' }));
    expect(Object.keys(giving.responses[200].content)).toEqual(MEDIA_TYPES);
  });

  it('hands nothing out that differs from what was attached', async () => {
    const file = randomUUID();
    await put(file, PNG);
    await intake.database.pool.query('update intake.files set sealed = set_byte(sealed, 50, (get_byte(sealed, 50) + 1) % 256) where id = $1', [file]);
    expect((await get(file)).status).toBe(500);
  });
});
