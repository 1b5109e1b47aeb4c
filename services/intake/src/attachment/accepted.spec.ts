import type { Problem } from '@amends/runtime';
import { accepted } from './accepted.js';
import { MEDIA_TYPES } from './media-type.js';

/** The beginning of a file of each kind, as programs write them. */
const SAMPLES: Readonly<Record<string, Buffer>> = {
  'image/jpeg': Buffer.from('ffd8ffe000104a464946', 'hex'),
  'image/png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'image/gif': Buffer.from('GIF89a\u0001\u0000', 'latin1'),
  'image/webp': Buffer.from('RIFF\u0024\u0000\u0000\u0000WEBPVP8 ', 'latin1'),
  'image/heic': Buffer.from('\u0000\u0000\u0000\u0018ftypheic', 'latin1'),
  'application/pdf': Buffer.from('%PDF-1.7\n'),
  'audio/mpeg': Buffer.from('ID3\u0004', 'latin1'),
  'audio/wav': Buffer.from('RIFF\u0024\u0000\u0000\u0000WAVEfmt ', 'latin1'),
  'audio/ogg': Buffer.from('OggS\u0000', 'latin1'),
  'audio/mp4': Buffer.from('\u0000\u0000\u0000\u0018ftypM4A ', 'latin1'),
  'video/mp4': Buffer.from('\u0000\u0000\u0000\u0018ftypisom', 'latin1'),
  'text/plain': Buffer.from('漏水了。\nIt leaks. 💧'),
};

const codeOf = (body: unknown, type: string | undefined): string => {
  try {
    accepted(body, type);
    return 'accepted';
  } catch (error) {
    return (error as Problem).code;
  }
};

describe('a file that a customer sends', () => {
  it('has a sample here for every kind that may be attached', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual([...MEDIA_TYPES].sort());
  });

  it.each(Object.entries(SAMPLES))('may be %s when it is that', (mediaType, bytes) => {
    expect(accepted(bytes, `${mediaType.toUpperCase()}; charset=utf-8`)).toEqual({ bytes, mediaType });
  });

  it.each(Object.keys(SAMPLES))('is not taken as %s when its bytes are of another kind', (mediaType) => {
    const others = Object.entries(SAMPLES).filter(([other]) => other !== mediaType && !(other.endsWith('/mp4') && mediaType.endsWith('/mp4')));
    expect(others.map(([, bytes]) => codeOf(bytes, mediaType))).toEqual(others.map(() => 'intake.file-is-not-what-it-says'));
  });

  it.each([undefined, '', 'image/svg+xml', 'text/html', 'application/zip', 'application/x-msdownload', 'constructor', 'image/*'])('is not taken as %s', (mediaType) => {
    expect(codeOf(Buffer.from('<svg onload="x()"/>'), mediaType)).toBe('intake.file-type');
  });

  it('has something in it', () => {
    expect(codeOf(Buffer.alloc(0), 'text/plain')).toBe('request.invalid');
    expect(codeOf(undefined, 'image/png')).toBe('request.invalid');
  });

  it('is text only when it can be read as such', () => {
    for (const bytes of [Buffer.from([0xff, 0xfe, 0x41, 0x00]), Buffer.from('a\0b'), Buffer.from('MZ\u0090\u0000', 'latin1')]) {
      expect(codeOf(bytes, 'text/plain')).toBe('intake.file-is-not-what-it-says');
    }
  });
});
