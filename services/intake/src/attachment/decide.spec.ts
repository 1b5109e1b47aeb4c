import { given } from '@amends/decider';
import { complaint } from '../complaint/complaint.js';
import { heard, idOf, registered } from '../testing/heard.js';
import { attach } from './decide.js';

const file = { fileId: idOf(71), sha256: 'a'.repeat(64), bytes: 4, mediaType: 'image/jpeg' };
const photo = { ...file, name: 'Frau Meyer, Küche.jpg' };

describe('attaching a file', () => {
  it('records what it is, its name apart: names tell of people', () => {
    expect(given(complaint, [registered]).when((state) => attach(photo, state)).records).toEqual([{ type: 'FileAttached', data: file, words: { name: photo.name } }]);
  });

  it('stays quiet when the same bytes come again, and refuses others under its id', () => {
    const { when } = given(complaint, [registered, heard('FileAttached', file)]);
    expect(when((state) => attach({ ...photo, name: 'again.jpg' }, state)).records).toEqual([]);
    expect(when((state) => attach({ ...photo, sha256: 'b'.repeat(64) }, state)).refuses).toBe('intake.id-is-taken');
  });
});
