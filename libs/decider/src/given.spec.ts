import { fold, type Evolution, type Fact } from './decider.js';
import { given } from './given.js';
import { must, Refusal } from './refusal.js';

/** A lamp that may be switched on once. */
const lamp: Evolution<boolean, Fact> = { initial: false, evolve: (on, { type }) => (type === 'SwitchedOn' ? true : type === 'SwitchedOff' ? false : on) };
const SwitchedOn: Fact = { type: 'SwitchedOn', data: {} };
const switchOn = (on: boolean): Fact[] => {
  must(!on, 'lamp.on', 'It is on.', 'Leave it.');
  return [SwitchedOn];
};

describe('folding', () => {
  it('begins at the initial state and takes facts in order', () => {
    expect(fold(lamp, [])).toBe(false);
    expect(fold(lamp, [SwitchedOn, { type: 'SwitchedOff', data: {} }])).toBe(false);
    expect(fold(lamp, new Set([{ type: 'Other', data: {} }, SwitchedOn]))).toBe(true);
  });
});

describe('given and when', () => {
  it('tell what a decision records', () => {
    const outcome = given(lamp, []).when(switchOn);
    expect([outcome.records, outcome.refuses]).toEqual([[SwitchedOn], undefined]);
  });

  it('tell what it refuses, and show the refusal to whoever asks for facts', () => {
    const outcome = given(lamp, [SwitchedOn]).when(switchOn);
    expect(outcome.refuses).toBe('lamp.on');
    expect(() => outcome.records).toThrow('It is on.');
  });

  it('let every other error through', () => {
    expect(() => given(lamp, []).when(() => { throw new TypeError('a bug'); })).toThrow(TypeError);
  });

  it('show the state that the facts amount to', () => {
    expect(given(lamp, [SwitchedOn]).state).toBe(true);
  });
});

describe('a refusal', () => {
  it('has a stable code, a sentence and a remedy', () => {
    const refusal = new Refusal('lamp.on', 'It is on.', 'Leave it.');
    expect(refusal).toMatchObject({ name: 'Refusal', code: 'lamp.on', message: 'It is on.', remedy: 'Leave it.' });
    expect(refusal).toBeInstanceOf(Error);
  });

  it('comes only where the rule does not hold', () => {
    expect(() => must(true, 'x', 'y')).not.toThrow();
    expect(() => must(false, 'x', 'y')).toThrow(Refusal);
  });
});
