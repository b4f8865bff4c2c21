import { describe, expect, it } from '@jest/globals';
import { listHosts } from '../../../../functions/console/hosts.ts';
import type { Occurrence } from '../../../../shared/contract/crashes.ts';
import { fakeCrashes } from './fake-crashes.ts';
import { harness, NOW } from './harness.ts';

describe('listHosts', () => {
  it('says of each host what it last had and what sent it, also when the upload has expired', async () => {
    const h = harness();
    for (const host of ['db-1', 'fs-1', 'web-1']) {
      await h.hosts.enrol({
        ...{ host, enrolledAt: NOW.toISOString(), enrolledBy: 'ada' },
        tokenExpiresAt: NOW.toISOString(),
      });
    }
    const { id } = await h.addUpload({ agent: 'purgatory-agent/1' });
    const had = (uploadId: string, title: string) => ({ uploadId, title, capturedAt: NOW.toISOString() }) as Occurrence;
    const latest: Record<string, Occurrence> = {
      'fs-1': had(id, 'BUG in f'),
      'web-1': had('01J0000000000000000000000A', 'BUG in g'),
    };
    const crashes = {
      ...fakeCrashes([], NOW),
      occurrencesOfHost: (host: string) => Promise.resolve({ occurrences: [latest[host] ?? []].flat() }),
    };
    const deps = {
      ...{ crashes, uploads: h.uploads, hosts: h.hosts, mac: h.mac },
      ...{ maxTokenDays: 1, now: () => NOW, count: () => undefined },
    };
    const named = async (host: string, limit = 1) => await listHosts({ limit, host }, deps);
    expect(await named('fs-1')).toMatchObject({ hosts: [{ host: 'fs-1', lastCrash: { title: 'BUG in f' } }] });
    // One that was asked for by its name is no page of a list.
    expect(await named('fs-1')).not.toHaveProperty('next');
    expect(await named('fs')).toEqual({ hosts: [] });
    const { hosts } = await listHosts({ limit: 10 }, deps);
    expect(hosts.map(({ host, lastCrash }) => [host, lastCrash?.title, lastCrash?.agent])).toEqual([
      ['db-1', undefined, undefined],
      ['fs-1', 'BUG in f', 'purgatory-agent/1'],
      ['web-1', 'BUG in g', undefined],
    ]);
  });
});
