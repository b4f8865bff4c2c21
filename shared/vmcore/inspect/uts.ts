import type { VirtualMemory } from '../memory/virtual-memory.ts';
import type { VmcoreInfo } from '../memory/vmcoreinfo.ts';

/** `struct new_utsname`, include/uapi/linux/utsname.h: what `uname -a` prints. */
export interface Uts {
  readonly sysname: string;
  readonly nodename: string;
  readonly release: string;
  readonly version: string;
  readonly machine: string;
}

const FIELD_BYTES = 65;
const FIELDS = ['sysname', 'nodename', 'release', 'version', 'machine'] as const;
const decoder = new TextDecoder('utf-8');

/** @throws {MemoryReadError} where `init_uts_ns` can't be read; answers nothing where VMCOREINFO does not name it */
export async function readUts(memory: VirtualMemory, info: VmcoreInfo): Promise<Uts | undefined> {
  const namespace = info.symbol('init_uts_ns');
  if (namespace === undefined) return undefined;
  const start = namespace + BigInt(info.offset('uts_namespace.name') ?? 0);
  const bytes = await memory.bytes(start, FIELD_BYTES * FIELDS.length, 'init_uts_ns');
  const texts = FIELDS.map((_, i) => {
    const field = bytes.subarray(i * FIELD_BYTES, (i + 1) * FIELD_BYTES);
    const end = field.indexOf(0);
    return decoder.decode(end < 0 ? field : field.subarray(0, end));
  });
  const [sysname = '', nodename = '', release = '', version = '', machine = ''] = texts;
  return { sysname, nodename, release, version, machine };
}
