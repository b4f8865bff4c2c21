/** The bytes of a dump that came as answers to wants, between those that came as chunks. */
import type { ByteRange } from '../../bytes/byte-source.ts';
import { ExtentList, ExtentMap } from '../../bytes/extent-map.ts';
import { TransientError } from '../../errors.ts';
import { extentsOf } from '../objects/s3-source.ts';
import type { ChunkLayout, Extent, RangeFetcher } from '../objects/s3-source.ts';
import type { PresentAnswer } from '../uploads/answers.ts';

/**
 * Puts answers where chunks are missing. Where two answers hold the same bytes the one that was announced first counts, as it
 * does in every later round: a report must not mix two states of memory.
 */
export function withAnswers(extents: readonly Extent[], answers: readonly PresentAnswer[]): Extent[] {
  const bodies = new BodyMap(answers);
  const placed: Extent[] = [];
  let start = 0;
  for (const extent of extents) {
    if (extent.kind === 'missing') placed.push(...bodies.fill(start, extent.lengthBytes));
    else placed.push(extent);
    start += extent.lengthBytes;
  }
  return placed;
}

/** Which bytes of the dump are where in which body. */
class BodyMap {
  readonly #map: ExtentMap;
  readonly #keys: readonly string[];
  /** Bodies as if they stood one behind the other, a byte apart so that no extent reaches from one into the next. */
  readonly #starts: readonly number[];

  constructor(answers: readonly PresentAnswer[]) {
    const starts: number[] = [];
    let end = 0;
    for (const { lengthBytes } of answers) {
      starts.push(end);
      end += lengthBytes + 1;
    }
    const list = new ExtentList();
    // What is added later counts.
    for (let i = answers.length - 1; i >= 0; i--) {
      let target = starts[i] ?? 0;
      for (const { offset, length } of answers[i]?.ranges ?? []) {
        list.add(offset, length, target);
        target += length;
      }
    }
    this.#map = ExtentMap.build(list);
    this.#keys = answers.map(({ key }) => key);
    this.#starts = starts;
  }

  /** A stretch of the dump, as far as bodies hold it. */
  fill(start: number, lengthBytes: number): Extent[] {
    const filled: Extent[] = [];
    let at = start;
    for (const found of this.#map.find(start, lengthBytes)) {
      if (found.start > at) filled.push({ kind: 'missing', lengthBytes: found.start - at });
      const body = this.#bodyAt(found.target);
      const key = this.#keys[body] ?? '';
      filled.push({
        kind: 'object',
        key,
        at: found.target - (this.#starts[body] ?? 0),
        lengthBytes: found.lengthBytes,
      });
      at = found.start + found.lengthBytes;
    }
    if (at < start + lengthBytes) filled.push({ kind: 'missing', lengthBytes: start + lengthBytes - at });
    return filled;
  }

  #bodyAt(target: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= target) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** What of a dump is there, ascending and apart from each other. */
export function arrivedRanges(extents: readonly Extent[]): ByteRange[] {
  const ranges: { offset: number; length: number }[] = [];
  let start = 0;
  for (const { kind, lengthBytes } of extents) {
    const last = ranges.at(-1);
    if (kind !== 'missing') {
      if (last !== undefined && last.offset + last.length === start) last.length += lengthBytes;
      else ranges.push({ offset: start, length: lengthBytes });
    }
    start += lengthBytes;
  }
  return ranges;
}

/** How many bytes of a dump are there, those twice there once. */
export function arrivedBytes(layout: ChunkLayout, answers: readonly PresentAnswer[]): number {
  return arrivedRanges(withAnswers(extentsOf(layout), answers)).reduce((sum, { length }) => sum + length, 0);
}

/** Whether all of `ranges` is within `arrived`. */
export function isCovered(ranges: readonly ByteRange[], arrived: readonly ByteRange[]): boolean {
  return ranges.every(({ offset, length }) =>
    arrived.some((there) => there.offset <= offset && offset + length <= there.offset + there.length),
  );
}

const MAX_CACHED_BYTES = 256 * 2 ** 20;

/**
 * Fetches bodies of answers whole and keeps them for the rounds that follow: a page from here and there of each is needed, and
 * a body never changes under its key.
 */
export function bodyFetcher(fetcher: RangeFetcher, limitBytes = MAX_CACHED_BYTES): RangeFetcher & BodyCache {
  const bodies = new Map<string, Promise<Uint8Array>>();
  const sizes = new Map<string, number>();
  let held = 0;
  const forget = (key: string): void => {
    bodies.delete(key);
    held -= sizes.get(key) ?? 0;
    sizes.delete(key);
  };
  const load = (key: string, lengthBytes: number): Promise<Uint8Array> => {
    const known = bodies.get(key);
    if (known !== undefined) return known;
    const body = fetcher.fetch(key, { offset: 0, length: lengthBytes });
    bodies.set(key, body);
    sizes.set(key, lengthBytes);
    held += lengthBytes;
    for (const oldest of bodies.keys()) {
      if (held <= limitBytes || oldest === key) break;
      forget(oldest);
    }
    body.catch(() => {
      if (bodies.get(key) === body) forget(key);
    });
    return body;
  };
  const lengths = new Map<string, number>();
  return {
    expect(answers) {
      lengths.clear();
      for (const { key, lengthBytes } of answers) lengths.set(key, lengthBytes);
    },
    async fetch(key, range) {
      const lengthBytes = lengths.get(key);
      if (lengthBytes === undefined) return await fetcher.fetch(key, range);
      const body = await load(key, lengthBytes);
      if (range.offset + range.length > body.length) throw new TransientError(`${key} is shorter than announced`);
      return body.subarray(range.offset, range.offset + range.length);
    },
  };
}

export interface BodyCache {
  /** Which keys are bodies of answers, and how long. */
  expect(answers: readonly PresentAnswer[]): void;
}
