import { randomBytes } from 'node:crypto';
import { Tampered } from './errors.js';
import { MasterKey } from './master-key.js';

const one = randomBytes(32).toString('base64');
const two = randomBytes(32).toString('base64');

describe('the master key', () => {
  it('is refused with a remedy when the file is missing, empty, too short or has a version twice', () => {
    expect(() => MasterKey.fromFile('/nowhere/key')).toThrow(/ENOENT.*openssl rand/);
    expect(() => MasterKey.parse('\n')).toThrow(/is empty/);
    expect(() => MasterKey.parse(randomBytes(16).toString('base64'))).toThrow(/base64 of 32 bytes/);
    expect(() => MasterKey.parse(`1:${one}\n1:${two}`)).toThrow(/version 1 twice/);
  });

  it('unwraps what an older version wrapped, and wraps with the newest', () => {
    const key = randomBytes(32);
    const before = MasterKey.parse(one);
    const after = MasterKey.parse(`1:${one}\n2:${two}`);
    const wrapped = before.wrap(key, 'bound');
    expect(after.unwrap(wrapped, 'bound').export()).toEqual(key);
    expect(after.wrap(key, 'bound')[0]).toBe(2);
    expect(() => before.unwrap(after.wrap(key, 'bound'), 'bound')).toThrow(/version 2/);
    expect(after.lookUp).toEqual(before.lookUp);
  });

  it('does not unwrap for something else, nor by another key', () => {
    const wrapped = MasterKey.parse(one).wrap(randomBytes(32), 'mine');
    expect(() => MasterKey.parse(one).unwrap(wrapped, 'yours')).toThrow(Tampered);
    expect(() => MasterKey.parse(two).unwrap(wrapped, 'mine')).toThrow(Tampered);
  });
});
