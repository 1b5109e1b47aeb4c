import { describeError } from './describe-error.js';

describe('an error in the log', () => {
  it('is named with its place', () => {
    expect(describeError(new TypeError('x is not a function'))).toMatchObject({ type: 'TypeError', message: 'x is not a function', stack: expect.stringContaining('    at ') });
  });

  it('of PostgreSQL keeps its code and constraint, not the values that its message quotes', () => {
    const error = Object.assign(new Error('duplicate key: (phone)=(+86138)'), { severity: 'ERROR', code: '23505', constraint: 'customers_phone', detail: 'Key (phone)=(+86138)' });
    const described = describeError(new Error('while saving', { cause: error }));
    expect(described.cause).toMatchObject({ code: '23505', constraint: 'customers_phone' });
    expect(JSON.stringify(described)).not.toContain('+86138');
  });
});
