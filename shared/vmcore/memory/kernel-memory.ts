import { FormatError, FormatErrorCode } from '../../errors.ts';
import { architectureOf, machineByInfo } from '../arch/index.ts';
import type { Dump, Machine } from '../formats/dump.ts';
import { VirtualMemory } from './virtual-memory.ts';
import { parseVmcoreInfo, type VmcoreInfo } from '../formats/vmcoreinfo.ts';

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
    const machine = dump.machine ?? machineByInfo(info);
    const space = machine && architectureOf(machine).addresses.space(info, dump.header, dump.memory);
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
