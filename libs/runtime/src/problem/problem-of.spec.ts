import { BadRequestException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { Refusal } from '@amends/decider';
import { KeyReused, LostRace, Unknown } from '@amends/eventing';
import { Erased } from '@amends/vault';
import { UnknownUnit } from '../company.js';
import { problemOf, unexpected } from './problem-of.js';
import { behind, invalidRequest, Problem } from './problem.js';

const withCode = (code: string): Error => Object.assign(new Error('secret: Wang Xiaoming'), { code });

describe('what an error is answered with', () => {
  it.each([
    ['a broken rule', new Refusal('resolution.nothing-proposed', 'Nothing is proposed yet'), 409, 'resolution.nothing-proposed'],
    ['something that does not exist', new Unknown('complaint', 'x'), 404, 'request.unknown-complaint'],
    ['a lost race', new LostRace('x'), 409, 'request.lost-race'],
    ['a key used for something else', new KeyReused(), 422, 'request.idempotency-mismatch'],
    ['an erased customer', new Erased('x'), 409, 'customer.erased'],
    ['a unit that does not exist', new UnknownUnit('x'), 400, 'company.unknown-unit'],
    ['a body that is too large', withCode('FST_ERR_CTP_BODY_TOO_LARGE'), 413, 'request.too-large'],
    ['the same through Nest', new PayloadTooLargeException(), 413, 'request.too-large'],
    ['a body that is no JSON', new BadRequestException('Unexpected token W in "Wang Xiaoming"'), 400, 'request.malformed'],
    ['a media type other than JSON', withCode('FST_ERR_CTP_INVALID_MEDIA_TYPE'), 415, 'request.media-type'],
    ['an address that does not exist', new NotFoundException(), 404, 'request.unknown-route'],
    ['a database that is away', withCode('ECONNREFUSED'), 503, 'database.out-of-reach'],
    ['a database that is shutting down', withCode('57P01'), 503, 'database.out-of-reach'],
    ['a problem', behind('intake'), 503, 'intake.behind'],
  ])('%s', (_sentence, error, status, code) => {
    const problem = problemOf(error)!;
    expect([problem.status, problem.code]).toEqual([status, code]);
    expect(problem.details.remedy).toBeTruthy();
    expect(JSON.stringify(problem.toBody())).not.toContain('Wang');
  });

  it('a bug: nothing is said about its inside', () => {
    for (const bug of [new TypeError('x is undefined'), 'text', undefined, withCode('23505')]) expect(problemOf(bug)).toBeUndefined();
    expect(unexpected().toBody()).toMatchObject({ status: 500, code: 'unexpected' });
  });

  it('asks to come back after a second when the service has not caught up', () => {
    expect(behind('intake').details.retryAfter).toBe(1);
  });

  it('is an RFC 9457 body that names the fields', () => {
    const body = invalidRequest([{ field: 'a', message: 'must be text', remedy: 'fill it in' }]).toBody();
    expect(body).toMatchObject({ type: 'urn:amends:problem:request.invalid', status: 400, detail: 'a: must be text', errors: [{ field: 'a' }] });
    expect(new Problem(418, 'x', 'Tea').toBody()).toEqual({ type: 'urn:amends:problem:x', title: 'Tea', status: 418, code: 'x' });
  });
});
