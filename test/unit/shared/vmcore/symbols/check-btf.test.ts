import { describe, expect, it } from '@jest/globals';
import { openKernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { withMemory } from '../../../../../shared/vmcore/extract/record-pages.ts';
import type { PageResult } from '../../../../../shared/vmcore/formats/dump.ts';
import { Sections } from '../../../../../shared/vmcore/report/sections.ts';
import { BtfWriter } from '../../../../support/btf-writer.ts';
import { DIRECT_MAP, KernelWriter } from '../../../../support/kernel-writer.ts';

/** Types as a kernel has them whose `struct page` is so large. */
function typesWith(pageWords: number): Uint8Array {
  return new BtfWriter()
    .struct('list_head', { next: 'ptr', prev: 'ptr' })
    .struct('page', { flags: 'u64', lru: 'struct list_head', rest: `u64[${pageWords}]` })
    .bytes();
}

async function open(btf: Uint8Array, info: string) {
  const dump = new KernelWriter().dump();
  const sections = new Sections();
  const vmcoreinfo = [`${dump.vmcoreinfo[0] ?? ''}\n${info}`];
  const kernel = await openKernel({ ...dump, vmcoreinfo }, sections, { btf });
  return { kernel, reasons: sections.unavailable.map(({ section, reason }) => `${section}: ${reason}`) };
}

const INFO = 'SIZE(page)=64\nOFFSET(page.lru)=8\nOFFSET(page.gone)=4\nSIZE(zone)=8\n';

describe('BTF from outside', () => {
  it('is taken where it agrees with VMCOREINFO in all that both know', async () => {
    const { kernel, reasons } = await open(typesWith(5), INFO);
    expect(reasons).toEqual([]);
    expect(kernel.types.struct('page').sizeBytes).toBe(64);
  });

  it('is refused with the difference where it is of another kernel, and the own is read', async () => {
    const { kernel, reasons } = await open(typesWith(6), INFO.replace('lru)=8', 'lru)=16'));
    expect(reasons).toEqual([
      'types: btf: given: the BTF is of another kernel: page has 72 bytes, VMCOREINFO says 64; page.lru is at 8, VMCOREINFO says 16',
    ]);
    expect(kernel.hasTypes).toBe(true);
    expect(kernel.types.find('page')).toBeUndefined();
  });
});

/** Types in which a task has its name behind so many words. */
function tasksAt(words: number): BtfWriter {
  return new BtfWriter()
    .struct('list_head', { next: 'ptr', prev: 'ptr' })
    .struct('task_struct', { tasks: 'struct list_head', rest: `u64[${words}]`, pid: 's32', comm: 'char[16]' });
}

interface FirstTask {
  readonly comm?: string;
  readonly pid?: number;
  readonly next?: bigint;
}

/** A kernel without types whose first task is as `tasksAt(4)` describes it. */
async function openTask(
  given: number,
  { comm = 'swapper/0', pid = 0, next = DIRECT_MAP }: FirstTask = {},
  state: 'held' | 'left out' | 'pending' = 'held',
) {
  const writer = new KernelWriter();
  const types = tasksAt(4);
  // A page of its own, which can be left out.
  const task = Buffer.alloc(4096);
  task.writeBigUInt64LE(next, types.place('task_struct', 'tasks.next').offset);
  task.writeInt32LE(pid, types.place('task_struct', 'pid').offset);
  task.write(comm, types.place('task_struct', 'comm').offset);
  const address = writer.symbol('init_task', task, 'D', 4096);
  const dump = writer.dump({ types: false });
  if (state === 'left out') writer.drop(address);
  const holdsTask = ({ bytes }: PageResult): boolean => bytes !== undefined && Buffer.from(bytes).includes(comm);
  const asItIs = withMemory(dump, {
    ...dump.memory,
    readPages: async (pfns) =>
      (await dump.memory.readPages(pfns)).map((page) =>
        state === 'pending' && holdsTask(page) ? { absence: 'pending' } : page,
      ),
  });
  const sections = new Sections();
  const kernel = await openKernel(asItIs, sections, { btf: tasksAt(given).bytes() });
  return {
    kernel,
    isPending: sections.isPending,
    reasons: sections.unavailable.map(({ section, reason }) => `${section}: ${reason}`),
  };
}

describe('BTF from outside and the first task in memory', () => {
  it.each(['swapper', 'swapper/0', 'swapper/11'])('agree where its name is %s', async (comm) => {
    const { kernel, reasons } = await openTask(4, { comm });
    expect([kernel.typesOrigin, reasons]).toEqual(['given', []]);
  });

  it.each<[string, number, FirstTask]>([
    ['its name is elsewhere: structures in random order', 5, {}],
    ['something of the kind stands there', 4, { comm: 'swapper/x' }],
    ['it is not process 0', 4, { pid: 7 }],
    ['it leads to no other task', 4, { next: 4096n }],
  ])('disagree where %s, and then nothing is read by them', async (_, given, task) => {
    const { kernel, reasons } = await openTask(given, task);
    expect(kernel.hasTypes).toBe(false);
    expect(reasons[0]).toMatch(
      /^types: btf: given: the BTF does not describe this kernel's memory: .* \(at \d+\) .*CONFIG_RANDSTRUCT/,
    );
  });

  it('do not disagree where the dump does not hold it', async () => {
    const { kernel } = await openTask(5, {}, 'left out');
    expect(kernel.symbol('init_task')).toBeDefined();
    expect(kernel.typesOrigin).toBe('given');
  });

  it('are not held to agree while it has not arrived', async () => {
    const { kernel, isPending } = await openTask(5, {}, 'pending');
    expect([kernel.hasTypes, isPending]).toEqual([false, true]);
  });
});
