import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Dump } from '../../../../../shared/vmcore/formats/dump.ts';
import { openDumpFiles } from '../../../../../shared/vmcore/formats/files.ts';
import { openKernel, type Kernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { Sections } from '../../../../../shared/vmcore/report/sections.ts';
import { examineStacks } from '../../../../../shared/vmcore/report/stack-section.ts';
import { startBelowGuest } from '../../../../../shared/vmcore/stacks/guests.ts';
import { readCpuRegisters, type SavedRegisters } from '../../../../../shared/vmcore/stacks/registers.ts';
import { StackImage } from '../../../../../shared/vmcore/stacks/stack-memory.ts';
import { Tracer } from '../../../../../shared/vmcore/stacks/tracer.ts';
import { readTasks, type Task, type TaskList } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { IMAGE, KernelWriter } from '../../../../support/kernel-writer.ts';

const SAMPLE = join(import.meta.dirname, '../../../../fixtures/vmcore/sample.kdump');
const PF_VCPU = 1;
/** Nothing of the kernel's stacks lies there. */
const ELSEWHERE = 0xffff_8880_7777_0000n;
const CPU = 0;

let dump: Dump;
let kernel: Kernel;
let list: TaskList;
let saved: ReadonlyMap<number, SavedRegisters>;

beforeAll(async () => {
  dump = await openDumpFiles([SAMPLE]);
  kernel = await openKernel(dump, new Sections(undefined));
  list = await readTasks(kernel);
  saved = await readCpuRegisters(kernel);
});

afterAll(() => dump.close());

/** What one processor did, whose task has other flags, and whose registers are others. */
async function traced(flags: number, change: Partial<SavedRegisters['registers']>, byKexec = false) {
  const task = list.byAddress.get(list.runQueues.get(CPU)?.current ?? 0n);
  const own = saved.get(CPU);
  if (task === undefined || own === undefined) throw new Error('the sample has that processor');
  const row = Object.create(task.row, {
    has: { value: () => true },
    int: { value: (key: Parameters<Task['row']['int']>[0]) => (key === 'flags' ? flags : task.row.int(key)) },
    pointer: { value: (key: Parameters<Task['row']['pointer']>[0]) => task.row.pointer(key) },
  }) as Task['row'];
  const changed = { ...own, byKexec, registers: { ...own.registers, ...change } };
  const { registers, traces } = await examineStacks(
    kernel,
    new Sections(undefined),
    { ...list, byAddress: new Map([...list.byAddress, [task.address, { ...task, row }]]) },
    new Map([...saved, [CPU, changed]]),
    undefined,
  );
  return { registers, trace: traces?.byAddress.get(task.address) };
}

describe('a processor whose registers are those of a guest that it ran', () => {
  it.each([
    ['has an address of the guest, though this kernel has a function there', { sp: ELSEWHERE }],
    ['runs a program of the guest, none of its own', { sp: 0x7fff_0000n, user: true }],
  ])('%s', async (_, change) => {
    const pc = kernel.needSymbol('schedule');
    const { registers, trace } = await traced(PF_VCPU, { pc, ...change });
    expect(registers.has(CPU)).toBe(false);
    expect(trace?.ranGuest).toBe(true);
    expect(trace?.frames).toEqual([{ address: `0x${pc.toString(16)}`, reliable: true, guest: true }]);
    expect(trace?.note).toMatch(/^it ran a guest, and where the kernel entered that is not on its stack/);
  });

  it.each([
    ['its task runs no guest', 0, { sp: ELSEWHERE }, false],
    ['its stack is one of this kernel', PF_VCPU, {}, false],
    ['the kernel itself saved them', PF_VCPU, { sp: ELSEWHERE }, true],
  ])('they are its own where %s', async (_, flags, change, byKexec) => {
    const pc = kernel.needSymbol('schedule');
    const { registers, trace } = await traced(flags, { pc, ...change }, byKexec);
    expect(registers.get(CPU)?.registers.pc).toBe(pc);
    expect(trace?.ranGuest).toBe(false);
    expect(trace?.frames[0]).toMatchObject({ symbol: 'schedule', offset: 0 });
  });
});

describe('startBelowGuest', () => {
  const STACK = 0xffff_8880_1000_0000n;

  async function start(functions: readonly string[], words: readonly (readonly [at: number, word: bigint])[]) {
    const writer = new KernelWriter();
    functions.forEach((name, i) => writer.code(name, 0x100 + i * 0x100));
    const bytes = Buffer.alloc(4096);
    for (const [at, word] of words) bytes.writeBigUInt64LE(word, at);
    const tracer = await Tracer.open(await writer.open(), []);
    return startBelowGuest(tracer, new StackImage(STACK, 4096, 4096, [bytes]));
  }
  const within = (index: number): bigint => IMAGE + BigInt(0x120 + index * 0x100);

  it.each([
    'svm_vcpu_enter_exit',
    'vmx_vcpu_enter_exit',
    'vmx_vcpu_run.part.0',
    'tdx_vcpu_enter_exit',
    '__kvm_vcpu_run_vhe',
    '__kvm_vcpu_run',
    'kvm_riscv_vcpu_enter_exit',
    'kvm_arch_vcpu_ioctl_run',
  ])('is the return address into %s, with the frame pointer below it', async (name) => {
    const found = await start(
      [name, 'schedule'],
      [
        [0x100, within(1)],
        [0x1f8, 0x77n],
        [0x200, within(0)],
      ],
    );
    expect(found).toEqual({ pc: within(0), sp: STACK + 0x208n, fp: 0x77n, exact: false });
  });

  it('is the innermost of several, and none where there is none', async () => {
    const names = ['svm_vcpu_enter_exit', 'kvm_arch_vcpu_ioctl_run', 'svm_vcpu_run_of_another'];
    const found = await start(names, [
      [0x80, within(2)],
      [0x100, within(0)],
      [0x300, within(1)],
    ]);
    expect(found?.pc).toBe(within(0));
    expect(await start(names, [[0x80, within(2)]])).toBeUndefined();
  });
});
