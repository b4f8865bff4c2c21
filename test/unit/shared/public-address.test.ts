import { describe, expect, it } from '@jest/globals';
import { checkPostAddress, isPublicAddress } from '../../../shared/public-address.ts';

describe('isPublicAddress', () => {
  it.each([
    '1.1.1.1',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.0',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450:4001::1',
  ])('knows %s as public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this host', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.0.1'],
    ["a carrier's", '100.64.0.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local: metadata', '169.254.169.254'],
    ['documentation', '203.0.113.7'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['loopback', '::1'],
    ['unspecified', '::'],
    ['unique local: metadata', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['multicast', 'ff02::1'],
    ['an address of IPv4 in one of IPv6', '::ffff:127.0.0.1'],
    ['an address of IPv4 in one of IPv6', '::ffff:a9fe:a9fe'],
    ['translated', '64:ff9b::a9fe:a9fe'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:1::1'],
    ['documentation', '2001:db8::1'],
    ['no address', 'example.com'],
    ['nothing', ''],
  ])('knows %s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('checkPostAddress', () => {
  it.each([
    'https://hooks.slack.com/services/T/B/x',
    'https://alerts.example.com:8443/in?key=1',
    'https://93.184.215.14/',
  ])('takes %s', (url) => {
    expect(() => { checkPostAddress(url); }).not.toThrow(); // prettier-ignore
  });

  it.each([
    ['http://hooks.example.com/', /https/],
    ['file:///etc/passwd', /https/],
    ['no address', /is none/],
    ['https://user:secret@hooks.example.com/', /user or a password/],
    ['https://localhost/', /private network/],
    ['https://purgatory.internal/', /private network/],
    ['https://printer.local./', /private network/],
    ['https://router/', /private network/],
    ['https://127.0.0.1/', /private network/],
    // Other ways to write the same, which the parser of URLs knows.
    ['https://2130706433/', /private network/],
    ['https://0x7f.1/', /private network/],
    ['https://169.254.169.254/latest/meta-data/', /private network/],
    ['https://[::1]/', /private network/],
    ['https://[::ffff:169.254.169.254]/', /private network/],
    ['https://[fd00:ec2::254]/', /private network/],
  ])('refuses %s', (url, why) => {
    expect(() => { checkPostAddress(url, 'routes[0].url'); }).toThrow(why); // prettier-ignore
  });
});
