import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchLines } from '../../../../functions/debuginfod/search.ts';
import type { SearchDeps } from '../../../../functions/debuginfod/search.ts';
import { storedLines } from '../../../../shared/aws/symbols/find.ts';
import { s3SymbolObjects } from '../../../../shared/aws/symbols/objects.ts';
import { SymbolSearches } from '../../../../shared/aws/symbols/searches.ts';
import { SymbolStore } from '../../../../shared/aws/symbols/store.ts';
import type { PurgatoryEvent, SymbolsWanted, WantedBuild } from '../../../../shared/contract/events.ts';
import { SymbolsAdded } from '../../../../shared/contract/events.ts';
import { FormatError, TransientError } from '../../../../shared/errors.ts';
import { download } from '../../../../shared/symbols/lines/debuginfod.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';
import { memoryS3 } from '../../../support/memory-s3.ts';
import { symbolFixture } from '../../../support/symbol-fixtures.ts';

const RELEASE = '6.1.0-test';
const KERNEL: WantedBuild = {
  kind: 'kernel',
  name: 'vmlinux',
  buildId: 'a0fcbe0251fe4f3e873f093ff2bed3433c0ec73f',
  release: RELEASE,
};
const MODULE: WantedBuild = {
  kind: 'module',
  name: 'lines',
  buildId: 'beec0aee921a8d260d46bf057378691491bd938f',
  release: RELEASE,
};
const kernelFile = symbolFixture('gcc-dwarf5');
const moduleFile = symbolFixture('module-x86-64');
const DAY_MS = 86_400_000;
const UPLOAD = '01JDB000000000000000000001';

type Answer = (response: ServerResponse) => void;
const sends =
  (bytes: Uint8Array): Answer =>
  (response) =>
    response.end(bytes);
const answers =
  (status: number, headers = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end();

/** A debuginfod server on loopback; `files` is by path. */
let server: Server;
let url: URL;
const files = new Map<string, Answer>();
const asked: { path: string; maxSize: unknown }[] = [];
const directory = mkdtempSync(join(tmpdir(), 'debuginfod-test-'));

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, maxSize: request.headers['x-debuginfod-maxsize'] });
    (files.get(path) ?? answers(404))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/debug`);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(directory, { recursive: true });
});

const pathOf = ({ buildId }: WantedBuild): string => `/debug/buildid/${buildId}/debuginfo`;
const wanted = (...builds: WantedBuild[]): SymbolsWanted => ({
  version: 1,
  id: `wanted:${UPLOAD}`,
  occurredAt: '2026-11-30T05:00:00.000Z',
  uploadId: UPLOAD,
  host: 'fs-17.eu',
  builds,
});

function service(has: readonly (readonly [WantedBuild, Answer])[]) {
  files.clear();
  asked.length = 0;
  for (const [build, answer] of has) files.set(pathOf(build), answer);
  const dynamo = memoryDynamo();
  const s3 = memoryS3();
  const clock = { now: Date.parse('2026-11-30T05:00:00.000Z'), leftMs: 900_000 };
  const now = () => new Date(clock.now);
  const store = new SymbolStore(dynamo.client, 'images');
  const objects = s3SymbolObjects(s3.client, 'symbols');
  const published: PurgatoryEvent[] = [];
  const notes: string[] = [];
  const deps: SearchDeps = {
    store,
    searches: new SymbolSearches(dynamo.client, 'images', now),
    objects,
    download: ({ buildId, name, release }) =>
      download(url, buildId, { fetch: globalThis.fetch, directory, redirect: 'manual', maxBytes: 1e6, name, release }),
    bus: {
      publish: (events) => {
        published.push(...events);
        return Promise.resolve();
      },
    },
    serverName: 'debug.example.com',
    note: (what, { name }) => notes.push(`${name}: ${what}`),
    now,
    until: () => new Date(clock.now + clock.leftMs),
    leastMs: 240_000,
  };
  return { deps, store, s3, clock, published, notes, find: storedLines(store, objects, () => clock.now) };
}

describe('lines of a debuginfod server', () => {
  it('are made, kept as lines that people add, and told to whoever wanted them', async () => {
    const h = service([
      [KERNEL, sends(kernelFile)],
      [MODULE, sends(moduleFile)],
    ]);
    expect(await searchLines(wanted(KERNEL, MODULE), h.deps)).toEqual({ added: 2, there: 0, none: 0 });
    const [table] = await h.find(KERNEL);
    expect(await table?.lookup('', 0)).toEqual([{ function: 'start_kernel', file: 'lib/other.c', line: 8 }]);
    // The file of a kernel does not say its release, and a log alone is known by nothing else.
    const [named] = await h.find({ kind: 'kernel', name: 'vmlinux', release: RELEASE });
    expect(named?.header.buildId).toBe(KERNEL.buildId);
    expect(await h.store.get(MODULE.buildId)).toMatchObject({
      kind: 'module',
      addedBy: 'debuginfod debug.example.com',
      sizeBytes: h.s3.objects.get([...h.s3.objects.keys()].find((key) => key.includes(MODULE.buildId)) ?? '')?.bytes
        .length,
    });
    expect(h.published.map(({ name }) => name)).toEqual(['symbols.added']);
    expect(SymbolsAdded.parse(h.published[0]?.detail)).toMatchObject({
      // The same whenever it is sent again.
      id: `symbols:${UPLOAD}:2:${KERNEL.buildId}`,
      uploadId: UPLOAD,
      buildIds: [KERNEL.buildId, MODULE.buildId],
    });
    expect(asked).toEqual([KERNEL, MODULE].map((build) => ({ path: pathOf(build), maxSize: '1000000' })));
  });

  it('are asked for once, however many crashes want them', async () => {
    const h = service([[KERNEL, sends(kernelFile)]]);
    await searchLines(wanted(KERNEL), h.deps);
    expect(await searchLines(wanted(KERNEL), h.deps)).toEqual({ added: 0, there: 1, none: 0 });
    expect(asked).toHaveLength(1);
    // The second crash's report wants to hear of it as well.
    expect(h.published).toHaveLength(2);
  });

  it('are asked for by one at a time; the others come again', async () => {
    const held: ServerResponse[] = [];
    const h = service([[KERNEL, (response) => held.push(response)]]);
    const first = searchLines(wanted(KERNEL), h.deps);
    while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await expect(searchLines(wanted(KERNEL), h.deps)).rejects.toMatchObject({ retryAfterSeconds: 120 });
    held[0]?.end(kernelFile);
    expect(await first).toMatchObject({ added: 1 });
    expect(asked).toHaveLength(1);
    expect(h.published).toHaveLength(1);
  });

  it('are free to be asked for when whoever asked is known to have died', async () => {
    const h = service([[KERNEL, sends(kernelFile)]]);
    expect(await h.deps.searches.begin(KERNEL.buildId, h.deps.until())).toBe('begun');
    await expect(searchLines(wanted(KERNEL), h.deps)).rejects.toThrow(TransientError);
    h.clock.now += h.clock.leftMs + 1;
    expect(await searchLines(wanted(KERNEL), h.deps)).toMatchObject({ added: 1 });
  });

  it('that it does not have are asked for again after a day, and nobody is told', async () => {
    const h = service([[MODULE, sends(moduleFile)]]);
    expect(await searchLines(wanted(KERNEL, MODULE), h.deps)).toEqual({ added: 1, there: 0, none: 1 });
    expect(h.published[0]?.detail).toMatchObject({ buildIds: [MODULE.buildId] });
    expect(await searchLines(wanted(KERNEL), h.deps)).toEqual({ added: 0, there: 0, none: 1 });
    expect([asked.length, h.published.length]).toEqual([2, 1]);
    files.set(pathOf(KERNEL), sends(kernelFile));
    h.clock.now += DAY_MS - 1;
    expect(await searchLines(wanted(KERNEL), h.deps)).toMatchObject({ none: 1 });
    h.clock.now += 2;
    expect(await searchLines(wanted(KERNEL), h.deps)).toMatchObject({ added: 1 });
  });

  const cut: Answer = (response) => {
    response.writeHead(200, { 'content-length': kernelFile.length });
    response.write(kernelFile.subarray(0, 1000), () => response.destroy());
  };
  it.each<[string, Answer, string]>([
    ['answers that it failed', answers(500), 'answered 500'],
    ['breaks off', cut, 'no answer'],
    ['leads elsewhere', answers(302, { location: 'http://127.0.0.1:1/' }), 'answered 302'],
  ])('come later where the server %s', async (_, answer, reason) => {
    const h = service([
      [KERNEL, answer],
      [MODULE, sends(moduleFile)],
    ]);
    await expect(searchLines(wanted(KERNEL, MODULE), h.deps)).rejects.toThrow(TransientError);
    await expect(searchLines(wanted(KERNEL), h.deps)).rejects.toThrow(reason);
    // What was to be had is kept and told.
    expect(h.published.map(({ detail }) => detail)).toMatchObject([{ buildIds: [MODULE.buildId] }]);
    files.set(pathOf(KERNEL), sends(kernelFile));
    expect(await searchLines(wanted(KERNEL), h.deps)).toMatchObject({ added: 1 });
  });

  it.each<[string, Answer]>([
    ['of another build', sends(moduleFile)],
    ['no debug file', sends(Buffer.from('<html>welcome</html>'))],
    ['cut short', sends(kernelFile.subarray(0, 3000))],
    ['larger than is taken', sends(Buffer.alloc(1_000_001))],
    ['refused as too large by the server itself', answers(406)],
  ])('that are %s are put aside with the reason, and not asked for again by the next crash', async (_, answer) => {
    const h = service([[KERNEL, answer]]);
    await expect(searchLines(wanted(KERNEL), h.deps)).rejects.toThrow(FormatError);
    expect(await searchLines(wanted(KERNEL), h.deps)).toEqual({ added: 0, there: 0, none: 1 });
    expect([asked.length, h.s3.objects.size, h.published.length]).toEqual([1, 0, 0]);
  });

  it('never take the place of those that people have added meanwhile', async () => {
    const h = service([[KERNEL, sends(kernelFile)]]);
    const theirs = { buildId: KERNEL.buildId, sizeBytes: 1, sha256: 'ab'.repeat(32), addedBy: 'remy' } as const;
    const { keep } = h.deps.objects;
    const objects: SearchDeps['objects'] = {
      keep: async (object, bytes) => {
        await keep(object, bytes);
        const facts = { part: 'lines', kind: 'kernel', name: 'vmlinux', machine: 'x86-64', rows: 1 } as const;
        await h.store.put({ ...facts, ...theirs, addedAt: new Date(h.clock.now).toISOString() });
      },
    };
    await searchLines(wanted(KERNEL), { ...h.deps, objects });
    expect(await h.store.get(KERNEL.buildId)).toMatchObject(theirs);
  });

  it('are not begun with when there is no time to end', async () => {
    const h = service([[KERNEL, sends(kernelFile)]]);
    h.clock.leftMs = 239_000;
    await expect(searchLines(wanted(KERNEL), h.deps)).rejects.toMatchObject({ retryAfterSeconds: 1 });
    expect(asked).toEqual([]);
  });

  it('that could not be kept are asked for again', async () => {
    const h = service([[KERNEL, sends(kernelFile)]]);
    const objects: SearchDeps['objects'] = { keep: () => Promise.reject(new Error('SlowDown')) };
    await expect(searchLines(wanted(KERNEL), { ...h.deps, objects })).rejects.toThrow('SlowDown');
    expect(await searchLines(wanted(KERNEL), h.deps)).toMatchObject({ added: 1 });
  });
});
