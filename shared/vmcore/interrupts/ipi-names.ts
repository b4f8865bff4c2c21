/**
 * What processors interrupt each other for. arm64 and riscv64 have an interrupt for each purpose, numbered one after the other and all called
 * `IPI`; what each is for is in a table of its own (arch/{arm64,riscv}/kernel/smp.c, linux v6.1, v6.12, v7.2).
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readTexts } from '../kernel/modules.ts';

/** Variables: the first number, and the names. */
const TABLES = [
  ['ipi_irq_base', 'ipi_types'],
  ['ipi_virq_base', 'ipi_names'],
] as const;
/** The action of those that have no name of their own. */
const UNNAMED = 'IPI';
/** No kernel has had more purposes. */
const MAX_IPIS = 32;
const POINTER_BYTES = 8;

/** Answers with an action's name for people: that of the purpose, for an interrupt between processors. */
export type NameAction = (irq: number, action: string | undefined) => string | undefined;

export async function readIpiNames(kernel: Kernel): Promise<NameAction> {
  const asIs: NameAction = (_, action) => action;
  for (const [first, table] of TABLES) {
    const [base, names] = [kernel.symbol(first), kernel.symbol(table)];
    if (base === undefined || names === undefined) continue;
    const tableBytes = kernel.symbolize(names)?.sizeBytes ?? 0;
    const count = Math.min(Math.floor(tableBytes / POINTER_BYTES), MAX_IPIS);
    const [from, each] = await Promise.all([number(kernel, base), number(kernel, kernel.symbol('nr_ipi'))]);
    if (from === undefined || from <= 0 || count === 0) return asIs;
    const pointers = await kernel.memory.words(
      Array.from({ length: count }, (_, i) => names + BigInt(i * POINTER_BYTES)),
    );
    const texts = await readTexts(
      kernel,
      pointers.map((pointer) => pointer ?? 0n),
    );
    // Where each processor has numbers of its own (GICv5), they begin anew with each.
    const period = each !== undefined && each > 0 ? each : count;
    return (irq, action) => (action !== UNNAMED || irq < from ? action : texts[(irq - from) % period] || action);
  }
  return asIs;
}

/** An `int`. */
async function number(kernel: Kernel, address: bigint | undefined): Promise<number | undefined> {
  if (address === undefined) return undefined;
  const [result] = await kernel.memory.read([{ address, length: 4 }]);
  return result?.bytes === undefined ? undefined : new LittleEndian(result.bytes).i32(0);
}
