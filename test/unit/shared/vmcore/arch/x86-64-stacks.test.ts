/** The stacks of an x86-64 processor besides those of tasks. */
import { describe, expect, it } from '@jest/globals';
import { x86Stacks } from '../../../../../shared/vmcore/arch/x86-64/stacks.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

const TOP = 0xffff_c900_0001_0000n;

/** A kernel whose first processor has its interrupts' stack up to {@link TOP}; the variable has the highest word's address, or the end. */
async function irqStack(bytes: number | undefined, pointed = TOP - 8n) {
  const writer = new KernelWriter();
  if (bytes !== undefined) writer.btf.struct('irq_stack', { stack: `char[${bytes}]` });
  writer.word(writer.perCpu('hardirq_stack_ptr', 'u64')[0] ?? 0n, pointed);
  return x86Stacks(await writer.open());
}

describe('x86Stacks', () => {
  it.each([
    ['16 KiB where types do not say', undefined, 16_384n],
    ['16 KiB', 16_384, 16_384n],
    ['32 KiB where the kernel looks for wild accesses (KASAN)', 32_768, 32_768n],
  ])('have of interrupts %s', async (_, bytes, size) => {
    expect(await irqStack(bytes)).toEqual([{ start: TOP - size, end: TOP, kind: 'irq' }]);
  });

  it('end where the variable of 5.10 says', async () => {
    expect(await irqStack(32_768, TOP)).toEqual([{ start: TOP - 32_768n, end: TOP, kind: 'irq' }]);
  });
});
