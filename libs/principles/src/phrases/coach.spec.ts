import { compile } from './compile.js';
import { coach, FAMILIES, PHRASE_RULES } from './index.js';
import { ENGLISH } from './rules.en.js';
import { CHINESE } from './rules.zh.js';

const rules = (text: string, language?: string): readonly string[] => coach(text, language).map(({ rule }) => rule);
const families = (text: string): readonly string[] => coach(text).map(({ family }) => family);

describe('a sentence that puts the customer off', () => {
  it.each([
    ['refusal', "I'm sorry, we can't refund that.", '对不起，这个我们退不了。'],
    ['vagueness', 'Someone will get back to you as soon as possible.', '我们会尽快给您回复的。'],
    ['blame-shifting', "That's the courier's fault, not ours.", '这是快递公司的责任。'],
    ['brush-off', 'Calm down, please.', '您先冷静一下。'],
  ])('%s', (family, en, zh) => {
    expect(families(en)).toContain(family);
    expect(families(zh)).toContain(family);
  });

  it('is explained in both languages, with a better wording that the coach itself lets pass', () => {
    expect(new Set(PHRASE_RULES.map(({ family }) => family))).toEqual(new Set(FAMILIES));
    for (const { why, better } of PHRASE_RULES) {
      for (const told of [why.en, why.zh, better.en, better.zh]) expect(told.length).toBeGreaterThan(5);
      expect([...coach(better.en.replaceAll('…', '4 pm')), ...coach(better.zh.replaceAll('……', '下午三点'))]).toEqual([]);
    }
  });

  it('is marked where it stands, in the words that were written', () => {
    const text = 'Thank you for calling.\n  Ｗｅ　ＣＡＮ’Ｔ   refund\u200b that.';
    const [finding, ...more] = coach(text);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ family: 'refusal', rule: 'cannot', said: 'Ｗｅ　ＣＡＮ’Ｔ   refund' });
    expect(text.slice(finding!.from, finding!.to)).toBe(finding!.said);
  });

  it('is found whatever the case, the width, the quotation marks, the characters, the spaces and the address', () => {
    for (const said of ["WE CAN'T REFUND THAT.", 'we can’t refund that.', 'Ｗｅ ｃａｎ＇ｔ ｒｅｆｕｎｄ ｔｈａｔ．', 'We cannot refund that.', 'we cant refund that']) expect(rules(said)).toEqual(['cannot']);
    for (const said of ['这不归我们管。', '這不歸我們管。', '這 不 歸 我 們 管。', '这不归我们管！']) expect(rules(said)).toEqual(['not-ours']);
    expect(rules('是你自己操作不当。')).toEqual(rules('是您自己操作不当。'));
  });

  it('is found after a contracted "not" as after one in full', () => {
    for (const said of ['Your claim is not approved.', "Your claim isn't approved.", 'Your claim isnt approved.']) expect(families(said)).toContain('refusal');
  });

  it('is a refusal when it says no more than that there is no way', () => expect(rules('没办法。')).toEqual(['cannot']));

  it('is no time by saying "a little" (一点), which is also one o\'clock', () => {
    expect(families('一点划痕，不影响使用。')).toEqual(['brush-off']);
    expect(coach('我们会尽快处理，一点之前给您回电。')).toEqual([]);
  });

  it('is told once a family, in the order of the words', () => {
    expect(families("Calm down, we can't refund that and we won't replace it.")).toEqual(['brush-off', 'refusal']);
  });
});

describe('makes up for it in the same sentence', () => {
  it.each([
    ['an offer', "We can't replace it.", "We can't replace it, but I will refund it."],
    ['an offer in the sentence that goes on with "but"', "We can't replace it.", "We can't replace it. But I can refund it today."],
    ['a definite time', 'I will get back to you soon.', 'I will get back to you by 5 pm.'],
    ['that the customer is quoted', "It's not our problem.", 'You were told "it\'s not our problem", and that was wrong.'],
    ['that somebody else said so', 'Calm down.', 'I am sorry that you were told to calm down.'],
    ['a polite "not"', "That's your fault.", "That's not your fault."],
    ['一个办法', '这个我们换不了。', '这个我们换不了，不过我马上给您退款。'],
    ['一个时间', '我们会尽快处理。', '我们会尽快处理，明天十点前给您回电。'],
    ['引用的话', '这不归我管。', '有人对您说“这不归我管”，我向您道歉。'],
  ])('%s', (_what, rude, decent) => {
    expect(coach(rude)).not.toEqual([]);
    expect(coach(decent)).toEqual([]);
  });

  it.each([
    ['a department that has helped us', '您去别的部门问吧。', '别的部门的记录我已经拿到，您不用再说一遍。'],
    ['a team that we have spoken to', 'That is another team.', 'I have spoken to the other team, and they will deliver on Thursday at 10 am.'],
    ['our way to the customer', '这还是不行。', '您试过还是不行，我们明天上门检查。'],
  ])('%s', (_what, rude, decent) => {
    expect(coach(rude)).not.toEqual([]);
    expect(coach(decent)).toEqual([]);
  });

  it('but not an offer three sentences on, nor a text that is one quotation', () => {
    expect(rules("We can't replace it. Thank you for calling. Anything else? I can refund it.")).toEqual(['cannot']);
    expect(rules("\"We can't refund that.\"")).toEqual(['cannot']);
  });
});

describe('the language', () => {
  const mixed = "您好，这个我们退不了。 We can't refund that.";

  it('of each sentence goes by its script where none is told, or one that the coach does not know', () => {
    expect(rules(mixed)).toEqual(['cannot', 'cannot']);
    expect(rules(mixed, 'fr')).toEqual(['cannot', 'cannot']);
    expect(rules('您这个 refund 我们退不了。')).toEqual(['cannot']);
  });

  it('that is told decides', () => {
    expect(coach(mixed, 'zh-CN').map(({ said }) => said)).toEqual(['退不了']);
    expect(coach(mixed, 'EN').map(({ said }) => said)).toEqual(["We can't refund"]);
  });
});

describe('any text', () => {
  it.each(['', ' ', '\n', '。。。', '😀🙏', '\ud800', '\0', 'a'.repeat(1000), '"', '“'.repeat(500), 'שלום עולם', '5 pm.'])('%j has nothing to be put differently', (text) => expect(coach(text)).toEqual([]));

  it('of refusals only is answered with a hundred findings', () => {
    expect(coach("We can't refund that. ".repeat(2900))).toHaveLength(100);
    expect(coach('这个我们退不了。'.repeat(8000))).toHaveLength(100);
  });

  const LONG = 64 * 1024;
  const filled = (piece: string): string => piece.repeat(Math.ceil(LONG / piece.length)).slice(0, LONG);
  /** The least processor time of a few tries, in ms: what other programs do meanwhile does not count. */
  function cost(text: string): number {
    return Math.min(...Array.from({ length: 6 }, () => {
      const before = process.cpuUsage();
      coach(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }));
  }

  it.each([
    ' ', 'a', '. ', '"', '"a ', "we can't ", "we can't we don't i'm not able ", 'you must have probably ', 'maybe perhaps probably ', 'we can,', '1 ', 'in a few more days ', '\u200b', "'",
    'if you had not ', "don't be so all too that into a ", 'ＷＥ　ＣＡＮＴ ', 'the courier company the bank ', '您', '不能不给不会您自己是您', '可能大概也许', '没有没有人没见过', '公司规定按照我们', "we can't 不能 ",
    "We can't do that. ", '这个我们退不了。',
  ])('64 KiB of %j take as much longer as they are longer, as far as a busy machine can tell', (piece) => {
    const eighth = filled(piece).slice(0, LONG / 8);
    coach(filled(piece));
    // Backtracking would take 64 times as long or more; the constant is for texts that are done in no time.
    expect(cost(filled(piece))).toBeLessThan(32 * cost(eighth) + 20);
  });
});

describe('a list', () => {
  it('that names a word it does not have is told at once', () => {
    expect(() => compile({ ...ENGLISH, time: ['{nonsense}'] })).toThrow('{nonsense}');
  });

  it.each([['English', ENGLISH], ['Chinese', CHINESE]])('in %s repeats nothing without a bound but single characters', (_language, list) => {
    const patterns = [...list.offer, ...list.time, ...list.reported, ...Object.values(list.rules).flatMap(({ says, unless = [] }) => [...says, ...unless])];
    expect(patterns.filter((pattern) => /\)[*+]|\{\d+,\}/.test(pattern))).toEqual([]);
  });
});
