import type { Kernel } from '../../kernel/kernel.ts';

/**
 * The hart that each processor is. The firmware lets any hart begin, and that one is processor 0: `__cpuid_to_hartid_map`
 * (arch/riscv/kernel/smp.c, linux v6.12).
 */
export async function hartNumbers(kernel: Kernel): Promise<ReadonlyMap<number, bigint> | undefined> {
  const map = kernel.symbol('__cpuid_to_hartid_map');
  if (map === undefined) return undefined;
  const { ids } = kernel.cpus;
  const words = await kernel.memory.words(ids.map((cpu) => map + BigInt(cpu) * 8n));
  const harts = new Map<number, bigint>();
  for (const [i, hart] of words.entries()) {
    const cpu = ids[i];
    if (hart === undefined || cpu === undefined) return undefined;
    harts.set(cpu, hart);
  }
  return new Set(harts.values()).size === harts.size ? harts : undefined;
}
