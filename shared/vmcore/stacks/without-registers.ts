/**
 * Where a processor stood whose registers nobody saved: plain memory, a hypervisor's snapshot. Where its task was last switched
 * out says nothing, for it runs. One that panicked never comes back from that: the place where `panic()` called on is on a stack.
 */
import type { StackImage, StackRange } from './stack-memory.ts';
import { readStacks } from './stack-memory.ts';
import type { Tracer } from './tracer.ts';
import type { UnwindStart } from './unwind.ts';

const GAVE_UP = /^(v?panic|nmi_panic|__?crash_kexec)(\.cold)?$/;
const WORD = 8n;
/** All stacks of interrupts and exceptions of one processor are fewer; of many they are not searched. */
const MAX_SPECIAL_STACKS = 64;

/** @param panicked it is known that this processor panicked: then it may have been in an interrupt */
export async function startWithoutRegisters(
  tracer: Tracer,
  image: StackImage | undefined,
  panicked: boolean,
): Promise<UnwindStart | undefined> {
  const own = image && givingUp(tracer, image);
  if (own !== undefined || !panicked) return own;
  for (const stack of tracer.special.slice(0, MAX_SPECIAL_STACKS)) {
    const found = givingUp(tracer, await readStack(tracer, stack));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function readStack(tracer: Tracer, { start, end }: StackRange): Promise<StackImage | undefined> {
  const [image] = await readStacks(tracer.kernel.memory, [start], Number(end - start));
  return image;
}

/** The innermost return address into a function that gives up; below it lies the frame pointer, where there is one. */
function givingUp(tracer: Tracer, image: StackImage | undefined): UnwindStart | undefined {
  if (image === undefined) return undefined;
  for (let at = image.start; at < image.end; at += WORD) {
    const word = image.word(at);
    if (word === undefined || !tracer.isText(word)) continue;
    if (!GAVE_UP.test(tracer.kernel.symbolize(word - 1n)?.symbol ?? '')) continue;
    return { pc: word, sp: at + WORD, fp: image.word(at - WORD) ?? 0n, exact: false };
  }
  return undefined;
}
