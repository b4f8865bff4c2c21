/** The hosts that were enrolled: voiding their tokens, letting an entry go, and the list by name. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { dynamoHosts } from '../../../../../shared/aws/auth/hosts.ts';
import { dynamoSessions } from '../../../../../shared/aws/auth/sessions.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const AT = new Date('2026-11-23T12:00:00.000Z');
const enrolment = (host: string, tags?: string[]) => ({
  ...{ host, enrolledAt: AT.toISOString(), enrolledBy: 'ada', tokenExpiresAt: '2027-11-23T12:00:00.000Z' },
  ...(tags === undefined ? {} : { tags }),
});

let dynamo: ReturnType<typeof memoryDynamo>;
let hosts: ReturnType<typeof dynamoHosts>;
beforeEach(() => {
  dynamo = memoryDynamo();
  hosts = dynamoHosts(dynamo.client, 'uploads');
});
const expiryOf = (host: string) => dynamo.items.get(`HOST#${host}\u0000HOST`)?.['expiresAt'];

describe('a host', () => {
  it('is not revoked where it was never enrolled, and no entry is made of it', async () => {
    expect(await hosts.revoke('web-1', 'ada', AT)).toBe(false);
    expect([await hosts.find('web-1'), await hosts.revokedAt('web-1')]).toEqual([undefined, undefined]);
    expect(dynamo.items.size).toBe(0);
  });

  it('is revoked from a moment on, and stays so when it is enrolled anew', async () => {
    await hosts.enrol(enrolment('web-1'));
    expect(await hosts.revokedAt('web-1')).toBeUndefined();
    expect(await hosts.revoke('web-1', 'april', AT)).toBe(true);
    await hosts.enrol(enrolment('web-1', ['eu']));
    expect(await hosts.revokedAt('web-1')).toEqual(AT);
    expect(await hosts.find('web-1')).toMatchObject({ revokedBy: 'april', tags: ['eu'] });
  });

  it('is retired once, whether it was enrolled or not; its tokens are void for as long as one could live', async () => {
    await hosts.enrol(enrolment('web-1', ['eu']));
    for (const host of ['web-1', 'web-9']) {
      expect(await hosts.retire(host, 'ada', AT)).toBe(true);
      expect(await hosts.retire(host, 'april', new Date(AT.getTime() + 1))).toBe(false);
      expect(await hosts.find(host)).toMatchObject({ revokedAt: AT.toISOString(), revokedBy: 'ada' });
      expect(expiryOf(host)).toBe(AT.getTime() / 1000 + 3650 * 86_400);
    }
    expect(await hosts.find('web-1')).toMatchObject({ tokenExpiresAt: enrolment('').tokenExpiresAt });
    expect((await hosts.find('web-1'))?.tags).toBeUndefined();
    expect(await hosts.list({ limit: 10 })).toEqual([]);
    await hosts.enrol(enrolment('web-1'));
    expect(expiryOf('web-1')).toBeUndefined();
    expect(await hosts.retire('web-1', 'ada', AT)).toBe(true);
  });

  it('that a fault of the table hits is not taken for one that is not there', async () => {
    dynamo.onCommand = () => {
      throw new Error('throttled');
    };
    await expect(hosts.revoke('web-1', 'ada', AT)).rejects.toThrow('throttled');
    await expect(hosts.retire('web-1', 'ada', AT)).rejects.toThrow('throttled');
  });
});

describe('hosts', () => {
  beforeEach(async () => {
    await hosts.enrol(enrolment('b', ['eu', 'db']));
    await hosts.enrol(enrolment('a', ['eu']));
    await hosts.enrol(enrolment('c'));
  });

  it('are listed by name, those after another', async () => {
    const names = async (page: { after?: string; limit: number }) => (await hosts.list(page)).map(({ host }) => host);
    expect(await names({ limit: 2 })).toEqual(['a', 'b']);
    expect(await names({ limit: 2, after: 'b' })).toEqual(['c']);
    expect(await names({ limit: 2, after: 'c' })).toEqual([]);
  });

  it('have tags, together and each', async () => {
    expect(await hosts.tagsOf(['a', 'b', 'c', 'nobody'])).toEqual(new Set(['eu', 'db']));
    expect(await hosts.tagsOf(['c', 'nobody'])).toEqual(new Set());
    expect(await hosts.tagsByHost(['a', 'b', 'c', 'a', 'nobody'])).toEqual(
      new Map([
        ['a', ['eu']],
        ['b', ['eu', 'db']],
      ]),
    );
  });
});

describe('a session', () => {
  it('is over for good once it was ended, and it alone; the mark outlives it', async () => {
    const sessions = dynamoSessions(dynamo.client, 'uploads');
    const until = new Date('2026-11-23T20:00:00.000Z');
    expect(await sessions.isEnded('pgs1.a')).toBe(false);
    await sessions.end('pgs1.a', AT, until);
    await sessions.end('pgs1.a', new Date(AT.getTime() + 5000), until);
    expect([await sessions.isEnded('pgs1.a'), await sessions.isEnded('pgs1.b')]).toEqual([true, false]);
    const [item] = dynamo.items.values();
    expect(item).toMatchObject({ endedAt: AT.toISOString(), expiresAt: until.getTime() / 1000 + 3600 });
    // Who reads the table learns no token.
    expect(JSON.stringify(item)).not.toContain('pgs1.a');
  });
});
