import { AddressFilter } from './address-filter.js';

describe('what a webhook may call', () => {
  const filter = new AddressFilter([]);

  it.each(['93.184.216.34', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001::200e', '::ffff:1.1.1.1'])('is the internet: %s', (address) => {
    expect(filter.allows(address)).toBe(true);
  });

  it.each([
    '127.0.0.1', '127.9.9.9', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '192.0.2.1', '224.0.0.1', '255.255.255.255',
    '::1', '::', 'fe80::1', 'fd00:ec2::254', 'fc00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001::1', '2001:db8::1', '::127.0.0.1', 'localhost', '',
  ])('is not this machine, a private network, metadata of a cloud, nor a way around to them: %s', (address) => {
    expect(filter.allows(address)).toBe(false);
  });

  it('is a private network that the configuration names, and no other', () => {
    const own = new AddressFilter(['10.1.0.0/16', 'fd12::/16']);
    expect(['10.1.2.3', '10.2.0.1', 'fd12::1', 'fd13::1', '::ffff:10.1.2.3'].map((address) => own.allows(address))).toEqual([true, false, true, false, true]);
  });
});
