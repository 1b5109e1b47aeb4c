import { generateKeyPairSync, sign } from 'node:crypto';

/** A key and a certificate of localhost that vouches for itself, as PEM; made anew each time, so that none has to be kept. */
export function selfSigned(from: Date, until: Date): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const name = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from('localhost')))));
  const validity = der(0x30, utcTime(from), utcTime(until));
  const isAuthority = der(0x30, BASIC_CONSTRAINTS, der(0x04, der(0x30, der(0x01, Buffer.of(0xff)))));
  const isLocalhost = der(0x30, ALTERNATIVE_NAME, der(0x04, der(0x30, der(0x82, Buffer.from('localhost')))));
  const told = der(0x30, der(0xa0, der(0x02, Buffer.of(2))), der(0x02, Buffer.of(1)), ED25519, name, validity, name, publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, der(0x30, isAuthority, isLocalhost)));
  const certificate = der(0x30, told, ED25519, der(0x03, Buffer.of(0), sign(null, told, privateKey)));
  const lines = certificate.toString('base64').replace(/(.{64})/g, '$1\n');
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` };
}

/** Tag, length and content, by the distinguished encoding rules of ASN.1 (X.690). */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? [content.length] : content.length < 256 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 255];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}

const utcTime = (date: Date): Buffer => der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+/g, '').slice(2)}`));

const COMMON_NAME = Buffer.of(0x06, 3, 0x55, 4, 3);
const BASIC_CONSTRAINTS = Buffer.of(0x06, 3, 0x55, 0x1d, 0x13);
const ALTERNATIVE_NAME = Buffer.of(0x06, 3, 0x55, 0x1d, 0x11);
const ED25519 = der(0x30, Buffer.of(0x06, 3, 0x2b, 0x65, 0x70));
