import { beforeEach, describe, expect, it } from '@jest/globals';
import { percentile } from '../../../../functions/console/fleet.ts';
import { fleetRecorder } from '../../../../shared/aws/fleet/record.ts';
import type { StoredImage } from '../../../../shared/domain/image/record.ts';
import { ImageRegister } from '../../../../shared/aws/images/register.ts';
import { RevocationStore } from '../../../../shared/aws/images/revocations.ts';
import { Sightings } from '../../../../shared/aws/images/sightings.ts';
import type { DumpFigures } from '../../../../shared/contract/figures.ts';
import { FleetView, KernelEntry, KernelHosts, KernelPage } from '../../../../shared/contract/fleet.ts';
import { harness, NOW, person } from './harness.ts';
import type { Harness } from './harness.ts';

const responder = person('responder');
const build = (digit: string): string => digit.repeat(40);
const upload = (n: number): string => `01J00000000000000000000${String(n).padStart(3, '0')}`;

let api: Harness;
beforeEach(() => {
  api = harness();
});

const record = (n: number, changes: Partial<DumpFigures> = {}): Promise<void> =>
  fleetRecorder(api.dynamo.client, 'fleet').record({
    uploadId: upload(n),
    host: 'fs-1',
    at: new Date(NOW.getTime() + n * 3_600_000).toISOString(),
    release: '6.12.117',
    buildId: build('a'),
    uptimeSeconds: 100 * n,
    stacks: [],
    interrupts: [],
    memorySigns: [],
    ...changes,
  });

async function register(n: number, buildId: string, changes: Partial<StoredImage> = {}): Promise<StoredImage> {
  const images = new ImageRegister(api.dynamo.client, 'images');
  const image: StoredImage = {
    id: upload(n),
    name: 'vmlinuz',
    state: 'signed',
    kind: 'authenticode',
    requestedBy: 'remy@example.com',
    requesterSubject: 'remy',
    requestedAt: NOW.toISOString(),
    expiresAt: NOW.toISOString(),
    signedAt: NOW.toISOString(),
    consumers: ['uefi'],
    approvalsNeeded: 1,
    approvals: [{ by: 'april@example.com', subject: 'april', at: NOW.toISOString(), decision: 'approve' }],
    provisional: false,
    image: { kind: 'bzimage', sizeBytes: 1, release: '6.12.200', buildId },
    problems: [],
    changes: [],
    signer: { subject: 'CN=release', certificateSha256: 'ab'.repeat(32) },
    revision: 0,
    ...changes,
  };
  await images.create(image);
  await images.index(image);
  return image;
}

const kernels = async (query = ''): Promise<KernelPage> =>
  KernelPage.parse((await api.call(responder, 'GET', `/v1/kernels${query}`)).json);

describe('the kernels', () => {
  it('are those that crashed, with who signed and who approved them, and how long hosts were up', async () => {
    await register(1, build('a'));
    await record(1);
    await record(3);
    await record(5, { host: 'fs-2' });
    await new Sightings(api.dynamo.client, 'images').record('fs-1', build('a'), NOW);
    const page = await kernels();
    expect(page.kernels).toMatchObject([
      {
        buildId: build('a'),
        release: '6.12.117',
        state: 'signed',
        hosts: 1,
        crashes: 3,
        medianUptimeSeconds: 300,
        images: [{ name: 'vmlinuz', approvedBy: ['april@example.com'], signer: 'CN=release' }],
      },
    ]);
  });

  it('count a dump once, however often its figures come', async () => {
    await record(1);
    await record(1);
    expect((await kernels()).kernels).toMatchObject([{ crashes: 1 }]);
  });

  it('are found page by page, each once: those that were seen, then those that were signed alone', async () => {
    for (const [n, digit] of ['a', 'b', 'c'].entries()) await record(n + 1, { buildId: build(digit) });
    await register(1, build('a'));
    await register(2, build('d'));
    await register(3, build('d'));
    await register(4, build('e'), { state: 'refused' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await kernels(`?limit=2${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...page.kernels.map(({ buildId }) => buildId[0] ?? ''));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(['c', 'b', 'a', 'd']);
  });

  it('say which nobody signed in a fleet that signs, and which are revoked, by whom and why', async () => {
    await record(1, { buildId: build('b') });
    const one = async (digit: string) =>
      KernelEntry.parse((await api.call(responder, 'GET', `/v1/kernels/${build(digit)}`)).json);
    expect((await one('b')).state).toBe('unknown');
    // Whether the register holds kernels is remembered for minutes: another console asks anew.
    const { items } = api.dynamo;
    api = harness();
    for (const [key, item] of items) api.dynamo.items.set(key, item);
    await register(1, build('a'));
    expect((await one('b')).state).toBe('unsigned');
    const revocations = new RevocationStore(api.dynamo.client, 'images');
    const target = { kind: 'build-id' as const, buildId: build('a') };
    const revoked = { reason: 'CVE-2026-1', by: 'ada', at: NOW.toISOString() };
    await revocations.add(await revocations.list(), { target, version: 1, ...revoked });
    expect(await one('a')).toMatchObject({ state: 'revoked', revoked });
  });

  it('tell crashes a thousand host-days where an inventory said how many those are', async () => {
    await record(1);
    await record(2);
    const path = `/v1/kernels/${build('a')}/usage`;
    expect((await api.call(responder, 'PUT', path, { hostDays: 4000 })).status).toBe(403);
    const told = await api.call(person('release-engineer'), 'PUT', path, { hostDays: 4000 });
    expect(told.json).toMatchObject({ hostDays: 4000, crashesPerThousandHostDays: 0.5, crashes: 2 });
    await record(3);
    expect((await kernels()).kernels).toMatchObject([{ hostDays: 4000, crashesPerThousandHostDays: 0.75 }]);
  });

  it('name their hosts page by page', async () => {
    const sightings = new Sightings(api.dynamo.client, 'images');
    for (const host of ['fs-1', 'fs-2', 'fs-3']) await sightings.record(host, build('a'), NOW);
    const path = `/v1/kernels/${build('a')}/hosts?limit=2`;
    const first = KernelHosts.parse((await api.call(responder, 'GET', path)).json);
    expect([first.hosts.map(({ host }) => host), first.next]).toEqual([['fs-1', 'fs-2'], 'fs-2']);
    const second = KernelHosts.parse((await api.call(responder, 'GET', `${path}&cursor=fs-2`)).json);
    expect([second.hosts.map(({ host }) => host), second.next]).toEqual([['fs-3'], undefined]);
  });

  it('that nobody knows are not found, and what is no cursor or build-id is refused', async () => {
    expect((await api.call(responder, 'GET', `/v1/kernels/${build('f')}`)).status).toBe(404);
    for (const path of ['/v1/kernels?cursor=x', '/v1/kernels?cursor=s:x', '/v1/kernels/XYZ']) {
      expect((await api.call(responder, 'GET', path)).status).toBe(400);
    }
  });
});

describe('the fleet', () => {
  const view = async (): Promise<FleetView> => FleetView.parse((await api.call(responder, 'GET', '/v1/fleet')).json);
  const stack = (name: string, usedBytes: number) => ({ function: name, usedBytes, sizeBytes: 16384, comm: 'kworker' });

  it('has the deepest stack of each function and release, whatever the order in which dumps come', async () => {
    await record(1, { stacks: [stack('ext4_writepages', 5000), stack('xfs_log', 100)] });
    await record(2, { stacks: [stack('ext4_writepages', 3000)] });
    await record(3, { stacks: [stack('ext4_writepages', 7000)], release: '6.12.9' });
    expect((await view()).stacks).toMatchObject([
      {
        function: 'ext4_writepages',
        releases: [
          { release: '6.12.117', usedBytes: 5000, uploadId: upload(1) },
          { release: '6.12.9', usedBytes: 7000, uploadId: upload(3) },
        ],
      },
      { function: 'xfs_log', releases: [{ usedBytes: 100 }] },
    ]);
  });

  it('has the fastest interrupts with their wraps', async () => {
    await record(1, { interrupts: [{ name: 'LOC', perSecond: 250.5, wraps: 2 }] });
    await record(2, {
      interrupts: [
        { name: 'nvme*q*', perSecond: 9000, wraps: 0 },
        { name: 'LOC', perSecond: 1, wraps: 0 },
      ],
    });
    expect((await view()).interrupts).toMatchObject([
      { name: 'nvme*q*', releases: [{ perSecond: 9000 }] },
      { name: 'LOC', releases: [{ perSecond: 250.5, wraps: 2, uploadId: upload(1) }] },
    ]);
  });

  it('names hosts with suspect memory, those with the most dumps first, each dump once', async () => {
    await record(1, { host: 'fs-1', memorySigns: ['a bit flipped'] });
    await record(2, { host: 'fs-2', memorySigns: ['a bit flipped'] });
    await record(3, { host: 'fs-2', memorySigns: ['machine checks'] });
    await record(3, { host: 'fs-2', memorySigns: ['machine checks'] });
    expect((await view()).suspects).toMatchObject([
      { host: 'fs-2', dumps: [{ uploadId: upload(3), signs: ['machine checks'] }, { uploadId: upload(2) }] },
      { host: 'fs-1', dumps: [{ uploadId: upload(1) }] },
    ]);
  });

  it('tells how long alerts took, of what hosts sent by themselves and with clocks that can be believed', async () => {
    const sent = (n: number, seconds: number, createdBy = 'host web-1') =>
      api.addUpload({
        id: upload(n),
        createdBy,
        capturedAt: NOW.toISOString(),
        alertedAt: new Date(NOW.getTime() + 1000 * seconds).toISOString(),
      });
    for (const [n, seconds] of [2, 4, 6, 60].entries()) await sent(n, seconds);
    await sent(50, 86_400, 'rae@example.com');
    await sent(51, -5);
    expect((await view()).panicToAlert).toMatchObject({ uploads: 4, p50Seconds: 4, p95Seconds: 60 });
  });

  it('is empty before the first dump', async () => {
    expect(await view()).toEqual({ stacks: [], interrupts: [], suspects: [], panicToAlert: { uploads: 0 } });
  });
});

describe('percentile', () => {
  it.each([
    [[], 0.5, undefined],
    [[7], 0.95, 7],
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4], 0.95, 4],
  ])('of %j at %d is %p', (sorted, share, expected) => {
    expect(percentile(sorted, share)).toBe(expected);
  });
});
