import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import type { ByteSource } from '../../../../shared/bytes/byte-source.ts';
import { countingSource, mergeRanges } from '../../../../shared/bytes/counting-source.ts';
import { decompressedSource } from '../../../../shared/bytes/decompressed-source.ts';
import { fileSource, handleSource } from '../../../../shared/bytes/file-source.ts';
import { headSource } from '../../../../shared/bytes/head-source.ts';
import { PendingBytesError, readOne } from '../../../../shared/bytes/pending.ts';
import { ZstdFrameSplitter } from '../../../../shared/codecs/zstd-frames.ts';
import { FormatError, InputError, NotFoundError } from '../../../../shared/errors.ts';

const content = Uint8Array.from({ length: 50_000 }, (_, i) => (i * 7 + (i >> 8)) & 0xff);
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'purgatory-test-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function fileWith(bytes: Uint8Array, name = 'file'): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, bytes);
  return path;
}

const ranges = fc.array(
  fc
    .tuple(fc.nat(content.length), fc.nat(3000))
    .map(([offset, length]) => ({ offset, length: Math.min(length, content.length - offset) })),
  { maxLength: 30 },
);

async function expectSameBytes(
  source: ByteSource,
  asked: readonly { offset: number; length: number }[],
): Promise<void> {
  const answers = await source.read(asked);
  expect(answers).toHaveLength(asked.length);
  asked.forEach(({ offset, length }, i) => {
    expect(Buffer.compare(answers[i]!, content.subarray(offset, offset + length))).toBe(0);
  });
}

describe('fileSource', () => {
  it('reads ranges of a file in any order', async () => {
    const source = await fileSource(await fileWith(content));
    await fc.assert(
      fc.asyncProperty(ranges, (asked) => expectSameBytes(source, asked)),
      { numRuns: 50 },
    );
    await source.close();
  });

  it('reads what is near by one read, and what is not by one each', async () => {
    const far = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31 + (i >> 8)) & 0xff);
    const handle = await open(await fileWith(far, 'far'), 'r');
    const reads = jest.spyOn(handle, 'read');
    const source = handleSource(handle, 'far', far.length);
    const asked = [
      { offset: 90_000, length: 5 },
      { offset: 20, length: 0 },
      { offset: 0, length: 10 },
      { offset: 16_000, length: 100 },
      { offset: 16_050, length: 100 },
      { offset: 50_000, length: 1 },
    ];
    const answers = await source.read(asked);
    expect(answers.map((bytes) => Buffer.from(bytes ?? []).toString('hex'))).toEqual(
      asked.map(({ offset, length }) => Buffer.from(far.subarray(offset, offset + length)).toString('hex')),
    );
    expect(reads).toHaveBeenCalledTimes(3);
    await source.close();
  });

  it('says what a path is that can not be read', async () => {
    await expect(fileSource(join(directory, 'nowhere'))).rejects.toThrow(NotFoundError);
    await expect(fileSource(directory)).rejects.toThrow(InputError);
    await expect(fileSource(directory)).rejects.toThrow('is a directory');
  });

  it('notices that the file became shorter', async () => {
    const path = await fileWith(content, 'shrinks');
    const source = await fileSource(path);
    await truncate(path, 10);
    await expect(source.read([{ offset: 0, length: 100 }])).rejects.toThrow('became shorter');
    await source.close();
  });
});

describe('countingSource', () => {
  it('answers like the source beneath it, however ranges overlap', async () => {
    await fc.assert(
      fc.asyncProperty(ranges, fc.nat(200), (asked, gapBytes) =>
        expectSameBytes(countingSource(memorySource(content), { gapBytes, maxBytes: 4000 }), asked),
      ),
    );
  });

  it('fetches near ranges as one and counts what that took', async () => {
    const source = countingSource(memorySource(content), { gapBytes: 10 });
    await source.read([
      { offset: 100, length: 10 },
      { offset: 0, length: 10 },
      { offset: 115, length: 5 },
    ]);
    expect(source.stats).toEqual({ bytesRead: 30, rounds: 1, requests: 2 });
    await source.read([{ offset: 5, length: 0 }]);
    expect(source.stats.rounds).toBe(1);
  });

  it('passes on that bytes have not arrived', async () => {
    const source: ByteSource = {
      name: 'upload',
      sizeBytes: 100,
      read: (asked) => Promise.resolve(asked.map(({ offset }) => (offset < 50 ? new Uint8Array(50) : undefined))),
    };
    const [there, pending] = await countingSource(source, { gapBytes: 0 }).read([
      { offset: 0, length: 50 },
      { offset: 60, length: 5 },
    ]);
    expect(there).toHaveLength(50);
    expect(pending).toBeUndefined();
    await expect(readOne(source, { offset: 60, length: 5 })).rejects.toThrow(PendingBytesError);
  });

  it('keeps merged ranges below the limit', () => {
    fc.assert(
      fc.property(ranges, (asked) => {
        const longest = Math.max(4000, ...asked.map(({ length }) => length));
        for (const { length } of mergeRanges(asked, 100, 4000).merged) expect(length).toBeLessThanOrEqual(longest);
      }),
    );
  });
});

describe('headSource', () => {
  it('answers from the head what lies in it, and goes on for the rest', async () => {
    const counted = countingSource(memorySource(content), { gapBytes: 0 });
    const source = await headSource(counted, 1000);
    await fc.assert(fc.asyncProperty(ranges, (asked) => expectSameBytes(source, asked)));
    const before = counted.stats.rounds;
    await source.read([{ offset: 0, length: 1000 }]);
    expect(counted.stats.rounds).toBe(before);
  });
});

describe('decompressedSource', () => {
  it.each([
    ['gzip', gzipSync(content)],
    ['gzip', Buffer.concat([gzipSync(content.subarray(0, 1000)), gzipSync(content.subarray(1000))])],
    ['zstd', zstdCompressSync(content)],
    ['zstd', Buffer.concat([zstdCompressSync(content.subarray(0, 1000)), zstdCompressSync(content.subarray(1000))])],
    ['zstd', Buffer.concat([skippableFrame(100), zstdCompressSync(content), Buffer.alloc(30)])],
  ] as const)('gives the content of a %s file, of one piece or several', async (wrapping, packed) => {
    const source = await decompressedSource(memorySource(packed), wrapping);
    expect(source.sizeBytes).toBe(content.length);
    expect(source.problem).toBeUndefined();
    await expectSameBytes(source, [{ offset: 0, length: content.length }]);
    await source.close();
  });

  it.each([
    ['gzip', gzipSync(content)],
    ['zstd', zstdCompressSync(content)],
  ] as const)('keeps what came out of a %s file that breaks off, and says so', async (wrapping, packed) => {
    const random = Buffer.from(Array.from({ length: 400_000 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) & 0xff));
    const whole = wrapping === 'gzip' ? gzipSync(random) : zstdCompressSync(random);
    const source = await decompressedSource(memorySource(whole.subarray(0, whole.length - 10)), wrapping);
    expect(source.problem).toMatch(/breaks off or is damaged after \d+ bytes/);
    expect(source.sizeBytes).toBeGreaterThan(0);
    await source.close();
    await expect(decompressedSource(memorySource(packed.subarray(0, 5)), wrapping)).rejects.toThrow(FormatError);
  });

  it('stops at its limit, and says what can be done', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    await expect(decompressedSource(memorySource(bomb), 'gzip', { maxBytes: 10_000 })).rejects.toThrow(
      /more than 10000 bytes.*decompress it where there is more \(TMPDIR/,
    );
  });

  it('lets the caller look at the head before the rest', async () => {
    const seen: number[] = [];
    const checkHead = (head: Uint8Array): void => {
      seen.push(head.length);
      throw new InputError('not this one');
    };
    const source = memorySource(gzipSync(content));
    await expect(decompressedSource(source, 'gzip', { checkHead })).rejects.toThrow('not this one');
    expect(seen).toHaveLength(1);
  });
});

describe('ZstdFrameSplitter', () => {
  it('finds the frames however the file is cut into chunks', () => {
    const frames = [content.subarray(0, 1), content, new Uint8Array(0)].map((part) => zstdCompressSync(part));
    const file = Buffer.concat(frames);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (chunkBytes) => {
        const splitter = new ZstdFrameSplitter();
        const found: Buffer[] = [Buffer.alloc(0)];
        for (let at = 0; at < file.length; at += chunkBytes) {
          for (const piece of splitter.push(file.subarray(at, at + chunkBytes))) {
            if (piece === 'frame-end') found.push(Buffer.alloc(0));
            else found.push(Buffer.concat([found.pop()!, piece.bytes]));
          }
        }
        expect(found).toEqual([...frames, Buffer.alloc(0)]);
        expect(splitter.isBetweenFrames).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

function skippableFrame(length: number): Buffer {
  const frame = Buffer.alloc(8 + length, 0x28);
  frame.writeUInt32LE(0x184d2a53, 0);
  frame.writeUInt32LE(length, 4);
  return frame;
}
