import { given } from '@amends/decider';
import { complaint } from '../complaint/complaint.js';
import { closed, heard, idOf, linked, NOON, open, recorded, registered, withdrawn } from '../testing/heard.js';
import { addNote, receiveMessage, sendMessage, type SendMessage } from './decide.js';

const [THEIRS, OURS] = [idOf(61), idOf(62)];
const receive = { messageId: THEIRS, channel: 'e-mail' as const, receivedAt: NOON, message: 'It leaks again.' };
const send: SendMessage = { messageId: OURS, kind: 'answer', channel: 'e-mail', message: 'We come at four.', inReplyTo: null, automatic: false };
const received = heard('MessageReceived', { messageId: THEIRS, characters: 15 });
const everyStatus = [['open', open], ['closed', closed], ['withdrawn', withdrawn], ['linked', linked]] as const;

describe('receiving a message', () => {
  it("records it in the complaint's language unless it says otherwise, its words apart", () => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => receiveMessage(receive, state)).records).toEqual([
      { type: 'MessageReceived', data: { messageId: THEIRS, channel: 'e-mail', receivedAt: NOON, language: 'en', characters: 15 }, words: { message: 'It leaks again.' } },
    ]);
    expect(when((state) => receiveMessage({ ...receive, language: 'zh' }, state)).records[0]!.data).toMatchObject({ language: 'zh' });
  });

  it('stays quiet when it arrives again at another time, and refuses other words under its id', () => {
    const { when } = given(complaint, [registered, ...recorded(given(complaint, [registered]).when((state) => receiveMessage(receive, state)).records)]);
    expect(when((state) => receiveMessage({ ...receive, receivedAt: '2026-11-02T13:00:00.000Z' }, state)).records).toEqual([]);
    expect(when((state) => receiveMessage({ ...receive, message: 'Thank you, it is dry.' }, state)).refuses).toBe('intake.id-is-taken');
  });
});

describe('sending a message', () => {
  it.each(everyStatus)('records what it is for, also when the complaint is %s', (_status, known) => {
    const [sent] = given(complaint, [registered]).when((state) => sendMessage(send, state, known)).records;
    expect(sent).toEqual({
      type: 'MessageSent',
      data: { messageId: OURS, kind: 'answer', channel: 'e-mail', automatic: false, inReplyTo: null, language: 'en', characters: 16 },
      words: { message: 'We come at four.' },
    });
  });

  it('answers a message of this complaint, not one of another', () => {
    const { when } = given(complaint, [registered, received]);
    expect(when((state) => sendMessage({ ...send, inReplyTo: THEIRS }, state, open)).records).toHaveLength(1);
    expect(when((state) => sendMessage({ ...send, inReplyTo: idOf(77) }, state, open)).refuses).toBe('intake.unknown-message');
  });

  it('acknowledges the complaint when that is what it is for, once a round', () => {
    const acknowledging = { ...send, kind: 'acknowledgement' as const };
    const { records } = given(complaint, [registered]).when((state) => sendMessage(acknowledging, state, open));
    expect(records.map(({ type }) => type)).toEqual(['MessageSent', 'ComplaintAcknowledged']);
    expect(records[1]!.data).toEqual({ how: 'written', deadlinesStated: [] });
    const { when } = given(complaint, [registered, heard('ComplaintAcknowledged')]);
    expect(when((state) => sendMessage(acknowledging, state, open)).records).toHaveLength(1);
    expect(when((state) => sendMessage(acknowledging, state, { ...open, round: 2 })).records).toHaveLength(2);
  });

  it('says by when something is done, also in the acknowledgement that it is', () => {
    const deadlinesStated = [{ kind: 'resolve', dueAt: '2026-12-29T00:00:00.000Z' }];
    const { records } = given(complaint, [registered]).when((state) => sendMessage({ ...send, kind: 'acknowledgement', deadlinesStated }, state, open));
    expect(records.map(({ data }) => (data as { deadlinesStated?: unknown }).deadlinesStated)).toEqual([deadlinesStated, deadlinesStated]);
  });

  it('acknowledges no complaint that nobody works on', () => {
    const acknowledging = { ...send, kind: 'acknowledgement' as const };
    for (const known of [closed, withdrawn, linked]) {
      expect(given(complaint, [registered]).when((state) => sendMessage(acknowledging, state, known)).records).toHaveLength(1);
    }
  });

  it('stays quiet when it is sent again, acknowledgement and all', () => {
    for (const kind of ['answer', 'acknowledgement'] as const) {
      const first = given(complaint, [registered]).when((state) => sendMessage({ ...send, kind }, state, open)).records;
      expect(given(complaint, [registered, ...recorded(first)]).when((state) => sendMessage({ ...send, kind }, state, open)).records).toEqual([]);
    }
  });
});

describe('adding a note', () => {
  const note = { noteId: idOf(63), note: 'Speaks Polish best.' };

  it('records it, its words apart', () => {
    expect(given(complaint, [registered]).when((state) => addNote(note, state)).records).toEqual([
      { type: 'NoteAdded', data: { noteId: note.noteId, characters: 19 }, words: { note: note.note } },
    ]);
  });

  it('stays quiet when it is sent again, and refuses another note under its id', () => {
    const { when } = given(complaint, [registered, heard('NoteAdded', { noteId: note.noteId, characters: 19 })]);
    expect(when((state) => addNote(note, state)).records).toEqual([]);
    expect(when((state) => addNote({ ...note, note: 'Speaks German.' }, state)).refuses).toBe('intake.id-is-taken');
  });
});
