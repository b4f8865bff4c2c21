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

const TWO_32 = 2 ** 32;
const ENTRY_BYTES_SHIFT = 3;

/** Levels from the top for `addressBits` of virtual address over tables of one page of 8-byte entries each. */
function pageTableLevels(addressBits: number, pageShift: number): PageTableLevel[] {
  const bitsPerLevel = pageShift - ENTRY_BYTES_SHIFT;
  const levels: PageTableLevel[] = [];
  for (let shift = pageShift; shift < addressBits; shift += bitsPerLevel) {
    levels.unshift({ shift, entries: 2 ** Math.min(bitsPerLevel, addressBits - shift) });
  }
  return levels;
}

/**
 * x86-64, Intel SDM vol. 3 section 4.5: 4 levels, or 5 with LA57. An entry has its address in bits 51..12; under AMD's
 * memory encryption one of those bits (`encryptionMask`, `sme_me_mask`) is the mark of an encrypted page and no address bit.
 */
export function x86PageTables(options: { root: number; fiveLevels: boolean; encryptionMask: bigint }): PageTables {
  const addressBits = options.fiveLevels ? 57 : 48;
  const highMask = 0xfffff & ~Number((options.encryptionMask >> 32n) & 0xffff_ffffn);
  const lowMask = 0xffff_f000 & ~Number(options.encryptionMask & 0xffff_ffffn);
  const half = 2 ** (addressBits - 1 - 12);
  return {
    pageShift: 12,
    root: options.root,
    levels: pageTableLevels(addressBits, 12),
    translates: (page) => page < half || page >= 2 ** 52 - half,
    target: (low, high) => ((low & 1) === 0 ? -1 : (high & highMask) * TWO_32 + ((low & lowMask) >>> 0)),
    isLarge: (low) => (low & 0x80) !== 0,
    isWritable: (low) => (low & 2) !== 0,
  };
}

/**
 * arm64 kernel tables (TTBR1), Arm ARM D8.3: 4, 16 or 64 KiB granules. With 64 KiB pages bits 15..12 of an entry hold address
 * bits 51..48; with LPA2 (52-bit addresses on 4 and 16 KiB pages) bits 9..8 hold address bits 51..50.
 */
export function arm64PageTables(options: {
  root: number;
  pageShift: number;
  addressBits: number;
  lpa2: boolean;
}): PageTables {
  const { pageShift, addressBits, lpa2 } = options;
  const lowMask = (0xffff_ffff << pageShift) >>> 0;
  const highMask = lpa2 ? 0x3ffff : 0xffff;
  const upper = (low: number): number => {
    if (pageShift === 16) return ((low >>> 12) & 0xf) * 2 ** 48;
    return lpa2 ? ((low >>> 8) & 3) * 2 ** 50 : 0;
  };
  const first = 2 ** (64 - pageShift) - 2 ** (addressBits - pageShift);
  return {
    pageShift,
    root: options.root,
    levels: pageTableLevels(addressBits, pageShift),
    translates: (page) => page >= first,
    target: (low, high) => ((low & 1) === 0 ? -1 : upper(low) + (high & highMask) * TWO_32 + ((low & lowMask) >>> 0)),
    isLarge: (low) => (low & 2) === 0,
    // AP[2]
    isWritable: (low) => (low & 0x80) === 0,
  };
}
