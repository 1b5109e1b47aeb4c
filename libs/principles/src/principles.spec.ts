import { NOTHING_KNOWN, type RecordedEvent } from '@amends/contracts';
import { PRINCIPLES, hear, type ComplaintSoFar } from './index.js';

const soFar: ComplaintSoFar = { known: NOTHING_KNOWN, channel: 'phone', records: null, done: [] };
const fact = (type: string, round = 1, data: object = {}) => ({ type, round, data }) as unknown as RecordedEvent;

describe.each(PRINCIPLES)('principle $number', (principle) => {
  it('has a name in both languages and opens with its rule', () => {
    expect(principle.name.en).toBeTruthy();
    expect(principle.name.zh).toMatch(/\p{Script=Han}/u);
    expect(principle.rule).toMatch(/^I /);
  });

  it('says what settles whatever it owes', () => {
    for (const type of ['ComplaintRegistered', 'ComplaintReopened']) {
      for (const { kind } of principle.owes(fact(type), soFar)) expect(principle.settledBy[kind]?.length).toBeGreaterThan(0);
    }
  });
});

describe('a complaint so far', () => {
  it('remembers what was done in this round', () => {
    expect(hear(soFar, fact('ComplaintAcknowledged'), NOTHING_KNOWN).done).toEqual(['ComplaintAcknowledged']);
  });

  it('begins each round with nothing done', () => {
    const acknowledged = hear(soFar, fact('ComplaintAcknowledged'), NOTHING_KNOWN);
    expect(hear(acknowledged, fact('ComplaintReopened'), { ...NOTHING_KNOWN, round: 2 }).done).toEqual([]);
  });

  it('does not count a fact that comes late for its round', () => {
    expect(hear(soFar, fact('ComplaintAcknowledged', 1), { ...NOTHING_KNOWN, round: 2 }).done).toEqual([]);
  });
});
