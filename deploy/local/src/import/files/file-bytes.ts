import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableFile } from './unreadable-file.js';

const CHUNK = 64 * 1024;

/**
 * The bytes of a plain or gzipped file in chunks of 64 KiB, told apart by the first bytes and never by the name.
 * Throws UnreadableFile on another kind of archive, UTF-16, or a cut-off .gz.
 */
export async function* fileBytes(path: string): AsyncGenerator<Buffer> {
  const stream = await openUnpacked(path);
  let first = true;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (first) refuseUtf16(chunk);
      first = false;
      yield chunk;
    }
  } catch (error) {
    throw isZlibError(error) ? cutOff() : error;
  } finally {
    stream.destroy();
  }
}

async function openUnpacked(path: string): Promise<Readable> {
  const magic = await firstBytes(path);
  if (magic.toString('latin1') === 'PK') throw anotherArchive();
  const file = createReadStream(path, { highWaterMark: CHUNK });
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return file;
  // The callback is what keeps a failing read from being thrown outside of the loop; the loop itself sees the error.
  return pipeline(file, createGunzip({ chunkSize: CHUNK }), () => undefined);
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function refuseUtf16(chunk: Buffer): void {
  const mark = chunk.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') {
    throw new UnreadableFile('file.utf-16', 'The file is written in UTF-16.', 'Save it as CSV UTF-8 and import it again.');
  }
}

function anotherArchive(): UnreadableFile {
  return new UnreadableFile('file.archive', 'The file is a zip archive or a spreadsheet.', 'Unpack it, or save it as CSV UTF-8; .csv and .csv.gz are read.');
}

function cutOff(): UnreadableFile {
  return new UnreadableFile('file.gzip-damaged', 'The .gz file is cut off or damaged.', 'Fetch it again, check it with `gzip -t`, and import it again.');
}

function isZlibError(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  return code.startsWith('Z_');
}
