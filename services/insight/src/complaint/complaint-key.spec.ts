import type { Problem } from '@amends/runtime';
import { referenceOf } from '@amends/contracts';
import { complaintKeyOf } from './complaint-key.js';

const problemOf = (said: string): Problem => {
  try {
    complaintKeyOf(said);
  } catch (error) {
    return error as Problem;
  }
  throw new Error('no problem');
};

describe('asking for a complaint', () => {
  it('takes an id', () => {
    expect(complaintKeyOf('0192a3b4-0000-7000-8000-000000000001')).toEqual({ complaint: '0192a3b4-0000-7000-8000-000000000001' });
  });

  it('takes a reference as it is spoken, in groups', () => {
    const reference = referenceOf(2026, 1234);
    expect(complaintKeyOf(`${reference.slice(0, 4)} ${reference.slice(4, 7)}-${reference.slice(7)}`)).toEqual({ reference });
  });

  it('tells the agent to ask again when a digit was misheard', () => {
    const problem = problemOf('2600012345');
    expect(problem.status).toBe(400);
    expect(problem.details.errors).toEqual([expect.objectContaining({ field: 'id', message: expect.stringContaining('check digit does not match'), remedy: expect.stringContaining('ask to repeat') })]);
  });

  it.each(['', 'x', '12345', '../../etc/passwd', "'; drop table", '0192A3B4-0000-7000-8000-000000000001', '一二三四五六'])('refuses %j', (said) => {
    expect(problemOf(said).status).toBe(400);
  });
});
