import { CATALOGUE } from '../catalogue.js';
import { OBLIGATION_KINDS } from '../obligation.events.js';
import { kindIn } from './kind-names.js';
import { meaningOf } from './meanings.js';
import { obligationsSay } from './obligation-says.js';
import { sentenceOf } from './sentence.js';
import { timesIn } from './times.js';
import { wordIn } from './words.js';

const HAN = /\p{Script=Han}/u;
const sample = (type: string) => CATALOGUE.find((definition) => definition.type === type)!;
const owed = (kind: string, principle: number, dueAt: string) => ({ kind, principle, dueAt, allowance: '2 minutes on a call' });

describe('what is said of an event', () => {
  it.each(CATALOGUE.map((definition) => [definition.type, definition] as const))('of %s, in English and Chinese', (type, { sample: data, meaning }) => {
    const { en, zh } = sentenceOf({ type, data }, 'UTC');
    expect(meaningOf(type).en).toBe(meaning);
    expect(meaningOf(type).zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(en).toMatch(/^[A-Z].*[.\]]$/);
    expect(zh).toMatch(HAN);
    expect(`${en}${zh}`).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('names every obligation that a fact makes us owe, with when each is due', () => {
    const data = { causedBy: 'x', packVersion: 'default@1', obligations: [owed('acknowledge', 1, '2026-11-02T12:02:00.000Z'), owed('first-answer', 1, '2026-11-03T12:00:00.000Z')] };
    expect(sentenceOf({ type: 'ObligationIncurred', data }, 'UTC')).toEqual({
      en: 'Owed: ① acknowledge by 2 Nov, 12:02 UTC (2 minutes on a call); ① first answer by 3 Nov, 12:00 UTC (2 minutes on a call).',
      zh: '应做：① 确认收到，11月2日 12:02（UTC）前；① 首次答复，11月3日 12:00（UTC）前。',
    });
  });

  it('says what became of it, when it was late, and by when it is due now', () => {
    const { sample: paused } = sample('ObligationResumed');
    expect(sentenceOf({ type: 'ObligationSettled', data: { kind: 'read-back', late: true } }, 'UTC')).toEqual({ en: 'Settled late: read back.', zh: '已做（迟）：复述。' });
    expect(sentenceOf({ type: 'ObligationResumed', data: paused }, 'Asia/Shanghai')).toEqual({ en: 'Clock goes on: resolve by 5 Nov, 20:00 GMT+8.', zh: '计时继续：解决，11月5日 20:00（GMT+8）前。' });
  });

  it('says what the data tells besides, and leaves the words of the company as they are', () => {
    expect(sentenceOf({ type: 'ComplaintResolved', data: { how: 'refund', cause: 'other' } }, 'UTC')).toEqual({
      en: `${meaningOf('ComplaintResolved').en} [refund · other]`, zh: `${meaningOf('ComplaintResolved').zh}［退款 · other］`,
    });
    expect(sentenceOf({ type: 'ComplaintClassified', data: { category: ['appliance', 'leak'], severity: 'major', grave: [] } }, 'UTC').zh).toContain('［重大 · appliance › leak］');
  });

  it('tells an event that it does not know by its name', () => {
    expect(sentenceOf({ type: 'toString', data: {} }, 'UTC')).toEqual({ en: 'toString', zh: 'toString' });
    expect(obligationsSay({ type: 'constructor', data: {} }, 'en', timesIn('UTC', 'en'))).toEqual([]);
  });
});

describe('words in Chinese', () => {
  it('are there for every kind of obligation', () => {
    expect(OBLIGATION_KINDS.filter((kind) => !HAN.test(kindIn('zh', kind)))).toEqual([]);
  });

  it('are there for every word that a sentence tells and the contracts name', () => {
    const told = CATALOGUE.filter(({ stream }) => stream !== 'obligations').flatMap(({ schema }) => Object.entries((schema.json as { properties?: Record<string, { enum?: string[] }> }).properties ?? {}))
      .filter(([name]) => ['severity', 'how', 'because', 'kind', 'remedy'].includes(name)).flatMap(([, { enum: words = [] }]) => words);
    expect(told.length).toBeGreaterThan(40);
    expect(told.filter((word) => !HAN.test(wordIn('zh', word)))).toEqual([]);
  });
});
