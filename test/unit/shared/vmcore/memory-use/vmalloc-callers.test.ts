/** Who holds what vmalloc has handed out, in the shapes that its trees have had. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readVmallocCallers } from '../../../../../shared/vmcore/memory-use/vmalloc-callers.ts';
import { ModuleMap } from '../../../../../shared/vmcore/symbols/module-map.ts';
import { DIRECT_MAP, KernelWriter } from '../../../../support/kernel-writer.ts';
import { tries } from '../../../../support/thorough.ts';

const PAGE = 4096;
const MODULE_TEXT = 0xffff_ffff_c000_0000n;
const MEMORY = { totalBytes: 1000 * PAGE, vmallocBytes: 500 * PAGE };

interface Area {
  readonly caller?: bigint;
  readonly pages?: number;
  /** An area without a `vm_struct`, as `vm_map_ram()` makes them. */
  readonly bare?: boolean;
}

/** A kernel with areas in one tree (to 6.8) or in those of several nodes. */
class Areas {
  readonly writer = new KernelWriter();
  readonly load: bigint;
  readonly fork: bigint;

  constructor() {
    this.writer.btf
      .struct('rb_node', { __rb_parent_color: 'u64', rb_right: 'ptr', rb_left: 'ptr' })
      .struct('rb_root', { rb_node: 'ptr' })
      .struct('rb_list', { root: 'struct rb_root', lock: 'u32' })
      .struct('vmap_node', { pool_lock: 'u32', busy: 'struct rb_list', lazy: 'struct rb_list' })
      .struct('vmap_area', { va_start: 'u64', va_end: 'u64', rb_node: 'struct rb_node', vm: 'ptr' })
      .struct('vm_struct', { next: 'ptr', addr: 'ptr', size: 'u64', flags: 'u64', nr_pages: 'u32', caller: 'ptr' });
    this.load = this.writer.code('load_module', 0x100);
    this.fork = this.writer.code('kernel_clone', 0x200);
    this.writer.code('after', 0x300);
  }

  /** The root of a tree of areas: each is the left child of the one before, every second one the right. */
  tree(areas: readonly Area[]): bigint {
    const { writer } = this;
    const nodes = areas.map(({ caller = 0n, pages = 0, bare = false }, i) => {
      const vm = bare ? 0n : writer.make('vm_struct', { caller, nr_pages: pages, flags: 2 });
      const va_start = MODULE_TEXT + BigInt(i * 0x10_000);
      const area = writer.make('vmap_area', { va_start, va_end: va_start + 0x1000n, vm });
      return writer.member('vmap_area', 'rb_node', area);
    });
    nodes.forEach((node, i) => {
      const child = nodes[i + 1] ?? 0n;
      writer.set('rb_node', node, i % 2 === 0 ? { rb_left: child } : { rb_right: child });
    });
    return nodes[0] ?? 0n;
  }

  single(areas: readonly Area[]): this {
    this.writer.word(this.writer.symbol('vmap_area_root', 8), this.tree(areas));
    return this;
  }

  nodes(lists: readonly (readonly Area[])[]): this {
    const { writer } = this;
    const bytes = writer.btf.sizeOf('struct vmap_node');
    const first = writer.alloc(bytes * lists.length);
    lists.forEach((list, i) => {
      writer.set('vmap_node', first + BigInt(i * bytes), { 'busy.root.rb_node': this.tree(list) });
      // What is to be freed soon is held by nobody.
      writer.set('vmap_node', first + BigInt(i * bytes), {
        'lazy.root.rb_node': this.tree([{ caller: this.load, pages: 99 }]),
      });
    });
    writer.word(writer.symbol('vmap_nodes', 8), first);
    writer.word(writer.symbol('nr_vmap_nodes', 4), lists.length, 4);
    return this;
  }
}

describe('readVmallocCallers', () => {
  const cases = (areas: Areas): Area[] => [
    { caller: areas.load + 0x10n, pages: 3 },
    { caller: areas.fork + 4n, pages: 4 },
    { caller: areas.load + 0x20n, pages: 5 },
    { caller: areas.fork, pages: 0 },
    { caller: MODULE_TEXT + 0x99n, pages: 1 },
    { caller: 0x1234n, pages: 2 },
    { bare: true },
  ];
  const sums = [
    { caller: 'load_module', areas: 2, bytes: 8 * PAGE },
    { caller: 'kernel_clone', areas: 1, bytes: 4 * PAGE },
    { caller: '0x1234', areas: 1, bytes: 2 * PAGE },
    { caller: 'ring', module: 'ring', areas: 1, bytes: PAGE },
  ];

  async function read(areas: Areas, memory = MEMORY) {
    const kernel = await areas.writer.open();
    const regions = [{ start: MODULE_TEXT, end: MODULE_TEXT + 0x1000n }];
    kernel.modules = new ModuleMap([{ address: 1n, name: 'ring', regions, kallsyms: 0n, orc: undefined }]);
    return readVmallocCallers(kernel, memory);
  }

  it('sums what one tree holds by the functions that asked for it', async () => {
    const areas = new Areas();
    await expect(read(areas.single(cases(areas)))).resolves.toEqual({ callers: sums, problems: [] });
  });

  it('sums what the trees of all nodes hold, from 6.9 on', async () => {
    const areas = new Areas();
    const all = cases(areas);
    const lists = [all.slice(0, 2), [], all.slice(2)];
    await expect(read(areas.nodes(lists))).resolves.toEqual({ callers: sums, problems: [] });
  });

  it.each([
    ['little', 20, undefined],
    ['enough', 21, expect.anything()],
  ])('walks nothing where vmalloc holds too little to be worth it: %s', async (_, pages, answer) => {
    const areas = new Areas();
    areas.single(cases(areas));
    await expect(read(areas, { totalBytes: 1000 * PAGE, vmallocBytes: pages * PAGE })).resolves.toEqual(answer);
  });

  it('says what it could not read, and goes on', async () => {
    const areas = new Areas();
    const root = areas.tree([{ caller: areas.fork, pages: 1 }]);
    areas.writer.word(areas.writer.symbol('vmap_area_root', 8), root);
    areas.writer.set('rb_node', root, { rb_right: 0xffff_8880_4000_0000n });
    const found = await read(areas);
    expect(found?.callers).toEqual([{ caller: 'kernel_clone', areas: 1, bytes: PAGE }]);
    expect(found?.problems).toMatchObject([{ failure: { reason: 'excluded' } }]);
  });

  it('says of trees whose roots are lost that they are', async () => {
    const areas = new Areas();
    areas.writer.word(areas.writer.symbol('vmap_nodes', 8), 0xffff_8880_4000_0000n);
    areas.writer.word(areas.writer.symbol('nr_vmap_nodes', 4), 3, 4);
    const found = await read(areas);
    expect(found).toEqual({
      callers: [],
      problems: [{ address: 0n, problem: '3 of 3 trees of vmalloc that cannot be read' }],
    });
  });

  it('refuses a kernel that has neither of the two', async () => {
    await expect(read(new Areas())).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('ends, whatever links and counts are', async () => {
    const words = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.nat(0x400).map((at) => DIRECT_MAP + 0x40_8000n + BigInt(at * 8)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(0x400), words), { minLength: 1, maxLength: 9 }), async (changes) => {
        const areas = new Areas();
        areas.nodes([cases(areas), cases(areas)]);
        for (const [at, word] of changes) areas.writer.word(DIRECT_MAP + 0x40_8000n + BigInt(at * 8), word);
        await expect(read(areas)).resolves.toMatchObject({ callers: expect.any(Array) });
      }),
      { numRuns: tries(100, 2000) },
    );
  });
});
