import { positionOf, versionsOf } from './versions.js';

describe('a position in a file', () => {
  it.each([[{}], [{ 'intake/complaint': 4 }], [{ 'intake/complaint': 4, 'escalation/obligations': 7, 'follow-up/complaint': 1 }]])('is read as it was written', (versions) => {
    expect(versionsOf(positionOf(versions))).toEqual(versions);
  });

  it.each(['', '5', 'intake@1', 'intake/complaint@0', 'intake/complaint@-1', "a/b@1,'; drop", Array.from({ length: 17 }, () => 'a/b@1').join(',')])('that was not told by a stream is refused: %j', (text) => {
    expect(() => versionsOf(text)).toThrow(expect.objectContaining({ status: 400, details: expect.objectContaining({ errors: [expect.objectContaining({ field: 'Last-Event-ID' })] }) }));
  });
});
