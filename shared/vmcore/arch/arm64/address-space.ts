import type { PhysicalMemory } from '../../formats/dump.ts';
import { arm64PageTables } from './page-tables.ts';
import type { AddressSpace, LinearMap } from '../../memory/virtual-memory.ts';
import type { VmcoreInfo } from '../../formats/vmcoreinfo.ts';
import { imageEnd } from '../x86-64/address-space.ts';

const TWO_64 = 2n ** 64n;
/** `MIN_KIMG_ALIGN`: the image begins at such a boundary, or a text offset above it before 5.8. */
const IMAGE_ALIGN = 2n ** 21n;
/** No kernel image is larger; `KERNEL_IMAGE_SIZE` elsewhere. */
const IMAGE_LIMIT = 2n ** 28n;

/**
 * The kernel's address space as VMCOREINFO tells it: its image by `kimage_voffset`, the linear map by `PHYS_OFFSET`,
 * everything else by page tables (arch/arm64/include/asm/memory.h, linux v6.12).
 */
export function arm64AddressSpace(info: VmcoreInfo, memory: PhysicalMemory): AddressSpace | undefined {
  const imageOffset = info.number('kimage_voffset');
  const topTable = info.symbol('swapper_pg_dir');
  const text = info.symbol('_stext');
  const configuredBits = Number(info.number('VA_BITS') ?? 0n);
  if (imageOffset === undefined || topTable === undefined || text === undefined) return undefined;
  if (configuredBits < 36 || configuredBits > 52) return undefined;
  const pageShift = Math.log2(memory.pageSizeBytes);
  const root = BigInt.asUintN(64, topTable - imageOffset);
  const start = text - (text % IMAGE_ALIGN);
  const physicalStart = BigInt.asUintN(64, start - imageOffset);
  if (root >= 2n ** 52n || physicalStart >= 2n ** 52n) return undefined;

  // T1SZ says how many bits the machine really uses: a 52-bit kernel runs with 48 (or 47) where the processor has no more.
  const t1sz = info.number('TCR_EL1_T1SZ') ?? info.number('tcr_el1_t1sz');
  const actualBits = t1sz === undefined ? configuredBits : 64 - Number(t1sz);
  // With 64 KiB pages the top table keeps its full 52-bit size whatever the machine uses; the others lose a level.
  const tableBits = pageShift === 16 ? configuredBits : actualBits;
  if (tableBits < 36 || tableBits > 52) return undefined;
  const image: LinearMap = { start, end: imageEnd(info, start, start + IMAGE_LIMIT), physicalStart };
  const linear = linearMap(info, memory, configuredBits, text);
  return {
    pageTables: arm64PageTables({
      root: Number(root),
      pageShift,
      addressBits: tableBits,
      lpa2: tableBits === 52 && pageShift < 16,
    }),
    linear: linear === undefined ? [image] : [image, linear],
    topByteIgnored: true,
  };
}

/**
 * The linear map of all memory. Since 5.4 it is the lower half of the kernel's addresses (`PAGE_OFFSET` is -2^VA_BITS) and the
 * image is in the upper; before, it was the other way round.
 */
function linearMap(info: VmcoreInfo, memory: PhysicalMemory, bits: number, text: bigint): LinearMap | undefined {
  const offset = info.number('PHYS_OFFSET');
  if (offset === undefined) return undefined;
  const halfBits = BigInt(Math.min(bits, 48) - 1);
  const middle = TWO_64 - 2n ** halfBits;
  const linearIsLow = text >= middle;
  const pageOffset = linearIsLow ? TWO_64 - 2n ** BigInt(bits) : middle;
  const limit = linearIsLow ? middle : TWO_64;
  const physicalOffset = BigInt.asIntN(64, offset);
  const physicalStart = physicalOffset > 0n ? physicalOffset : 0n;
  const start = pageOffset + physicalStart - physicalOffset;
  const physicalEnd = BigInt(memory.maxPfn) * BigInt(memory.pageSizeBytes);
  const end = start + physicalEnd - physicalStart;
  if (physicalEnd <= physicalStart || start >= limit) return undefined;
  return { start, end: end < limit ? end : limit, physicalStart };
}
