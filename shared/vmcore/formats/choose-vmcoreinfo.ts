import { architectureOf, machineByInfo } from '../arch/index.ts';
import type { Machine, PhysicalMemory } from './dump.ts';
import { parseVmcoreInfo } from './vmcoreinfo.ts';

/** `struct new_utsname` begins after the kref, if there is one, of `struct uts_namespace`. */
const UTS_SEARCH_BYTES = 6 * 65 + 64;

const MAX_PHYSICAL = 2n ** 52n;

const latin1 = new TextDecoder('latin1');

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
  const info = parseVmcoreInfo(text);
  const release = info.get('OSRELEASE')?.trim();
  const symbol = info.symbol('init_uts_ns');
  const own = machine ?? machineByInfo(info);
  if (release === undefined || release === '' || symbol === undefined || own === undefined) return false;
  const address = architectureOf(own).addresses.imagePhysical(info, symbol);
  if (address === undefined || address < 0n || address >= MAX_PHYSICAL) return false;

  const pageSize = memory.pageSizeBytes;
  const pfn = Number(address / BigInt(pageSize));
  const start = Number(address % BigInt(pageSize));
  const pages = await memory.readPages([pfn, pfn + 1]);
  const around = pages.map(({ bytes }) => (bytes === undefined ? '' : latin1.decode(bytes))).join('');
  return around.slice(start, start + UTS_SEARCH_BYTES).includes(release);
}
