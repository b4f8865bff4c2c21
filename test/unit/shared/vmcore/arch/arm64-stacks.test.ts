/** The stacks of an arm64 processor besides those of tasks; the variables are alike on any machine. */
import { describe, expect, it } from '@jest/globals';
import { arm64Stacks } from '../../../../../shared/vmcore/arch/arm64/stacks.ts';
import { unwindArm64 } from '../../../../../shared/vmcore/arch/arm64/unwind.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

const THREAD_BYTES = 16_384;
const SIZE = BigInt(THREAD_BYTES);

function pointers(writer: KernelWriter, symbol: string, targets: readonly bigint[]): void {
  writer.perCpu(symbol, 'u64').forEach((at, cpu) => {
    writer.word(at, targets[cpu] ?? 0n);
  });
}

describe('arm64Stacks', () => {
  it('are those of interrupts, of events of firmware where they were made, of overflows and of EFI', async () => {
    const writer = new KernelWriter();
    const [irq0, irq1, normal, critical] = [0x1_0000n, 0x2_0000n, 0x3_0000n, 0x4_0000n].map(
      (at) => 0xffff_8000_0800_0000n + at,
    ) as [bigint, bigint, bigint, bigint];
    pointers(writer, 'irq_stack_ptr', [irq0, irq1]);
    pointers(writer, 'sdei_stack_normal_ptr', [normal]);
    pointers(writer, 'sdei_stack_critical_ptr', [critical]);
    const overflow = writer.perCpu('overflow_stack', 'u64');
    writer.word(writer.symbol('efi_rt_stack_top', 8), normal + 0x10_0000n);
    const ranges = await arm64Stacks(await writer.open(), THREAD_BYTES);
    expect(ranges).toEqual([
      { start: irq0, end: irq0 + SIZE, kind: 'irq' },
      { start: irq1, end: irq1 + SIZE, kind: 'irq' },
      { start: normal, end: normal + SIZE, kind: 'sdei' },
      { start: critical, end: critical + SIZE, kind: 'sdei' },
      ...overflow.map((start) => ({ start, end: start + 4096n, kind: 'overflow' })),
      { start: normal + 0x10_0000n - SIZE, end: normal + 0x10_0000n, kind: 'efi' },
    ]);
  });

  it('are none where firmware delivers nothing and the kernel knows no EFI', async () => {
    const writer = new KernelWriter();
    pointers(writer, 'sdei_stack_normal_ptr', []);
    writer.symbol('efi_rt_stack_top', 8);
    await expect(arm64Stacks(await writer.open(), THREAD_BYTES)).resolves.toEqual([]);
  });

  it('let a deep trace on one of them lead back to the task', async () => {
    const writer = new KernelWriter();
    const sdei = 0xffff_8000_0900_0000n;
    pointers(writer, 'sdei_stack_critical_ptr', [sdei]);
    const special = await arm64Stacks(await writer.open(), THREAD_BYTES);
    const task = 0xffff_8000_0a00_0000n;
    const deep = Array.from({ length: 40 }, (_, i) => sdei + BigInt(0x3000 + i * 0x20));
    const words = new Map<bigint, bigint>();
    [...deep, task].forEach((at, i, all) => {
      words.set(at, all[i + 1] ?? 0n).set(at + 8n, i + 1 < all.length ? 0x1000n + BigInt(i) : 0n);
    });
    const text = {
      isText: () => true,
      strip: (pc: bigint) => pc,
      isBeforeFrame: () => Promise.resolve(false),
      isExceptionEntry: () => false,
      isFirmwareEntry: () => false,
      ptRegs: undefined,
    };
    const stacks = { task: undefined, special, word: (at: bigint) => Promise.resolve(words.get(at)) };
    const start = { pc: 0x800n, sp: deep[0] ?? 0n, fp: deep[0] ?? 0n, exact: false };
    const { frames, stopped } = await unwindArm64(text, stacks, start);
    expect(stopped).toBeUndefined();
    expect(frames).toHaveLength(41);
  });
});
