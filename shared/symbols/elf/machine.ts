import { MACHINE_NAMES } from '../../bytes/elf-machine.ts';

export function machineName(machine: number): string {
  return MACHINE_NAMES.get(machine) ?? `machine ${machine}`;
}
