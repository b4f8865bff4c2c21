import type { PhysicalMemory } from '../../formats/dump.ts';
import type { VmcoreInfo } from '../../formats/vmcoreinfo.ts';
import type { AddressSpace, LinearMap } from '../../memory/virtual-memory.ts';
import { imageEnd } from '../x86-64/address-space.ts';
import { riscvPageTables } from './page-tables.ts';

const MODES: readonly number[] = [39, 48, 57];
/** The image is mapped in pages of 2 MiB. */
const IMAGE_ALIGN = 2n ** 21n;
/** `SZ_2G`: what lies behind the image's first address belongs to it or to nobody. */
const IMAGE_LIMIT = 2n ** 31n;
const MAX_PHYSICAL = 2n ** 52n;

/** Virtual minus physical address of the image: VMCOREINFO says so since 6.4; before, the image is where memory begins. */
export function imageOffset(info: VmcoreInfo): bigint | undefined {
  const offset = info.number('va_kernel_pa_offset');
  if (offset !== undefined) return BigInt.asUintN(64, offset);
  const link = info.number('KERNEL_LINK_ADDR');
  const memory = info.number('phys_ram_base');
  return link === undefined || memory === undefined ? undefined : BigInt.asUintN(64, link - memory);
}

/** The kernel's address space as VMCOREINFO tells it (arch/riscv/kernel/vmcore_info.c, arch/riscv/mm/init.c, linux v6.12). */
export function riscvAddressSpace(info: VmcoreInfo, memory: PhysicalMemory): AddressSpace | undefined {
  const offset = imageOffset(info);
  const topTable = info.symbol('swapper_pg_dir');
  const text = info.symbol('_stext');
  const addressBits = Number(info.number('VA_BITS') ?? 0n);
  if (offset === undefined || topTable === undefined || text === undefined || !MODES.includes(addressBits)) {
    return undefined;
  }
  const physical = (address: bigint): bigint => BigInt.asUintN(64, address - offset);
  const start = text - (text % IMAGE_ALIGN);
  if (physical(topTable) >= MAX_PHYSICAL || physical(start) >= MAX_PHYSICAL) return undefined;
  const image: LinearMap = { start, end: endOfImage(info, start), physicalStart: physical(start) };
  const linear = directMap(info, memory);
  return {
    pageTables: riscvPageTables({ root: Number(physical(topTable)), addressBits }),
    linear: linear === undefined ? [image] : [image, linear],
  };
}

/**
 * Modules lie in the 2 GiB below the image's end, `_end` (arch/riscv/include/asm/pgtable.h, linux v6.12), which VMCOREINFO does not
 * name. Its last variables, `__per_cpu_offset` among them, have to be found without page tables: kexec-tools leaves out of
 * /proc/vmcore what riscv's /proc/iomem calls "Reserved", and the tables are there.
 */
function endOfImage(info: VmcoreInfo, start: bigint): bigint {
  const named = imageEnd(info, start, start + IMAGE_LIMIT);
  const end = BigInt.asUintN(64, (info.number('MODULES_VADDR') ?? 0n) + IMAGE_LIMIT);
  return end > named && end <= start + IMAGE_LIMIT ? end : named;
}

/** All of memory, from where it begins, at PAGE_OFFSET. */
function directMap(info: VmcoreInfo, memory: PhysicalMemory): LinearMap | undefined {
  const pageOffset = info.number('PAGE_OFFSET');
  const physicalStart = info.number('phys_ram_base');
  if (pageOffset === undefined || physicalStart === undefined || physicalStart < 0n) return undefined;
  const start = BigInt.asUintN(64, pageOffset);
  const bytes = BigInt(memory.maxPfn) * BigInt(memory.pageSizeBytes) - physicalStart;
  return bytes <= 0n ? undefined : { start, end: start + bytes, physicalStart };
}
