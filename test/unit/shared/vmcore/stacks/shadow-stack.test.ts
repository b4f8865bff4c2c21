import { describe, expect, it } from '@jest/globals';
import { readShadowStack } from '../../../../../shared/vmcore/stacks/shadow-stack.ts';
import { Machine } from '../../../../../shared/vmcore/formats/dump.ts';
import type { Kernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { StackImage } from '../../../../../shared/vmcore/stacks/stack-memory.ts';
import { Tracer } from '../../../../../shared/vmcore/stacks/tracer.ts';
import { IMAGE, KernelWriter } from '../../../../support/kernel-writer.ts';

const RETURNS = [0x1000n, 0x2000n, 0x3000n];

/** What is read of a task whose shadow stack has these return addresses, outermost first. */
async function read(fill: (base: bigint) => { readonly scs_base: bigint; readonly scs_sp: bigint }, has = true) {
  const writer = new KernelWriter();
  writer.btf
    .struct('thread_info', has ? { flags: 'u64', scs_base: 'ptr', scs_sp: 'ptr' } : { flags: 'u64' })
    .struct('task_struct', { thread_info: 'struct thread_info' });
  const base = writer.alloc(4096, 4096);
  RETURNS.forEach((pc, i) => {
    writer.word(base + BigInt(i * 8), pc);
  });
  const { scs_base, scs_sp } = fill(base);
  const task = writer.make(
    'task_struct',
    has ? { 'thread_info.scs_base': scs_base, 'thread_info.scs_sp': scs_sp } : {},
  );
  return readShadowStack(await writer.open(), task);
}

describe('readShadowStack', () => {
  it('has the return addresses, innermost first', async () => {
    expect(await read((base) => ({ scs_base: base, scs_sp: base + 24n }))).toEqual([0x3000n, 0x2000n, 0x1000n]);
  });

  it.each<[string, (base: bigint) => { scs_base: bigint; scs_sp: bigint }, boolean]>([
    ['the kernel keeps none', (base) => ({ scs_base: base, scs_sp: base + 24n }), false],
    ['the task has not run yet', (base) => ({ scs_base: base, scs_sp: base }), true],
    ['it was switched off as the kernel booted', () => ({ scs_base: 0n, scs_sp: 0n }), true],
    ['it ends before it begins', (base) => ({ scs_base: base + 8n, scs_sp: base }), true],
    ['it is longer than it can be', (base) => ({ scs_base: base, scs_sp: base + 4104n }), true],
    ['its end lies between two words', (base) => ({ scs_base: base, scs_sp: base + 12n }), true],
    ['it can\u2019t be read', () => ({ scs_base: 0xffff_c900_dead_0000n, scs_sp: 0xffff_c900_dead_0018n }), true],
  ])('has nothing where %s', async (_, fill, has) => {
    expect(await read(fill, has)).toEqual([]);
  });
});

describe('a trace whose records are broken', () => {
  /** Return addresses of a task with a shadow stack, whose frame pointer leads nowhere. */
  async function traced(exact: boolean): Promise<bigint[]> {
    const writer = new KernelWriter();
    writer.btf
      .struct('thread_info', { flags: 'u64', scs_base: 'ptr', scs_sp: 'ptr' })
      .struct('task_struct', { thread_info: 'struct thread_info' });
    const base = writer.alloc(4096, 4096);
    writer.word(base, IMAGE + 0x200n);
    const task = writer.make('task_struct', { 'thread_info.scs_base': base, 'thread_info.scs_sp': base + 8n });
    const opened = await writer.open();
    // The writer makes kernels of x86-64: what is asked here is the same on arm64.
    const kernel = new Proxy(opened, {
      get(target, name) {
        if (name === 'machine') return Machine.Aarch64;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    }) satisfies Kernel;
    const start = 0xffff_c900_0000_0000n;
    const image = new StackImage(start, 4096, 4096, [new Uint8Array(4096)]);
    const tracer = await Tracer.open(kernel, []);
    const { frames } = await tracer.unwind({ pc: IMAGE + 0x100n, sp: start, fp: 0x4141n, exact }, image, task);
    return frames.map(({ pc }) => pc - IMAGE);
  }

  it('goes on by what is kept apart where the task sleeps, not where it runs: then that is older', async () => {
    expect(await traced(false)).toEqual([0x100n, 0x200n]);
    expect(await traced(true)).toEqual([0x100n]);
  });
});
