import { describe, expect, it } from '@jest/globals';
import { loadModuleTables } from '../../../../../shared/vmcore/kernel/module-tables.ts';
import { readModules, readTexts } from '../../../../../shared/vmcore/kernel/modules.ts';
import { KernelWriter, type Value } from '../../../../support/kernel-writer.ts';

type Layout = 'core_layout' | 'mem';

function define(kernel: KernelWriter, layout: Layout): void {
  kernel.btf
    .struct('list_head', { next: 'ptr', prev: 'ptr' })
    .struct('rb_node', { __rb_parent_color: 'u64', rb_right: 'ptr', rb_left: 'ptr' })
    .struct('rb_root', { rb_node: 'ptr' })
    .struct('latch_tree_node', { node: 'struct rb_node[2]' })
    .struct('latch_tree_root', { seq: 'u32', tree: 'struct rb_root[2]' })
    .struct('mod_tree_node', { mod: 'ptr', node: 'struct latch_tree_node' })
    .struct('mod_tree_root', { root: 'struct latch_tree_root', addr_min: 'u64', addr_max: 'u64' })
    .struct('mod_kallsyms', { symtab: 'ptr', num_symtab: 'u32', strtab: 'ptr', typetab: 'ptr' })
    .struct('mod_arch_specific', { num_orcs: 'u32', orc_unwind_ip: 'ptr', orc_unwind: 'ptr' });
  if (layout === 'mem') {
    kernel.btf
      .enum('mod_mem_type', {
        MOD_TEXT: 0,
        MOD_DATA: 1,
        MOD_RODATA: 2,
        MOD_RO_AFTER_INIT: 3,
        MOD_INIT_TEXT: 4,
        MOD_MEM_NUM_TYPES: 5,
      })
      .struct('module_memory', { base: 'ptr', size: 'u32', mtn: 'struct mod_tree_node' });
  } else {
    kernel.btf.struct('module_layout', { base: 'ptr', size: 'u32', text_size: 'u32', mtn: 'struct mod_tree_node' });
  }
  kernel.btf.struct('module', {
    state: 'u32',
    list: 'struct list_head',
    name: 'char[56]',
    build_id: 'u8[20]',
    version: 'ptr',
    ...(layout === 'mem'
      ? { mem: 'struct module_memory[5]' }
      : { core_layout: 'struct module_layout', init_layout: 'struct module_layout' }),
    kallsyms: 'ptr',
    arch: 'struct mod_arch_specific',
    taints: 'u64',
  });
}

const BASES = [0xffff_ffff_c000_0000n, 0xffff_ffff_c010_0000n, 0xffff_ffff_c020_0000n] as const;

function add(
  kernel: KernelWriter,
  layout: Layout,
  name: string,
  index: number,
  extra: Record<string, Value> = {},
): bigint {
  const base = BASES[index] ?? 0n;
  const places =
    layout === 'mem'
      ? { 'mem[0].base': base, 'mem[0].size': 0x1000, 'mem[1].base': base + 0x8000n, 'mem[1].size': 0x2000 }
      : { 'core_layout.base': base, 'core_layout.size': 0x3000 };
  return kernel.make('module', { name, ...places, ...extra });
}

describe.each(['core_layout', 'mem'] as const)('readModules with `%s`', (layout) => {
  it('finds modules by their tree', async () => {
    const kernel = new KernelWriter();
    define(kernel, layout);
    const own = layout === 'mem' ? 'mem[0].mtn' : 'core_layout.mtn';
    const modules = ['beta', 'alpha', 'gamma'].map((name, i) =>
      add(kernel, layout, name, i, { taints: i === 1 ? 0x3000 : 0 }),
    );
    const nodes = modules.map((module) => {
      kernel.set('module', module, { [`${own}.mod`]: module });
      return kernel.member('module', `${own}.node.node[0]`, module);
    });
    kernel.set('rb_node', nodes[0] ?? 0n, { rb_left: nodes[1] ?? 0n, rb_right: nodes[2] ?? 0n });
    const tree = kernel.symbol('mod_tree', kernel.btf.sizeOf('struct mod_tree_root'));
    kernel.set('mod_tree_root', tree, { 'root.tree[0].rb_node': nodes[0] ?? 0n });

    const list = await readModules(await kernel.open());
    expect(list.modules.map(({ name, sizeBytes, tainted }) => [name, sizeBytes, tainted])).toEqual([
      ['alpha', 0x3000, ['O', 'E']],
      ['beta', 0x3000, []],
      ['gamma', 0x3000, []],
    ]);
    expect(list.map.at(BASES[2] + 0x10n)?.name).toBe('gamma');
    expect(list.problems).toEqual([]);
  });

  it('finds modules by their list, whose broken link it tells and goes around', async () => {
    const kernel = new KernelWriter();
    define(kernel, layout);
    const modules = ['one', 'two', 'three'].map((name, i) => add(kernel, layout, name, i));
    const links = modules.map((module) => kernel.member('module', 'list', module));
    const head = kernel.symbol('modules', 16);
    kernel.list(head, links);
    kernel.word((links[1] ?? 0n) + 8n, 0xdead_0000_0000_0122n);
    const list = await readModules(await kernel.open());
    expect(list.modules.map(({ name }) => name)).toEqual(['one', 'three', 'two']);
    expect(list.problems.map(({ problem }) => problem).join()).toMatch(/next->prev of .* is 0xdead000000000122/);
  });

  it('reads version, build id and symbols', async () => {
    const kernel = new KernelWriter();
    define(kernel, layout);
    const strings = Buffer.from(
      '\0kc_lock_a\0kc_recurse\0.L0 \0.LBE6908\0L0\x01\0$xrv64i2p1_m2p0\0.init\0Lx2\0',
      'latin1',
    );
    const strtab = kernel.alloc(strings.length + 9);
    kernel.bytes(strtab, strings);
    const symtab = kernel.alloc(24 * 9);
    [
      [1, BASES[0] + 0x2000n, 32],
      [11, BASES[0] + 0x100n, 0x80],
      // Marks and labels of the assembler within it, and names that only look like one.
      ...[22, 27, 36, 40].map((name) => [name, BASES[0] + 0x110n, 0]),
      [56, BASES[0] + 0x200n, 8],
      [62, BASES[0] + 0x300n, 8],
    ].forEach(([name, value, size], i) => {
      const at = symtab + BigInt(24 * (i + 1));
      kernel.word(at, BigInt(name ?? 0), 4);
      kernel.word(at + 6n, 1, 2);
      kernel.word(at + 8n, BigInt(value ?? 0));
      kernel.word(at + 16n, BigInt(size ?? 0));
    });
    const kallsyms = kernel.make('mod_kallsyms', {
      symtab,
      num_symtab: 9,
      strtab,
      typetab: strtab + BigInt(strings.length),
    });
    const module = add(kernel, layout, 'kcrash', 0, {
      kallsyms,
      version: kernel.text('1.2'),
      build_id: Uint8Array.from({ length: 20 }, (_, i) => i + 1),
    });
    kernel.list(kernel.symbol('modules', 16), [kernel.member('module', 'list', module)]);
    const opened = await kernel.open();
    const list = await readModules(opened);
    expect(list.modules[0]).toMatchObject({ version: '1.2', buildId: '0102030405060708090a0b0c0d0e0f1011121314' });
    await loadModuleTables(opened, list.map.list);
    expect(list.map.symbolize(BASES[0] + 0x164n)).toEqual({
      symbol: 'kc_recurse',
      offset: 0x64,
      sizeBytes: 0x80,
      module: 'kcrash',
    });
    expect(list.map.symbolize(BASES[0] + 0x204n)).toMatchObject({ symbol: '.init', offset: 4 });
    expect(list.map.symbolize(BASES[0] + 0x304n)).toMatchObject({ symbol: 'Lx2', offset: 4 });
  });
});

describe('readTexts', () => {
  const PAGE = 4096n;

  /** A text that begins some bytes before the end of a page, and the page after it. */
  function acrossPages(text: string, before: bigint): { kernel: KernelWriter; address: bigint; second: bigint } {
    const kernel = new KernelWriter();
    kernel.btf.struct('list_head', { next: 'ptr', prev: 'ptr' });
    const page = kernel.alloc(2 * Number(PAGE), Number(PAGE));
    const address = page + PAGE - before;
    kernel.bytes(address, Buffer.from(`${text}\0`, 'latin1'));
    return { kernel, address, second: page + PAGE };
  }

  it.each([1, 2, 15, 16, 17])('reads a text that has %d bytes in its first page', async (before) => {
    const { kernel, address } = acrossPages('ext4_inode_cache', BigInt(before));
    expect(await readTexts(await kernel.open(), [address])).toEqual(['ext4_inode_cache']);
  });

  it('reads no page after a text that ends with its own', async () => {
    const { kernel, address, second } = acrossPages('dentry', 7n);
    kernel.drop(second);
    expect(await readTexts(await kernel.open(), [address])).toEqual(['dentry']);
  });

  it('gives no beginning for the whole where the rest is not in the dump', async () => {
    const { kernel, address, second } = acrossPages('ext4_inode_cache', 2n);
    kernel.drop(second);
    expect(await readTexts(await kernel.open(), [address, 0n])).toEqual([undefined, '']);
  });

  it('ends a text without an end at its limit, in whichever page that is', async () => {
    const { kernel, address } = acrossPages('a'.repeat(300), 10n);
    expect(await readTexts(await kernel.open(), [address], 8)).toEqual(['a'.repeat(8)]);
    expect(await readTexts(await kernel.open(), [address], 100)).toEqual(['a'.repeat(100)]);
  });
});
