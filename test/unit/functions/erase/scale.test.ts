/** Deleting one host of 10,000: what it costs goes by what the host has sent, and by the figures of the fleet; not by the fleet. */
import { expect, it } from '@jest/globals';
import { dynamoHosts } from '../../../../shared/aws/auth/hosts.ts';
import { IndexKeys, Keys as CrashKeys } from '../../../../shared/aws/crashes/items.ts';
import { recordEraser } from '../../../../functions/erase/erase-records.ts';
import { erasureStore } from '../../../../functions/erase/erasures.ts';
import { FleetKeys, Partitions, padded } from '../../../../shared/aws/fleet/items.ts';
import { quotaPartition } from '../../../../shared/aws/uploads/quotas.ts';
import { indexAttributes, Keys } from '../../../../shared/aws/uploads/items.ts';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import { eraseHost } from '../../../../functions/erase/erase.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';

const GROUPS = 100_000;
const HOSTS = 10_000;
const UPLOADS = 20_000;
const FIGURES = 3000;
const KERNELS = 200;
const AT = '2026-01-01T00:00:00.000Z';
const HOST = 'host-17';

const dynamo = memoryDynamo();
const { items, client } = dynamo;
const put = (item: Record<string, unknown>) => items.set(`${String(item['pk'])}\u0000${String(item['sk'])}`, item);
const uploadId = (index: number) => `01JD${String(index).padStart(22, '0')}`;
const crashId = (index: number) => `c${index.toString(16).padStart(24, '0')}`;
const buildId = (index: number) => (index % KERNELS).toString(16).padStart(40, '0');

function addGroup(index: number): void {
  const group = {
    ...{ id: crashId(index), title: `WARNING in function_${index}`, altTitles: [], kind: 'warning', version: 1 },
    ...{ status: { state: 'open', since: AT }, fingerprint: `v1:${index}`, fingerprints: [`v1:${index}`] },
    ...{
      culprit: [],
      count: 1,
      hostCount: 1,
      sampleHosts: index < UPLOADS ? [`host-${index % HOSTS}`] : [],
      kernels: {},
      models: {},
      days: {},
    },
    ...{ findings: [], firstSeen: AT, lastSeen: AT },
  };
  put({ ...CrashKeys.group(group.id), ...IndexKeys.byState('open', AT, group.id), ...group });
}

function addUpload(index: number): void {
  const [id, host] = [uploadId(index), `host-${index % HOSTS}`];
  const upload = {
    ...{ id, host, state: 'sealed', analysis: 'done', policy: 'all', sizeBytes: 1, chunkBytes: 1, chunkCount: 1 },
    ...{ createdBy: host, createdAt: AT, updatedAt: AT, wanted: [], crashId: crashId(index), buildId: buildId(index) },
  };
  put({ ...Keys.upload(id), ...indexAttributes(upload), ...upload });
  put({ ...CrashKeys.occurrence(id), ...IndexKeys.occurrence(crashId(index), host, id, AT), crashId: crashId(index) });
  put({ ...CrashKeys.host(host, crashId(index)), ...IndexKeys.host(crashId(index), host), host });
  put({ pk: `SEEN#${buildId(index)}`, sk: host, host });
}

function addFigures(): void {
  for (let index = 0; index < FIGURES; index++) {
    const gsi1sk = `${padded(index)}#f_${index}`;
    put({ ...FleetKeys.stack(`f_${index}`, '6.12'), uploadId: uploadId(index), gsi1pk: Partitions.stacks, gsi1sk });
  }
  for (let index = 0; index < KERNELS; index++) {
    const gsi1sk = `${AT}#${buildId(index)}`;
    put({ ...FleetKeys.kernel(buildId(index)), buildId: buildId(index), gsi1pk: Partitions.kernels, gsi1sk });
  }
}

it('deletes one host of 10,000 with 100,000 groups, and looks at nothing of the others', async () => {
  for (let index = 0; index < GROUPS; index++) addGroup(index);
  for (let index = 0; index < UPLOADS; index++) addUpload(index);
  addFigures();
  for (const counter of ['uploads#1', 'groups#1', 'REFUSED#groups'])
    put({ pk: quotaPartition(HOST), sk: counter, taken: 1 });
  const now = () => new Date('2026-11-23T12:00:00.000Z');
  const before = items.size;
  const tables = { uploads: 'uploads', crashes: 'crashes', images: 'images', fleet: 'fleet' };
  const erasure = await eraseHost(HOST, 'ada', {
    hosts: dynamoHosts(client, 'uploads'),
    uploads: new UploadStore(client, 'uploads', now),
    objects: { erase: () => Promise.resolve({ objects: 0, sizeBytes: 0, locked: 0, complete: true }) },
    records: recordEraser(client, tables),
    erasures: erasureStore(client, 'uploads', now),
    outOfTime: () => false,
    now,
  });
  expect(erasure).toMatchObject({ done: true, uploads: 2, occurrences: 2 });
  // Of both its uploads record, occurrence and the host in the group, then one sighting, one stack, two counters and what was refused; two entries are new.
  expect(before - items.size).toBe(2 * 3 + 1 + 1 + 3 - 2);
  expect(dynamo.queried).toBeLessThan(FIGURES + KERNELS + 20);
  expect([...items.values()].filter((item) => JSON.stringify(item).includes(`"${HOST}"`))).toHaveLength(2);
  expect(dynamo.calls.get('QueryCommand')).toBeLessThan(30);
});
