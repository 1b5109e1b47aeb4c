import { invalidRequest, Problem } from '@amends/runtime';
import { essence, isWhatItSays, MEDIA_TYPES } from './media-type.js';

/** Bytes that a file may have: 10 MiB, a photograph or a few minutes of a call. */
export const LARGEST = 10 * 1024 * 1024;

/** The file that a request brings, when it is of a kind that may be attached and is what it says; else a 400 or 415 problem. */
export function accepted(body: unknown, contentType: string | undefined): { readonly bytes: Buffer; readonly mediaType: string } {
  const mediaType = essence(contentType);
  if (!MEDIA_TYPES.includes(mediaType)) throw notAllowed();
  if (!Buffer.isBuffer(body) || body.length === 0) throw invalidRequest([{ field: 'body', message: 'must be the bytes of a file', remedy: 'send the file itself as the body' }]);
  if (!isWhatItSays(mediaType, body)) throw notWhatItSays(mediaType);
  return { bytes: body, mediaType };
}

const notAllowed = (): Problem =>
  new Problem(415, 'intake.file-type', 'Files of this kind cannot be attached', {
    detail: `Content-Type must be one of ${MEDIA_TYPES.join(', ')}`,
    remedy: 'send a picture, a PDF, a recording or plain text; save other documents as PDF first',
  });

const notWhatItSays = (mediaType: string): Problem =>
  new Problem(415, 'intake.file-is-not-what-it-says', 'The file is not what it says', {
    detail: `its first bytes are not those of ${mediaType}`,
    remedy: 'send the Content-Type that the file really has',
  });
