/**
 * Where the service may post to in somebody's name: an address that an admin, or a secret, names. Anything but a public one would let
 * its author reach what only the service can: the metadata of the machine, an inner network, this very host.
 */
import { BlockList, isIP, isIPv6 } from 'node:net';
import { InputError } from './errors.ts';

/** IANA's special-purpose registries. Of IPv6 only global unicast is public, but for what leads on to an address of IPv4. */
const SPECIAL = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  SPECIAL.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  SPECIAL.addSubnet(network, bits, 'ipv6');
const GLOBAL_UNICAST = new BlockList();
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is one that anybody could reach. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (!isIPv6(address)) return !SPECIAL.check(address, 'ipv4');
  return GLOBAL_UNICAST.check(address, 'ipv6') && !SPECIAL.check(address, 'ipv6');
}

/** Names that no public DNS knows. */
const INNER_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)\.?$/i;

/**
 * Refuses what can be told from the address alone: another scheme than https, user and password in it, a host that is no public one.
 * What its name resolves to is checked when it is posted to.
 *
 * @throws {InputError}
 */
export function checkPostAddress(text: string, field = 'url'): void {
  const refuse = (why: string): never => {
    throw new InputError(`the address ${why}`, { field });
  };
  if (!URL.canParse(text)) refuse('is none');
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== 'https:') refuse('must begin with https://');
  if (username !== '' || password !== '') refuse('holds a user or a password');
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) === 0 ? INNER_NAME.test(host) || !host.includes('.') : !isPublicAddress(host)) {
    refuse('is of a private network, of this machine, or of its metadata');
  }
}
