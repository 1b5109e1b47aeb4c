import { ServedIntake } from '../testing/served-intake.js';

describe('the phrase coach', () => {
  let intake: ServedIntake;
  beforeAll(async () => void (intake = await ServedIntake.start()));
  afterAll(() => intake.stop());

  it('tells an agent what had better be put differently, why, and how', async () => {
    const { status, body } = await intake.post('coach', { text: "Thank you. We can't refund that." });
    expect(status).toBe(200);
    expect(body).toEqual({
      findings: [{
        family: 'refusal', rule: 'cannot', from: 11, to: 26, said: "We can't refund",
        why: { en: expect.any(String), zh: expect.any(String) }, better: { en: expect.any(String), zh: expect.any(String) },
      }],
    });
    expect((await intake.post('coach', { text: '这不归我们管。', language: 'zh-CN' })).body.findings).toMatchObject([{ family: 'blame-shifting', said: '这不归我们管' }]);
    expect((await intake.post('coach', { text: 'I will call you by 5 pm.' }, { role: 'supervisor' })).body).toEqual({ findings: [] });
  });

  it('keeps nothing of what it was asked', async () => {
    const events = async (): Promise<number> => (await intake.database.pool.query<{ count: string }>('select count(*) from intake.events')).rows.map(({ count }) => Number(count))[0]!;
    const before = await events();
    await intake.post('coach', { text: "We can't refund that." });
    expect(await events()).toBe(before);
  });

  it('never blocks: a message that it would put differently is sent all the same', async () => {
    const { body } = await intake.post('complaints', { contact: { channel: 'phone' } });
    const message = { kind: 'answer', channel: 'e-mail', message: "We can't refund that." };
    expect((await intake.post('coach', { text: message.message })).body.findings).toHaveLength(1);
    expect((await intake.post(`complaints/${body.id}/send-message`, message)).status).toBe(201);
  });

  it.each([['text', {}], ['text', { text: '' }], ['text', { text: 7 }], ['text', { text: 'a'.repeat(64 * 1024 + 1) }], ['language', { text: 'Hello.', language: 7 }], ['txet', { text: 'Hello.', txet: 'a' }]])(
    'refuses a wrong %s, naming it and what to do',
    async (field, body) => expect(await intake.post('coach', body)).toMatchObject({ status: 400, body: { errors: [{ field, remedy: expect.any(String) }] } }),
  );

  it('is for those who write to customers', async () => {
    expect((await intake.post('coach', { text: 'Hello.' }, { role: 'analyst' })).status).toBe(403);
  });
});
