/**
 * The return addresses that a task keeps apart from its stack, where the kernel was built with CONFIG_SHADOW_CALL_STACK: what
 * overwrites the stack leaves them as they were (include/linux/scs.h, arch/arm64/include/asm/thread_info.h, linux 6.1 to 7.2).
 */
import type { Kernel } from '../kernel/kernel.ts';

const WORD = 8;

/**
 * Those of a task that is switched out, innermost first; nothing where the kernel has none, or they can't be read.
 *
 * @param task its `task_struct`
 */
export async function readShadowStack(kernel: Kernel, task: bigint): Promise<readonly bigint[]> {
  const type = kernel.hasTypes ? kernel.types.find('task_struct') : undefined;
  const [base, top] = [type?.field('thread_info.scs_base'), type?.field('thread_info.scs_sp')];
  if (base === undefined || top === undefined) return [];
  const { memory } = kernel;
  const [from, to] = await memory.words([task + BigInt(base.offsetBytes), task + BigInt(top.offsetBytes)]);
  // It grows upwards, and is as large as a page. One that is empty is of a task that has not run yet.
  if (from === undefined || to === undefined || from === 0n || from % 8n !== 0n || to % 8n !== 0n) return [];
  if (to <= from || to - from > BigInt(memory.pageSizeBytes)) return [];
  const places = Array.from({ length: Number(to - from) / WORD }, (_, i) => from + BigInt(i * WORD));
  const words = await memory.words(places);
  const found = words.filter((word) => word !== undefined);
  return found.length === words.length ? found.toReversed() : [];
}
