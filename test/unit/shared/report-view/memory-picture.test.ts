import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MemoryInfo } from '../../../../shared/contract/report.ts';
import { memoryPicture } from '../../../../shared/report-view/memory-picture.ts';
import { drawn, seen } from '../../../support/drawn.ts';

const GIB = 2 ** 30;
const FULL: MemoryInfo = {
  totalBytes: 16 * GIB,
  freeBytes: GIB,
  anonBytes: 4 * GIB,
  fileBytes: 5 * GIB,
  shmemBytes: 2 * GIB,
  slabBytes: 3 * GIB,
  slabReclaimableBytes: GIB,
  pageTablesBytes: GIB / 2,
  kernelStackBytes: GIB / 4,
  vmallocBytes: GIB / 2,
  dirtyBytes: 5 * GIB,
  hugePagesBytes: GIB,
  perCpuBytes: 0,
  unaccountedBytes: GIB,
  swapTotalBytes: 99 * GIB,
};

function partsOf(memory: MemoryInfo): Record<string, number> {
  const picture = memoryPicture(memory);
  if (picture.state !== 'parts') throw new Error(picture.state);
  return Object.fromEntries(picture.parts.map(({ part, bytes }) => [part, bytes / GIB]));
}

describe('memoryPicture', () => {
  it('tells each page once: of tmpfs, of slabs that can be had back, of stacks that lie in vmalloc', () => {
    expect(partsOf(FULL)).toEqual({
      ...{ anon: 4, shmem: 2, file: 3, huge: 1, slab: 2, reclaimable: 1, vmalloc: 0.5, tables: 0.5 },
      ...{ unaccounted: 1, free: 1 },
    });
  });

  it('has for unknown what the dump does not tell, and never for free', () => {
    expect(partsOf({ totalBytes: 8 * GIB, freeBytes: GIB })).toEqual({ unknown: 7, free: 1 });
    expect(partsOf({ totalBytes: 8 * GIB, anonBytes: GIB })).toEqual({ anon: 1, unknown: 7 });
    // Stacks that are not mapped are no part of vmalloc.
    expect(partsOf({ totalBytes: 8 * GIB, kernelStackBytes: 8 * GIB })).toEqual({ vmalloc: 8 });
  });

  it('says which of the two is not known: how much there was, or what held it', () => {
    expect(memoryPicture({ totalBytes: 0, freeBytes: GIB })).toEqual({ state: 'unknown' });
    expect(memoryPicture({ totalBytes: GIB, swapTotalBytes: 5 })).toEqual({ state: 'empty', totalBytes: GIB });
  });

  it('adds up to the whole, whatever the counters say', () => {
    const size = fc.option(fc.nat(2 ** 31), { nil: undefined });
    const memory = fc.record({
      ...{ freeBytes: size, anonBytes: size, fileBytes: size, shmemBytes: size, slabBytes: size, perCpuBytes: size },
      ...{ slabReclaimableBytes: size, pageTablesBytes: size, kernelStackBytes: size, vmallocBytes: size },
      ...{ hugePagesBytes: size, unaccountedBytes: size, totalBytes: fc.integer({ min: 1, max: 2 ** 40 }) },
    });
    fc.assert(
      fc.property(memory, (given) => {
        const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
        const picture = memoryPicture({ totalBytes: given.totalBytes, ...known });
        if (picture.state !== 'parts') {
          expect(picture).toEqual({ state: 'empty', totalBytes: given.totalBytes });
          return;
        }
        expect(picture.parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(picture.wholeBytes);
        expect(picture.wholeBytes).toBeGreaterThanOrEqual(given.totalBytes);
        expect(picture.parts.filter(({ bytes }) => bytes <= 0)).toEqual([]);
      }),
    );
  });
});

describe('the picture of memory', () => {
  const draw = async (memory: MemoryInfo) =>
    await drawn('screens/memory-bar', 'MemoryBar', { picture: memoryPicture(memory) });

  it('is a bar as wide as the parts are, with each of them in the table beneath', async () => {
    const markup = await draw(FULL);
    const [, bar = ''] = /<svg class="memory-bar"(.*?)<\/svg>/s.exec(markup) ?? [];
    const places = [...bar.matchAll(/ x="([\d.]+)" width="([\d.]+)"/g)].map((found) => found.slice(1).map(Number));
    expect(places).toHaveLength(10);
    // Each begins where the one before it ends.
    const ends = places.map(([x = 0, width = 0]) => x + width);
    expect(places.map(([x]) => x)).toEqual([0, ...ends.slice(0, -1)]);
    expect(ends.at(-1)).toBeCloseTo(1000);
    expect(bar).toContain('aria-label="What held memory: anonymous, of processes: 4.0 GiB, ');
    expect(seen(markup)).toContain('file cache3.0 GiB19 %');
  });

  it.each([
    [{ totalBytes: 0 }, 'How much memory the host had is not known'],
    [{ totalBytes: GIB }, 'what held them is not known'],
    [{ totalBytes: GIB, anonBytes: GIB / 2 }, 'not known: the dump does not say512.0 MiB50 %'],
    [{ totalBytes: GIB, anonBytes: 2 * GIB }, 'add up to 2.0 GiB, more than there was'],
  ])('of %j says %j', async (memory, words) => {
    expect(seen(await draw(memory))).toContain(words);
  });
});
