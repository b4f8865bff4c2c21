import { LittleEndian } from '../../../bytes/little-endian.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { StackRange } from '../../stacks/stack-memory.ts';

/** `OVERFLOW_STACK_SIZE`, arch/arm64/include/asm/memory.h. */
const OVERFLOW_STACK_BYTES = 4096n;

export async function arm64Stacks(kernel: Kernel, threadBytes: number): Promise<StackRange[]> {
  const ranges: StackRange[] = [];
  const places = kernel.cpus.ids.map((cpu) => kernel.perCpu('irq_stack_ptr', cpu) ?? 0n);
  const results = await kernel.memory.read(places.map((address) => ({ address, length: address === 0n ? 0 : 8 })));
  for (const { bytes } of results) {
    if (bytes?.length !== 8) continue;
    const start = new LittleEndian(bytes).u64(0);
    if (start !== 0n) ranges.push({ start, end: start + BigInt(threadBytes), kind: 'irq' });
  }
  for (const cpu of kernel.cpus.ids) {
    const start = kernel.perCpu('overflow_stack', cpu);
    if (start !== undefined) ranges.push({ start, end: start + OVERFLOW_STACK_BYTES, kind: 'overflow' });
  }
  return ranges;
}
