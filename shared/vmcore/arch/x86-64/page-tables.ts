import { pageTableLevels, TWO_32, type PageTables } from '../../memory/page-tables.ts';

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
