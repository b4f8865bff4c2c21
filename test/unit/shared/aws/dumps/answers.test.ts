/** The bytes of a dump that came as answers to wants: which of them count, and how often a body is fetched. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  arrivedBytes,
  arrivedRanges,
  bodyFetcher,
  isCovered,
  withAnswers,
} from '../../../../../shared/aws/dumps/answer-extents.ts';
import { dumpSource } from '../../../../../shared/aws/dumps/dump-source.ts';
import type { Extent } from '../../../../../shared/aws/objects/s3-source.ts';
import type { PresentAnswer } from '../../../../../shared/aws/uploads/answers.ts';
import type { StoredUpload } from '../../../../../shared/aws/uploads/items.ts';
import { NotFoundError, TransientError } from '../../../../../shared/errors.ts';

const answer = (key: string, ...ranges: readonly (readonly [number, number])[]): PresentAnswer => ({
  key,
  ranges: ranges.map(([offset, length]) => ({ offset, length })),
  lengthBytes: ranges.reduce((sum, [, length]) => sum + length, 0),
  sha256: key,
});
const missing = (lengthBytes: number): Extent => ({ kind: 'missing', lengthBytes });
/** `key@at+length`, `-length` for what is missing. */
const shown = (extents: readonly Extent[]): string[] =>
  extents.map((extent) =>
    extent.kind === 'object'
      ? `${extent.key}@${extent.at ?? 0}+${extent.lengthBytes}`
      : `${extent.kind === 'zero' ? '0' : '-'}${extent.lengthBytes}`,
  );

describe('answers between chunks', () => {
  it('are placed where nothing else is, each byte from its own place in the body', () => {
    const extents: Extent[] = [missing(100), { kind: 'object', key: 'chunk', lengthBytes: 100 }, missing(100)];
    const answers = [answer('a', [10, 20], [250, 10]), answer('b', [90, 20], [199, 2])];
    expect(shown(withAnswers(extents, answers))).toEqual([
      ...['-10', 'a@0+20', '-60', 'b@0+10', 'chunk@0+100'],
      ...['b@21+1', '-49', 'a@20+10', '-40'],
    ]);
  });

  it('that hold the same bytes count as they were announced: the first stays, in every later round', () => {
    const first = answer('a', [10, 10]);
    const later = answer('b', [0, 30]);
    expect(shown(withAnswers([missing(30)], [first, later]))).toEqual(['b@0+10', 'a@0+10', 'b@20+10']);
    expect(shown(withAnswers([missing(30)], [later, first]))).toEqual(['b@0+30']);
  });

  it('do not run into each other where one body ends and the next begins', () => {
    expect(shown(withAnswers([missing(20)], [answer('a', [0, 10]), answer('b', [10, 10])]))).toEqual([
      'a@0+10',
      'b@0+10',
    ]);
  });

  it('leave all missing where there are none', () => {
    expect(shown(withAnswers([missing(20)], []))).toEqual(['-20']);
  });

  it('say what is there, apart from each other and once each', () => {
    const extents: Extent[] = [
      missing(5),
      { kind: 'zero', lengthBytes: 5 },
      { kind: 'object', key: 'a', lengthBytes: 5 },
    ];
    const ranges = arrivedRanges([...extents, missing(1), ...extents]);
    expect(ranges).toEqual([
      { offset: 5, length: 10 },
      { offset: 21, length: 10 },
    ]);
    const layout = { sizeBytes: 20, chunkBytes: 10, chunks: [{ index: 1, zero: false, key: 'k' }] };
    expect(arrivedBytes(layout, [answer('a', [0, 5]), answer('b', [3, 15])])).toBe(20);
    const whole = [{ offset: 5, length: 10 }];
    expect(
      [
        [5, 10],
        [6, 2],
        [4, 2],
        [14, 2],
        [5, 11],
      ].map(([offset = 0, length = 0]) => isCovered([{ offset, length }], whole)),
    ).toEqual([true, true, false, false, false]);
    expect(isCovered([], [])).toBe(true);
  });
});

describe('the body of an answer', () => {
  let fetched: string[];
  let fail: boolean;
  const fetcher = {
    fetch: (key: string, { offset, length }: { offset: number; length: number }) => {
      fetched.push(`${key} ${offset}+${length}`);
      return fail ? Promise.reject(new Error('slow down')) : Promise.resolve(new Uint8Array(length).fill(offset + 1));
    },
  };
  beforeEach(() => {
    fetched = [];
    fail = false;
  });
  const part = (offset: number, length: number) => ({ offset, length });

  it('is fetched whole and once, also by two at the same time; anything else as it is asked for', async () => {
    const bodies = bodyFetcher(fetcher);
    bodies.expect([answer('a', [0, 100])]);
    const [one] = await Promise.all([bodies.fetch('a', part(10, 20)), bodies.fetch('a', part(90, 10))]);
    expect(one).toHaveLength(20);
    await bodies.fetch('chunk', part(7, 3));
    await bodies.fetch('chunk', part(7, 3));
    expect(fetched).toEqual(['a 0+100', 'chunk 7+3', 'chunk 7+3']);
  });

  it('is known by what is there now: another dump’s is not', async () => {
    const bodies = bodyFetcher(fetcher);
    bodies.expect([answer('a', [0, 100])]);
    bodies.expect([answer('b', [0, 100])]);
    await bodies.fetch('a', part(7, 3));
    expect(fetched).toEqual(['a 7+3']);
  });

  it('goes, the oldest first, where there is no room for all; the one that is asked for stays, however large', async () => {
    const bodies = bodyFetcher(fetcher, 200);
    bodies.expect([answer('a', [0, 100]), answer('b', [0, 100]), answer('c', [0, 50]), answer('d', [0, 300])]);
    for (const key of ['a', 'b', 'a', 'b', 'c', 'b', 'c', 'a', 'd', 'd']) await bodies.fetch(key, part(0, 10));
    expect(fetched.map((text) => text[0])).toEqual(['a', 'b', 'c', 'a', 'd']);
    await bodies.fetch('c', part(0, 10));
    expect(fetched).toHaveLength(6);
  });

  it('that could not be fetched is fetched again', async () => {
    const bodies = bodyFetcher(fetcher, 100);
    bodies.expect([answer('a', [0, 100])]);
    fail = true;
    await expect(bodies.fetch('a', part(0, 1))).rejects.toThrow('slow down');
    fail = false;
    expect(await bodies.fetch('a', part(0, 1))).toHaveLength(1);
    await bodies.fetch('a', part(1, 1));
    expect(fetched).toHaveLength(2);
  });

  it('that is shorter than it was announced is asked for again later', async () => {
    const bodies = bodyFetcher({ fetch: () => Promise.resolve(new Uint8Array(50)) });
    bodies.expect([answer('a', [0, 100])]);
    expect(await bodies.fetch('a', part(40, 10))).toHaveLength(10);
    await expect(bodies.fetch('a', part(40, 11))).rejects.toThrow(TransientError);
  });
});

describe('the bytes of an upload', () => {
  const upload = { id: 'u', sizeBytes: 30, chunkBytes: 10, state: 'open' } as StoredUpload;
  const asked: string[] = [];
  const read = async (of: StoredUpload, storedBytes?: number) => {
    asked.length = 0;
    const fetcher = bodyFetcher({
      fetch: (key, { offset, length }) => {
        asked.push(`${key} ${offset}+${length}`);
        return Promise.resolve(new Uint8Array(length));
      },
    });
    const chunks = [{ index: 0, zero: false, key: 'chunk', sha256: '' }];
    const source = await dumpSource(of, {
      fetcher,
      dumps: { sizeOf: () => Promise.resolve(storedBytes) },
      chunks: { present: () => Promise.resolve(chunks) },
      answers: { present: () => Promise.resolve([answer('body', [10, 5], [20, 5])]) },
    });
    const [bytes] = await source.read([{ offset: 20, length: 2 }]);
    return { arrived: source.arrived, isThere: bytes !== undefined };
  };

  it('are its chunks and answers as long as it is no single object, which each body is fetched whole for', async () => {
    for (const each of [upload, { ...upload, state: 'complete' }, { ...upload, state: 'sealed', inPieces: true }]) {
      expect(await read(each as StoredUpload, 30)).toEqual({
        arrived: [
          { offset: 0, length: 15 },
          { offset: 20, length: 5 },
        ],
        isThere: true,
      });
      expect(asked).toEqual(['body 0+10']);
    }
  });

  it('are its object once it is sealed, as long as that is', async () => {
    const sealed = { ...upload, state: 'sealed' } as StoredUpload;
    expect((await read(sealed, 29)).arrived).toEqual([{ offset: 0, length: 29 }]);
    expect(asked).toEqual(['dumps/u/vmcore 0+29']);
    await expect(read(sealed)).rejects.toThrow(NotFoundError);
  });
});
