import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Assembler, AssembledPart, Retention } from '../../../../shared/aws/assembly.ts';
import { ObjectKeys, WHOLE_DUMP_TAG } from '../../../../shared/aws/layout.ts';
import type { PresentAnswer } from '../../../../shared/aws/uploads/answers.ts';
import type { PresentChunk } from '../../../../shared/aws/uploads/chunks.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { Manifest } from '../../../../shared/contract/manifest.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { NotFoundError, TransientError } from '../../../../shared/errors.ts';
import { seal } from '../../../../functions/seal/seal.ts';
import type { SealDeps } from '../../../../functions/seal/seal.ts';

const ID = '01JDB000000000000000000001';
const MIB = 2 ** 20;
const CHUNK = 8 * MIB;
const NOW = new Date('2026-11-23T02:15:30.000Z');
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes);

/** S3 in memory, as far as assembling goes. */
function memoryBucket() {
  const objects = new Map<string, { bytes: Uint8Array; retention: Retention | undefined }>();
  const assemblies = new Map<
    string,
    { key: string; parts: Map<number, Uint8Array>; retention: Retention | undefined }
  >();
  const copies: string[] = [];
  const tagged: string[] = [];
  const fault: { onCopy?: (number: number) => void } = {};
  const partOf = (number: number, bytes: Uint8Array): AssembledPart => ({
    number,
    etag: `"${number}"`,
    sizeBytes: bytes.length,
    sha256: sha(bytes).digest('base64'),
  });
  const assembler: Assembler & { sizeOf(key: string): Promise<number | undefined> } = {
    begin(key, { retention, tags } = {}) {
      const known = [...assemblies].find(([, assembly]) => assembly.key === key);
      const id = known?.[0] ?? `a${assemblies.size}`;
      const assembly = known?.[1] ?? { key, parts: new Map<number, Uint8Array>(), retention };
      assemblies.set(id, assembly);
      if (tags === WHOLE_DUMP_TAG) tagged.push(key);
      return Promise.resolve({ id, parts: [...assembly.parts].map(([number, bytes]) => partOf(number, bytes)) });
    },
    copyPart(key, id, number, from, range) {
      fault.onCopy?.(number);
      const source = objects.get(from)?.bytes;
      if (source === undefined) return Promise.reject(new TransientError(`no ${from}`));
      const bytes = range === undefined ? source : source.subarray(range.offset, range.offset + range.length);
      assemblies.get(id)?.parts.set(number, bytes);
      copies.push(`${key}#${number}`);
      return Promise.resolve(partOf(number, bytes));
    },
    complete(key, id, parts) {
      const assembly = assemblies.get(id);
      const bytes = Buffer.concat(parts.map(({ number }) => assembly?.parts.get(number) ?? new Uint8Array()));
      objects.set(key, { bytes, retention: assembly?.retention });
      assemblies.delete(id);
      const digests = Buffer.concat(parts.map(({ sha256 = '' }) => Buffer.from(sha256, 'base64')));
      return Promise.resolve(`${sha(digests).digest('base64')}-${parts.length}`);
    },
    put(key, body, options) {
      objects.set(key, { bytes: Buffer.from(body), retention: options?.retention });
      return Promise.resolve();
    },
    remove(keys) {
      for (const key of keys) objects.delete(key);
      return Promise.resolve();
    },
    lock(key, retention) {
      const object = objects.get(key);
      if (object !== undefined) objects.set(key, { ...object, retention });
      return Promise.resolve();
    },
    sizeOf: (key) => Promise.resolve(objects.get(key)?.bytes.length),
  };
  return { objects, copies, tagged, fault, assembler };
}

/** A complete upload of these chunks; `null` stands for one of zeros, `undefined` for one that never came. */
function harness(
  pieces: readonly (Uint8Array | null | undefined)[],
  changes: Partial<StoredUpload> = {},
  answers: readonly PresentAnswer[] = [],
) {
  const bucket = memoryBucket();
  const sizeBytes = pieces.reduce((sum, piece) => sum + (piece?.length ?? CHUNK), 0);
  const chunks = pieces.flatMap((piece, index): PresentChunk[] => {
    if (piece === undefined) return [];
    const sha256 = sha(
      piece ?? new Uint8Array(Math.min(CHUNK, (changes.sizeBytes ?? sizeBytes) - index * CHUNK)),
    ).digest('hex');
    if (piece === null) return [{ index, sha256, zero: true, key: undefined }];
    const key = ObjectKeys.chunk(ID, index, sha256);
    bucket.objects.set(key, { bytes: piece, retention: undefined });
    return [{ index, sha256, zero: false, key }];
  });
  const state: { upload: StoredUpload } = {
    upload: {
      id: ID,
      host: 'fs-17.eu',
      state: 'complete',
      analysis: 'waiting',
      policy: 'all',
      sizeBytes,
      chunkBytes: CHUNK,
      chunkCount: pieces.length,
      createdBy: 'fs-17.eu',
      createdAt: NOW.toISOString(),
      updatedAt: NOW.toISOString(),
      wanted: [],
      ...changes,
    },
  };
  const published: PurgatoryEvent[] = [];
  const time = { up: false };
  const deps: SealDeps = {
    uploads: {
      get: (id) => Promise.resolve(id === ID ? state.upload : undefined),
      change: (_id, update) => {
        state.upload = { ...state.upload, ...(update as Partial<StoredUpload>) };
        return Promise.resolve(state.upload);
      },
    },
    chunks: {
      present: () => Promise.resolve(chunks.filter(({ key }) => key === undefined || bucket.objects.has(key))),
    },
    answers: { present: () => Promise.resolve(answers) },
    objects: bucket.assembler,
    bus: {
      publish: (events) => {
        published.push(...events);
        return Promise.resolve();
      },
    },
    objectLockDays: undefined,
    now: () => NOW,
    outOfTime: () => time.up,
  };
  const chunkKeys = () => [...bucket.objects.keys()].filter((key) => key.includes('/chunks/'));
  const sealed = () => Buffer.from(bucket.objects.get(ObjectKeys.dump(ID))?.bytes ?? []);
  const manifest = () =>
    JSON.parse(Buffer.from(bucket.objects.get(ObjectKeys.manifest(ID))?.bytes ?? []).toString()) as unknown;
  return { ...bucket, deps, state, published, time, chunkKeys, sealed, manifest };
}

const chunk = (fill: number, length = CHUNK) => new Uint8Array(length).fill(fill);

describe('seal', () => {
  it('makes one object of the chunks, zeros among them, and tells of it', async () => {
    const h = harness([chunk(1), null, chunk(3), chunk(4, 1000)]);
    expect(await seal(ID, h.deps)).toEqual({ outcome: 'sealed', sizeBytes: 3 * CHUNK + 1000, copied: 4 });
    const whole = Buffer.concat([chunk(1), chunk(0), chunk(3), chunk(4, 1000)]);
    expect(h.sealed().equals(whole)).toBe(true);
    expect(h.tagged).toEqual([ObjectKeys.dump(ID)]);
    expect(h.state.upload.state).toBe('sealed');
    expect(h.published).toMatchObject([{ name: 'dump.sealed', detail: { uploadId: ID, key: ObjectKeys.dump(ID) } }]);
    expect(h.manifest()).toMatchObject({
      sizeBytes: whole.length,
      missing: [],
      chunks: [
        { index: 0, lengthBytes: CHUNK },
        { index: 1, zero: true },
        { index: 2 },
        { index: 3, lengthBytes: 1000 },
      ],
    });
  });

  it('copies a last chunk of zeros that is shorter than the others', async () => {
    const h = harness([chunk(1), null], { sizeBytes: CHUNK + 10 });
    await seal(ID, h.deps);
    expect(h.sealed()).toHaveLength(CHUNK + 10);
  });

  it('keeps the chunks for an analyser that still reads them, and takes them away after it', async () => {
    const waiting = harness([chunk(1)]);
    await seal(ID, waiting.deps);
    expect(waiting.chunkKeys()).toHaveLength(1);
    const done = harness([chunk(1)], { analysis: 'done' });
    await seal(ID, done.deps);
    expect(done.chunkKeys()).toEqual([]);
  });

  it('goes on where it stopped when its time was up, and copies nothing twice', async () => {
    const h = harness([chunk(1), chunk(2), chunk(3)]);
    h.fault.onCopy = (number) => {
      if (number === 2) h.time.up = true;
      if (number === 3) throw new Error('killed');
    };
    await expect(seal(ID, h.deps)).rejects.toThrow();
    delete h.fault.onCopy;
    h.time.up = false;
    await seal(ID, h.deps);
    expect(h.copies).toHaveLength(3);
    expect(h.sealed().equals(Buffer.concat([chunk(1), chunk(2), chunk(3)]))).toBe(true);
  });

  it('is done once, however often the event comes', async () => {
    const h = harness([chunk(1)]);
    await seal(ID, h.deps);
    expect(await seal(ID, h.deps)).toEqual({ outcome: 'skipped', reason: 'the upload is sealed' });
    expect(h.published).toHaveLength(1);
  });

  it('repeats what came after the object when it was killed there', async () => {
    const h = harness([chunk(1), chunk(2)]);
    const killed = { ...h.deps, bus: { publish: () => Promise.reject(new Error('killed')) } };
    await expect(seal(ID, killed)).rejects.toThrow('killed');
    expect(await seal(ID, h.deps)).toMatchObject({ outcome: 'sealed', copied: 0 });
    expect(h.published).toHaveLength(1);
  });

  it('seals nothing that is not what the host had pinned', async () => {
    const h = harness([chunk(1), chunk(2)]);
    const [key = ''] = h.chunkKeys();
    h.objects.set(key, { bytes: chunk(9), retention: undefined });
    await expect(seal(ID, h.deps)).rejects.toThrow(/part 1 is not the chunk that was sent/);
    expect(h.state.upload.state).toBe('complete');
    expect(h.chunkKeys()).toHaveLength(2);
  });

  describe('of a dump of which only a part was sent', () => {
    const body = chunk(7, 12_288);
    const answer: PresentAnswer = {
      key: ObjectKeys.answer(ID, '0'.repeat(32), sha(body).digest('hex')),
      sha256: sha(body).digest('hex'),
      lengthBytes: body.length,
      ranges: [
        { offset: CHUNK, length: 4096 },
        { offset: 2 * CHUNK, length: 8192 },
      ],
    };
    const partly = () => {
      const receivedBytes = 2 * CHUNK + body.length;
      const h = harness([chunk(1), undefined, undefined, chunk(4)], { policy: 'hot', receivedBytes }, [answer]);
      h.objects.set(answer.key, { bytes: body, retention: undefined });
      h.objects.set(ObjectKeys.log(ID), { bytes: chunk(9, 10), retention: undefined });
      return h;
    };

    it('leaves the pieces as they are, with a manifest by which anybody can put them together', async () => {
      const h = partly();
      expect(await seal(ID, h.deps)).toEqual({ outcome: 'sealed-in-pieces', sizeBytes: 2 * CHUNK + body.length });
      expect(h.state.upload).toMatchObject({ state: 'sealed', inPieces: true });
      const [first = '', last = ''] = h.chunkKeys();
      expect(Manifest.parse(h.manifest())).toMatchObject({
        missing: [[1, 2]],
        chunks: [
          { index: 0, key: first },
          { index: 3, key: last },
        ],
        pieces: [
          {
            key: answer.key,
            sha256: answer.sha256,
            ranges: [
              [CHUNK, 4096],
              [2 * CHUNK, 8192],
            ],
          },
        ],
      });
      expect(h.published).toMatchObject([{ name: 'dump.sealed', detail: { inPieces: true, uploadId: ID } }]);
      expect(h.published[0]?.detail).not.toHaveProperty('key');
      expect(await seal(ID, h.deps)).toMatchObject({ outcome: 'skipped' });
    });

    it('puts each piece, the log and the manifest under retention where that is set', async () => {
      const h = partly();
      await seal(ID, { ...h.deps, objectLockDays: 30 });
      expect([...h.objects.keys()].sort()).toEqual(
        [...h.chunkKeys(), answer.key, ObjectKeys.log(ID), ObjectKeys.manifest(ID)].sort(),
      );
      for (const { retention } of h.objects.values()) {
        expect(retention).toEqual({ mode: 'GOVERNANCE', until: new Date('2026-12-23T02:15:30.000Z') });
      }
    });
  });

  it('takes the bodies of wanted ranges away with the chunks when they are in the one object', async () => {
    const bytes = chunk(1);
    const key = ObjectKeys.answer(ID, '0'.repeat(32), '1'.repeat(64));
    const h = harness([bytes], { analysis: 'done' }, [{ key, sha256: '1'.repeat(64), lengthBytes: 1, ranges: [] }]);
    h.objects.set(key, { bytes, retention: undefined });
    await seal(ID, h.deps);
    expect(h.objects.has(key)).toBe(false);
  });

  it('seals an upload without a dump by its manifest alone', async () => {
    const h = harness([]);
    expect(await seal(ID, h.deps)).toEqual({ outcome: 'sealed', sizeBytes: 0, copied: 0 });
    expect(h.published[0]?.detail).not.toHaveProperty('key');
  });

  it('puts dump and manifest under retention where that is set', async () => {
    const h = harness([chunk(1)]);
    await seal(ID, { ...h.deps, objectLockDays: 30 });
    for (const key of [ObjectKeys.dump(ID), ObjectKeys.manifest(ID)]) {
      expect(h.objects.get(key)?.retention).toEqual({
        mode: 'GOVERNANCE',
        until: new Date('2026-12-23T02:15:30.000Z'),
      });
    }
  });

  it('makes zeros for large chunks of small ones', async () => {
    const large = 4 * CHUNK;
    const h = harness([null, chunk(1, 5)], { chunkBytes: large, sizeBytes: large + 5 });
    // The digest of the chunk of zeros is that of the large one.
    const present = (await h.deps.chunks.present(ID)).map((each) =>
      each.zero ? { ...each, sha256: sha(new Uint8Array(large)).digest('hex') } : each,
    );
    await seal(ID, { ...h.deps, chunks: { present: () => Promise.resolve(present) } });
    expect(h.sealed().equals(Buffer.concat([new Uint8Array(large), chunk(1, 5)]))).toBe(true);
  });

  it('does not know an upload that is not there', async () => {
    const h = harness([]);
    await expect(seal('x', h.deps)).rejects.toThrow(NotFoundError);
  });
});
