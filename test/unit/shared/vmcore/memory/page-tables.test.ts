import { describe, expect, it } from '@jest/globals';
import { arm64PageTables } from '../../../../../shared/vmcore/arch/arm64/page-tables.ts';
import { x86PageTables } from '../../../../../shared/vmcore/arch/x86-64/page-tables.ts';
import type { PageTables } from '../../../../../shared/vmcore/memory/page-tables.ts';
import { VirtualMemory } from '../../../../../shared/vmcore/memory/virtual-memory.ts';
import { memoryDump } from '../../../../support/kernel-writer.ts';

/** Physical memory with page tables, put together entry by entry. */
class Tables {
  readonly pages = new Map<number, Uint8Array>();
  readonly #pageBytes: number;

  constructor(pageBytes = 4096) {
    this.#pageBytes = pageBytes;
  }

  entry(table: number, index: number, value: bigint): this {
    const page = this.page(table / this.#pageBytes);
    new DataView(page.buffer).setBigUint64(index * 8, value, true);
    return this;
  }

  page(pfn: number): Uint8Array {
    const known = this.pages.get(pfn) ?? new Uint8Array(this.#pageBytes);
    this.pages.set(pfn, known);
    return known;
  }

  /** Writes `text` at a physical address. */
  text(address: number, text: string): this {
    this.page(Math.floor(address / this.#pageBytes)).set(Buffer.from(text), address % this.#pageBytes);
    return this;
  }

  async read(pageTables: PageTables, address: bigint, length = 4): Promise<string> {
    const dump = memoryDump(this.pages, { pageSizeBytes: this.#pageBytes });
    const memory = new VirtualMemory(dump.memory);
    memory.use({ pageTables, linear: [] });
    const [result] = await memory.read([{ address, length }]);
    return result?.bytes === undefined ? (result?.failure.reason ?? 'nothing') : Buffer.from(result.bytes).toString();
  }
}

const PRESENT = 1n;
const LARGE = 0x80n;

describe('x86-64 page tables', () => {
  const four = x86PageTables({ root: 0x1000, fiveLevels: false, encryptionMask: 0n });
  const address = 0xffff_c900_0012_3456n;
  const indexes = [402, 0, 0, 0x123] as const;

  it('walks four levels to a page', async () => {
    const tables = new Tables()
      .entry(0x1000, indexes[0], 0x2000n | PRESENT)
      .entry(0x2000, indexes[1], 0x3000n | PRESENT)
      .entry(0x3000, indexes[2], 0x4000n | PRESENT)
      .entry(0x4000, indexes[3], 0x8000n | PRESENT)
      .text(0x8456, 'page');
    await expect(tables.read(four, address)).resolves.toBe('page');
  });

  it('stops at a page of 2 MiB, and takes no attribute bit for an address', async () => {
    const attribute = 0x1000n;
    const tables = new Tables()
      .entry(0x1000, indexes[0], 0x2000n | PRESENT)
      .entry(0x2000, indexes[1], 0x3000n | PRESENT)
      .entry(0x3000, indexes[2], 0x20_0000n | attribute | LARGE | PRESENT)
      .text(0x20_0000 + 0x12_3456, 'huge');
    await expect(tables.read(four, address)).resolves.toBe('huge');
  });

  it('stops at a page of 1 GiB', async () => {
    const tables = new Tables()
      .entry(0x1000, indexes[0], 0x2000n | PRESENT)
      .entry(0x2000, indexes[1], 0x4000_0000n | LARGE | PRESENT)
      .text(0x4000_0000 + 0x12_3456, 'giga');
    await expect(tables.read(four, address)).resolves.toBe('giga');
  });

  it('walks five levels where the kernel runs with LA57', async () => {
    const five = x86PageTables({ root: 0x1000, fiveLevels: true, encryptionMask: 0n });
    const tables = new Tables()
      .entry(0x1000, 0x111, 0x2000n | PRESENT)
      .entry(0x2000, 1, 0x3000n | PRESENT)
      .entry(0x3000, 2, 0x4000n | PRESENT)
      .entry(0x4000, 3, 0x5000n | PRESENT)
      .entry(0x5000, 4, 0x9000n | PRESENT)
      .text(0x9000, 'five');
    const la57 = (0xfen << 56n) | (0x111n << 48n) | (1n << 39n) | (2n << 30n) | (3n << 21n) | (4n << 12n);
    await expect(tables.read(five, BigInt.asUintN(64, la57 | (0xffn << 57n)))).resolves.toBe('five');
  });

  it('does not take the mark of an encrypted page for an address bit', async () => {
    const mark = 1n << 47n;
    const encrypted = x86PageTables({ root: 0x1000, fiveLevels: false, encryptionMask: mark });
    const tables = new Tables()
      .entry(0x1000, indexes[0], 0x2000n | mark | PRESENT)
      .entry(0x2000, indexes[1], 0x3000n | mark | PRESENT)
      .entry(0x3000, indexes[2], 0x4000n | mark | PRESENT)
      .entry(0x4000, indexes[3], 0x8000n | mark | PRESENT)
      .text(0x8456, 'safe');
    await expect(tables.read(encrypted, address)).resolves.toBe('safe');
  });

  it.each([
    ['an entry that is not present', 0xffff_c900_0012_3456n],
    ['an address that is not canonical', 0x1234_0000_0000_0000n],
    ['an address of the user', 0x40_0000n],
  ])('says that %s is unmapped', async (_, where) => {
    const tables = new Tables();
    tables.page(1);
    await expect(tables.read(four, where)).resolves.toBe('unmapped');
  });

  it('says that a table on the way is missing, not that the page is unmapped', async () => {
    const tables = new Tables().entry(0x1000, indexes[0], 0x2000n | PRESENT);
    await expect(tables.read(four, address)).resolves.toBe('excluded');
  });
});

describe('arm64 page tables', () => {
  const TABLE = 3n;
  const BLOCK = 1n;

  it('walks four levels of 4 KiB pages with 48 bits', async () => {
    const tables = new Tables()
      .entry(0x1000, 1, 0x2000n | TABLE)
      .entry(0x2000, 2, 0x3000n | TABLE)
      .entry(0x3000, 3, 0x4000n | TABLE)
      .entry(0x4000, 4, 0x8000n | TABLE)
      .text(0x8010, 'four');
    const arm = arm64PageTables({ root: 0x1000, pageShift: 12, addressBits: 48, lpa2: false });
    const address = 0xffff_0000_0000_0000n | (1n << 39n) | (2n << 30n) | (3n << 21n) | (4n << 12n) | 0x10n;
    await expect(tables.read(arm, address)).resolves.toBe('four');
  });

  it('takes a block of a level above the last', async () => {
    const tables = new Tables()
      .entry(0x1000, 1, 0x2000n | TABLE)
      .entry(0x2000, 2, 0x3000n | TABLE)
      .entry(0x3000, 3, 0x20_0000n | BLOCK)
      .text(0x20_4010, 'blok');
    const arm = arm64PageTables({ root: 0x1000, pageShift: 12, addressBits: 48, lpa2: false });
    const address = 0xffff_0000_0000_0000n | (1n << 39n) | (2n << 30n) | (3n << 21n) | (4n << 12n) | 0x10n;
    await expect(tables.read(arm, address)).resolves.toBe('blok');
  });

  it('walks three levels of 64 KiB pages with 52 bits, whose high address bits stand low in the entry', async () => {
    const high = 2 ** 48;
    const tables = new Tables(65_536)
      .entry(0x1_0000, 5, 0x2_0000n | TABLE)
      .entry(0x2_0000, 6, 0x3_0000n | TABLE)
      .entry(0x3_0000, 7, 0x8_0000n | (1n << 12n) | TABLE)
      .text(high + 0x8_0020, 'wide');
    const arm = arm64PageTables({ root: 0x1_0000, pageShift: 16, addressBits: 52, lpa2: false });
    const address = 0xfff0_0000_0000_0000n | (5n << 42n) | (6n << 29n) | (7n << 16n) | 0x20n;
    await expect(tables.read(arm, address)).resolves.toBe('wide');
  });

  it('walks five levels of 4 KiB pages with 52 bits (LPA2)', async () => {
    const tables = new Tables()
      .entry(0x1000, 1, 0x2000n | TABLE)
      .entry(0x2000, 2, 0x3000n | TABLE)
      .entry(0x3000, 3, 0x4000n | TABLE)
      .entry(0x4000, 4, 0x5000n | TABLE)
      .entry(0x5000, 5, 0x8000n | (1n << 8n) | TABLE)
      .text(2 ** 50 + 0x8000, 'lpa2');
    const arm = arm64PageTables({ root: 0x1000, pageShift: 12, addressBits: 52, lpa2: true });
    const address = 0xfff0_0000_0000_0000n | (1n << 48n) | (2n << 39n) | (3n << 30n) | (4n << 21n) | (5n << 12n);
    await expect(tables.read(arm, address)).resolves.toBe('lpa2');
  });

  it('walks three levels of 16 KiB pages with 47 bits', async () => {
    const tables = new Tables(16_384)
      .entry(0x4000, 1, 0x8000n | TABLE)
      .entry(0x8000, 2, 0xc000n | TABLE)
      .entry(0xc000, 3, 0x1_0000n | TABLE)
      .text(0x1_0004, '16kb');
    const arm = arm64PageTables({ root: 0x4000, pageShift: 14, addressBits: 47, lpa2: false });
    const address = 0xffff_8000_0000_0000n | (1n << 36n) | (2n << 25n) | (3n << 14n) | 4n;
    await expect(tables.read(arm, address)).resolves.toBe('16kb');
  });
});
