import { ComplaintClosed, ComplaintResolved, ComplaintAssigned, ObligationIncurred, type Channel } from '@amends/contracts';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServedIntake, type Answer } from '../testing/served-intake.js';

const LATER = '2999-01-01T00:00:00.000Z';
const HOSTILE = '<script>alert(1)</script> \u202Eright to left\u202C 🧨 \'; drop table intake.events; -- {{x}} ${x}\n%00';

describe('commands on a complaint, over HTTP', () => {
  let intake: ServedIntake;

  beforeAll(async () => {
    intake = await ServedIntake.start();
  });
  afterAll(() => intake.stop());

  const register = async (more: object = {}, channel = 'phone'): Promise<{ id: string; contactId: string; statementId: string }> => {
    const { status, body } = await intake.post('complaints', { contact: { channel }, statement: { statement: 'It leaks.' }, ...more });
    expect(status).toBe(201);
    return body;
  };
  const types = (id: string): Promise<readonly string[]> => intake.said('complaint', id);
  const close = async (id: string): Promise<Record<string, string>> => {
    const resolved = await intake.publish(ComplaintResolved, id, { how: 'advice', cause: null });
    const done = await intake.publish(ComplaintClosed, id, { ...(ComplaintClosed.sample as object) });
    return { 'amends-seen': `${resolved}, ${done}` };
  };
  const code = ({ status, body }: Answer): unknown => [status, body['code'] ?? body['recorded']];

  it('carries a complaint through every command, and seals every word', async () => {
    const { id, contactId, statementId } = await register({ classify: { category: ['leak'], severity: 'major', grave: ['safety'] } });
    const at = (command: string, body?: object) => intake.post(`complaints/${id}/${command}`, body);
    const corrected = await at('read-back/correct', { statementId, contactId, correction: 'Secret: at the hose', corrected: { statement: 'Secret: the hose leaks' } });
    expect(corrected.body['recorded']).toEqual(['ReadBackCorrected', 'StatementRecorded']);
    const newest = { statementId: corrected.body['statementId'] };
    expect(code(await at('read-back/confirm', newest))).toEqual([201, ['ReadBackConfirmed']]);
    expect(code(await at('read-back/confirm', newest))).toEqual([201, []]);
    expect(code(await at('ask-cause', { question: 'Secret question', answer: 'Secret answer' }))).toEqual([201, ['CauseAsked']]);
    expect(code(await at('cause-unknown', { because: 'no-evidence', explanation: 'Secret' }))).toEqual([201, ['CauseUnknown']]);
    expect(code(await at('name-cause', { cause: 'hose-worn', ownerUnit: 'south', evidence: 'Secret photo' }))).toEqual([201, ['CauseFound']]);
    const { body: promised } = await at('promise-time', { promise: 'Secret visit', promisedFor: LATER });
    const promise = `promises/${promised['promiseId']}`;
    expect(code(await at(`${promise}/revise`, { promisedFor: '2999-02-01T00:00:00.000Z', explanation: 'Secret' }))).toEqual([201, ['PromiseRevised']]);
    expect(code(await at(`${promise}/keep`))).toEqual([201, ['PromiseKept']]);
    expect(code(await at('report-hostility', { contactId, note: 'Secret' }))).toEqual([201, ['ContactTurnedHostile']]);
    const { body: received } = await at('receive-message', { channel: 'e-mail', message: 'Secret complaint' });
    expect(code(await at('send-message', { kind: 'answer', channel: 'e-mail', message: 'Secret reply', inReplyTo: received['messageId'] }))).toEqual([201, ['MessageSent']]);
    expect(code(await at('add-note', { note: 'Secret note' }))).toEqual([201, ['NoteAdded']]);
    expect(code(await at('redirect', { toUnit: 'south', note: 'Secret' }))).toEqual([201, ['ComplaintRedirected']]);
    expect(code(await at('withdraw', { because: 'customer-withdrew', explanation: 'Secret' }))).toEqual([201, ['ComplaintWithdrawn']]);
    expect(JSON.stringify(await intake.events('complaint', id))).not.toContain('Secret');
  });

  it('does a repeated request once, by its key or by the id that the client made', async () => {
    const { id } = await register();
    const note = { id: randomUUID(), note: 'Twice' };
    const first = await intake.post(`complaints/${id}/add-note`, note, { key: 'note-1' });
    const again = await intake.post(`complaints/${id}/add-note`, note, { key: 'note-1' });
    expect(again.body).toEqual(first.body);
    expect(code(await intake.post(`complaints/${id}/add-note`, note))).toEqual([201, []]);
    expect(code(await intake.post(`complaints/${id}/add-note`, { ...note, note: 'Another' }))).toEqual([409, 'intake.id-is-taken']);
    expect((await types(id)).filter((type) => type === 'NoteAdded')).toHaveLength(1);
  });

  it('does nothing to a closed complaint, except keeping what is said and shown about it', async () => {
    const { id, contactId, statementId } = await register();
    const headers = await close(id);
    const at = (command: string, body?: object) => intake.post(`complaints/${id}/${command}`, body, { headers });
    const refused: readonly [string, object][] = [
      ['acknowledge', { how: 'spoken' }], ['record-statement', { statement: 'x' }], ['classify', { category: ['x'], severity: 'minor' }],
      ['read-back/confirm', { statementId }], ['read-back/correct', { statementId, correction: 'x' }], ['ask-cause', { question: 'x' }],
      ['name-cause', { cause: 'x' }], ['cause-unknown', { because: 'other' }], ['promise-time', { promise: 'x', promisedFor: LATER }],
      ['report-hostility', { contactId }], ['redirect', { toUnit: 'south' }], ['withdraw', { because: 'registered-by-mistake' }],
      ['link-duplicate', { to: (await register()).id }],
    ];
    for (const [command, body] of refused) expect([command, code(await at(command, body))]).toEqual([command, [409, 'intake.complaint-is-closed']]);
    expect(code(await at('receive-message', { channel: 'phone', message: 'It leaks again' }))).toEqual([201, ['MessageReceived']]);
    expect(code(await at('send-message', { kind: 'apology', channel: 'phone', message: 'We are sorry' }))).toEqual([201, ['MessageSent']]);
    expect(code(await at('add-note', { note: 'Call her' }))).toEqual([201, ['NoteAdded']]);
    expect(code(await intake.put(`complaints/${id}/files/${randomUUID()}`, Buffer.from('x'), { headers: { ...headers, 'content-type': 'text/plain' } }))).toEqual([201, ['FileAttached']]);
    expect(code(await at(`contacts/${contactId}/end`))).toEqual([201, ['ContactEnded']]);
  });

  it('names the field and the remedy when something is missing or wrong', async () => {
    const { id, statementId } = await register();
    const wrong: readonly [string, object, string][] = [
      ['read-back/confirm', {}, 'statementId'],
      ['read-back/correct', { statementId }, 'correction'],
      ['read-back/correct', { statementId, correction: 'x', corrected: { statement: '' } }, 'corrected.statement'],
      ['ask-cause', { question: 'a\0b' }, 'question'],
      ['name-cause', { cause: 'x', ownerUnit: 'nowhere' }, 'ownerUnit'],
      ['name-cause', { cause: 'x'.repeat(121) }, 'cause'],
      ['cause-unknown', { because: 'lazy' }, 'because'],
      ['promise-time', { promise: 'x', promisedFor: 'tomorrow' }, 'promisedFor'],
      ['redirect', { toUnit: 'nowhere' }, 'toUnit'],
      ['withdraw', { because: 'erased' }, 'because'],
      ['link-duplicate', { to: 'that one' }, 'to'],
      ['receive-message', { channel: 'pigeon', message: 'x' }, 'channel'],
      ['receive-message', { channel: 'web', message: 'x', receivedAt: LATER }, 'receivedAt'],
      ['send-message', { kind: 'advert', channel: 'web', message: 'x' }, 'kind'],
      ['send-message', { kind: 'answer', channel: 'web', message: 'a\u001bb' }, 'message'],
      ['add-note', { note: 'x'.repeat(65_537) }, 'note'],
      ['add-note', { note: 'x', colour: 'red' }, 'colour'],
      ['report-hostility', { contactId: 7 }, 'contactId'],
    ];
    for (const [command, body, field] of wrong) {
      const answer = await intake.post(`complaints/${id}/${command}`, body);
      expect([command, answer.status, answer.body['errors']]).toEqual([command, 400, [expect.objectContaining({ field, remedy: expect.any(String) })]]);
    }
    expect(await types(id)).toEqual(['ComplaintRegistered', 'StatementRecorded']);
  });

  it("takes people's words as they are, up to 64 KiB, and gives them back unchanged", async () => {
    const { id } = await register();
    const longest = '漏'.repeat(65_536);
    for (const message of [HOSTILE, longest]) {
      const { body } = await intake.post(`complaints/${id}/receive-message`, { channel: 'e-mail', message });
      expect(body['recorded']).toEqual(['MessageReceived']);
    }
    const { body } = await intake.get(`complaints/${id}/words?reason=spec`);
    const words = body.words.filter(({ type }: { type: string }) => type === 'MessageReceived').map(({ words: { message } }: { words: { message: string } }) => message);
    expect(words).toEqual([HOSTILE, longest]);
    const huge = await intake.post(`complaints/${id}/add-note`, { note: 'x'.repeat(10_000_000) }).catch(() => ({ status: 413 }));
    expect(huge.status).toBe(413);
  });

  it('answers 404 to whoever asks for what is not there, or not theirs to see', async () => {
    const { id } = await register();
    const event = (await intake.events('complaint', id))[1]!.id;
    const seen = await intake.publish(ComplaintAssigned, id, { unit: 'north', staff: null, because: 'assigned' });
    const headers = { 'amends-seen': seen };
    for (const command of ['ask-cause', 'add-note', 'withdraw'] as const) {
      const body = { 'ask-cause': { question: 'x' }, 'add-note': { note: 'x' }, withdraw: { because: 'customer-withdrew' } }[command];
      expect((await intake.post(`complaints/${randomUUID()}/${command}`, body)).status).toBe(404);
      expect((await intake.post(`complaints/${id}/${command}`, body, { unit: 'south', headers })).status).toBe(404);
    }
    expect((await intake.get(`complaints/${id}/words/${event}?reason=spec`, { unit: 'south', headers })).status).toBe(404);
    expect((await intake.get(`complaints/${id}/words/${randomUUID()}?reason=spec`)).status).toBe(404);
    expect((await intake.get(`complaints/${id}/words/${event}?reason=spec`, { role: 'analyst' })).status).toBe(403);
  });

  it('opens the words of one event, and records who looked at whose, and why', async () => {
    const { id } = await register();
    const event = (await intake.events('complaint', id))[1]!.id;
    expect((await intake.get(`complaints/${id}/words/${event}`)).body['errors']).toEqual([expect.objectContaining({ field: 'reason' })]);
    const { body } = await intake.get(`complaints/${id}/words/${event}?reason=call+back`);
    expect(body['words']).toEqual([{ event, type: 'StatementRecorded', occurredAt: expect.any(String), words: { statement: 'It leaks.' } }]);
    const { rows } = await intake.database.pool.query('select staff, role, what, reason from intake.looks where subject = $1', [id]);
    expect(rows).toEqual([{ staff: 'agent-1', role: 'agent', what: 'words of StatementRecorded', reason: 'call back' }]);
  });

  describe('linking duplicates', () => {
    const link = (id: string, to: string) => intake.post(`complaints/${id}/link-duplicate`, { to });

    it('works on one complaint instead of two, until they are told apart again', async () => {
      const [{ id }, { id: to }] = [await register(), await register()];
      expect(code(await link(id, to))).toEqual([201, ['ComplaintLinked']]);
      expect(code(await link(id, to))).toEqual([201, []]);
      expect(code(await intake.post(`complaints/${id}/ask-cause`, { question: 'x' }))).toEqual([409, 'intake.complaint-is-linked']);
      expect(code(await intake.post(`complaints/${id}/unlink`))).toEqual([201, ['ComplaintUnlinked']]);
      expect(code(await intake.post(`complaints/${id}/unlink`))).toEqual([409, 'intake.not-linked']);
      expect(code(await link(to, id))).toEqual([201, ['ComplaintLinked']]);
    });

    it('makes no chain, no circle and no link to nowhere', async () => {
      const [{ id: a }, { id: b }, { id: c }] = [await register(), await register(), await register()];
      expect((await link(a, randomUUID())).status).toBe(404);
      expect(code(await link(a, a))).toEqual([409, 'intake.linked-to-itself']);
      expect((await link(a, b)).status).toBe(201);
      expect(code(await link(b, a))).toEqual([409, 'intake.linked-in-a-circle']);
      expect(code(await link(b, c))).toEqual([409, 'intake.others-are-linked-here']);
      const chained = await link(c, a);
      expect([...(code(chained) as unknown[]), chained.body['remedy']]).toEqual([409, 'intake.other-is-linked', expect.stringContaining(b)]);
    });

    it('links one of two that are linked to each other at the same moment', async () => {
      for (let round = 0; round < 5; round++) {
        const [{ id: a }, { id: b }] = [await register(), await register()];
        const answers = await Promise.all([link(a, b), link(b, a)]);
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
        expect([...(await types(a)), ...(await types(b))].filter((type) => type === 'ComplaintLinked')).toHaveLength(1);
      }
    });
  });

  describe('acknowledging by itself', () => {
    const owes = (id: string, channel?: Channel) => intake.publish(ObligationIncurred, id, { ...ObligationIncurred.sample, channel });
    const until = async (look: () => Promise<boolean>): Promise<void> => {
      while (!(await look())) await sleep(10);
    };
    const nothingToDo = async (): Promise<boolean> => (await intake.database.pool.query('select from intake.to_uphold')).rowCount === 0;

    it('tells whoever wrote at once, in their language, in one append', async () => {
      const { id } = await register({ language: 'zh-CN' }, 'web');
      await owes(id, 'web');
      await until(async () => (await types(id)).length > 2);
      const events = await intake.events('complaint', id);
      expect(events.slice(2)).toMatchObject([
        { type: 'MessageSent', data: { kind: 'acknowledgement', channel: 'web', automatic: true, language: 'zh' }, actor: { id: 'intake', role: 'system' }, causation: expect.any(String) },
        { type: 'ComplaintAcknowledged', data: { how: 'automatic-message' } },
      ]);
      const { body } = await intake.get(`complaints/${id}/words/${events[2]!.id}?reason=spec`);
      expect(JSON.stringify(body)).toContain('投诉编号');
    });

    it('leaves callers, and whoever was acknowledged already, to people', async () => {
      const [caller, told] = [await register(), await register({ acknowledge: { how: 'written' } }, 'e-mail')];
      // What was recorded before events named the channel is looked up.
      for (const [{ id }, channel] of [[caller, 'phone'], [caller, undefined], [told, 'e-mail']] as const) {
        const before = await types(id);
        const seen = await owes(id, channel);
        expect((await intake.get(`complaints/${id}/words?reason=spec`, { headers: { 'amends-seen': seen } })).status).toBe(200);
        await until(nothingToDo);
        expect(await types(id)).toEqual(before);
      }
    });
  });
});
