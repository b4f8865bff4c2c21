import { describe, expect, it } from '@jest/globals';
import { readMemoryInfo } from '../../../../../shared/vmcore/memory-use/memory-section.ts';
import { examineKernel } from '../../../../../shared/vmcore/report/examine.ts';
import { readResident } from '../../../../../shared/vmcore/tasks/process-memory.ts';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { defineTasks, Tasks } from '../../../../support/kernel-shapes.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

function counters(kernel: KernelWriter): void {
  kernel.btf
    .enum('zone_stat_item', { NR_FREE_PAGES: 0, NR_MLOCK: 1, NR_VM_ZONE_STAT_ITEMS: 2 })
    .enum('node_stat_item', {
      NR_LRU_BASE: 0,
      NR_SLAB_RECLAIMABLE_B: 0,
      NR_SLAB_UNRECLAIMABLE_B: 1,
      NR_ANON_MAPPED: 2,
      NR_KERNEL_STACK_KB: 3,
      NR_VM_NODE_STAT_ITEMS: 4,
    });
  const zone = kernel.symbol('vm_zone_stat', 16);
  kernel.word(zone, 1000);
  const node = kernel.symbol('vm_node_stat', 32);
  [10, 20, 30, 40].forEach((value, i) => {
    kernel.word(node + BigInt(i * 8), value);
  });
  kernel.word(kernel.symbol('_totalram_pages', 8), 50_000);
}

describe('readMemoryInfo', () => {
  it('says what is left out where no symbol tells where it lies', async () => {
    const bare = new KernelWriter();
    await expect(readMemoryInfo(await bare.open())).resolves.toMatchObject({
      unknown: ['the total', 'counters of zones', 'counters of nodes', 'slab caches'],
    });
    const kernel = new KernelWriter();
    counters(kernel);
    await expect(readMemoryInfo(await kernel.open())).resolves.toMatchObject({ unknown: ['slab caches'] });
    const { unavailable } = await examineKernel(kernel.dump());
    const reason = 'not known, since no symbol says where they lie: slab caches';
    expect(unavailable).toContainEqual({ section: 'memory', reason, partial: true });
    kernel.list(kernel.symbol('slab_caches', 16), []);
    await expect(readMemoryInfo(await kernel.open())).resolves.toMatchObject({ unknown: [] });
    expect((await examineKernel(kernel.dump())).unavailable.filter(({ section }) => section === 'memory')).toEqual([]);
  });

  it('turns the counters of zones and nodes into bytes', async () => {
    const kernel = new KernelWriter();
    counters(kernel);
    const { info } = await readMemoryInfo(await kernel.open());
    expect(info).toMatchObject({
      totalBytes: 50_000 * 4096,
      freeBytes: 1000 * 4096,
      slabBytes: 30 * 4096,
      slabReclaimableBytes: 10 * 4096,
      anonBytes: 30 * 4096,
      kernelStackBytes: 40 * 1024,
      counters: { NR_FREE_PAGES: 1000, NR_ANON_MAPPED: 30 },
    });
    expect(info.caches).toBeUndefined();
  });

  it.each(['SLUB', 'SLUB with per_node', 'SLAB'] as const)('reads the caches of %s', async (kind) => {
    const kernel = new KernelWriter();
    counters(kernel);
    kernel.btf.struct('list_head', { next: 'ptr', prev: 'ptr' });
    const isSlab = kind === 'SLAB';
    kernel.btf.struct(
      'kmem_cache_node',
      isSlab ? { lock: 'u32', total_slabs: 'u64' } : { lock: 'u32', nr_slabs: 'u64' },
    );
    if (kind === 'SLUB with per_node') kernel.btf.struct('kmem_cache_per_node_ptrs', { barn: 'ptr', node: 'ptr' });
    kernel.btf.struct('kmem_cache_order_objects', { x: 'u32' }).struct('kmem_cache', {
      size: 'u32',
      object_size: 'u32',
      ...(isSlab ? { num: 'u32', gfporder: 'u32' } : { oo: 'struct kmem_cache_order_objects' }),
      name: 'ptr',
      list: 'struct list_head',
      ...(kind === 'SLUB with per_node' ? { per_node: 'struct kmem_cache_per_node_ptrs[4]' } : { node: 'ptr[4]' }),
    });
    const nodePath = kind === 'SLUB with per_node' ? 'per_node[0].node' : 'node[0]';
    const cache = (name: string, slabs: number): bigint => {
      const node = kernel.make('kmem_cache_node', { [isSlab ? 'total_slabs' : 'nr_slabs']: slabs });
      return kernel.make('kmem_cache', {
        name: kernel.text(name),
        size: 192,
        object_size: 184,
        ...(isSlab ? { num: 21, gfporder: 1 } : { 'oo.x': (1 << 16) | 21 }),
        [nodePath]: node,
      });
    };
    const caches = [cache('dentry', 5), cache('inode_cache', 9)];
    kernel.list(
      kernel.symbol('slab_caches', 16),
      caches.map((address) => kernel.member('kmem_cache', 'list', address)),
    );
    const { info, problems } = await readMemoryInfo(await kernel.open());
    expect(info.caches).toEqual([
      { name: 'inode_cache', objectBytes: 184, slabs: 9, objects: 189, totalBytes: 9 * 8192 },
      { name: 'dentry', objectBytes: 184, slabs: 5, objects: 105, totalBytes: 5 * 8192 },
    ]);
    expect(problems).toEqual([]);
  });
});

describe('readResident', () => {
  it.each(['atomic', 'per-CPU'] as const)('adds the %s counters of an address space', async (shape) => {
    const kernel = new KernelWriter();
    defineTasks(kernel);
    if (shape === 'atomic') {
      kernel.btf.struct('mm_rss_stat', { count: 'u64[4]' }).struct('mm_struct', { rss_stat: 'struct mm_rss_stat' });
    } else {
      kernel.btf
        .struct('percpu_counter', { lock: 'u32', count: 's64', counters: 'ptr' })
        .struct('mm_struct', { rss_stat: 'struct percpu_counter[4]' });
    }
    const mm = kernel.make('mm_struct');
    [10, 20, 999, 30].forEach((pages, i) => {
      if (shape === 'atomic') {
        kernel.set('mm_struct', mm, { [`rss_stat.count[${i}]`]: pages });
        return;
      }
      const local = kernel.allocPerCpu(4);
      local.places.forEach((place, cpu) => {
        kernel.word(place, cpu === 0 ? 3 : -1, 4);
      });
      kernel.set('mm_struct', mm, { [`rss_stat[${i}].count`]: pages - 2, [`rss_stat[${i}].counters`]: local.pointer });
    });
    const tasks = new Tasks(kernel);
    tasks.add(1, 'init', { mm });
    tasks.writeIds();
    const opened = await kernel.open();
    const resident = await readResident(opened, await readTasks(opened));
    expect(resident.get(mm)).toBe(60 * 4096);
  });
});

describe('memory that no process accounts for', () => {
  function world(links: 'ring' | 'chain' = 'ring'): KernelWriter {
    const kernel = new KernelWriter();
    const [head, link] =
      links === 'ring'
        ? ['struct list_head', { mnt_instance: 'struct list_head' }]
        : ['ptr', { mnt_next_for_sb: 'ptr', mnt_pprev_for_sb: 'ptr' }];
    kernel.btf
      .enum('zone_stat_item', { NR_FREE_PAGES: 0, NR_VM_ZONE_STAT_ITEMS: 1 })
      .enum('node_stat_item', {
        NR_SLAB_RECLAIMABLE_B: 0,
        NR_SLAB_UNRECLAIMABLE_B: 1,
        NR_ANON_MAPPED: 2,
        NR_FILE_PAGES: 3,
        NR_SHMEM: 4,
        NR_PAGETABLE: 5,
        NR_VM_NODE_STAT_ITEMS: 6,
      })
      .struct('list_head', { next: 'ptr', prev: 'ptr' })
      .struct('percpu_counter', { lock: 'u32', count: 's64', counters: 'ptr' })
      .struct('shmem_sb_info', { max_blocks: 'u64', used_blocks: 'struct percpu_counter' })
      .struct('file_system_type', { name: 'ptr' })
      .struct('super_block', {
        s_list: 'struct list_head',
        s_type: 'ptr',
        s_fs_info: 'ptr',
        s_mounts: head,
        s_id: 'char[32]',
      })
      .struct('qstr', { hash: 'u64', name: 'ptr' })
      .struct('dentry', { d_flags: 'u32', d_parent: 'ptr', d_name: 'struct qstr' })
      .struct('mount', { mnt_parent: 'ptr', mnt_mountpoint: 'ptr', ...link })
      .struct('hstate', { demote: 'u64', order: 'u32', nr_huge_pages: 'u64' });
    kernel.word(kernel.symbol('vm_zone_stat', 8), 1000);
    const node = kernel.symbol('vm_node_stat', 48);
    [10, 20, 3000, 9000, 8000, 5].forEach((value, i) => {
      kernel.word(node + BigInt(i * 8), value);
    });
    kernel.word(kernel.symbol('_totalram_pages', 8), 50_000);
    return kernel;
  }

  function tmpfs(kernel: KernelWriter, count: number, parts: readonly number[]): bigint {
    const counter = kernel.allocPerCpu(4);
    counter.places.forEach((place, cpu) => {
      kernel.word(place, parts[cpu] ?? 0, 4);
    });
    const info = kernel.make('shmem_sb_info', { 'used_blocks.count': count, 'used_blocks.counters': counter.pointer });
    const s_type = kernel.make('file_system_type', { name: kernel.text('tmpfs') });
    const address = kernel.make('super_block', { s_type, s_fs_info: info, s_id: 'tmpfs' });
    const isRing = kernel.btf.place('super_block', 's_mounts').size === 16;
    if (isRing) kernel.list(kernel.member('super_block', 's_mounts', address), []);
    return address;
  }

  /** A tmpfs on /srv/web/cache and one that is mounted nowhere, in the list of all. */
  function mountTwo(kernel: KernelWriter): { readonly mounted: bigint; readonly cache: bigint } {
    const rootDentry = kernel.make('dentry');
    kernel.set('dentry', rootDentry, { d_parent: rootDentry });
    const root = kernel.make('mount');
    kernel.set('mount', root, { mnt_parent: root, mnt_mountpoint: rootDentry });
    const name = (text: string, d_parent: bigint): bigint =>
      kernel.make('dentry', { d_parent, 'd_name.name': kernel.text(text) });
    const srv = kernel.make('mount', { mnt_parent: root, mnt_mountpoint: name('srv', rootDentry) });
    const srvRoot = kernel.make('dentry');
    kernel.set('dentry', srvRoot, { d_parent: srvRoot });
    const cache = kernel.make('mount', { mnt_parent: srv, mnt_mountpoint: name('cache', name('web', srvRoot)) });
    const mounted = tmpfs(kernel, 6000, [-40, 41]);
    const own = tmpfs(kernel, 1999, [0, 0]);
    kernel.list(kernel.symbol('super_blocks', 16), [own, mounted, tmpfs(kernel, 0, [0, 0])]);
    return { mounted, cache };
  }

  const MOUNTED = [{ mount: '/srv/web/cache', bytes: 6001 * 4096 }, { bytes: 1999 * 4096 }];

  it('is told by tmpfs, its counter summed over processors, with the path where it is mounted', async () => {
    const kernel = world();
    const { mounted, cache } = mountTwo(kernel);
    kernel.list(kernel.member('super_block', 's_mounts', mounted), [kernel.member('mount', 'mnt_instance', cache)]);
    const { info } = await readMemoryInfo(await kernel.open());
    expect(info.tmpfs).toEqual(MOUNTED);
  });

  it('is told by tmpfs where the mounts of one are a chain: the first that is in no namespace is passed over', async () => {
    const kernel = world('chain');
    const { mounted, cache } = mountTwo(kernel);
    const detached = kernel.make('mount', { mnt_next_for_sb: cache });
    kernel.set('mount', detached, { mnt_parent: detached });
    kernel.set('super_block', mounted, { s_mounts: detached });
    const { info } = await readMemoryInfo(await kernel.open());
    expect(info.tmpfs).toEqual(MOUNTED);
  });

  it('is told by huge pages and per-CPU memory, and what is left by nobody', async () => {
    const kernel = world();
    const states = kernel.symbol('hstates', 2 * kernel.btf.sizeOf('struct hstate'));
    kernel.set('hstate', states, { order: 18 });
    kernel.set('hstate', states + BigInt(kernel.btf.sizeOf('struct hstate')), { order: 9, nr_huge_pages: 20 });
    kernel.word(kernel.symbol('hugetlb_max_hstate', 4), 2, 4);
    kernel.word(kernel.symbol('pcpu_nr_populated', 4), 60, 4);
    kernel.word(kernel.symbol('pcpu_nr_units', 4), 2, 4);
    kernel.list(kernel.symbol('super_blocks', 16), []);
    const { info } = await readMemoryInfo(await kernel.open());
    expect(info.hugePagesBytes).toBe(20 * 2 ** 21);
    expect(info.perCpuBytes).toBe(120 * 4096);
    expect(info.unaccountedBytes).toBe((50_000 - 1000 - 30 - 3000 - 9000 - 5 - 120 - 20 * 512) * 4096);
  });

  it('says nothing of what is left where a count is missing', async () => {
    const kernel = new KernelWriter();
    counters(kernel);
    const { info } = await readMemoryInfo(await kernel.open());
    expect(info.unaccountedBytes).toBeUndefined();
  });
});
