import { describe, expect, it } from '@jest/globals';
import { Machine } from '../../../../../shared/vmcore/formats/dump.ts';
import type { Kernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { readCpuRegisters } from '../../../../../shared/vmcore/stacks/registers.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

/** `struct elf_prstatus` of riscv64, of a processor that stands at `pc`. */
function prstatus(pc: bigint): Buffer {
  const desc = Buffer.alloc(376);
  desc.writeBigUInt64LE(pc, 112);
  return desc;
}

const PCS = [0xffff_ffff_8000_1000n, 0xffff_ffff_8000_2000n, 0xffff_ffff_8000_3000n];

/** A riscv64 kernel of three processors in a dump that a hypervisor wrote. */
async function kernelOn(harts: readonly bigint[] | undefined): Promise<Kernel> {
  const writer = new KernelWriter({ cpus: 3 });
  writer.notes = PCS.map((pc) => ({ name: 'CORE', type: 1, desc: prstatus(pc) }));
  if (harts !== undefined) {
    const map = writer.symbol('__cpuid_to_hartid_map', harts.length * 8);
    harts.forEach((hart, cpu) => {
      writer.word(map + BigInt(cpu * 8), hart);
    });
  }
  const kernel = await writer.open();
  Reflect.set(kernel, 'machine', Machine.Riscv64);
  return kernel;
}

const pcsOf = async (kernel: Kernel): Promise<(bigint | undefined)[]> => {
  const saved = await readCpuRegisters(kernel);
  return [0, 1, 2].map((cpu) => saved.get(cpu)?.registers.pc);
};

describe('readCpuRegisters', () => {
  it.each([
    { harts: [1n, 0n, 2n], notes: [1, 0, 2] },
    // Only their order counts: four of the machine's harts are not the kernel's.
    { harts: [6n, 8n, 4n], notes: [1, 2, 0] },
    // Two processors can't be one hart: then it says nothing.
    { harts: [1n, 1n, 0n], notes: [0, 1, 2] },
    { harts: undefined, notes: [0, 1, 2] },
  ])('gives a processor of riscv64 the note of its hart: $harts', async ({ harts, notes }) => {
    expect(await pcsOf(await kernelOn(harts))).toEqual(notes.map((i) => PCS[i]));
  });
});
