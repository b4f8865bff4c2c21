import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from './kernel.ts';

/**
 * Where the kernel writes down who panicked, in the order in which they are believed. With `panic_force_cpu=` another
 * processor than the one that had reason to panic does the rest, and is `panic_cpu` (linux v7.2 kernel/panic.c
 * `panic_try_force_cpu()`).
 */
const VARIABLES = ['panic_redirect_cpu', 'panic_cpu', 'crashing_cpu'] as const;

/** The processor that had reason to panic; undefined where none did, or it can't be read. */
export async function readPanicCpu(kernel: Kernel): Promise<number | undefined> {
  const known = VARIABLES.map((name) => kernel.symbol(name)).filter((address) => address !== undefined);
  const results = await kernel.memory.read(known.map((address) => ({ address, length: 4 })));
  const values = results.map(({ bytes }) => (bytes === undefined ? -1 : new LittleEndian(bytes).i32(0)));
  return values.find((cpu) => kernel.cpus.ids.includes(cpu));
}
