import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TransientError } from '../../../../../shared/errors.ts';
import type { PageResult, PhysicalMemory } from '../../../../../shared/vmcore/formats/dump.ts';
import { x86PageTables } from '../../../../../shared/vmcore/arch/x86-64/page-tables.ts';
import { VirtualMemory, type AddressSpace } from '../../../../../shared/vmcore/memory/virtual-memory.ts';

const BASE = 0xffff_8880_0000_0000n;

/** Memory that notes what it is asked for; `pages[n]` says what page n is. */
function physical(
  pages: (pfn: number) => PageResult,
): PhysicalMemory & { readonly rounds: number[][]; readonly passing: number[][] } {
  const rounds: number[][] = [];
  const passing: number[][] = [];
  return {
    rounds,
    passing,
    pageSizeBytes: 4096,
    maxPfn: 1 << 20,
    readPages(pfns, options) {
      rounds.push([...pfns]);
      passing.push([...(options?.passing ?? [])]);
      return Promise.resolve(pfns.map(pages));
    },
  };
}

const numbered = (pfn: number): PageResult => ({ bytes: new Uint8Array(4096).fill(pfn & 0xff) });
const linear: AddressSpace = {
  pageTables: undefined,
  linear: [{ start: BASE, end: BASE + 0x1_0000_0000n, physicalStart: 0n }],
};

function open(pages: (pfn: number) => PageResult = numbered, space: AddressSpace = linear) {
  const memory = physical(pages);
  const virtual = new VirtualMemory(memory);
  virtual.use(space);
  return { memory, virtual };
}

describe('VirtualMemory', () => {
  it('reads what is asked for at the same time in one round', async () => {
    const { memory, virtual } = open();
    const reads = [1, 2, 3].map((page) => virtual.read([{ address: BASE + BigInt(page * 4096), length: 1 }]));
    const results = await Promise.all(reads);
    expect(results.map(([result]) => result?.bytes?.[0])).toEqual([1, 2, 3]);
    expect(memory.rounds).toEqual([[1, 2, 3]]);
  });

  it('asks once for a page that several want, and not again for one that it has', async () => {
    const { memory, virtual } = open();
    const address = BASE + 0x5000n;
    await Promise.all([virtual.read([{ address, length: 8 }]), virtual.read([{ address: address + 16n, length: 8 }])]);
    await virtual.read([{ address: address + 32n, length: 8 }]);
    expect(memory.rounds).toEqual([[5]]);
  });

  it('puts a range together from its pages', async () => {
    const { virtual } = open();
    const [result] = await virtual.read([{ address: BASE + 0x1ffen, length: 4100 }]);
    const bytes = result?.bytes ?? new Uint8Array(0);
    expect([bytes[0], bytes[1], bytes[2], bytes[4097], bytes[4098], bytes.length]).toEqual([1, 1, 2, 2, 3, 4100]);
  });

  it('says of a large table’s pages that they are used up at once, and not of those that someone reads a part of', async () => {
    const { memory, virtual } = open();
    const table = virtual.read([{ address: BASE, length: 300 * 4096 }]);
    const [part] = await virtual.read([{ address: BASE + 7n * 4096n, length: 8 }]);
    expect((await table)[0]?.bytes?.[299 * 4096]).toBe(299 & 0xff);
    expect(memory.rounds).toHaveLength(1);
    expect(memory.passing).toEqual([memory.rounds[0]?.filter((pfn) => pfn !== 7)]);
    expect(part?.bytes?.[0]).toBe(7);
    await virtual.read([{ address: BASE + 7n * 4096n, length: 4 }]);
    expect(memory.rounds).toHaveLength(1);
  });

  describe('a large table', () => {
    const PAGES = 300;
    /** What the source has decoded together: pages one behind the other in one piece of memory, each with its own bytes. */
    const decoded = (): Uint8Array => {
      const whole = new Uint8Array(PAGES * 4096);
      new Uint32Array(whole.buffer).forEach((_, i, words) => (words[i] = Math.imul(i, 0x9e37_79b1)));
      return whole;
    };
    const pageOf = (whole: Uint8Array, pfn: number): PageResult => ({
      bytes: whole.subarray(pfn * 4096, (pfn + 1) * 4096),
    });

    it('is not copied where its pages lie one behind the other', async () => {
      const whole = decoded();
      const { virtual } = open((pfn) => pageOf(whole, pfn));
      const [result] = await virtual.read([{ address: BASE + 4n, length: 299 * 4096 }]);
      expect(result?.bytes?.buffer).toBe(whole.buffer);
      expect(Buffer.compare(result?.bytes ?? Buffer.alloc(0), whole.subarray(4, 4 + 299 * 4096))).toBe(0);
    });

    it('keeps no more than twice its length', async () => {
      const whole = decoded();
      const much = new Uint8Array(3 * whole.length);
      much.set(whole);
      const { virtual } = open((pfn) => pageOf(much, pfn));
      const [result] = await virtual.read([{ address: BASE, length: whole.length }]);
      expect(result?.bytes?.buffer.byteLength).toBe(whole.length);
      expect(Buffer.compare(result?.bytes ?? Buffer.alloc(0), whole)).toBe(0);
    });

    it('is the same wherever its pages lie, and in whatever order of rounds they come', async () => {
      const whole = decoded();
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.integer({ min: 0, max: PAGES - 1 }), { maxLength: 4 }),
          fc.uniqueArray(fc.integer({ min: 0, max: PAGES - 1 }), { maxLength: 4 }),
          fc.integer({ min: 0, max: 4095 }),
          async (elsewhere, before, offset) => {
            const { virtual } = open((pfn) => {
              const page = pageOf(whole, pfn);
              return page.bytes !== undefined && elsewhere.includes(pfn) ? { bytes: page.bytes.slice() } : page;
            });
            await virtual.read(before.map((page) => ({ address: BASE + BigInt(page * 4096), length: 1 })));
            const length = whole.length - offset;
            const [result] = await virtual.read([{ address: BASE + BigInt(offset), length }]);
            expect(Buffer.compare(result?.bytes ?? Buffer.alloc(0), whole.subarray(offset))).toBe(0);
          },
        ),
        { numRuns: 40 },
      );
    });

    it('of which a page is missing is none, and says which', async () => {
      const whole = decoded();
      for (const missing of [0, 7, PAGES - 1]) {
        const { virtual } = open((pfn) => (pfn === missing ? { absence: 'excluded' } : pageOf(whole, pfn)));
        const [result] = await virtual.read([{ address: BASE, length: whole.length }]);
        expect(result).toEqual({ failure: { reason: 'excluded', address: BASE + BigInt(missing * 4096) } });
      }
    });
  });

  it('walks the page tables of many pages level by level', async () => {
    const table = (entries: Record<number, bigint>): PageResult => {
      const bytes = Buffer.alloc(4096);
      for (const [index, value] of Object.entries(entries)) bytes.writeBigUInt64LE(value, Number(index) * 8);
      return { bytes };
    };
    const all = Object.fromEntries(Array.from({ length: 512 }, (_, i) => [i, BigInt((100 + i) * 4096) | 1n]));
    const pages: Record<number, PageResult> = {
      1: table({ 402: 0x2001n }),
      2: table({ 0: 0x3001n }),
      3: table({ 0: 0x4001n }),
      4: table(all),
    };
    const space = { pageTables: x86PageTables({ root: 0x1000, fiveLevels: false, encryptionMask: 0n }), linear: [] };
    const { memory, virtual } = open((pfn) => pages[pfn] ?? numbered(pfn), space);
    const start = 0xffff_c900_0000_0000n;
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, i) => virtual.read([{ address: start + BigInt(i * 4096), length: 1 }])),
    );
    expect(results.map(([result]) => result?.bytes?.[0])).toEqual(Array.from({ length: 50 }, (_, i) => 100 + i));
    expect(memory.rounds.length).toBe(5);
  });

  it.each(['excluded', 'lost', 'corrupt', 'pending', 'no-memory'] as const)(
    'says that a page is %s',
    async (absence) => {
      const { virtual } = open((pfn) => (pfn === 2 ? { absence } : numbered(pfn)));
      const [result] = await virtual.read([{ address: BASE + 0x1000n, length: 0x3000 }]);
      expect(result?.failure).toMatchObject({ reason: absence, address: BASE + 0x2000n });
    },
  );

  describe('a page frame', () => {
    it('is read in the same round as what is read by virtual addresses, and once', async () => {
      const { memory, virtual } = open();
      const [frame, other, [result]] = await Promise.all([
        virtual.readFrame(0),
        virtual.readFrame(9),
        virtual.read([{ address: BASE + 0x5000n, length: 1 }]),
        virtual.readFrame(9),
      ]);
      expect([frame.bytes?.length, frame.bytes?.[0], other.bytes?.[0], result?.bytes?.[0]]).toEqual([4096, 0, 9, 5]);
      expect(await virtual.readFrame(9)).toEqual(other);
      expect(memory.rounds).toEqual([[0, 9, 5]]);
    });

    it('is not the virtual page of the same number', async () => {
      const { virtual } = open(numbered, {
        pageTables: undefined,
        linear: [{ start: 0n, end: 0x10_0000n, physicalStart: 0x2_0000n }],
      });
      const [frame, [result]] = await Promise.all([
        virtual.readFrame(9),
        virtual.read([{ address: 0x9000n, length: 1 }]),
      ]);
      expect([frame.bytes?.[0], result?.bytes?.[0]]).toEqual([9, 0x29]);
    });

    it('is none where the dump has none, each time that it is asked for', async () => {
      const { virtual } = open(() => ({ absence: 'excluded' }));
      const none = { failure: { reason: 'excluded', address: 0x9000n } };
      expect([await virtual.readFrame(9), await virtual.readFrame(9)]).toEqual([none, none]);
    });
  });

  it('asks again for a page that was pending', async () => {
    let arrived = false;
    const { virtual } = open((pfn) => (arrived ? numbered(pfn) : { absence: 'pending' }));
    const ask = (): Promise<readonly unknown[]> => virtual.read([{ address: BASE + 0x1000n, length: 1 }]);
    await expect(ask()).resolves.toMatchObject([{ failure: { reason: 'pending' } }]);
    arrived = true;
    await expect(ask()).resolves.toMatchObject([{ bytes: Uint8Array.of(1) }]);
  });

  it('refuses a length that only a corrupted structure can have', async () => {
    const { memory, virtual } = open();
    const [result] = await virtual.read([{ address: BASE, length: 2 ** 40 }]);
    expect(result?.failure?.reason).toBe('too-long');
    expect(memory.rounds).toEqual([]);
  });

  it('says of what passes the end of all addresses that it is unmapped', async () => {
    const { virtual } = open();
    const [result] = await virtual.read([{ address: 2n ** 64n - 8n, length: 16 }]);
    expect(result?.failure?.reason).toBe('unmapped');
  });

  it('fails everyone who waits when the source fails, and works again after', async () => {
    let broken = true;
    const { virtual } = open((pfn) => {
      if (broken) throw new TransientError('the network is down');
      return numbered(pfn);
    });
    const reads = [1, 2].map((page) => virtual.read([{ address: BASE + BigInt(page * 4096), length: 1 }]));
    const outcomes = await Promise.allSettled(reads);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    await expect(virtual.read([{ address: BASE + 0x1000n, length: 1 }])).resolves.toMatchObject([
      { bytes: Uint8Array.of(1) },
    ]);
  });

  it('ignores the tag in the top byte of an arm64 address', async () => {
    const { virtual } = open(numbered, { ...linear, topByteIgnored: true });
    const tagged = BASE & 0x00ff_ffff_ffff_ffffn;
    await expect(virtual.read([{ address: tagged + 0x7000n, length: 1 }])).resolves.toMatchObject([
      { bytes: Uint8Array.of(7) },
    ]);
  });
});
