import { describe, expect, it } from '@jest/globals';
import { Evaluator } from '../../../../../../shared/vmcore/explore/evaluate.ts';
import { parseExpression } from '../../../../../../shared/vmcore/explore/parser.ts';
import type { ViewContext } from '../../../../../../shared/vmcore/explore/views/context.ts';
import { kmem } from '../../../../../../shared/vmcore/explore/views/memory.ts';
import { World } from '../../../../../../shared/vmcore/explore/world.ts';
import { KernelWriter } from '../../../../../support/kernel-writer.ts';

interface Layout {
  /** Where a slab is told. */
  readonly slab: 'slab' | 'page';
  /** A cache's pointers to what it has on each node. */
  readonly nodes: 'node' | 'per_node';
}

/** A cache with two slabs in use in part, of 21 objects each. */
function cacheOf({ slab, nodes }: Layout): KernelWriter {
  const kernel = new KernelWriter();
  const isPaired = nodes === 'per_node';
  if (slab === 'slab') kernel.btf.struct('page', { flags: 'u64' });
  if (isPaired) kernel.btf.struct('kmem_cache_per_node_ptrs', { barn: 'ptr', node: 'ptr' });
  kernel.btf
    .struct('list_head', { next: 'ptr', prev: 'ptr' })
    .struct('counter', { counter: 'u64' })
    .struct(slab, { flags: 'u64', slab_list: 'struct list_head', inuse: 'u16', objects: 'u16', next: 'ptr' })
    .struct('kmem_cache_node', {
      nr_slabs: 'struct counter',
      total_objects: 'struct counter',
      partial: 'struct list_head',
    })
    .struct('kmem_cache_order_objects', { x: 'u32' })
    .struct('kmem_cache', {
      size: 'u32',
      object_size: 'u32',
      oo: 'struct kmem_cache_order_objects',
      name: 'ptr',
      list: 'struct list_head',
      [nodes]: isPaired ? 'struct kmem_cache_per_node_ptrs[4]' : 'ptr[4]',
    });
  const node = kernel.make('kmem_cache_node', { 'nr_slabs.counter': 5, 'total_objects.counter': 105 });
  const partial = [3, 20].map((inuse) => kernel.member(slab, 'slab_list', kernel.make(slab, { inuse, objects: 21 })));
  kernel.list(kernel.member('kmem_cache_node', 'partial', node), partial);
  const cache = kernel.make('kmem_cache', {
    name: kernel.text('dentry'),
    size: 192,
    object_size: 192,
    'oo.x': (1 << 16) | 21,
    [isPaired ? 'per_node[0].node' : 'node[0]']: node,
  });
  kernel.list(kernel.symbol('slab_caches', 16), [kernel.member('kmem_cache', 'list', cache)]);
  return kernel;
}

describe('kmem -s', () => {
  it.each<[string, Layout]>([
    ['5.10', { slab: 'page', nodes: 'node' }],
    ['6.12', { slab: 'slab', nodes: 'node' }],
    ['7.3', { slab: 'slab', nodes: 'per_node' }],
  ])('counts the objects of a cache as %s has it', async (_, layout) => {
    const world = await World.open(cacheOf(layout).dump());
    const evaluator = new Evaluator(world);
    const number = (expression: string): Promise<bigint> =>
      evaluator.number(parseExpression(expression, world.types.isTypedef));
    const { rows, columns } = await kmem({ world, kernel: world.kernel, number } as unknown as ViewContext, ['-s']);
    const [row] = rows;
    const told = Object.fromEntries(columns.map((name, i) => [name, row?.[i]]));
    expect(rows).toHaveLength(1);
    expect(told).toMatchObject({
      OBJSIZE: { value: '192' },
      // Of 105 objects 18 and 1 are free.
      ALLOCATED: { value: '86' },
      TOTAL: { value: '105' },
      SLABS: { value: '5' },
      SSIZE: { text: '8k' },
      NAME: { text: 'dentry' },
    });
  });
});
