import { describe, expect, it } from '@jest/globals';
import { readMemoryInfo } from '../../../../../shared/vmcore/memory-use/memory-section.ts';
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
