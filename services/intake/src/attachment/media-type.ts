import { isUtf8 } from 'node:buffer';

/** How a kind of file begins: bytes at an offset, as Latin-1 text. */
type Signature = readonly [offset: number, bytes: string][];

const at = (offset: number, bytes: string): Signature => [[offset, bytes]];
/** The brands of the ISO container that a phone's pictures, recordings and films are in. */
const branded = (...brands: readonly string[]): readonly Signature[] => brands.map((brand) => [[4, `ftyp${brand}`]]);

/**
 * The kinds of file that customers send as evidence, none of which a browser or an office program runs: no markup, no scripts,
 * no archives, no documents with macros.
 */
const SIGNATURES: Readonly<Record<string, readonly Signature[]>> = {
  'image/jpeg': [at(0, '\xff\xd8\xff')],
  'image/png': [at(0, '\x89PNG\r\n\x1a\n')],
  'image/gif': [at(0, 'GIF87a'), at(0, 'GIF89a')],
  'image/webp': [[[0, 'RIFF'], [8, 'WEBP']]],
  'image/heic': branded('heic', 'heix', 'mif1', 'msf1'),
  'application/pdf': [at(0, '%PDF-')],
  'audio/mpeg': [at(0, 'ID3'), at(0, '\xff\xfb'), at(0, '\xff\xf3'), at(0, '\xff\xf2')],
  'audio/wav': [[[0, 'RIFF'], [8, 'WAVE']]],
  'audio/ogg': [at(0, 'OggS')],
  'audio/mp4': branded('M4A ', 'isom', 'mp42'),
  'video/mp4': branded('isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'dash', 'M4V '),
};

const TEXT = 'text/plain';

/** Every media type that may be attached. */
export const MEDIA_TYPES: readonly string[] = [...Object.keys(SIGNATURES), TEXT];

/** The media type of a header, without parameters and in lower case. */
export const essence = (contentType: string | undefined): string => (contentType ?? '').split(';')[0]!.trim().toLowerCase();

/** Whether the bytes are what their media type says; false for types that may not be attached. */
export function isWhatItSays(mediaType: string, bytes: Buffer): boolean {
  if (mediaType === TEXT) return isPlainText(bytes);
  return Object.hasOwn(SIGNATURES, mediaType) && begins(SIGNATURES[mediaType]!, bytes);
}

const begins = (signatures: readonly Signature[], bytes: Buffer): boolean =>
  signatures.some((signature) => signature.every(([offset, expected]) => bytes.toString('latin1', offset, offset + expected.length) === expected));

/** UTF-8 without NUL that does not begin as one of the other kinds. */
const isPlainText = (bytes: Buffer): boolean => isUtf8(bytes) && !bytes.includes(0) && !begins(Object.values(SIGNATURES).flat(), bytes);
