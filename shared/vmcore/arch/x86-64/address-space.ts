import type { DumpHeader, PhysicalMemory } from '../../formats/dump.ts';
import { x86PageTables } from './page-tables.ts';
import type { AddressSpace, LinearMap } from '../../memory/virtual-memory.ts';
import type { VmcoreInfo } from '../../formats/vmcoreinfo.ts';

/** `__START_KERNEL_map`: where the kernel's image is mapped (Documentation/arch/x86/x86_64/mm.rst, linux v6.12). */
export const START_KERNEL_MAP = 0xffff_ffff_8000_0000n;
const KERNEL_IMAGE_SIZE = 0x4000_0000n;
const LARGE_PAGE = 2n ** 21n;

/**
 * The kernel's address space as VMCOREINFO tells it: its image by `phys_base`, everything else by its page tables.
 * Nothing where the text lacks what that takes.
 */
export function x86AddressSpace(info: VmcoreInfo, header: DumpHeader): AddressSpace | undefined {
  const physicalBase = info.number('phys_base') ?? header.physBase;
  const topTable = info.symbol('init_top_pgt') ?? info.symbol('swapper_pg_dir');
  const text = info.symbol('_stext');
  if (physicalBase === undefined || topTable === undefined || text === undefined) return undefined;
  const physical = (address: bigint): bigint => address - START_KERNEL_MAP + physicalBase;
  const root = physical(topTable);
  const start = text - (text % LARGE_PAGE);
  if (text < START_KERNEL_MAP || root < 0n || root >= 2n ** 52n || physical(start) < 0n) return undefined;
  const limit = START_KERNEL_MAP + (info.number('KERNEL_IMAGE_SIZE') ?? KERNEL_IMAGE_SIZE);
  return {
    pageTables: x86PageTables({
      root: Number(root),
      fiveLevels: info.number('pgtable_l5_enabled') === 1n,
      encryptionMask: BigInt.asUintN(64, info.number('sme_mask') ?? 0n),
    }),
    linear: [{ start, end: imageEnd(info, start, limit), physicalStart: physical(start) }],
  };
}

/** The direct map of all memory, once `page_offset_base` has been read. */
export function x86DirectMap(pageOffsetBase: bigint, memory: PhysicalMemory): LinearMap | undefined {
  if (pageOffsetBase < 0xff00_0000_0000_0000n || pageOffsetBase % 2n ** 30n !== 0n) return undefined;
  const end = pageOffsetBase + BigInt(memory.maxPfn) * BigInt(memory.pageSizeBytes);
  return end < START_KERNEL_MAP ? { start: pageOffsetBase, end, physicalStart: 0n } : undefined;
}

/** One page past the last address within the image that VMCOREINFO names: as far as the image is known to reach. */
export function imageEnd(info: VmcoreInfo, start: bigint, limit: bigint): bigint {
  let last = start;
  for (const [, name] of info.text.matchAll(/^SYMBOL\((.+?)\)=/gm)) {
    const address = name === undefined ? undefined : info.symbol(name);
    if (address !== undefined && address > last && address < limit) last = address;
  }
  return last - (last % 0x1_0000n) + 0x1_0000n;
}
