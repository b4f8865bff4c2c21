import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { s3Assembler } from '../../../../shared/aws/dumps/assembly.ts';
import { ObjectKeys, WHOLE_DUMP_TAG } from '../../../../shared/aws/runtime/layout.ts';
import type { PresentAnswer } from '../../../../shared/aws/uploads/answers.ts';
import type { PresentChunk } from '../../../../shared/aws/uploads/chunks.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { Manifest } from '../../../../shared/contract/manifest.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { ConflictError, NotFoundError, TransientError } from '../../../../shared/errors.ts';
import { seal } from '../../../../functions/seal/seal.ts';
import type { SealDeps } from '../../../../functions/seal/seal.ts';
import { memoryS3 } from '../../../support/memory-s3.ts';
import { late } from '../../../support/late.ts';

const ID = '01JDB000000000000000000001';
const MIB = 2 ** 20;
const CHUNK = 8 * MIB;
const NOW = new Date('2026-11-23T02:15:30.000Z');
/** Chunks are large, few and never changed: each is made and hashed once. */
const digests = new WeakMap<Uint8Array, Buffer>();
const made = new Map<string, Uint8Array>();

function sha(bytes: Uint8Array): Buffer {
  const digest = digests.get(bytes) ?? createHash('sha256').update(bytes).digest();
  digests.set(bytes, digest);
  return digest;
}

function chunk(fill: number, length = CHUNK): Uint8Array {
  const name = `${fill} ${length}`;
  const bytes = made.get(name) ?? new Uint8Array(length).fill(fill);
  made.set(name, bytes);
  return bytes;
}

/** The bucket in memory behind the adapter that seals in production. */
function bucketInMemory() {
  const s3 = memoryS3();
  const { objects } = s3;
  const assembler = {
    ...s3Assembler(s3.client, 'dumps'),
    sizeOf: (key: string) => Promise.resolve(objects.get(key)?.bytes.length),
  };
  const put = (key: string, bytes: Uint8Array) => objects.set(key, { bytes });
  const copies = () => s3.calls.filter((call) => call === `UploadPartCopy ${ObjectKeys.dump(ID)}`).length;
  return { s3, objects, put, copies, assembler };
}

/** A complete upload of these chunks; `null` stands for one of zeros, `undefined` for one that never came. */
function harness(
  pieces: readonly (Uint8Array | null | undefined)[],
  changes: Partial<StoredUpload> = {},
  answers: readonly PresentAnswer[] = [],
) {
  const bucket = bucketInMemory();
  const sizeBytes = pieces.reduce((sum, piece) => sum + (piece?.length ?? CHUNK), 0);
  const chunks = pieces.flatMap((piece, index): PresentChunk[] => {
    if (piece === undefined) return [];
    const sha256 = sha(piece ?? chunk(0, Math.min(CHUNK, (changes.sizeBytes ?? sizeBytes) - index * CHUNK))).toString(
      'hex',
    );
    if (piece === null) return [{ index, sha256, zero: true, key: undefined }];
    const key = ObjectKeys.chunk(ID, index, sha256);
    bucket.put(key, piece);
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
      change: (id, update, from) => {
        if (id !== ID || (from !== undefined && !from.includes(state.upload.state)))
          return Promise.reject(new ConflictError('the upload is elsewhere'));
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

describe('seal', () => {
  it('makes one object of the chunks, zeros among them, and tells of it', async () => {
    const h = harness([chunk(1), null, chunk(3), chunk(4, 1000)]);
    expect(await seal(ID, h.deps)).toEqual({ outcome: 'sealed', sizeBytes: 3 * CHUNK + 1000, copied: 4 });
    const whole = Buffer.concat([chunk(1), chunk(0), chunk(3), chunk(4, 1000)]);
    expect(h.sealed().equals(whole)).toBe(true);
    expect(h.objects.get(ObjectKeys.dump(ID))?.tagging).toBe(new URLSearchParams(WHOLE_DUMP_TAG).toString());
    expect([...h.objects.values()].filter(({ tagging }) => tagging !== undefined)).toHaveLength(1);
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

  it('takes the chunks away where the analyser came to its end while they were copied', async () => {
    const h = harness([chunk(1)]);
    h.s3.onCommand = (name) => {
      if (name === 'UploadPartCopy') h.state.upload = { ...h.state.upload, analysis: 'done' };
    };
    await seal(ID, h.deps);
    expect(h.chunkKeys()).toEqual([]);
  });

  it('tells of a dump once it is there with its manifest, and is done when that was told, however slow all are', async () => {
    const h = harness([chunk(1), null], { analysis: 'done' });
    const there: boolean[] = [];
    const publish = (events: readonly PurgatoryEvent[]) => {
      there.push(h.objects.has(ObjectKeys.dump(ID)), h.objects.has(ObjectKeys.manifest(ID)), h.chunkKeys().length > 0);
      return h.deps.bus.publish(events);
    };
    const { uploads, objects } = h.deps;
    await seal(ID, { ...h.deps, uploads: late(uploads), objects: late(objects), bus: late({ publish }) });
    expect(there).toEqual([true, true, true]);
    expect([h.state.upload.state, h.published.length, h.chunkKeys()]).toEqual(['sealed', 1, []]);
  });

  it('goes on where it stopped when its time was up, and copies nothing twice', async () => {
    const h = harness([chunk(1), chunk(2), chunk(3)]);
    h.s3.onCommand = (name, { PartNumber }) => {
      if (name !== 'UploadPartCopy') return;
      if (PartNumber === 2) h.time.up = true;
      if (PartNumber === 3) throw new Error('killed');
    };
    await expect(seal(ID, h.deps)).rejects.toThrow('killed');
    delete h.s3.onCommand;
    h.time.up = false;
    expect(await seal(ID, h.deps)).toMatchObject({ outcome: 'sealed', copied: 1 });
    expect(h.copies()).toBe(4);
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
    h.put(key, chunk(9));
    await expect(seal(ID, h.deps)).rejects.toThrow(/part 1 is not the chunk that was sent/);
    expect(h.state.upload.state).toBe('complete');
    expect(h.chunkKeys()).toHaveLength(2);
  });

  describe('of a dump of which only a part was sent', () => {
    const body = chunk(7, 12_288);
    const answer: PresentAnswer = {
      key: ObjectKeys.answer(ID, '0'.repeat(32), sha(body).toString('hex')),
      sha256: sha(body).toString('hex'),
      lengthBytes: body.length,
      ranges: [
        { offset: CHUNK, length: 4096 },
        { offset: 2 * CHUNK, length: 8192 },
      ],
    };
    const partly = () => {
      const receivedBytes = 2 * CHUNK + body.length;
      const h = harness([chunk(1), undefined, undefined, chunk(4)], { policy: 'hot', receivedBytes }, [answer]);
      h.put(answer.key, body);
      h.put(ObjectKeys.log(ID), chunk(9, 10));
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
    h.put(key, bytes);
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
      each.zero ? { ...each, sha256: sha(new Uint8Array(large)).toString('hex') } : each,
    );
    await seal(ID, { ...h.deps, chunks: { present: () => Promise.resolve(present) } });
    expect(h.sealed().equals(Buffer.concat([new Uint8Array(large), chunk(1, 5)]))).toBe(true);
  });

  it('begins no copy once its time is up, and says how far it came', async () => {
    const h = harness([chunk(1), chunk(2)]);
    h.time.up = true;
    await expect(seal(ID, h.deps)).rejects.toThrow(new TransientError(`${ID}: 0 of 2 parts are copied, time is up`));
    expect(h.copies()).toBe(0);
    expect(h.published).toEqual([]);
  });

  describe('where S3 has something else than was sent', () => {
    it.each([
      ['says another checksum of checksums', { ChecksumSHA256: `${sha(chunk(9)).toString('base64')}-2` }],
      ['says the checksum of one part more', { ChecksumSHA256: 'of-3' }],
    ])('seals nothing when the whole %s, and takes the object away', async (_what, answer) => {
      const h = harness([chunk(1), chunk(2)]);
      const complete = h.deps.objects.complete.bind(h.deps.objects);
      const objects = {
        ...h.deps.objects,
        complete: async (...args: Parameters<typeof complete>) => {
          const real = (await complete(...args)) ?? '';
          return answer.ChecksumSHA256 === 'of-3' ? real.replace(/-2$/, '-3') : answer.ChecksumSHA256;
        },
      };
      await expect(seal(ID, { ...h.deps, objects })).rejects.toThrow(
        /the assembled object has 16777216 bytes and checksum/,
      );
      expect(h.objects.has(ObjectKeys.dump(ID))).toBe(false);
      expect(h.state.upload.state).toBe('complete');
      expect(h.chunkKeys()).toHaveLength(2);
      expect(h.published).toEqual([]);
    });

    it.each([
      ['nothing of the checksum', () => undefined],
      ['the checksum without the number of parts', (real = '') => real.replace(/-\d+$/, '')],
    ])('takes an answer that says %s: sizes and parts were compared', async (_what, answer) => {
      const h = harness(new Array<Uint8Array>(12).fill(chunk(1)));
      const complete = h.deps.objects.complete.bind(h.deps.objects);
      const objects = {
        ...h.deps.objects,
        complete: async (...args: Parameters<typeof complete>) => answer(await complete(...args)),
      };
      expect(await seal(ID, { ...h.deps, objects })).toMatchObject({ outcome: 'sealed', copied: 12 });
    });

    it('seals nothing when the whole has another size', async () => {
      const h = harness([chunk(1), chunk(2)]);
      const whole = ObjectKeys.dump(ID);
      const sizeOf = (key: string) => Promise.resolve(key === whole && h.objects.has(key) ? 5 : undefined);
      await expect(seal(ID, { ...h.deps, objects: { ...h.deps.objects, sizeOf } })).rejects.toThrow(/has 5 bytes/);
      expect(h.objects.has(whole)).toBe(false);
    });

    it.each([
      ['of other bytes', chunk(9)],
      ['of another size', chunk(1, CHUNK - 1)],
    ])('copies a part anew that a former run left %s', async (_what, bytes) => {
      const h = harness([chunk(1), chunk(2)]);
      h.put('other', bytes);
      const { id } = await h.deps.objects.begin(ObjectKeys.dump(ID), { tags: WHOLE_DUMP_TAG });
      await h.deps.objects.copyPart(ObjectKeys.dump(ID), id, 1, 'other');
      expect(await seal(ID, h.deps)).toMatchObject({ copied: 2 });
      expect(h.sealed().equals(Buffer.concat([chunk(1), chunk(2)]))).toBe(true);
    });

    it('trusts the size of a part alone where S3 says no checksum of parts', async () => {
      const h = harness([chunk(1), chunk(2)]);
      const objects = {
        ...h.deps.objects,
        begin: async (...args: Parameters<typeof h.deps.objects.begin>) => {
          const { id, parts } = await h.deps.objects.begin(...args);
          return { id, parts: parts.map(({ number, etag, sizeBytes }) => ({ number, etag, sizeBytes })) };
        },
      };
      h.s3.onCommand = (name, { PartNumber }) => {
        if (name === 'UploadPartCopy' && PartNumber === 2) throw new Error('killed');
      };
      await expect(seal(ID, { ...h.deps, objects })).rejects.toThrow('killed');
      delete h.s3.onCommand;
      expect(await seal(ID, { ...h.deps, objects })).toMatchObject({ copied: 1 });
    });
  });

  it('puts parts in order, whatever the order they are listed and copied in', async () => {
    const h = harness([chunk(1), chunk(2), chunk(3, 10)]);
    const present = [...(await h.deps.chunks.present(ID))].reverse();
    await seal(ID, { ...h.deps, chunks: { present: () => Promise.resolve(present) } });
    expect(h.sealed().equals(Buffer.concat([chunk(1), chunk(2), chunk(3, 10)]))).toBe(true);
    expect(Manifest.parse(h.manifest()).chunks.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('leaves the state alone when somebody else has changed it meanwhile', async () => {
    const h = harness([chunk(1)]);
    const publish = () => {
      h.state.upload = { ...h.state.upload, state: 'aborted' };
      return Promise.resolve();
    };
    await expect(seal(ID, { ...h.deps, bus: { publish } })).rejects.toThrow(ConflictError);
    expect(h.state.upload.state).toBe('aborted');
    expect(h.chunkKeys()).toHaveLength(1);
  });

  it.each([
    ['done', 0],
    ['unreadable', 0],
    ['running', 1],
    ['waiting', 1],
  ] as const)('of a dump whose analysis is %s, leaves %i chunks', async (analysis, left) => {
    const h = harness([chunk(1)], { analysis });
    await seal(ID, h.deps);
    expect(h.chunkKeys()).toHaveLength(left);
  });

  it('tells of what it made in the shape of the contract, and writes a manifest that can be checked', async () => {
    const sha256 = sha(chunk(1)).toString('hex');
    const h = harness([chunk(1), null], { sha256, kernelRelease: '6.12.117' });
    await seal(ID, h.deps);
    expect(h.published).toEqual([
      {
        name: 'dump.sealed',
        detail: {
          version: 1,
          id: `sealed:${ID}`,
          occurredAt: NOW.toISOString(),
          correlationId: ID,
          uploadId: ID,
          host: 'fs-17.eu',
          sizeBytes: 2 * CHUNK,
          key: ObjectKeys.dump(ID),
          manifestKey: ObjectKeys.manifest(ID),
          sha256,
        },
      },
    ]);
    const digests = [chunk(1), chunk(0)].map((bytes) => sha(bytes));
    expect(h.manifest()).toEqual({
      version: 1,
      uploadId: ID,
      host: 'fs-17.eu',
      sizeBytes: 2 * CHUNK,
      chunkBytes: CHUNK,
      sha256,
      sha256OfChunks: sha(Buffer.concat(digests)).toString('hex'),
      chunks: [
        { index: 0, lengthBytes: CHUNK, sha256: digests[0]?.toString('hex') },
        { index: 1, lengthBytes: CHUNK, sha256: digests[1]?.toString('hex'), zero: true },
      ],
      missing: [],
      sealedAt: NOW.toISOString(),
    });
    expect(h.objects.get(ObjectKeys.manifest(ID))?.contentType).toBe('application/json');
    expect(h.objects.get(ObjectKeys.manifest(ID))?.retention).toBeUndefined();
  });

  it('makes no zeros where there are none', async () => {
    const h = harness([chunk(1)]);
    await seal(ID, h.deps);
    expect([...h.objects.keys()].filter((key) => key.includes('zeros'))).toEqual([]);
  });

  it('makes the zeros of a chunk size once', async () => {
    const h = harness([null, chunk(1)]);
    h.put(`uploads/zeros/${CHUNK}`, new Uint8Array(CHUNK));
    await seal(ID, h.deps);
    expect(h.s3.calls.filter((call) => call === `PutObject uploads/zeros/${CHUNK}`)).toEqual([]);
  });

  it('does not know an upload that is not there', async () => {
    const h = harness([]);
    await expect(seal('x', h.deps)).rejects.toThrow(new NotFoundError('there is no upload x'));
  });
});
