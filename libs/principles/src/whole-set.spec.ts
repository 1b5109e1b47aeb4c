import { OBLIGATION_KINDS } from '@amends/contracts';
import { takeSeriously } from './1-take-seriously.js';
import { involveSuperiors } from './2-involve-superiors.js';
import { reviewAndImprove } from './3-review-and-improve.js';
import { listen } from './4-listen.js';
import { repeatAndRecord } from './5-repeat-and-record.js';
import { proposeOrAsk } from './6-propose-or-ask.js';
import { callAndConfirm } from './7-call-and-confirm.js';
import { allOf, always, principle, type AnyPrinciple, type Duty } from './principle.js';
import { DUTIES, PRINCIPLES } from './principles.js';

const duty: Duty = { owedBy: 'agent', blocksClosing: true, say: { en: 'x', zh: '是' }, settledBy: { StatementRecorded: always } };
const shape = { number: 4, name: { en: 'x', zh: '是' }, rule: { en: 'I x', zh: '我是' }, owes: {} } as const;

describe.each(PRINCIPLES.map((one): [number, AnyPrinciple] => [one.number, one]))('principle %i', (number, { name, rule, owes, obligations }) => {
  it('has a name in both languages and opens with its rule', () => {
    expect([name.zh, rule.zh].every((words) => /\p{Script=Han}/u.test(words))).toBe(true);
    expect([name.en.length > 0, rule.en.startsWith('I ')]).toEqual([true, true]);
  });

  it('owes something, and says in both languages what to tell the customer', () => {
    expect(Object.keys(owes).length).toBeGreaterThan(0);
    for (const { say } of Object.values(obligations)) expect([/^[A-Z].*[.?]$/.test(say.en), /\p{Script=Han}.*[。？]$/u.test(say.zh)]).toEqual([true, true]);
  });

  it('can settle whatever it owes', () => {
    for (const { settledBy } of Object.values(obligations)) expect(Object.keys(settledBy).length).toBeGreaterThan(0);
    expect(Object.keys(obligations).every((kind) => DUTIES[kind as keyof typeof DUTIES].principle === number)).toBe(true);
  });
});

describe('the seven principles', () => {
  it('stand in their order, and share all kinds of obligations among them', () => {
    expect(PRINCIPLES.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(Object.keys(DUTIES).sort()).toEqual([...OBLIGATION_KINDS].sort());
  });

  it('block closing by what is owed to the customer, and by an approval that is pending', () => {
    const never = ['next-answer', 'keep-informed', 'accept-hand-over', 'inform-superior', 'acknowledge-escalation', 'review-cause', 'verify-improvement', 'late-check'];
    expect(OBLIGATION_KINDS.filter((kind) => !DUTIES[kind].blocksClosing).sort()).toEqual(never.sort());
  });
});

describe('the compiler', () => {
  it('refuses a principle that lacks a name, a language, a sentence or a settlement', () => {
    // @ts-expect-error -- no name
    principle({ ...shape, name: undefined, obligations: { 'record-statement': duty } });
    // @ts-expect-error -- a name in one language only
    principle({ ...shape, name: { en: 'x' }, obligations: { 'record-statement': duty } });
    // @ts-expect-error -- nothing to say to the customer in one language
    principle({ ...shape, obligations: { 'record-statement': { ...duty, say: { en: 'x' } } } });
    // @ts-expect-error -- nothing that settles it
    principle({ ...shape, obligations: { 'record-statement': { owedBy: 'agent', blocksClosing: true, say: duty.say } } });
    expect(principle({ ...shape, obligations: { 'record-statement': duty } }).number).toBe(4);
  });

  it('refuses what is owed without belonging to the principle, and facts that there are not', () => {
    // @ts-expect-error -- another principle's kind
    principle({ ...shape, owes: { ComplaintRegistered: () => ['propose'] }, obligations: { 'record-statement': duty } });
    // @ts-expect-error -- no such kind
    principle({ ...shape, obligations: { 'be-nice': duty } });
    // @ts-expect-error -- no such fact
    principle({ ...shape, owes: { ComplaintForgotten: () => [] }, obligations: { 'record-statement': duty } });
    // @ts-expect-error -- no such field of the fact
    principle({ ...shape, obligations: { 'record-statement': { ...duty, settledBy: { StatementRecorded: ({ data }) => data.loudly } } } });
    expect(PRINCIPLES).toHaveLength(7);
  });

  it('refuses a set in which a kind belongs to no principle, or to two', () => {
    const most = [takeSeriously, involveSuperiors, reviewAndImprove, listen, repeatAndRecord, proposeOrAsk] as const;
    // @ts-expect-error -- nobody owns what the seventh did
    allOf([...most]);
    // @ts-expect-error -- the fourth is there twice
    allOf([...most, callAndConfirm, listen]);
    expect(allOf([...most, callAndConfirm])).toHaveLength(7);
  });
});
