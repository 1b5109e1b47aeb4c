import { BlockList, isIP } from 'node:net';

/** What is not on the internet, by the special-purpose registries of IANA (RFC 6890 and later): this host, private networks, link-local with clouds' metadata, multicast, and what only documents use. */
const NOT_PUBLIC_4 = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16',
  '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
] as const;
/** Of IPv6 only 2000::/3 is on the internet; of that, not what carries an IPv4 address within or is set apart. */
const PUBLIC_6 = ['2000::/3'] as const;
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] as const;

/** Which addresses may be called: those of the internet, and what the configuration allows besides. */
export class AddressFilter {
  private readonly allowed: BlockList;

  /** Networks as `10.1.0.0/16` or `fd00::/8`; the configuration has checked them. */
  constructor(allowed: readonly string[]) {
    this.allowed = listOf(allowed);
  }

  /** An IPv4 address that is written as one of IPv6 is judged as what it is. */
  allows(address: string): boolean {
    const plain = unmapped(address);
    const family = isIP(plain);
    if (family === 0) return false;
    if (this.allowed.check(plain, family === 4 ? 'ipv4' : 'ipv6')) return true;
    return family === 4 ? !PRIVATE_4.check(plain, 'ipv4') : INTERNET_6.check(plain, 'ipv6') && !PRIVATE_6.check(plain, 'ipv6');
  }
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/') as [string, string];
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

const [PRIVATE_4, INTERNET_6, PRIVATE_6] = [listOf(NOT_PUBLIC_4), listOf(PUBLIC_6), listOf(NOT_PUBLIC_6)];

/** `::ffff:127.0.0.1` and `::ffff:7f00:1` are 127.0.0.1. */
function unmapped(address: string): string {
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (dotted) return dotted;
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address) ?? [];
  if (high === undefined) return address;
  const [a, b] = [parseInt(high, 16), parseInt(low!, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}
