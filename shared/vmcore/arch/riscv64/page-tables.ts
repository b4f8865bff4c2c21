import { pageTableLevels, TWO_32, type PageTables } from '../../memory/page-tables.ts';

const PAGE_SHIFT = 12;
const VALID = 1;
/** R, W and X: an entry with any of them is a leaf, at whatever level it stands. */
const LEAF = 0xe;
const WRITABLE = 4;
/** The page frame number: bits 53..10. Above are Svpbmt, Svnapot and what is reserved. */
const PFN_SHIFT = 10;
const PFN_HIGH_MASK = 0x3f_ffff;

/** Sv39, Sv48 and Sv57 (RISC-V privileged architecture, 10.4 to 10.6): three to five levels of 512 entries. */
export function riscvPageTables(options: { root: number; addressBits: number }): PageTables {
  const first = 2 ** (64 - PAGE_SHIFT) - 2 ** (options.addressBits - 1 - PAGE_SHIFT);
  return {
    pageShift: PAGE_SHIFT,
    root: options.root,
    levels: pageTableLevels(options.addressBits, PAGE_SHIFT),
    translates: (page) => page >= first,
    target: (low, high) => {
      if ((low & VALID) === 0) return -1;
      const pfn = (high & PFN_HIGH_MASK) * (TWO_32 / 2 ** PFN_SHIFT) + (low >>> PFN_SHIFT);
      return pfn * 2 ** PAGE_SHIFT;
    },
    isLarge: (low) => (low & LEAF) !== 0,
    isWritable: (low) => (low & WRITABLE) !== 0,
  };
}
