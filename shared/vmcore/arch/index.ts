import { Machine } from '../formats/dump.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import type { Architecture } from './architecture.ts';
import { arm64 } from './arm64.ts';
import { riscv64 } from './riscv64.ts';
import { x86 } from './x86-64.ts';

const ARCHITECTURES: Readonly<Record<Machine, Architecture>> = {
  [Machine.X86_64]: x86,
  [Machine.Aarch64]: arm64,
  [Machine.Riscv64]: riscv64,
};

export function architectureOf(machine: Machine): Architecture {
  return ARCHITECTURES[machine];
}

/** By the name that `uname -m` gives; undefined for a machine that is not read. */
export function machineByName(name: string): Machine | undefined {
  return Object.values(Machine).find((machine) => machine === name);
}

/** The machine whose kernel wrote this, where the container does not say. */
export function machineByInfo(info: VmcoreInfo): Machine | undefined {
  return Object.values(Machine).find((machine) => ARCHITECTURES[machine].addresses.describes(info));
}
