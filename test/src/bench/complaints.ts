/** What a customer says on the phone, long enough that the request has about 550 bytes. */
const STATEMENT =
  'Since Monday the washing machine leaks from below at every spin, and my kitchen floor is under water by the time it has ended. ' +
  'I called twice; both times somebody promised that a technician would ring me the same day, and nobody did. ' +
  'The machine is eleven months old and I still have the bill.';

/** The request that registers a complaint of this customer, with their statement in their own words: about 550 bytes. */
export const registration = (customerId: string, number: number): string =>
  JSON.stringify({
    customerId,
    contact: { channel: 'phone', direction: 'inbound' },
    product: `W-${100 + (number % 900)}`,
    order: `2026-${String(number % 1_000_000).padStart(6, '0')}`,
    language: 'en',
    statement: { statement: STATEMENT, language: 'en' },
  });
