import { describe, expect, it } from '@jest/globals';
import { readDynamicCode } from '../../../../../shared/vmcore/kernel/dynamic-code.ts';
import { TracedReturns } from '../../../../../shared/vmcore/stacks/traced-returns.ts';
import { IMAGE, KernelWriter } from '../../../../support/kernel-writer.ts';

const SLOT = 0xffff_c900_0001_3f00n;
const CALLER = IMAGE + 0x1234n;
const OTHER = IMAGE + 0x4321n;

/** The kernel's types as they were until 6.11 (an array), and since (words). */
function world(stackOf: 'array' | 'words', noted: 'calltime' | 'fp' = 'calltime'): KernelWriter {
  const kernel = new KernelWriter();
  kernel.code('return_to_handler', 0x8000);
  kernel.code('arch_rethook_trampoline', 0x9000);
  kernel.btf
    .struct('llist_node', { next: 'ptr' })
    .struct('llist_head', { first: 'ptr' })
    .struct('rethook_node', {
      rcu: 'u64[2]',
      llist: 'struct llist_node',
      rethook: 'ptr',
      ret_addr: 'u64',
      frame: 'u64',
    })
    .struct('ftrace_ret_stack', { ret: 'u64', func: 'u64', [noted]: 'u64', retp: 'u64' })
    .struct('task_struct', {
      state: 'u64',
      curr_ret_stack: 'u32',
      ret_stack: stackOf === 'array' ? 'ptr struct ftrace_ret_stack' : 'ptr',
      rethooks: 'struct llist_head',
    });
  return kernel;
}

describe('TracedReturns', () => {
  it.each(['array', 'words'] as const)('finds what the function-graph tracer has replaced (%s)', async (kind) => {
    const kernel = world(kind);
    const stack = kernel.alloc(4096);
    // Behind what is in use lies an entry of before, for the same place.
    const entries = [
      [OTHER, SLOT - 64n],
      [CALLER, SLOT],
      [OTHER, SLOT],
    ] as const;
    const gap = kind === 'array' ? 32 : 48;
    entries.forEach(([ret, retp], i) => {
      kernel.set('ftrace_ret_stack', stack + BigInt(i * gap), { ret, retp });
    });
    const task = kernel.make('task_struct', {
      ret_stack: stack,
      curr_ret_stack: kind === 'array' ? 1 : (2 * gap) / 8,
    });
    const returns = new TracedReturns(await kernel.open());
    const recover = returns.of(task);
    await expect(recover(IMAGE + 0x8000n, SLOT)).resolves.toBe(CALLER);
    await expect(recover(IMAGE + 0x8000n, SLOT - 64n)).resolves.toBe(OTHER);
    await expect(recover(IMAGE + 0x8000n, SLOT + 8n)).resolves.toBeUndefined();
    await expect(returns.of(undefined)(IMAGE + 0x8000n, SLOT)).resolves.toBeUndefined();
    await expect(recover(OTHER, SLOT)).resolves.toBe(OTHER);
  });

  it("finds it by the caller's frame pointer where the kernel notes that: riscv64 does not note the place", async () => {
    const kernel = world('words', 'fp');
    const stack = kernel.alloc(4096);
    kernel.set('ftrace_ret_stack', stack, { ret: OTHER, fp: SLOT + 0x100n, retp: SLOT - 0x200n });
    kernel.set('ftrace_ret_stack', stack + 40n, { ret: CALLER, fp: SLOT, retp: SLOT - 0x300n });
    kernel.set('ftrace_ret_stack', stack + 80n, { ret: IMAGE - 0x1000n, fp: 0n, retp: SLOT - 0x400n });
    const task = kernel.make('task_struct', { ret_stack: stack, curr_ret_stack: 15 });
    const recover = new TracedReturns(await kernel.open()).of(task);
    await expect(recover(IMAGE + 0x8000n, SLOT)).resolves.toBe(CALLER);
    await expect(recover(IMAGE + 0x8000n, SLOT + 0x100n)).resolves.toBe(OTHER);
    await expect(recover(IMAGE + 0x8000n, SLOT + 0x200n)).resolves.toBeUndefined();
  });

  it('takes the place on the stack for surer than the frame pointer: one word on, an entry reads as if of its own function', async () => {
    const kernel = world('words', 'fp');
    const stack = kernel.alloc(4096);
    kernel.set('ftrace_ret_stack', stack, { ret: CALLER, func: OTHER, fp: SLOT + 0x40n, retp: SLOT });
    const task = kernel.make('task_struct', { ret_stack: stack, curr_ret_stack: 5 });
    const recover = new TracedReturns(await kernel.open()).of(task);
    await expect(recover(IMAGE + 0x8000n, SLOT)).resolves.toBe(CALLER);
  });

  it("finds it by the caller's frame pointer where nothing else is noted: arm64 up to 5.13", async () => {
    const kernel = new KernelWriter();
    kernel.code('return_to_handler', 0x8000);
    kernel.btf
      .struct('ftrace_ret_stack', { ret: 'u64', func: 'u64', calltime: 'u64', fp: 'u64' })
      .struct('task_struct', { state: 'u64', curr_ret_stack: 's32', ret_stack: 'ptr struct ftrace_ret_stack' });
    const stack = kernel.alloc(4096);
    kernel.set('ftrace_ret_stack', stack, { ret: OTHER, fp: SLOT + 0x100n });
    kernel.set('ftrace_ret_stack', stack + 32n, { ret: CALLER, fp: SLOT });
    const task = kernel.make('task_struct', { ret_stack: stack, curr_ret_stack: 1 });
    const recover = new TracedReturns(await kernel.open()).of(task);
    await expect(recover(IMAGE + 0x8000n, SLOT)).resolves.toBe(CALLER);
    await expect(recover(IMAGE + 0x8000n, SLOT + 0x100n)).resolves.toBe(OTHER);
  });

  it('finds what return probes have replaced in the table of all tasks: up to 5.10', async () => {
    const kernel = new KernelWriter();
    kernel.code('kretprobe_trampoline', 0x9000);
    kernel.btf
      .struct('hlist_node', { next: 'ptr', pprev: 'ptr' })
      .struct('kretprobe_instance', { hlist: 'struct hlist_node', rp: 'ptr', ret_addr: 'ptr', task: 'ptr', fp: 'ptr' })
      .struct('task_struct', { state: 'u64' });
    const task = kernel.make('task_struct');
    const own = kernel.make('kretprobe_instance', { ret_addr: CALLER, task, fp: SLOT });
    const others = kernel.make('kretprobe_instance', { 'hlist.next': own, ret_addr: OTHER, task: task + 1n, fp: SLOT });
    // hash_ptr(task, 6), as C works it out
    const hash = Number(((task * 0x61c8864680b583ebn) & (2n ** 64n - 1n)) >> 58n);
    const table = kernel.symbol('kretprobe_inst_table', 64 * 8);
    kernel.word(table + BigInt(hash * 8), others);
    const returns = new TracedReturns(await kernel.open());
    await expect(returns.of(task)(IMAGE + 0x9000n, SLOT)).resolves.toBe(CALLER);
    await expect(returns.of(task)(IMAGE + 0x9000n, SLOT + 8n)).resolves.toBeUndefined();
  });

  it('finds what return probes have replaced, also beneath the function-graph tracer', async () => {
    const kernel = world('words');
    const outer = kernel.make('rethook_node', { ret_addr: CALLER, frame: SLOT });
    const inner = kernel.make('rethook_node', { ret_addr: OTHER, frame: SLOT - 64n });
    kernel.set('rethook_node', inner, { 'llist.next': kernel.member('rethook_node', 'llist', outer) });
    // The tracer came second: it took the trampoline of the probe for the return address.
    const stack = kernel.alloc(4096);
    kernel.set('ftrace_ret_stack', stack, { ret: IMAGE + 0x9000n, retp: SLOT });
    const task = kernel.make('task_struct', {
      ret_stack: stack,
      curr_ret_stack: 5,
      'rethooks.first': kernel.member('rethook_node', 'llist', inner),
    });
    const recover = new TracedReturns(await kernel.open()).of(task);
    await expect(recover(IMAGE + 0x9000n, SLOT - 64n)).resolves.toBe(OTHER);
    await expect(recover(IMAGE + 0x9000n, SLOT)).resolves.toBe(CALLER);
    await expect(recover(IMAGE + 0x8000n, SLOT)).resolves.toBe(CALLER);
  });

  it('does not follow a list of probes round and round', async () => {
    const kernel = world('words');
    const node = kernel.make('rethook_node', { ret_addr: CALLER, frame: SLOT });
    kernel.set('rethook_node', node, { 'llist.next': kernel.member('rethook_node', 'llist', node) });
    const task = kernel.make('task_struct', { 'rethooks.first': kernel.member('rethook_node', 'llist', node) });
    const recover = new TracedReturns(await kernel.open()).of(task);
    await expect(recover(IMAGE + 0x9000n, SLOT - 8n)).resolves.toBeUndefined();
    await expect(recover(IMAGE + 0x9000n, SLOT)).resolves.toBe(CALLER);
  });
});

describe('readDynamicCode', () => {
  const PROGRAM = 0xffff_ffff_c012_3000n;

  it('names BPF programs and the copies that the tracer made, and takes them for code', async () => {
    const kernel = new KernelWriter();
    const caller = kernel.code('ftrace_regs_caller', 0x7000);
    kernel.btf
      .struct('list_head', { next: 'ptr', prev: 'ptr' })
      .struct('bpf_ksym', { start: 'u64', end: 'u64', name: 'char[512]', lnode: 'struct list_head' })
      .struct('ftrace_ops', { flags: 'u64', trampoline: 'u64', trampoline_size: 'u64', list: 'struct list_head' });
    const link = (type: string, at: bigint): bigint => kernel.member(type, type === 'bpf_ksym' ? 'lnode' : 'list', at);
    const ksym = kernel.make('bpf_ksym', { start: PROGRAM, end: PROGRAM + 0x80n, name: 'bpf_prog_6deef7357e7b4530_x' });
    const huge = kernel.make('bpf_ksym', { start: 0x1000n, end: 2n ** 62n, name: 'bad' });
    kernel.list(kernel.symbol('bpf_kallsyms', 16), [link('bpf_ksym', ksym), link('bpf_ksym', huge)]);
    const trampoline = PROGRAM + 0x1000n;
    const ops = kernel.make('ftrace_ops', { flags: 4, trampoline, trampoline_size: 0x100 });
    kernel.list(kernel.symbol('ftrace_ops_trampoline_list', 16), [link('ftrace_ops', ops)]);

    const opened = await kernel.open();
    opened.dynamicCode = await readDynamicCode(opened);
    expect(opened.symbolize(PROGRAM + 0x10n)).toEqual({
      symbol: 'bpf_prog_6deef7357e7b4530_x',
      offset: 0x10,
      sizeBytes: 0x80,
    });
    expect(opened.isText(PROGRAM)).toBe(true);
    expect(opened.isText(PROGRAM + 0x80n)).toBe(false);
    expect(opened.isText(0x2000n)).toBe(false);
    expect(opened.dynamicCode.at(trampoline + 5n)).toMatchObject({ name: 'ftrace_trampoline', copyOf: caller });
  });
});
