import { given } from '@amends/decider';
import { complaint } from '../complaint/complaint.js';
import { closed, heard, idOf, open, registeredBy, withdrawn } from '../testing/heard.js';
import { acknowledgeByMessage } from './acknowledge-by-message.js';

const MESSAGE = idOf(81);
const when = (channel: string, language = 'en', ...more: ReturnType<typeof heard>[]) => given(complaint, [registeredBy(channel, language), ...more]).when;

describe('acknowledging by itself', () => {
  it.each(['web', 'e-mail'])('tells whoever came by %s at once, with the reference as it is read out', (channel) => {
    const { records } = when(channel)((state) => acknowledgeByMessage(MESSAGE, state, open));
    expect(records).toMatchObject([
      { type: 'MessageSent', data: { messageId: MESSAGE, kind: 'acknowledgement', channel, automatic: true, language: 'en' }, words: { message: expect.stringContaining('26 0000 0014') } },
      { type: 'ComplaintAcknowledged', data: { how: 'automatic-message', deadlinesStated: [] } },
    ]);
  });

  it.each([['zh', 'zh', '投诉'], ['zh-Hans-CN', 'zh', '投诉'], ['de', 'en', 'complaint'], ['und', 'en', 'complaint']])('speaks to %s in %s', (spoken, language, word) => {
    const [sent] = when('web', spoken)((state) => acknowledgeByMessage(MESSAGE, state, open)).records;
    expect(sent).toMatchObject({ data: { language }, words: { message: expect.stringContaining(word) } });
  });

  it.each(['phone', 'chat', 'shop', 'letter', 'regulator', 'other'])('leaves it to a person who came by %s', (channel) => {
    expect(when(channel)((state) => acknowledgeByMessage(MESSAGE, state, open)).records).toEqual([]);
  });

  it('stays quiet when somebody acknowledged it meanwhile, and after reopening', () => {
    expect(when('web', 'en', heard('ComplaintAcknowledged'))((state) => acknowledgeByMessage(MESSAGE, state, open)).records).toEqual([]);
    expect(when('web')((state) => acknowledgeByMessage(MESSAGE, state, { ...open, round: 2 })).records).toEqual([]);
  });

  it('is no longer wanted when nobody works on the complaint', () => {
    expect(when('web')((state) => acknowledgeByMessage(MESSAGE, state, withdrawn)).refuses).toBe('intake.complaint-is-withdrawn');
    expect(when('web')((state) => acknowledgeByMessage(MESSAGE, state, closed)).refuses).toBe('intake.complaint-is-closed');
  });
});
