import { problemOf } from './client.js';

const refusal = (problem: object) => problemOf(new Response(JSON.stringify(problem), { status: 400 }), 'POST /x');

describe('a refusal in words', () => {
  it('says what is wrong field by field once, with each remedy', async () => {
    const { message, next } = await refusal({ title: 'The request is not valid', detail: 'delivery must be a UUID', code: 'request.invalid', remedy: 'correct the fields', errors: [{ field: 'delivery', message: 'must be a UUID', remedy: 'take it from the list' }] });
    expect([message, next]).toEqual(['POST /x: 400 The request is not valid; delivery: must be a UUID (request.invalid)', 'delivery: take it from the list']);
  });

  it('says the detail where no field is to blame', async () => {
    const { message, next } = await refusal({ title: 'No', detail: 'This letter has arrived.', remedy: 'Look at the list.' });
    expect([message, next]).toEqual(['POST /x: 400 This letter has arrived.', 'Look at the list.']);
  });
});
