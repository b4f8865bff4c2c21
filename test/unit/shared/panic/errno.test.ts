import { constants } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { errnoName } from '../../../../shared/panic/likely/errno.ts';

/** Names of one number on Linux, and what the kernel alone has. */
const SAME: Readonly<Record<string, string>> = { EWOULDBLOCK: 'EAGAIN', ENOTSUP: 'EOPNOTSUPP' };
const INTERNAL: readonly (readonly [number, string])[] = [
  // v6.12 include/linux/errno.h, include/uapi/asm-generic/errno-base.h, errno.h.
  [15, 'ENOTBLK'],
  [117, 'EUCLEAN'],
  [512, 'ERESTARTSYS'],
  [517, 'EPROBE_DEFER'],
  [524, 'ENOTSUPP'],
];

describe('errnoName', () => {
  it('is the system’s own name, for every number that has one here', () => {
    const names = new Map(Object.entries(constants.errno).map(([name, number]) => [number, SAME[name] ?? name]));
    const known = [...names.keys()].filter((number) => errnoName(number) !== undefined);
    for (const number of known) expect([number, errnoName(number)]).toEqual([number, names.get(number)]);
    for (const name of [
      'ENAMETOOLONG',
      'ENOSYS',
      'ENODATA',
      'ETIME',
      'EPROTO',
      'EBADMSG',
      'EOVERFLOW',
      'EOPNOTSUPP',
      'ENOBUFS',
    ]) {
      expect(known.map(errnoName)).toContain(name);
    }
    for (const name of ['ENOTCONN', 'ETIMEDOUT', 'ECONNREFUSED', 'EHOSTUNREACH', 'ESTALE', 'ERANGE', 'EPERM']) {
      expect(known.map(errnoName)).toContain(name);
    }
  });

  it.each(INTERNAL)('of %i is %s, which programs do not see', (number, name) => {
    expect(errnoName(number)).toBe(name);
  });

  it.each([0, -1, 35, 133, 4095])('has none for %i', (number) => {
    expect(errnoName(number)).toBeUndefined();
  });
});
