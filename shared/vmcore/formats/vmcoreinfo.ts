import { Machine } from './dump.ts';
import type { PhysicalMemory } from './dump.ts';

/** Where x86-64 maps its image: `__START_KERNEL_map`, arch/x86/include/asm/page_64_types.h, linux v6.12. */
const START_KERNEL_MAP = 0xffffffff80000000n;
/** `struct new_utsname` begins after the kref, if there is one, of `struct uts_namespace`. */
const UTS_SEARCH_BYTES = 6 * 65 + 64;

const latin1 = new TextDecoder('latin1');

/** The `KEY=value` lines of a VMCOREINFO text, e.g. `SYMBOL(_stext)` -> `ffffffff81000000`. The first of a key wins. */
export function parseVmcoreinfo(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    if (equals <= 0) continue;
    const key = line.slice(0, equals);
    if (!entries.has(key)) entries.set(key, line.slice(equals + 1).trim());
  }
  return entries;
}

/**
 * Puts first the text that describes the memory it came with: a vmcore can hold the note of the crashed kernel and that
 * of the capture kernel. The test is `init_uts_ns`: at its physical address stands the release that the text names.
 */
export async function orderVmcoreinfo(
  texts: readonly string[],
  machine: Machine | undefined,
  memory: PhysicalMemory,
): Promise<readonly string[]> {
  if (texts.length < 2) return texts;
  const resolves = await Promise.all(texts.map((text) => describesMemory(text, machine, memory)));
  return [...texts.filter((_, i) => resolves[i]), ...texts.filter((_, i) => !resolves[i])];
}

/** Whether `init_uts_ns` is where `text` says, and holds the release that it names. */
export async function describesMemory(
  text: string,
  machine: Machine | undefined,
  memory: PhysicalMemory,
): Promise<boolean> {
  const entries = parseVmcoreinfo(text);
  const release = entries.get('OSRELEASE');
  const address = physicalAddress(entries, 'init_uts_ns', machine);
  if (release === undefined || release === '' || address === undefined) return false;

  const pageSize = memory.pageSizeBytes;
  const pfn = Number(address / BigInt(pageSize));
  const start = Number(address % BigInt(pageSize));
  const pages = await memory.readPages([pfn, pfn + 1]);
  const around = pages.map(({ bytes }) => (bytes === undefined ? '' : latin1.decode(bytes))).join('');
  return around.slice(start, start + UTS_SEARCH_BYTES).includes(release);
}

/** The physical address of a kernel image symbol that VMCOREINFO names, by what VMCOREINFO says of the image's place. */
function physicalAddress(
  entries: ReadonlyMap<string, string>,
  symbol: string,
  machine: Machine | undefined,
): bigint | undefined {
  const address = parseInteger(entries.get(`SYMBOL(${symbol})`), 16);
  if (address === undefined) return undefined;
  const isArm = machine === Machine.Aarch64 || (machine === undefined && entries.has('NUMBER(kimage_voffset)'));
  const physical = isArm ? armPhysical(entries, address) : intelPhysical(entries, address);
  return physical !== undefined && physical >= 0n && physical < 1n << 52n ? physical : undefined;
}

function intelPhysical(entries: ReadonlyMap<string, string>, address: bigint): bigint | undefined {
  const physBase = parseInteger(entries.get('NUMBER(phys_base)'), 10);
  return physBase === undefined ? undefined : address - START_KERNEL_MAP + physBase;
}

function armPhysical(entries: ReadonlyMap<string, string>, address: bigint): bigint | undefined {
  const offset = parseInteger(entries.get('NUMBER(kimage_voffset)'), 16);
  return offset === undefined ? undefined : BigInt.asUintN(64, address - offset);
}

function parseInteger(text: string | undefined, radix: 10 | 16): bigint | undefined {
  if (text === undefined) return undefined;
  const digits = text.replace(/^0x/i, '');
  if (radix === 16 || digits !== text) return /^[0-9a-f]{1,16}$/i.test(digits) ? BigInt(`0x${digits}`) : undefined;
  return /^-?\d{1,20}$/.test(digits) ? BigInt(digits) : undefined;
}
