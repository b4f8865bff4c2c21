/**
 * Plain physical memory, byte for byte, with no header at all: `dd if=/dev/mem`, qemu's `pmemsave`, LiME's `raw` and `padded`,
 * VMware's `.vmem`. What is in it says whether it is that: the VMCOREINFO of a kernel whose release stands where it says.
 */
import type { ByteSource } from '../../../bytes/byte-source.ts';
import { ExtentList, ExtentMap } from '../../../bytes/extent-map.ts';
import { architectureOf, machineByInfo } from '../../arch/index.ts';
import type { OpenedContainer, SourceParts } from '../container.ts';
import { describesMemory } from '../choose-vmcoreinfo.ts';
import { textsInPages } from '../scan-vmcoreinfo.ts';
import { segmentContainer } from '../segments.ts';
import { claimedPageSize, parseVmcoreInfo } from '../vmcoreinfo.ts';

const FORMAT = 'raw';
const MIN_BYTES = 2 ** 20;
const PAGE_BYTES = 4096;
/** Where memory above 4 GiB is when the hole below was left out (x86: it begins at 3 or 3.5 GiB, or where RAM ends). */
const FOUR_GIB = 2 ** 32;
const LOW_MEMORY_ENDS = [0xc000_0000, 0xb000_0000, 0x8000_0000, 0xe000_0000] as const;

export interface RawOptions {
  /** How much of the file is searched at most, in bytes. */
  readonly scanBytes: number;
}

/** Large enough, and in whole pages. */
export function mayBeRaw(sizeBytes: number): boolean {
  return sizeBytes >= MIN_BYTES && sizeBytes % PAGE_BYTES === 0;
}

/** Opens plain memory; undefined where nothing in it says that it is some. */
export async function openRaw({ pages }: SourceParts, options: RawOptions): Promise<OpenedContainer | undefined> {
  const flat = container(pages, [{ start: 0, lengthBytes: pages.sizeBytes, offset: 0 }], []);
  const texts = await textsInPages(flat.loadPages, flat.presentPages(), PAGE_BYTES, options.scanBytes);
  for (const text of texts) {
    const info = parseVmcoreInfo(text);
    const machine = machineByInfo(info);
    if (machine === undefined) continue;
    const bases = [0n, ...architectureOf(machine).addresses.memoryStarts(info)];
    for (const layout of layouts(pages.sizeBytes, [...new Set(bases)])) {
      const candidate = container(pages, layout, [text]);
      const memory = { ...candidate, readPages: candidate.loadPages };
      if ((await describesMemory(text, machine, memory)) !== 'yes') continue;
      return candidate.withPageSize?.(claimedPageSize(text) ?? PAGE_BYTES);
    }
  }
  return undefined;
}

interface Stretch {
  readonly start: number;
  readonly lengthBytes: number;
  readonly offset: number;
}

/** Where the file's bytes may be in memory. */
function* layouts(sizeBytes: number, bases: readonly bigint[]): Generator<readonly Stretch[]> {
  for (const base of bases) yield [{ start: Number(base), lengthBytes: sizeBytes, offset: 0 }];
  for (const end of LOW_MEMORY_ENDS) {
    if (end >= sizeBytes) continue;
    yield [
      { start: 0, lengthBytes: end, offset: 0 },
      { start: FOUR_GIB, lengthBytes: sizeBytes - end, offset: end },
    ];
  }
}

function container(source: ByteSource, stretches: readonly Stretch[], vmcoreinfo: readonly string[]): OpenedContainer {
  const list = new ExtentList();
  for (const { start, lengthBytes, offset } of stretches) list.add(start, lengthBytes, offset);
  const stored = ExtentMap.build(list);
  return segmentContainer(source, { memory: stored, stored, cut: false }, PAGE_BYTES, {
    format: FORMAT,
    incomplete: false,
    machineName: '',
    header: {},
    vmcoreinfo,
    notes: [],
    eraseinfo: undefined,
    problems: [],
  });
}
