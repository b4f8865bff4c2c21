import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import type { ByteSource } from '../../../../../shared/bytes/byte-source.ts';
import { PendingBytesError } from '../../../../../shared/bytes/pending.ts';
import { FormatError, InputError } from '../../../../../shared/errors.ts';
import type { Dump } from '../../../../../shared/vmcore/formats/dump.ts';
import { openDump } from '../../../../../shared/vmcore/formats/index.ts';
import { testPages, vmcoreinfoNote, writeKdump } from '../../../../support/dump-writer.ts';
import type { KdumpSpec } from '../../../../support/dump-writer.ts';

const INFO = 'OSRELEASE=6.1.0-test\nPAGESIZE=4096\nSYMBOL(_stext)=ffffffff81000000\n';
const pfns = [0, 1, 7, 8, 9, 63, 64, 1000, 32_767, 32_768, 40_000];
const pages = testPages(pfns);

function open(spec: Partial<KdumpSpec> = {}): Promise<Dump> {
  return openDump([memorySource(writeKdump({ pages, ...spec }))], { scanBytes: 0 });
}

async function expectPages(dump: Dump, expected: ReadonlyMap<number, Uint8Array>): Promise<void> {
  const results = await dump.memory.readPages([...expected.keys()]);
  [...expected.values()].forEach((page, i) => {
    expect(results[i]).toHaveProperty('bytes');
    expect(Buffer.compare(results[i]!.bytes!, page)).toBe(0);
  });
}

async function absence(dump: Dump, pfn: number): Promise<string | undefined> {
  const [result] = await dump.memory.readPages([pfn]);
  return result?.bytes === undefined ? result?.absence : undefined;
}

async function presentPages(dump: Dump): Promise<number[]> {
  const found: number[] = [];
  for await (const batch of dump.presentPages()) found.push(...batch);
  return found;
}

describe('a kdump-compressed dump', () => {
  it.each(['none', 'zlib', 'lzo', 'snappy', 'zstd'] as const)('gives back pages stored with %s', async (codec) => {
    const dump = await open({ codec });
    await expectPages(dump, pages);
    expect(dump.info).toMatchObject({ format: 'kdump-compressed', compression: codec, incomplete: false });
    expect(await presentPages(dump)).toEqual(pfns);
  });

  it.each([1, 2, 3, 4, 5, 6])('is read in header version %i, with the fields that it has', async (version) => {
    const spec = { version, notes: [vmcoreinfoNote(INFO)], vmcoreinfo: INFO, eraseinfo: 'erase x', dumpLevel: 17 };
    const dump = await open(spec);
    await expectPages(dump, pages);
    expect(dump.info.dumpLevel).toBe(17);
    expect(dump.vmcoreinfo).toEqual(version >= 3 ? [INFO] : []);
    expect(dump.notes).toHaveLength(version >= 4 ? 1 : 0);
    expect(dump.eraseinfo).toBe(version >= 5 ? 'erase x' : undefined);
  });

  it.each([4096, 16_384, 65_536])('is read with pages of %i bytes', async (pageSizeBytes) => {
    const large = testPages([3, 4, 70_000], pageSizeBytes);
    const dump = await open({ pages: large, pageSizeBytes, machine: 'aarch64' });
    expect(dump.machine).toBe('aarch64');
    expect(dump.memory.pageSizeBytes).toBe(pageSizeBytes);
    await expectPages(dump, large);
  });

  it('says what its header says of the kernel', async () => {
    const dump = await open({ release: '5.14.0-test' });
    expect(dump.machine).toBe('x86_64');
    expect(dump.memory.maxPfn).toBe(40_001);
    expect(dump.header).toEqual({
      release: '5.14.0-test',
      version: '#1 SMP',
      machine: 'x86_64',
      nodename: 'host',
      timestamp: 1_700_000_000,
      physBase: 0x1000000n,
      cpus: 2,
    });
  });

  it('tells pages that were left out from those that never were', async () => {
    const dump = await open({ excluded: [2, 3, 32_769], maxPfn: 100_000 });
    expect(await absence(dump, 2)).toBe('excluded');
    expect(await absence(dump, 32_769)).toBe('excluded');
    expect(await absence(dump, 4)).toBe('no-memory');
    expect(await absence(dump, 99_999)).toBe('no-memory');
    expect(await absence(dump, 100_000)).toBe('no-memory');
    expect(await absence(dump, -1)).toBe('no-memory');
    expect(await absence(dump, 2 ** 40)).toBe('no-memory');
  });

  it('answers each of many questions in its place, asked twice or unsorted', async () => {
    const dump = await open({ excluded: [2] });
    const asked = [1000, 2, 0, 1000, 5, 40_000];
    const results = await dump.memory.readPages(asked);
    expect(results.map((result) => result.bytes?.[0] ?? 'none')).toEqual([
      1000 & 0xff,
      'none',
      0,
      1000 & 0xff,
      'none',
      40_000 & 0xff,
    ]);
  });

  it('reads a batch of pages in one round, and those read before in none', async () => {
    const dump = await open();
    const before = dump.readStats.rounds;
    await dump.memory.readPages(pfns);
    expect(dump.readStats.rounds - before).toBeLessThanOrEqual(2);
    const after = dump.readStats;
    await dump.memory.readPages(pfns);
    expect(dump.readStats).toEqual(after);
    expect(dump.memory.peekPage?.(1000)?.bytes).toBeDefined();
  });

  it.each(['none', 'zlib', 'lzo', 'snappy', 'zstd'] as const)(
    'gives %s pages that hold no more than a page in memory',
    async (codec) => {
      const dump = await open({ codec });
      for (const { bytes } of await dump.memory.readPages(pfns)) {
        expect(Buffer.isBuffer(bytes)).toBe(false);
        expect(bytes?.buffer.byteLength).toBeLessThanOrEqual(4096 * 2);
      }
    },
  );

  it('keeps no page that is used up at once, and gives the same bytes for it', async () => {
    const dump = await open({ codec: 'zstd' });
    const [once = 0, ...others] = pfns;
    const passed = await dump.memory.readPages(pfns, { passing: new Set([once]) });
    expect(dump.memory.peekPage?.(once)).toBeUndefined();
    expect(others.every((pfn) => dump.memory.peekPage?.(pfn) !== undefined)).toBe(true);
    expect(passed.map(({ bytes }) => bytes && Buffer.from(bytes))).toEqual(
      pfns.map((pfn) => Buffer.from(pages.get(pfn) ?? [])),
    );
    const [again] = await dump.memory.readPages([once]);
    expect(again).toEqual(passed[0]);
    expect(dump.memory.peekPage?.(once)).toBeDefined();
  });

  it('does not change what its source gave it', async () => {
    const bytes = writeKdump({ pages: testPages([1, 2, 3]), maxPfn: 5 });
    bytes.fill(0xff, 8192, 8192 + 8192);
    const before = Buffer.from(bytes);
    await (await openDump([memorySource(bytes)], { scanBytes: 0 })).memory.readPages([1, 2, 3, 4]);
    expect(bytes.equals(before)).toBe(true);
  });

  it('reads bitmap and descriptors once, for all who ask at the same time', async () => {
    const far = testPages([5, 200_000, 600_000]);
    const dump = await open({ pages: far });
    await Promise.all([...far.keys(), ...far.keys()].map((pfn) => dump.memory.readPages([pfn])));
    expect(dump.readStats.indexBytes).toBeLessThan(64 * 1024 + 600_001 / 8 + 4096 + 3 * 24);
  });

  it('keeps no more decoded pages than it may', async () => {
    const bytes = writeKdump({ pages });
    const dump = await openDump([memorySource(bytes)], { pageCacheBytes: 4 * 4096, scanBytes: 0 });
    const kept = (): number[] => pfns.filter((pfn) => dump.memory.peekPage?.(pfn) !== undefined);
    for (const pfn of pfns) {
      await dump.memory.readPages([pfn]);
      expect(kept().length).toBeLessThanOrEqual(4);
      expect(kept()).toContain(pfn);
    }
    await expectPages(dump, pages);
  });

  it('keeps the decoded pages that are used', async () => {
    const dump = await openDump([memorySource(writeKdump({ pages }))], { pageCacheBytes: 4 * 4096, scanBytes: 0 });
    const [used = 0, ...others] = pfns;
    await dump.memory.readPages([used]);
    for (const pfn of others) {
      await dump.memory.readPages([pfn]);
      expect(dump.memory.peekPage?.(used)).toBeDefined();
    }
    expect(dump.memory.peekPage?.(others[0] ?? 0)).toBeUndefined();
  });

  it('stores the pages of zeros once', async () => {
    const zeros = new Map([
      ...pages,
      [100, new Uint8Array(4096)],
      [101, new Uint8Array(4096)],
      [33_000, new Uint8Array(4096)],
    ]);
    const dump = await open({ pages: zeros, shareZeros: true });
    await expectPages(dump, zeros);
    await expectPages(await open({ pages: zeros, shareZeros: true }), zeros);
  });

  it('reads any set of pages of any size of memory', async () => {
    const sets = fc.uniqueArray(fc.nat(140_000), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(sets, fc.constantFrom('none', 'zlib', 'zstd'), async (set, codec) => {
        const map = testPages(set);
        const dump = await open({ pages: map, codec });
        await expectPages(dump, map);
        expect(await presentPages(dump)).toEqual([...set].sort((a, b) => a - b));
      }),
      { numRuns: 30 },
    );
  });
});

describe('an incomplete kdump-compressed dump', () => {
  it('marks pages behind the break as lost', async () => {
    const dump = await open({ status: 0x8, brokenFromRank: 5 });
    expect(dump.info.incomplete).toBe(true);
    await expectPages(dump, testPages(pfns.slice(0, 5)));
    for (const pfn of pfns.slice(5)) expect(await absence(dump, pfn)).toBe('lost');
  });

  it('is noticed where the file was cut and its header does not know', async () => {
    const whole = writeKdump({ pages, codec: 'none' });
    const dump = await openDump([memorySource(whole.subarray(0, whole.length - 5000))], { scanBytes: 0 });
    expect(await absence(dump, 40_000)).toBe('lost');
    expect(await absence(dump, 32_768)).toBe('lost');
    expect(dump.info.incomplete).toBe(true);
    await expectPages(dump, testPages(pfns.slice(0, -2)));
  });

  it('is noticed where even the table of descriptors is cut', async () => {
    const whole = writeKdump({ pages, codec: 'none' });
    const tableEnd = whole.length - 4096 * pages.size;
    const dump = await openDump([memorySource(whole.subarray(0, tableEnd - 30))], { scanBytes: 0 });
    expect(dump.info.incomplete).toBe(true);
    expect(await absence(dump, 40_000)).toBe('lost');
    expect(await absence(dump, 0)).toBe('lost');
  });
});

describe('a corrupt page of a kdump-compressed dump', () => {
  const file = writeKdump({ pages, codec: 'zlib' });
  const tableStart = file.length - 24 * pages.size - storedBytes(file);

  it.each([
    [
      'compressed bytes that make no sense',
      (bytes: Buffer, desc: number) => bytes.fill(0xff, offsetOf(bytes, desc), offsetOf(bytes, desc) + 20),
    ],
    ['an offset in the header', (bytes: Buffer, desc: number) => bytes.writeBigUInt64LE(4096n, desc)],
    ['an offset far outside', (bytes: Buffer, desc: number) => bytes.writeBigUInt64LE(2n ** 63n, desc)],
    ['a size of nothing', (bytes: Buffer, desc: number) => bytes.writeUInt32LE(0, desc + 8)],
    ['a size beyond a page', (bytes: Buffer, desc: number) => bytes.writeUInt32LE(0xffffffff, desc + 8)],
    ['two codecs at once', (bytes: Buffer, desc: number) => bytes.writeUInt32LE(0x21, desc + 12)],
    ['another codec', (bytes: Buffer, desc: number) => bytes.writeUInt32LE(0x20, desc + 12)],
  ])('is told apart and leaves the others alone: %s', async (_, damage) => {
    const bytes = Buffer.from(file);
    damage(bytes, tableStart + 24 * 3);
    const dump = await openDump([memorySource(bytes)], { scanBytes: 0 });
    expect(await absence(dump, 8)).toBe('corrupt');
    const others = new Map(pages);
    others.delete(8);
    await expectPages(dump, others);
  });

  function storedBytes(bytes: Buffer): number {
    const table = bytes.indexOf(Buffer.from([0x78, 0x9c]), 4096 * 3);
    return bytes.length - table;
  }
  function offsetOf(bytes: Buffer, desc: number): number {
    return Number(bytes.readBigUInt64LE(desc));
  }
});

describe('a split kdump-compressed dump', () => {
  const bounds = [0, 8, 8, 32_768, 40_001];
  const parts = bounds.slice(1).map((endPfn, i) => {
    const split = { startPfn: bounds[i]!, endPfn };
    return memorySource(writeKdump({ pages, split, excluded: [2], notes: [vmcoreinfoNote(INFO)] }), `part${i + 1}`);
  });
  const pick = (...indexes: readonly number[]): ByteSource[] => indexes.map((i) => parts[i]!);

  it.each([
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [2, 0, 3],
  ])('is whole from its parts in any order', async (...order) => {
    const dump = await openDump(pick(...order));
    await expectPages(dump, pages);
    expect(await presentPages(dump)).toEqual(pfns);
    expect(dump.info.parts).toBe(order.length);
    expect(dump.vmcoreinfo).toEqual([INFO]);
    expect(await absence(dump, 2)).toBe('excluded');
  });

  it('says which part is missing', async () => {
    await expect(openDump(pick(0, 3))).rejects.toThrow('the part with page frames 8 to 32767 is missing');
    await expect(openDump(pick(0, 2))).rejects.toThrow('the part with page frames 32768 to 40000 is missing');
    await expect(openDump(pick(3))).rejects.toThrow('one part is given');
    await expect(openDump(pick(3))).rejects.toThrow(InputError);
  });

  it('refuses a part twice, a part of another dump, and a whole dump among parts', async () => {
    await expect(openDump(pick(0, 2, 2, 3))).rejects.toThrow('part3 and part3 hold the same page frames');
    const other = memorySource(
      writeKdump({ pages, release: 'other', split: { startPfn: 8, endPfn: 32_768 } }),
      'other',
    );
    await expect(openDump([...pick(0, 3), other])).rejects.toThrow('part1 and other are not parts of the same dump');
    const whole = memorySource(writeKdump({ pages }), 'whole');
    await expect(openDump([...pick(0), whole])).rejects.toThrow('whole is a whole dump');
  });
});

describe('the headers of a kdump-compressed dump', () => {
  it.each([
    ['a version of the future', (bytes: Buffer) => bytes.writeInt32LE(7, 8), '7 is not one of 0..6'],
    ['no page size', (bytes: Buffer) => bytes.writeUInt32LE(4095, 428), 'no page size'],
    ['no sub-header', (bytes: Buffer) => bytes.writeInt32LE(0, 432), 'sub_hdr_size'],
    ['one bitmap', (bytes: Buffer) => bytes.writeUInt32LE(1, 436), '1 blocks do not make two bitmaps'],
    ['bitmaps that pass the end', (bytes: Buffer) => bytes.writeUInt32LE(1000, 436), 'the bitmaps end at'],
    ['bitmaps of 1 TiB', (bytes: Buffer) => bytes.writeUInt32LE(2 ** 28, 436), 'more than is read'],
    [
      'more page frames than bits',
      (bytes: Buffer) => bytes.writeBigUInt64LE(2n ** 60n, 4096 + 96),
      'the bitmaps have bits for',
    ],
    ['no page frames', (bytes: Buffer) => bytes.writeBigUInt64LE(0n, 4096 + 96), '0 page frames'],
  ])('are refused with %s', async (_, damage, message) => {
    const bytes = writeKdump({ pages });
    damage(bytes);
    const opening = openDump([memorySource(bytes)]);
    await expect(opening).rejects.toThrow(FormatError);
    await expect(opening).rejects.toThrow(message);
  });

  it('of a 32-bit, a big-endian or another machine are named', async () => {
    await expect(open({ machine: 'ppc64le' })).rejects.toThrow('the dump of a ppc64le machine is not read');
    const big = writeKdump({ pages, machine: 's390x' });
    big.writeUInt32BE(4096, 428);
    big.writeUInt32BE(1, 432);
    await expect(openDump([memorySource(big)])).rejects.toThrow('a big-endian machine (s390x)');
    const small = writeKdump({ pages, machine: 'i686' });
    small.copyWithin(412, 424, 464);
    small.writeUInt32LE(0, 428);
    await expect(openDump([memorySource(small)])).rejects.toThrow('a 32-bit machine (i686)');
  });

  it('with notes outside the file are opened without them', async () => {
    const bytes = writeKdump({ pages, notes: [vmcoreinfoNote(INFO)] });
    bytes.writeBigUInt64LE(2n ** 62n, 4096 + 48);
    const dump = await openDump([memorySource(bytes)], { scanBytes: 0 });
    expect(dump.notes).toEqual([]);
    expect(dump.problems[0]).toContain('notes: ');
    await expectPages(dump, pages);
  });

  it('that claim 16 TiB of RAM cost no more memory than what the bitmap has set', async () => {
    const maxPfn = 2 ** 32;
    const bitmapBytes = maxPfn / 8;
    const small = writeKdump({ pages, maxPfn: 40_001, codec: 'none' });
    const big = Buffer.from(small.subarray(0, 8192));
    big.writeUInt32LE((2 * bitmapBytes) / 4096, 436);
    big.writeBigUInt64LE(BigInt(maxPfn), 4096 + 96);
    const bitmap = small.subarray(8192 + 2 * 4096, 8192 + 4 * 4096);
    const dataStart = 8192 + 2 * bitmapBytes;
    const table = Buffer.from(small.subarray(8192 + 4 * 4096));
    for (let i = 0; i < pages.size; i++) {
      const at = i * 24;
      table.writeBigUInt64LE(table.readBigUInt64LE(at) + BigInt(dataStart - 8192 - 4 * 4096), at);
    }
    const source = sparse(dataStart + table.length, [
      [0, big],
      [8192, bitmap],
      [8192 + bitmapBytes, bitmap],
      [dataStart, table],
    ]);
    const before = process.memoryUsage().arrayBuffers;
    const dump = await openDump([source], { scanBytes: 0 });
    await expectPages(dump, pages);
    expect(await absence(dump, maxPfn - 1)).toBe('no-memory');
    expect(dump.readStats.rounds).toBeLessThan(80);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(600 * 1024 * 1024);
  });
});

describe('the bitmap of a large machine', () => {
  const maxPfn = 2 ** 28;
  const bitmapBytes = maxPfn / 8;
  /** A dump with these pages alone, without notes, so that all of it is looked through; and where its 2nd bitmap begins. */
  function nearlyEmpty(set: readonly number[]): { readonly source: ByteSource; readonly bitmap: number } {
    const head = Buffer.from(writeKdump({ pages: testPages([1]), maxPfn: 8, codec: 'none' }).subarray(0, 8192));
    head.writeUInt32LE((2 * bitmapBytes) / 4096, 436);
    head.writeBigUInt64LE(BigInt(maxPfn), 4096 + 96);
    const bitmap = 8192 + bitmapBytes;
    const bits = set.map((pfn) => [bitmap + Math.floor(pfn / 8), Uint8Array.of(1 << (pfn & 7))] as const);
    const source = sparse(bitmap + bitmapBytes + 24 * set.length, [[0, head], ...bits]);
    return { source, bitmap };
  }

  it('is walked in few rounds to a page at its very end', async () => {
    const dump = await openDump([nearlyEmpty([9, maxPfn - 1]).source], { scanBytes: 0 });
    expect(await presentPages(dump)).toEqual([9, maxPfn - 1]);
    expect(dump.readStats.rounds).toBeLessThan(30);
  });

  it('is walked as far as it has arrived', async () => {
    const set = [5, 4 * 32_768 + 7, 6 * 32_768];
    const { source, bitmap } = nearlyEmpty(set);
    // Of what is read ahead the last block is missing.
    const arrived = bitmap + 6 * 4096;
    const read: ByteSource['read'] = async (ranges) =>
      (await source.read(ranges)).map((bytes, i) => {
        const end = (ranges[i]?.offset ?? 0) + (ranges[i]?.length ?? 0);
        return end > arrived ? undefined : bytes;
      });
    const dump = await openDump([{ ...source, read }], { scanBytes: 0 });
    const found: number[] = [];
    const walk = async (): Promise<void> => {
      for await (const batch of dump.presentPages()) found.push(...batch);
    };
    await expect(walk()).rejects.toThrow(PendingBytesError);
    expect(found).toEqual(set.slice(0, 2));
  });
});

describe('a kdump-compressed dump that is still being uploaded', () => {
  const whole = writeKdump({ pages, codec: 'none' });
  const tableEnd = whole.length - 4096 * pages.size;
  const upload = (arrived: number): ByteSource => ({
    name: 'upload',
    sizeBytes: whole.length,
    read: (ranges) =>
      Promise.resolve(
        ranges.map(({ offset, length }) =>
          offset + length <= arrived ? whole.subarray(offset, offset + length) : undefined,
        ),
      ),
  });

  it('answers pending for pages that have not arrived, and has them later', async () => {
    let arrived = tableEnd + 4096 * 2;
    const source = { ...upload(0), read: (ranges: Parameters<ByteSource['read']>[0]) => upload(arrived).read(ranges) };
    const dump = await openDump([source], { scanBytes: 0, merge: { gapBytes: 0, maxBytes: 4096 } });
    await expectPages(dump, testPages(pfns.slice(0, 2)));
    expect(await absence(dump, 1000)).toBe('pending');
    arrived = whole.length;
    await expectPages(dump, pages);
  });

  it('can not be opened before its headers are there, and says what it waits for', async () => {
    await expect(openDump([upload(100)])).rejects.toThrow(PendingBytesError);
  });
});

describe('whatever the bytes of a kdump-compressed dump', () => {
  const seeds = [
    writeKdump({ pages, codec: 'zlib', notes: [vmcoreinfoNote(INFO)] }),
    writeKdump({ pages: testPages([1, 2]), codec: 'snappy', split: { startPfn: 0, endPfn: 3 } }),
  ];

  it('only FormatErrors and InputErrors come of opening it, and nothing of reading it', async () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seeds), edits, fc.option(fc.nat()), async (seed, changes, cut) => {
        const bytes = Buffer.from(cut === null ? seed : seed.subarray(0, cut % seed.length));
        for (const [at, value] of changes) bytes[at % Math.min(bytes.length, 24_000)] = value;
        try {
          const dump = await openDump([memorySource(bytes)]);
          await dump.memory.readPages([0, 1, 2, 64, 40_000, 10 ** 9]);
        } catch (error) {
          expect([FormatError, InputError].some((type) => error instanceof type)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function sparse(sizeBytes: number, extents: readonly (readonly [offset: number, bytes: Uint8Array])[]): ByteSource {
  return {
    name: 'sparse',
    sizeBytes,
    read: (ranges) =>
      Promise.resolve(
        ranges.map((range) => {
          const out = new Uint8Array(range.length);
          for (const [offset, bytes] of extents) {
            const from = Math.max(offset, range.offset);
            const to = Math.min(offset + bytes.length, range.offset + range.length);
            if (from < to) out.set(bytes.subarray(from - offset, to - offset), from - range.offset);
          }
          return out;
        }),
      ),
  };
}
