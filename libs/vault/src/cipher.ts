import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto';
import { Tampered } from './errors.js';

const IV = 12;
const TAG = 16;

// Random bytes are drawn for many ivs at once: one call into OpenSSL costs more than the ivs themselves.
const ivs = Buffer.alloc(IV * 256);
let drawn = ivs.length;

function nextIv(): Buffer {
  if (drawn === ivs.length) {
    randomFillSync(ivs);
    drawn = 0;
  }
  drawn += IV;
  return Buffer.from(ivs.subarray(drawn - IV, drawn));
}

/** AES-256-GCM: iv, ciphertext and tag in one buffer; `bound` must be given again to decrypt. */
export function encrypt(key: KeyObject, bound: string, clear: Buffer): Buffer {
  const iv = nextIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(bound));
  return Buffer.concat([iv, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

/** Throws `Tampered` unless key, bound text and every byte are those of `encrypt`. */
export function decrypt(key: KeyObject, bound: string, sealed: Buffer): Buffer {
  if (sealed.length < IV + TAG) throw new Tampered('the sealed text is cut short');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(bound)).setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(IV, -TAG)), decipher.final()]);
  } catch {
    throw new Tampered('the sealed text does not authenticate: it was changed, or belongs to another event or field');
  }
}
