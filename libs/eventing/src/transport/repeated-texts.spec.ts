import { Texts } from './repeated-texts.js';

/** Far more than are remembered, of all lengths up to beyond what is; many fall on one place, and many come again. */
const SAID = Array.from({ length: 3000 }, (_, n) => `${'x'.repeat(n % 70)}${(n * 7919) % 997}é`);

describe('texts that a batch repeats', () => {
  it('are what the bytes say, whichever were remembered before', () => {
    const parts = [...SAID, ...SAID.toReversed(), ''].map((text) => Buffer.from(text));
    const texts = new Texts(Buffer.concat(parts));
    let from = 0;
    const read = parts.map(({ length }) => texts.at(from, (from += length)));
    expect(read).toEqual(parts.map(String));
  });

  it('are the same bytes somewhere else, not only their ends', () => {
    const texts = new Texts(Buffer.from('abcdeaXcdeabcde'));
    expect([texts.at(0, 5), texts.at(5, 10), texts.at(10, 15)]).toEqual(['abcde', 'aXcde', 'abcde']);
  });
});
