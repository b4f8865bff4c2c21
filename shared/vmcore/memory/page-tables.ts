/**
 * How a machine maps virtual to physical addresses: the shape of its page tables, as numbers that a walker follows.
 *
 * Physical addresses fit 52 bits and so a `number`; a page-table entry is read as two 32-bit halves. BigInt is kept out of
 * the walk: it is the hottest path of all.
 */
export interface PageTables {
  readonly pageShift: number;
  /** Physical address of the top table. */
  readonly root: number;
  /** From the top: the lowest bit of the virtual address that indexes this level, and how many entries its table has. */
  readonly levels: readonly PageTableLevel[];
  /** True where the address is one that these tables translate. */
  translates(pageNumber: number): boolean;
  /** The physical address an entry holds, or -1 where it maps nothing. */
  target(low: number, high: number): number;
  /** True where the entry of a level above the last maps a large page instead of pointing to a table. */
  isLarge(low: number): boolean;
  /** True where the entry of the last level lets the kernel write to its page. */
  isWritable(low: number): boolean;
}

export interface PageTableLevel {
  readonly shift: number;
  readonly entries: number;
}

export const TWO_32 = 2 ** 32;
const ENTRY_BYTES_SHIFT = 3;

/** Levels from the top for `addressBits` of virtual address over tables of one page of 8-byte entries each. */
export function pageTableLevels(addressBits: number, pageShift: number): PageTableLevel[] {
  const bitsPerLevel = pageShift - ENTRY_BYTES_SHIFT;
  const levels: PageTableLevel[] = [];
  for (let shift = pageShift; shift < addressBits; shift += bitsPerLevel) {
    levels.unshift({ shift, entries: 2 ** Math.min(bitsPerLevel, addressBits - shift) });
  }
  return levels;
}
