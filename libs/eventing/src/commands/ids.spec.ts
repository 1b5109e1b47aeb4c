import { v5 } from 'uuid';
import { derivedId, TimeOrderedIds } from './ids.js';

describe('an id that follows from its parts', () => {
  it.each([['a'], ['a', 'b'], ['0192a3b4-0000-7000-8000-000000000001', 'first-answer'], ['投诉', '']])('is the UUID of version 5 that anybody would derive: %s %s', (...parts) => {
    expect(derivedId(...parts)).toBe(v5(parts.join('\u001f'), '5f0c1d5e-6f0b-4c8e-9f0e-0a4d1f5a7e21'));
  });

  it('tells its parts apart', () => {
    expect(derivedId('a', 'b')).not.toBe(derivedId('ab'));
  });
});

describe('an id of its own', () => {
  it('is a UUID of version 7 that no other is', () => {
    const ids = new TimeOrderedIds();
    expect(ids.next()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.next()).not.toBe(ids.next());
  });
});
