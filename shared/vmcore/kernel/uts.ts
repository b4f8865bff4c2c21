import type { VirtualMemory } from '../memory/virtual-memory.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';

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

/** What `sysname` holds: by it the place of the name is found where VMCOREINFO does not give it (before 5.11). */
const SYSNAME = Buffer.from('Linux\0', 'latin1');
const MAX_NAME_OFFSET = 64;

/** @throws {MemoryReadError} where `init_uts_ns` can't be read; answers nothing where VMCOREINFO does not name it */
export async function readUts(memory: VirtualMemory, info: VmcoreInfo): Promise<Uts | undefined> {
  const namespace = info.symbol('init_uts_ns');
  if (namespace === undefined) return undefined;
  const known = info.offset('uts_namespace.name');
  const length = FIELD_BYTES * FIELDS.length + (known === undefined ? MAX_NAME_OFFSET : 0);
  const bytes = await memory.bytes(namespace + BigInt(known ?? 0), length, 'init_uts_ns');
  const found = known === undefined ? Buffer.from(bytes).indexOf(SYSNAME) : 0;
  if (found < 0 || found > MAX_NAME_OFFSET) return undefined;
  const texts = FIELDS.map((_, i) => {
    const field = bytes.subarray(found + i * FIELD_BYTES, found + (i + 1) * FIELD_BYTES);
    const end = field.indexOf(0);
    return decoder.decode(end < 0 ? field : field.subarray(0, end));
  });
  const [sysname = '', nodename = '', release = '', version = '', machine = ''] = texts;
  return { sysname, nodename, release, version, machine };
}
