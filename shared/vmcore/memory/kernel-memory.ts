import { FormatError, FormatErrorCode } from '../../errors.ts';
import { Machine, type Dump } from '../formats/dump.ts';
import { arm64AddressSpace } from './aarch64.ts';
import { VirtualMemory, type AddressSpace } from './virtual-memory.ts';
import { parseVmcoreInfo, type VmcoreInfo } from './vmcoreinfo.ts';
import { x86AddressSpace } from './x86-64.ts';

/** A kernel's memory and what it wrote down about itself. */
export interface KernelMemory {
  readonly machine: Machine;
  readonly info: VmcoreInfo;
  readonly memory: VirtualMemory;
}

/**
 * Finds out how a dump's virtual addresses are translated.
 *
 * @throws {FormatError} `unsupported` for another machine; `bad-value` where nothing says how its memory is mapped
 */
export function openKernelMemory(dump: Dump): KernelMemory {
  const texts = dump.vmcoreinfo.map(parseVmcoreInfo);
  for (const info of texts) {
    const machine = dump.machine ?? machineOf(info);
    const space = machine === undefined ? undefined : addressSpace(machine, info, dump);
    if (machine === undefined || space === undefined) continue;
    const memory = new VirtualMemory(dump.memory);
    memory.use(space);
    return { machine, info, memory };
  }
  const place = { format: 'vmcoreinfo', field: 'text' };
  if (texts.length === 0) {
    throw new FormatError(FormatErrorCode.Unsupported, place, 'the dump has none: its memory cannot be mapped');
  }
  const machine = dump.machine ?? dump.header.machine ?? 'unknown machine';
  throw new FormatError(FormatErrorCode.BadValue, place, `does not say how memory is mapped (${machine})`);
}

function machineOf(info: VmcoreInfo): Machine | undefined {
  if (info.number('kimage_voffset') !== undefined) return Machine.Aarch64;
  return info.number('phys_base') === undefined ? undefined : Machine.X86_64;
}

function addressSpace(machine: Machine, info: VmcoreInfo, dump: Dump): AddressSpace | undefined {
  switch (machine) {
    case Machine.X86_64:
      return x86AddressSpace(info, dump.header);
    case Machine.Aarch64:
      return arm64AddressSpace(info, dump.memory);
  }
}
