import { LittleEndian } from '../../bytes/little-endian.ts';
import { hex } from '../../bytes/cursor.ts';
import { architectureOf } from '../arch/index.ts';
import { decodeRegisters, type RegisterSet } from '../arch/register-set.ts';
import type { DumpNote, Machine } from '../formats/dump.ts';
import type { Kernel } from '../kernel/kernel.ts';

const NT_PRSTATUS = 1;
/** `pr_pid` and `pr_reg` in `struct elf_prstatus` (include/linux/elfcore.h), the same on both machines. */
const PR_PID = 32;
const PR_REG = 112;

/** A saved register set with what else its note says. */
export interface SavedRegisters {
  readonly pid: number;
  readonly registers: RegisterSet;
  /** The kernel saved them itself, on its way into the crash kernel: there an NMI fetches every processor. */
  readonly byKexec: boolean;
}

/** As the report holds them. */
export function registersOf(registers: RegisterSet): Record<string, string> {
  return Object.fromEntries([...registers.values].map(([name, value]) => [name, hex(value)]));
}

function decodeNote(machine: Machine, desc: Uint8Array, byKexec = false): SavedRegisters | undefined {
  if (desc.length < PR_REG) return undefined;
  const registers = decodeRegisters(architectureOf(machine).registers, desc.subarray(PR_REG));
  const pid = new LittleEndian(desc).u32(PR_PID);
  return registers === undefined ? undefined : { pid, registers, byKexec };
}

/**
 * The registers of each processor. The notes are in the order of the processors, a hypervisor's in the order of the machine's; but
 * one that never answered has none, and then the notes that the kernel itself holds (`crash_notes`) tell whose is whose.
 */
export async function readCpuRegisters(kernel: Kernel): Promise<ReadonlyMap<number, SavedRegisters>> {
  const notes = kernel.dump.notes.filter((note) => note.name === 'CORE' && note.type === NT_PRSTATUS);
  const saved = new Map<number, SavedRegisters>();
  const own = await readCrashNotes(kernel, notes);
  const ids = kernel.kallsyms === undefined ? notes.map((_, i) => i) : kernel.cpus.ids;
  const places = own.size === 0 && notes.length >= ids.length ? await placesOf(kernel, ids) : undefined;
  ids.forEach((cpu, i) => {
    const desc = own.get(cpu) ?? notes[places?.[i] ?? -1]?.desc;
    const registers = desc && decodeNote(kernel.machine, desc, own.has(cpu));
    if (registers !== undefined) saved.set(cpu, registers);
  });
  // Fewer notes than processors, and nothing to tell them by: their order is the best there is.
  if (saved.size === 0) {
    notes.forEach((note, i) => {
      const cpu = ids[i];
      const registers = decodeNote(kernel.machine, note.desc);
      if (cpu !== undefined && registers !== undefined) saved.set(cpu, registers);
    });
  }
  return saved;
}

/** Which of the notes each processor has in a dump that the kernel did not write itself. */
async function placesOf(kernel: Kernel, ids: readonly number[]): Promise<readonly number[]> {
  const hardware =
    kernel.kallsyms === undefined
      ? undefined
      : await architectureOf(kernel.machine)
          .registers.hardwareNumbers?.(kernel)
          .catch(() => undefined);
  if (hardware === undefined) return ids.map((_, i) => i);
  const sorted = [...hardware.values()].toSorted((a, b) => (a < b ? -1 : 1));
  return ids.map((cpu) => sorted.indexOf(hardware.get(cpu) ?? -1n));
}

/** `crash_notes`: the note that each processor saved of itself as the kernel crashed; empty where it was no kexec crash. */
async function readCrashNotes(kernel: Kernel, notes: readonly DumpNote[]): Promise<Map<number, Uint8Array>> {
  const found = new Map<number, Uint8Array>();
  const symbol = kernel.symbol('crash_notes');
  const length = notes[0]?.desc.length ?? 0;
  if (symbol === undefined || length === 0) return found;
  const [pointer] = await kernel.memory.read([{ address: symbol, length: 8 }]);
  if (pointer?.bytes === undefined) return found;
  const base = new LittleEndian(pointer.bytes).u64(0);
  const cpus = [...kernel.cpus.perCpuOffset];
  // namesz, descsz and type, then `CORE` padded to 8 bytes.
  const header = 20;
  const results = await kernel.memory.read(
    cpus.map(([, offset]) => ({ address: BigInt.asUintN(64, base + offset), length: header + length })),
  );
  results.forEach(({ bytes }, i) => {
    const cpu = cpus[i]?.[0];
    if (bytes === undefined || cpu === undefined) return;
    const view = new LittleEndian(bytes);
    const isNote = view.u32(0) === 5 && view.u32(4) === length;
    if (isNote && view.u32(8) === NT_PRSTATUS) found.set(cpu, bytes.slice(header));
  });
  return found;
}
