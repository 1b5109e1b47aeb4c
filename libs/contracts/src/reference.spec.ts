import fc from 'fast-check';
import { isReference, referenceOf } from './reference.js';

const REFERENCES = Array.from({ length: 300 }, (_, n) => referenceOf(2024 + (n % 4), n * 7919));

describe('a reference that is spoken on the phone', () => {
  it('is digits only, starts with the year, and counts on', () => {
    expect(REFERENCES.every((reference) => /^\d{10}$/.test(reference) && isReference(reference))).toBe(true);
    expect(referenceOf(2026, 42).slice(0, 9)).toBe('260000042');
    expect(referenceOf(2105, 123456789)).toMatch(/^05123456789\d$/);
  });

  it('is recognised however it is grouped', () => {
    const [reference] = REFERENCES;
    expect(isReference(`${reference!.slice(0, 2)} ${reference!.slice(2, 6)}-${reference!.slice(6)}`)).toBe(true);
  });

  it('tells every single wrong digit', () => {
    for (const reference of REFERENCES) {
      for (let at = 0; at < reference.length; at++) {
        for (const digit of '0123456789') {
          if (digit !== reference[at]) expect(isReference(reference.slice(0, at) + digit + reference.slice(at + 1))).toBe(false);
        }
      }
    }
  });

  it('tells every swap of neighbours', () => {
    for (const reference of REFERENCES) {
      for (let at = 0; at + 1 < reference.length; at++) {
        if (reference[at] === reference[at + 1]) continue;
        expect(isReference(reference.slice(0, at) + reference[at + 1] + reference[at] + reference.slice(at + 2))).toBe(false);
      }
    }
  });

  it('is never what is no number at all', () => {
    for (const text of ['', ' ', '12345', 'abcdefghij', '12345678901234567890', '２６０００００１２３']) expect(isReference(text)).toBe(false);
    fc.assert(fc.property(fc.string(), fc.constantFrom(...'aZ.+/é'), (text, odd) => !isReference(text + odd)));
  });
});
