import { noticesLines } from './notices-lines.js';

const quiet = { channels: ['webhook'], people: 0, waiting: 0, dead: 0, paused: 0 };

describe('how people are told, in amends status', () => {
  it('is by their inboxes alone while nobody gave an address, and e-mail is not set up', () => {
    expect(noticesLines(quiet)).toEqual(['notices: inboxes alone tell; nobody has an address, e-mail is not set up (AMENDS_SMTP_URL)']);
  });

  it('is by webhook and e-mail, with what is on its way', () => {
    expect(noticesLines({ ...quiet, channels: ['webhook', 'email'], people: 3, waiting: 2 })).toEqual(['notices: 3 people by webhook and email, 2 letters on their way']);
  });

  it('says what an operator has to look at', () => {
    expect(noticesLines({ ...quiet, channels: ['webhook', 'email'], people: 1, dead: 4, paused: 1 }).slice(1)).toEqual([expect.stringMatching(/^! 1 addresses fail/), expect.stringMatching(/^! 4 letters never arrived.*retry$/)]);
  });
});
