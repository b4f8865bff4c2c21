import { LittleEndian } from '../../../bytes/little-endian.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { StackRange } from '../../stacks/stack-memory.ts';

/** `IRQ_STACK_SIZE` of most kernels; one that looks for wild accesses (KASAN) has twice that. */
const X86_IRQ_STACK_BYTES = 16_384;
const PAGE = 4096n;

/** The stacks of interrupts, exceptions and the entry code. */
export async function x86Stacks(kernel: Kernel): Promise<StackRange[]> {
  const [exceptions, area, hotVariables, irqStack] = [
    'cea_exception_stacks',
    'cpu_entry_area',
    'pcpu_hot',
    'irq_stack',
  ].map((type) => (kernel.hasTypes ? kernel.types.find(type) : undefined));
  const irqBytes = BigInt(irqStack?.field('stack')?.sizeBytes ?? X86_IRQ_STACK_BYTES);
  const hot = hotVariables?.field('hardirq_stack_ptr');
  const ranges: StackRange[] = [];
  const pointers = kernel.cpus.ids.flatMap((cpu) => {
    const base = kernel.perCpu('pcpu_hot', cpu);
    const irq =
      hot !== undefined && base !== undefined
        ? base + BigInt(hot.offsetBytes)
        : (kernel.perCpu('hardirq_stack_ptr', cpu) ?? kernel.perCpu('irq_stack_ptr', cpu));
    return [irq ?? 0n, kernel.perCpu('cea_exception_stacks', cpu) ?? 0n];
  });
  const results = await kernel.memory.read(pointers.map((address) => ({ address, length: address === 0n ? 0 : 8 })));
  results.forEach(({ bytes }, i) => {
    if (bytes?.length !== 8) return;
    const value = new LittleEndian(bytes).u64(0);
    if (value === 0n) return;
    if (i % 2 === 0) {
      const end = ((value + PAGE - 1n) / PAGE) * PAGE;
      ranges.push({ start: end - irqBytes, end, kind: 'irq' });
      return;
    }
    for (const [name, kind] of X86_EXCEPTION_STACKS) {
      const field = exceptions?.field(name);
      if (field === undefined) continue;
      const start = value + BigInt(field.offsetBytes);
      ranges.push({ start, end: start + BigInt(field.sizeBytes), kind });
    }
    const own = area?.field('estacks');
    const entry = area?.field('entry_stack_page');
    if (own !== undefined && entry !== undefined) {
      const start = value - BigInt(own.offsetBytes) + BigInt(entry.offsetBytes);
      ranges.push({ start, end: start + BigInt(entry.sizeBytes), kind: 'entry' });
    }
  });
  return ranges;
}

/** `struct cea_exception_stacks`, arch/x86/include/asm/cpu_entry_area.h. */
const X86_EXCEPTION_STACKS = [
  ['DF_stack', 'exception'],
  ['NMI_stack', 'nmi'],
  ['DB_stack', 'exception'],
  ['MCE_stack', 'exception'],
  ['VC_stack', 'exception'],
  ['VC2_stack', 'exception'],
] as const;
