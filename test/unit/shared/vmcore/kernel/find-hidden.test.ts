import { describe, expect, it } from '@jest/globals';
import { findHidden } from '../../../../../shared/vmcore/kernel/find-hidden.ts';
import type { Kernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

/** `lea address(%rip), %rax` for each address: how x86-64 code names data. */
function refersTo(start: bigint, addresses: readonly bigint[]): Uint8Array {
  const code = Buffer.alloc(addresses.length * 7);
  addresses.forEach((address, i) => {
    code.set([0x48, 0x8d, 0x05], i * 7);
    code.writeInt32LE(Number(BigInt.asIntN(64, address - (start + BigInt(i * 7 + 7)))), i * 7 + 3);
  });
  return code;
}

/** A kernel whose functions refer to data that has no name. */
class Unnamed {
  readonly kernel = new KernelWriter();
  #used = 0x100;

  constructor() {
    this.kernel.btf
      .struct('list_head', { next: 'ptr', prev: 'ptr' })
      .struct('xarray', { xa_lock: 'u32', xa_flags: 'u32', xa_head: 'ptr' })
      .struct('xa_node', { shift: 'u8', offset: 'u8', count: 'u8', nr_values: 'u8', parent: 'ptr', slots: 'ptr[64]' })
      .struct('idr', { idr_rt: 'struct xarray', idr_base: 'u32', idr_next: 'u32' })
      .struct('task_struct', { pid: 's32', comm: 'char[16]' })
      .struct('rq', { cpu: 's32', curr: 'ptr', idle: 'ptr' })
      .struct('hlist_node', { next: 'ptr', pprev: 'ptr' })
      .struct('hlist_head', { first: 'ptr' })
      .struct('kprobe', { hlist: 'struct hlist_node', addr: 'ptr' })
      .struct('ftrace_ops', { func: 'ptr', next: 'ptr', flags: 'u64' })
      .struct('bpf_ksym', { start: 'u64', end: 'u64', name: 'char[128]', lnode: 'struct list_head' })
      .struct('worker_pool', { cpu: 's32', id: 's32', nr_workers: 's32' })
      .struct('hstate', { order: 'u32', nr_huge_pages: 'u64', name: 'char[32]' });
  }

  /** Data in the image whose symbol nobody looks for. */
  data(bytes: number): bigint {
    this.#used += 1;
    return this.kernel.symbol(`unnamed_${this.#used}`, bytes);
  }

  /** A function of this name that refers to these addresses, and to one that is nothing. */
  uses(name: string, ...addresses: readonly bigint[]): void {
    const nothing = this.data(0x400);
    this.#used += 0x80;
    const start = this.kernel.code(name, this.#used);
    this.kernel.bytes(start, refersTo(start, [nothing, ...addresses, nothing + 8n]));
  }

  async find(): Promise<Kernel> {
    const kernel = await this.kernel.open();
    await findHidden(kernel);
    return kernel;
  }
}

function tracers(world: Unnamed, count: number, stub: bigint): { readonly list: bigint; readonly end: bigint } {
  const { kernel } = world;
  const [list, end] = [world.data(8), world.data(64)];
  kernel.set('ftrace_ops', end, { func: stub });
  let next = end;
  for (let i = 0; i < count; i++) next = kernel.make('ftrace_ops', { func: 0x1234n, next });
  kernel.word(list, next);
  return { list, end };
}

describe('findHidden', () => {
  it.each([
    ['of every processor', [0, 1], 0, true],
    ['not such that do not know their processor', [0, 0], 0, false],
    ['not such whose idle tasks are no idle tasks', [0, 1], 5, false],
  ])('finds the run queues: %s', async (_, numbers, pid, isThere) => {
    const world = new Unnamed();
    const { kernel } = world;
    const places = kernel.perCpu('unnamed_queues', 'struct rq');
    places.forEach((place, i) => {
      const idle = kernel.make('task_struct', { pid, comm: `swapper/${i}` });
      kernel.set('rq', place, { cpu: numbers[i] ?? 0, idle, curr: idle });
    });
    const queues = (places[0] ?? 0n) - (kernel.perCpuBases[0] ?? 0n);
    world.uses('idle_cpu', queues + 64n, queues);
    expect((await world.find()).symbol('runqueues')).toBe(isThere ? queues : undefined);
  });

  it('finds the pools of workers by their numbers', async () => {
    const world = new Unnamed();
    const { kernel } = world;
    const idr = (ids: readonly number[]): bigint => {
      const pools = ids.map((id) => kernel.make('worker_pool', { cpu: 0, id, nr_workers: 2 }));
      const slots = Object.fromEntries(pools.map((pool, i) => [`slots[${i}]`, pool]));
      const at = world.data(kernel.btf.sizeOf('struct idr'));
      kernel.set('idr', at, { 'idr_rt.xa_head': kernel.make('xa_node', slots) + 2n });
      return at;
    };
    const [others, pools] = [idr([7, 9]), idr([0, 1, 2])];
    world.uses('work_busy', others, pools);
    expect((await world.find()).symbol('worker_pool_idr')).toBe(pools);
  });

  it('finds the probes of code by what points back to their table, and no table that is empty', async () => {
    const world = new Unnamed();
    const { kernel } = world;
    const [empty, table, wrong] = [world.data(512), world.data(512), world.data(512)];
    const probe = kernel.make('kprobe', { addr: 0xffff_ffff_8100_0010n, 'hlist.pprev': table + 24n });
    kernel.word(table + 24n, probe);
    kernel.word(wrong + 16n, probe);
    world.uses('get_kprobe', empty, wrong, table);
    expect((await world.find()).symbol('kprobe_table')).toBe(table);
    const bare = new Unnamed();
    bare.uses('get_kprobe', bare.data(512));
    expect((await bare.find()).symbol('kprobe_table')).toBeUndefined();
  });

  it.each([0, 1, 3])('finds the users of the function tracer, %d of them, and where they end', async (count) => {
    const world = new Unnamed();
    const stub = world.kernel.code('ftrace_stub', 0x10);
    const other = tracers(world, 2, stub + 1n);
    const { list, end } = tracers(world, count, stub);
    world.uses('is_ftrace_trampoline', other.end, other.list, end, list);
    const kernel = await world.find();
    expect(kernel.symbol('ftrace_ops_list')).toBe(list);
    expect(kernel.symbol('ftrace_list_end')).toBe(end);
  });

  it('finds programs of BPF by the name of the first', async () => {
    const world = new Unnamed();
    const { kernel } = world;
    const list = (name: string): bigint => {
      const head = world.data(16);
      const entry = kernel.make('bpf_ksym', { start: 0x1000n, end: 0x2000n, name });
      kernel.list(head, [kernel.member('bpf_ksym', 'lnode', entry)]);
      return head;
    };
    const [other, programs] = [list('something'), list('bpf_prog_6deef7357e7b4530')];
    world.uses('bpf_get_kallsym', other, programs);
    expect((await world.find()).symbol('bpf_kallsyms')).toBe(programs);
  });

  it('finds the sizes of huge pages from the first on, and how many there are', async () => {
    const world = new Unnamed();
    const { kernel } = world;
    const size = kernel.btf.sizeOf('struct hstate');
    const [before, states] = [world.data(4 * size), world.data(8 * size)];
    ['hugepages-2048kB', 'hugepages-1048576kB'].forEach((name, i) => {
      kernel.set('hstate', states + BigInt(i * size), { name, order: 9 });
    });
    const [three, count] = [world.data(8), world.data(8)];
    kernel.word(three, 3, 4);
    kernel.word(count, 2, 4);
    world.uses('size_to_hstate', before, states + BigInt(size), states, three, count);
    const found = await world.find();
    expect(found.symbol('hstates')).toBe(states);
    expect(found.symbol('hugetlb_max_hstate')).toBe(count);
  });
});
