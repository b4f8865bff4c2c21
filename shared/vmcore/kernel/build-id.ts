import { LittleEndian } from '../../bytes/little-endian.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';

const ELF_NOTE_HEADER_BYTES = 12;
const NT_GNU_BUILD_ID = 3;
const MAX_NOTES_BYTES = 64 * 1024;

/** What reading its build-id takes of a kernel. */
export interface BuildIdHome {
  readonly memory: VirtualMemory;
  readonly info: VmcoreInfo;
  symbol(name: string): bigint | undefined;
}

/**
 * The kernel's build-id. Its own note goes before VMCOREINFO, whose BUILD-ID is garbage in several stable kernels (6.1.113 to 6.1.118 among
 * them). Undefined where neither says it.
 */
export async function buildIdOf(
  kernel: BuildIdHome,
  own: () => Promise<string | undefined> = () => readBuildId(kernel),
): Promise<string | undefined> {
  return (await own()) ?? kernel.info.get('BUILD-ID')?.trim().toLowerCase();
}

export async function readBuildId(kernel: BuildIdHome): Promise<string | undefined> {
  const start = kernel.symbol('__start_notes');
  const stop = kernel.symbol('__stop_notes');
  if (start === undefined || stop === undefined || stop <= start || stop - start > MAX_NOTES_BYTES) return undefined;
  const [result] = await kernel.memory.read([{ address: start, length: Number(stop - start) }]);
  const bytes = result?.bytes;
  if (bytes === undefined) return undefined;
  const view = new LittleEndian(bytes);
  for (let at = 0; at + ELF_NOTE_HEADER_BYTES <= bytes.length;) {
    const nameBytes = view.u32(at);
    const descBytes = view.u32(at + 4);
    const type = view.u32(at + 8);
    const name = at + ELF_NOTE_HEADER_BYTES;
    const desc = name + ((nameBytes + 3) & ~3);
    const end = desc + ((descBytes + 3) & ~3);
    if (end > bytes.length || end <= at) return undefined;
    const isGnu = nameBytes === 4 && view.u32(name) === 0x0055_4e47;
    if (isGnu && type === NT_GNU_BUILD_ID && descBytes >= 8 && descBytes <= 32) {
      return Buffer.from(bytes.subarray(desc, desc + descBytes)).toString('hex');
    }
    at = end;
  }
  return undefined;
}
