import type { Kernel } from '../../kernel/kernel.ts';
import type { StackKind, StackRange } from '../../stacks/stack-memory.ts';

/** `OVERFLOW_STACK_SIZE`, arch/arm64/include/asm/memory.h. */
const OVERFLOW_STACK_BYTES = 4096n;

/**
 * Per-CPU pointers to the lowest address of a stack as large as a task's: of interrupts, and of events that firmware delivers
 * whatever the kernel masks (arch/arm64/kernel/{irq,sdei}.c, linux 6.1 to 7.2). One that is null was never made.
 */
const POINTED: readonly (readonly [symbol: string, kind: StackKind])[] = [
  ['irq_stack_ptr', 'irq'],
  ['sdei_stack_normal_ptr', 'sdei'],
  ['sdei_stack_critical_ptr', 'sdei'],
];

export async function arm64Stacks(kernel: Kernel, threadBytes: number): Promise<StackRange[]> {
  const { memory, cpus } = kernel;
  const size = BigInt(threadBytes);
  const pointers = POINTED.flatMap(([symbol, kind]) =>
    cpus.ids.flatMap((cpu) => {
      const at = kernel.perCpu(symbol, cpu);
      return at === undefined ? [] : [{ at, kind }];
    }),
  );
  const starts = await memory.words(pointers.map(({ at }) => at));
  const ranges = pointers.flatMap(({ kind }, i): StackRange[] => {
    const start = starts[i] ?? 0n;
    return start === 0n ? [] : [{ start, end: start + size, kind }];
  });
  for (const cpu of cpus.ids) {
    const start = kernel.perCpu('overflow_stack', cpu);
    if (start !== undefined) ranges.push({ start, end: start + OVERFLOW_STACK_BYTES, kind: 'overflow' });
  }
  // The one on which runtime services of EFI run (arch/arm64/kernel/efi.c, since 6.1.5): the variable has its end.
  const efi = kernel.symbol('efi_rt_stack_top');
  const top = efi === undefined ? 0n : ((await memory.word(efi)) ?? 0n);
  if (top > size) ranges.push({ start: top - size, end: top, kind: 'efi' });
  return ranges;
}
