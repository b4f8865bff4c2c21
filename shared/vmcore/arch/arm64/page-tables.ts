import { pageTableLevels, TWO_32, type PageTables } from '../../memory/page-tables.ts';

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
