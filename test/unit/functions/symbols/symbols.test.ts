import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { symbolsApp } from '../../../../functions/symbols/app.ts';
import { storedLines } from '../../../../shared/aws/symbols/find.ts';
import { storedTypes } from '../../../../shared/aws/symbols/find-types.ts';
import { s3SymbolObjects } from '../../../../shared/aws/symbols/objects.ts';
import { KEPT_UNSEEN_DAYS, removeUnused } from '../../../../shared/aws/symbols/retention.ts';
import { keepSubsystems, s3Subsystems } from '../../../../shared/aws/symbols/subsystems.ts';
import { SymbolStore } from '../../../../shared/aws/symbols/store.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { TransientError } from '../../../../shared/errors.ts';
import { extractLines } from '../../../../shared/symbols/extract.ts';
import { packTypes } from '../../../../shared/symbols/types/pack.ts';
import { BtfWriter } from '../../../support/btf-writer.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';
import { memoryS3 } from '../../../support/memory-s3.ts';
import { callApp, person } from '../../../support/signing-service.ts';
import { symbolFixture } from '../../../support/symbol-fixtures.ts';
import { PutObjectCommand } from '@aws-sdk/client-s3';

const remy = person('remy', 'release-engineer');
const rae = person('rae', 'responder');
const NOW = new Date('2026-11-23T12:00:00.000Z');

async function linesOf(name: string, release = '6.1.0-test'): Promise<{ bytes: Buffer; buildId: string }> {
  const { pieces, header } = await extractLines(memorySource(symbolFixture(name), name), { name: 'lines', release });
  return { bytes: Buffer.concat(pieces), buildId: header.buildId };
}
const kernel = await linesOf('gcc-dwarf5');
const module = await linesOf('module-x86-64');
const BTF = new BtfWriter().struct('task_struct', { pid: 's32' }).bytes();
const types = async (buildId = kernel.buildId): Promise<Uint8Array> =>
  (await packTypes(BTF, { buildId, release: '6.1.0-test' })).bytes;

function service() {
  const dynamo = memoryDynamo();
  const s3 = memoryS3();
  const store = new SymbolStore(dynamo.client, 'images');
  const bucket = s3SymbolObjects(s3.client, 'symbols');
  // The presigner needs a client with credentials; what it signs is the bucket's affair.
  const objects = {
    ...bucket,
    presign: ({ buildId, sha256 }: { buildId: string; sha256: string }) =>
      Promise.resolve({
        url: `https://s3.example/symbols/${buildId}/${sha256}`,
        headers: {},
        expiresAt: NOW.toISOString(),
      }),
    address: ({ buildId, sha256 }: { buildId: string; sha256: string }) =>
      Promise.resolve({ url: `https://s3.example/symbols/${buildId}/${sha256}`, expiresAt: NOW.toISOString() }),
  };
  const clock = { now: NOW };
  const app = symbolsApp(
    {
      store,
      objects,
      subsystems: { rules: () => s3Subsystems(s3.client, 'symbols').rules() },
      keepSubsystems: (rules) => keepSubsystems(s3.client, 'symbols', rules),
      now: () => clock.now,
    },
    {
      onFailure: (error) => {
        throw error;
      },
    },
  );
  const wishOf = (buildId: string, bytes: Uint8Array, part?: 'types') => ({
    buildId,
    ...(part === undefined ? {} : { part }),
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  return {
    store,
    objects,
    clock,
    s3,
    call: (who: Parameters<typeof callApp>[1], method: string, path: string, body?: unknown) =>
      callApp(app, who, method, path, body),
    async add(buildId: string, bytes: Uint8Array, part?: 'types') {
      const wish = wishOf(buildId, bytes, part);
      const asked = await callApp(app, remy, 'POST', '/v1/symbols', wish);
      const { status } = asked.json as { status: string };
      if (status === 'put') {
        await s3.client.send(
          new PutObjectCommand({ Bucket: 'symbols', Key: `symbols/${buildId}/${wish.sha256}`, Body: bytes }),
        );
      }
      const done = await callApp(app, remy, 'POST', `/v1/symbols/${buildId}/complete`, wish);
      return { asked: status, done };
    },
  };
}

describe('what is asked wrongly', () => {
  it.each<[string, string, string, (buildId: string) => object | undefined, RegExp]>([
    [
      'of another build than the address',
      'POST',
      `/v1/symbols/${'ab'.repeat(20)}/complete`,
      (buildId) => ({ buildId, sizeBytes: 9, sha256: 'a'.repeat(64) }),
      /another build.*"field":"buildId"/,
    ],
    [
      'of what was not put',
      'POST',
      `/v1/symbols/${kernel.buildId}/complete`,
      (buildId) => ({ buildId, sizeBytes: 9, sha256: 'a'.repeat(64) }),
      /nothing of this digest and length was put/,
    ],
    [
      'by a name in no release',
      'GET',
      '/v1/symbols?name=vmlinux',
      () => undefined,
      /looked for in one release.*"field":"release"/,
    ],
  ])('%s is told so', async (_name, method, path, bodyOf, expected) => {
    const answer = await service().call(remy, method, path, bodyOf(kernel.buildId));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).toMatch(expected);
  });
});

describe('/v1/symbols', () => {
  it('takes lines, lists and shows them, and finds them by build-id and by release and name', async () => {
    const made = service();
    const { asked, done } = await made.add(kernel.buildId, kernel.bytes);
    expect(asked).toBe('put');
    expect(done.json).toMatchObject({
      buildId: kernel.buildId,
      kind: 'kernel',
      release: '6.1.0-test',
      addedBy: 'remy@example.com',
    });
    await made.add(module.buildId, module.bytes);
    expect((await made.add(kernel.buildId, kernel.bytes)).asked).toBe('stored');
    expect((await made.call(rae, 'GET', '/v1/symbols')).json).toMatchObject({
      symbols: [{ name: 'lines' }, { name: 'vmlinux' }],
    });
    expect((await made.call(rae, 'GET', `/v1/symbols/${module.buildId}`)).json).toMatchObject({ kind: 'module' });
    const find = storedLines(made.store, made.objects, () => NOW.getTime());
    const [table] = await find({ kind: 'kernel', name: 'vmlinux', buildId: kernel.buildId });
    expect(await table?.lookup('', 0)).toEqual([{ function: 'start_kernel', file: 'lib/other.c', line: 8 }]);
    const named = await find({ kind: 'module', name: 'lines', release: '6.1.0-test' });
    expect(named.map(({ header }) => header.buildId)).toEqual([module.buildId]);
    // Another kernel of the same name is not the one that crashed.
    expect(await find({ kind: 'kernel', name: 'vmlinux', buildId: 'ab'.repeat(20), release: '6.1.0-test' })).toEqual(
      [],
    );
  });

  it('pages', async () => {
    const made = service();
    await made.add(kernel.buildId, kernel.bytes);
    await made.add(module.buildId, module.bytes);
    const first = (await made.call(rae, 'GET', '/v1/symbols?limit=1')).json as { symbols: unknown[]; next: string };
    expect(first.symbols).toMatchObject([{ name: 'lines' }]);
    const second = (await made.call(rae, 'GET', `/v1/symbols?limit=1&cursor=${first.next}`)).json;
    expect(second).toMatchObject({ symbols: [{ name: 'vmlinux' }] });
    expect((await made.call(rae, 'GET', '/v1/symbols?cursor=odd')).status).toBe(400);
    expect((await made.call(rae, 'GET', '/v1/symbols?release=6.2')).json).toEqual({ symbols: [] });
    const named = (query: string) => made.call(rae, 'GET', `/v1/symbols?release=6.1.0-test&${query}`);
    expect((await named('name=lines')).json).toMatchObject({ symbols: [{ name: 'lines' }] });
    expect((await named('name=line')).json).toEqual({ symbols: [] });
    expect((await made.call(rae, 'GET', '/v1/symbols?name=lines')).status).toBe(400);
  });

  it('keeps the lines that are in use until others are', async () => {
    const h = service();
    const { bytes: others } = await linesOf('gcc-dwarf5', '6.1.0-other');
    await h.add(kernel.buildId, kernel.bytes);
    const put = h.store.put.bind(h.store);
    h.store.put = () => Promise.reject(new TransientError('the table is slow'));
    await expect(h.add(kernel.buildId, others)).rejects.toThrow('the table is slow');
    const { sha256 = '' } = (await h.store.get(kernel.buildId)) ?? {};
    expect([...h.s3.objects.keys()]).toContain(`symbols/${kernel.buildId}/${sha256}`);
    h.store.put = put;
    await h.add(kernel.buildId, others);
    expect([...h.s3.objects.keys()]).not.toContain(`symbols/${kernel.buildId}/${sha256}`);
  });

  it('says to its readers where the lines of a build are read', async () => {
    const made = service();
    await made.add(kernel.buildId, kernel.bytes);
    const path = `/v1/symbols/${kernel.buildId}/lines`;
    expect((await made.call(rae, 'GET', path)).json).toMatchObject({
      record: { buildId: kernel.buildId, sizeBytes: kernel.bytes.length },
      url: expect.stringContaining(`symbols/${kernel.buildId}/`),
    });
    expect((await made.call(rae, 'GET', `/v1/symbols/${module.buildId}/lines`)).status).toBe(404);
    expect((await made.call(undefined, 'GET', path)).status).toBe(401);
  });

  it('refuses what is no file of lines, is damaged, or is of another build, and keeps nothing of it', async () => {
    const made = service();
    const damaged = Buffer.from(kernel.bytes);
    damaged.fill(0xff, damaged.length - 60);
    for (const [id, bytes] of [
      [kernel.buildId, Buffer.from('no file of lines at all')],
      [kernel.buildId, damaged],
      [module.buildId, kernel.bytes],
    ] as const) {
      const { done } = await made.add(id, bytes);
      expect([done.status, made.s3.objects.size]).toEqual([400, 0]);
    }
    expect((await made.call(rae, 'GET', '/v1/symbols')).json).toEqual({ symbols: [] });
  });

  it('is written to by those who build kernels alone', async () => {
    const made = service();
    const wish = { buildId: kernel.buildId, sizeBytes: 10, sha256: 'ab'.repeat(32) };
    expect((await made.call(rae, 'POST', '/v1/symbols', wish)).status).toBe(403);
    expect((await made.call(undefined, 'POST', '/v1/symbols', wish)).status).toBe(401);
    expect((await made.call(remy, 'POST', `/v1/symbols/${kernel.buildId}/complete`, wish)).status).toBe(409);
    expect((await made.call(remy, 'POST', '/v1/symbols', { ...wish, sizeBytes: 2 ** 40 })).status).toBe(400);
    await made.add(kernel.buildId, kernel.bytes);
    expect((await made.call(rae, 'DELETE', `/v1/symbols/${kernel.buildId}`)).status).toBe(403);
    expect((await made.call(remy, 'DELETE', `/v1/symbols/${kernel.buildId}`)).status).toBe(204);
    expect(made.s3.objects.size).toBe(0);
    expect((await made.call(rae, 'GET', `/v1/symbols/${kernel.buildId}`)).status).toBe(404);
  });
});

describe('types of a kernel', () => {
  it('are kept beside its lines, listed behind them, read and found by build-id, and go with them', async () => {
    const made = service();
    await made.add(kernel.buildId, kernel.bytes);
    const bytes = await types();
    const { asked, done } = await made.add(kernel.buildId, bytes, 'types');
    expect([asked, done.status]).toEqual(['put', 200]);
    expect(done.json).toMatchObject({ part: 'types', kind: 'kernel', name: 'vmlinux', machine: 'unknown', rows: 2 });
    expect((await made.add(kernel.buildId, bytes, 'types')).asked).toBe('stored');
    const path = `/v1/symbols/${kernel.buildId}`;
    expect((await made.call(rae, 'GET', path)).json).toMatchObject({ part: 'lines' });
    expect((await made.call(rae, 'GET', `${path}?part=types`)).json).toMatchObject({ part: 'types' });
    expect((await made.call(rae, 'GET', `${path}/types`)).json).toMatchObject({ record: { sizeBytes: bytes.length } });
    const pages: unknown[] = [];
    for (let cursor = ''; ;) {
      const { json } = await made.call(rae, 'GET', `/v1/symbols?limit=1${cursor}`);
      const { symbols, next } = json as { symbols: { part: string }[]; next?: string };
      pages.push(...symbols.map(({ part }) => part));
      if (next === undefined) break;
      cursor = `&cursor=${next}`;
    }
    expect(pages).toEqual(['lines', 'types']);
    const find = storedTypes(made.store, made.objects);
    expect(Buffer.from((await find(kernel.buildId)) ?? [])).toEqual(Buffer.from(BTF));
    expect(await find(module.buildId)).toBeUndefined();
    // A log that knows a release alone is looked for in lines.
    const lines = storedLines(made.store, made.objects, () => NOW.getTime());
    const named = await lines({ kind: 'kernel', name: 'vmlinux', release: '6.1.0-test' });
    expect(named.map(({ header }) => header.buildId)).toEqual([kernel.buildId]);
    expect((await made.call(remy, 'DELETE', path)).status).toBe(204);
    expect(made.s3.objects.size).toBe(0);
    expect((await made.call(rae, 'GET', `${path}/types`)).status).toBe(404);
    expect((await made.call(remy, 'DELETE', path)).status).toBe(404);
  });

  it('can be there without lines, which are wanted as before', async () => {
    const made = service();
    await made.add(kernel.buildId, await types(), 'types');
    expect((await made.call(rae, 'GET', `/v1/symbols/${kernel.buildId}`)).status).toBe(404);
    const find = storedLines(made.store, made.objects, () => NOW.getTime());
    expect(await find({ kind: 'kernel', name: 'vmlinux', buildId: kernel.buildId })).toEqual([]);
    expect((await made.call(remy, 'DELETE', `/v1/symbols/${kernel.buildId}`)).status).toBe(204);
  });

  it('are refused, and nothing of them kept, where they are damaged, another build’s, lines, or too large', async () => {
    const made = service();
    const damaged = Buffer.from(await types());
    damaged.fill(0xff, damaged.length - 20);
    for (const bytes of [damaged, await types(module.buildId), kernel.bytes, Buffer.from('nothing')]) {
      const { done } = await made.add(kernel.buildId, bytes, 'types');
      expect([done.status, made.s3.objects.size]).toEqual([400, 0]);
    }
    expect((await made.add(kernel.buildId, await types())).done.status).toBe(400);
    const wish = { buildId: kernel.buildId, part: 'types', sizeBytes: 2 ** 25, sha256: 'ab'.repeat(32) };
    expect((await made.call(remy, 'POST', '/v1/symbols', wish)).status).toBe(400);
    expect((await made.call(rae, 'POST', '/v1/symbols', { ...wish, sizeBytes: 9 })).status).toBe(403);
    expect((await made.call(rae, 'GET', '/v1/symbols')).json).toEqual({ symbols: [] });
  });

  it('are worth another try where the store does not answer, and refused where it was tampered with', async () => {
    const made = service();
    await made.add(kernel.buildId, await types(), 'types');
    const silent = storedTypes({ get: () => Promise.reject(new Error('throttled')) }, made.objects);
    await expect(silent(kernel.buildId)).rejects.toThrow(TransientError);
    const record = await made.store.get(kernel.buildId, 'types');
    const other = await types(module.buildId);
    const swapped = storedTypes(
      { get: () => Promise.resolve(record && { ...record, sizeBytes: other.length }) },
      { open: () => memorySource(other, 'swapped') },
    );
    await expect(swapped(kernel.buildId)).rejects.toThrow(`is ${module.buildId}, not ${kernel.buildId}`);
  });
});

describe('/v1/symbols/subsystems', () => {
  it('keeps what an admin sets, for everybody to read', async () => {
    const made = service();
    const rules = {
      subsystems: [{ name: 'EXT4', files: ['fs/ext4/'] }],
      owners: [{ pattern: 'fs/', owners: ['@fs'] }],
    };
    const path = '/v1/symbols/subsystems';
    expect((await made.call(rae, 'GET', path)).json).toEqual({ subsystems: [], owners: [] });
    expect((await made.call(remy, 'PUT', path, rules)).status).toBe(403);
    const ada = person('ada', 'admin');
    expect((await made.call(ada, 'PUT', path, rules)).json).toEqual({ subsystems: 1, owners: 1 });
    expect((await made.call(rae, 'GET', path)).json).toEqual(rules);
  });
});

describe('retention', () => {
  it('ends with the last host that was seen with the kernel; its modules stay as long', async () => {
    const made = service();
    await made.add(kernel.buildId, kernel.bytes);
    await made.add(module.buildId, module.bytes);
    await made.add(kernel.buildId, await types(), 'types');
    const seen = new Set([kernel.buildId]);
    const run = () =>
      removeUnused({
        store: made.store,
        objects: made.objects,
        isSeen: (id) => Promise.resolve(seen.has(id)),
        now: () => made.clock.now,
      });
    made.clock.now = new Date(NOW.getTime() + KEPT_UNSEEN_DAYS * 86_400_000 + 1);
    expect(await run()).toBe(0);
    seen.clear();
    expect(await run()).toBe(3);
    expect(made.s3.objects.size).toBe(0);
  });

  it('keeps what is new, seen or not', async () => {
    const made = service();
    await made.add(kernel.buildId, kernel.bytes);
    const deps = { store: made.store, objects: made.objects, isSeen: () => Promise.resolve(false), now: () => NOW };
    expect(await removeUnused(deps)).toBe(0);
  });
});
