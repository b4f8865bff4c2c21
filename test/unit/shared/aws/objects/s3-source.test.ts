import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ByteRange } from '../../../../../shared/bytes/byte-source.ts';
import { chunkSource, extentSource, objectSource } from '../../../../../shared/aws/objects/s3-source.ts';
import type { Extent } from '../../../../../shared/aws/objects/s3-source.ts';
import { FormatError } from '../../../../../shared/errors.ts';

const content = (length: number, seed = 7): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * seed) & 0xff);

/** A bucket in memory that notes what was asked of it. */
function bucket(objects: Record<string, Uint8Array>) {
  const asked: (ByteRange & { key: string })[] = [];
  const load = { now: 0, most: 0 };
  return {
    asked,
    load,
    async fetch(key: string, range: ByteRange): Promise<Uint8Array> {
      asked.push({ key, ...range });
      load.most = Math.max(load.most, ++load.now);
      await new Promise((resolve) => setImmediate(resolve));
      load.now -= 1;
      const bytes = objects[key]?.slice(range.offset, range.offset + range.length);
      if (bytes?.length !== range.length) throw new Error(`416 ${key} ${JSON.stringify(range)}`);
      return bytes;
    },
  };
}

const options = { blockBytes: 1024, gapBytes: 2048, maxFetchBytes: 16_384, concurrency: 4 };

describe('objectSource', () => {
  const bytes = content(100_000);

  it('answers exactly the bytes asked for, in order', async () => {
    const source = objectSource(bucket({ k: bytes }), { key: 'k', sizeBytes: bytes.length }, options);
    const answers = await source.read([
      { offset: 99_990, length: 10 },
      { offset: 0, length: 4 },
      { offset: 1000, length: 5000 },
      { offset: 5, length: 0 },
    ]);
    expect(answers.map((answer) => Buffer.from(answer ?? []).toString('hex'))).toEqual(
      [bytes.slice(99_990), bytes.slice(0, 4), bytes.slice(1000, 6000), new Uint8Array(0)].map((part) =>
        Buffer.from(part).toString('hex'),
      ),
    );
  });

  it('fetches near ranges as one, far ones side by side, all in one round', async () => {
    const s3 = bucket({ k: bytes });
    const source = objectSource(s3, { key: 'k', sizeBytes: bytes.length }, options);
    await source.read([0, 3000, 50_000, 80_000].map((offset) => ({ offset, length: 8 })));
    expect(s3.asked).toHaveLength(3);
    expect(s3.load.most).toBe(3);
    expect(source.stats).toEqual({ rounds: 1, requests: 3, bytesFetched: 3072 + 1024 + 1024 });
  });

  it('fetches nothing twice that it still holds', async () => {
    const s3 = bucket({ k: bytes });
    const source = objectSource(s3, { key: 'k', sizeBytes: bytes.length }, options);
    await source.read([{ offset: 10, length: 8 }]);
    await source.read([{ offset: 900, length: 100 }]);
    expect(source.stats).toMatchObject({ rounds: 1, requests: 1 });
  });

  it('holds no more than its cache allows and fetches again what it dropped', async () => {
    const s3 = bucket({ k: bytes });
    const source = objectSource(s3, { key: 'k', sizeBytes: bytes.length }, { ...options, cacheBytes: 2048 });
    for (const offset of [0, 20_000, 40_000, 0]) await source.read([{ offset, length: 8 }]);
    expect(s3.asked).toHaveLength(4);
  });

  it('cuts a long range into fetches of bounded length', async () => {
    const s3 = bucket({ k: bytes });
    const source = objectSource(s3, { key: 'k', sizeBytes: bytes.length }, options);
    const [whole] = await source.read([{ offset: 0, length: bytes.length }]);
    expect(Buffer.from(whole ?? []).equals(bytes)).toBe(true);
    expect(Math.max(...s3.asked.map(({ length }) => length))).toBeLessThanOrEqual(16_384);
    expect(s3.load.most).toBeLessThanOrEqual(4);
  });

  it('refuses a range that passes the end', async () => {
    const source = objectSource(bucket({ k: bytes }), { key: 'k', sizeBytes: bytes.length }, options);
    await expect(source.read([{ offset: 99_999, length: 2 }])).rejects.toThrow(FormatError);
  });
});

describe('chunkSource', () => {
  const layout = {
    sizeBytes: 10_000,
    chunkBytes: 4096,
    chunks: [
      { index: 0, zero: false, key: 'c0' },
      { index: 1, zero: true, key: undefined },
    ],
  };

  it('answers undefined for what has not arrived, and zeros without a request for what was declared', async () => {
    const s3 = bucket({ c0: content(4096) });
    const source = chunkSource(s3, 'upload', layout, options);
    const answers = await source.read([
      { offset: 4090, length: 12 },
      { offset: 8190, length: 4 },
      { offset: 9000, length: 10 },
      { offset: 5000, length: 100 },
    ]);
    expect(answers[0]).toEqual(Uint8Array.from([...content(4096).slice(4090), 0, 0, 0, 0, 0, 0]));
    expect(answers[1]).toBeUndefined();
    expect(answers[2]).toBeUndefined();
    expect(answers[3]).toEqual(new Uint8Array(100));
    expect(s3.asked).toHaveLength(1);
  });
});

describe('extentSource', () => {
  it('answers the same bytes as memory does, whatever the extents, blocks and ranges', async () => {
    const extent = fc.record({
      kind: fc.constantFrom('object', 'zero'),
      lengthBytes: fc.integer({ min: 1, max: 300 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(extent, { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 10 }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 0, max: 64 }),
        async (parts, wishes, blockBytes, gapBytes) => {
          const objects: Record<string, Uint8Array> = {};
          const extents = parts.map(({ kind, lengthBytes }, index): Extent => {
            if (kind === 'zero') return { kind: 'zero', lengthBytes };
            objects[`k${index}`] = content(lengthBytes, index);
            return { kind: 'object', key: `k${index}`, lengthBytes };
          });
          const all = Buffer.concat(
            extents.map((e) => (e.kind === 'object' ? objects[e.key]! : new Uint8Array(e.lengthBytes))),
          );
          const ranges = wishes.map(([a, b]) => {
            const offset = a % (all.length + 1);
            return { offset, length: b % (all.length - offset + 1) };
          });
          const limits = { blockBytes, gapBytes, maxFetchBytes: blockBytes * 3, cacheBytes: blockBytes * 4 };
          const source = extentSource(bucket(objects), 'test', extents, limits);
          for (let round = 0; round < 2; round++) {
            const answers = await source.read(ranges);
            answers.forEach((answer, index) => {
              const { offset, length } = ranges[index]!;
              expect(Buffer.from(answer!).equals(all.subarray(offset, offset + length))).toBe(true);
            });
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
