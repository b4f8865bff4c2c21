/** Where lists and trees begin, of file systems, work queues, memory areas and types of modules, where no symbol names them: see `hidden-symbols.ts`. */
import { firstEntry, isModule, isText } from './hidden-basics.ts';
import type { Recipe } from './hidden-symbols.ts';
import type { Kernel } from './kernel.ts';

export const LIST_RECIPES: readonly Recipe[] = [
  {
    name: 'btf_modules',
    functions: ['btf_try_get_module', 'bpf_find_btf_id', 'btf_module_notify', 'btf_get_module_btf'],
    test: isModuleTypes,
  },
  {
    name: 'super_blocks',
    functions: [
      'iterate_supers',
      'user_get_super',
      'get_active_super',
      'emergency_remount_callback',
      'do_emergency_remount_callback',
    ],
    test: isSuperBlocks,
  },
  {
    name: 'workqueues',
    functions: ['show_all_workqueues', 'freeze_workqueues_begin', 'thaw_workqueues', 'show_freezable_workqueues'],
    test: isWorkqueues,
  },
  {
    name: 'file_systems',
    functions: ['__get_fs_type', 'filesystems_proc_show', 'register_filesystem', 'unregister_filesystem'],
    test: isFileSystems,
  },
  {
    name: 'vmap_area_root',
    functions: ['find_vmap_area', 'alloc_vmap_area', 'remove_vm_area', 'find_unlink_vmap_area', 'vread'],
    test: isAreaTree,
  },
];

async function isModuleTypes(kernel: Kernel, head: bigint): Promise<boolean> {
  const entry = await firstEntry(kernel, head, 'btf_module', 'list');
  if (entry === undefined) return false;
  const [row] = await kernel.shape('btf_module', { module: 'module' }).need('module').readGood(kernel.memory, [entry]);
  return row !== undefined && isModule(kernel, row.pointer('module'));
}

async function isSuperBlocks(kernel: Kernel, head: bigint): Promise<boolean> {
  const entry = await firstEntry(kernel, head, 'super_block', 's_list');
  if (entry === undefined) return false;
  const [row] = await kernel
    .shape('super_block', { id: 's_id', root: 's_root' })
    .need('id')
    .readGood(kernel.memory, [entry]);
  return row !== undefined && /^[\x21-\x7e]{2,32}$/.test(row.text('id'));
}

async function isWorkqueues(kernel: Kernel, head: bigint): Promise<boolean> {
  const entry = await firstEntry(kernel, head, 'workqueue_struct', 'list');
  if (entry === undefined) return false;
  const [row] = await kernel.shape('workqueue_struct', { name: 'name' }).need('name').readGood(kernel.memory, [entry]);
  return row !== undefined && /^[\x21-\x7e]{2,32}$/.test(row.text('name'));
}

/** A pointer to a `file_system_type` whose name is a text, and which points to another. */
async function isFileSystems(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 8n !== 0n) return false;
  const shape = kernel.shape('file_system_type', { name: 'name', next: 'next' }).need('name', 'next');
  const first = await kernel.memory.word(address);
  const [row] = await shape.readGood(kernel.memory, first === undefined || first === 0n ? [] : [first]);
  if (row === undefined || !(await isText(kernel, row.pointer('name')))) return false;
  const [second] = await shape.readGood(kernel.memory, [row.pointer('next')]);
  return second !== undefined && (await isText(kernel, second.pointer('name')));
}

async function isAreaTree(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 8n !== 0n || !kernel.types.has('vmap_area', 'rb_node')) return false;
  const top = await kernel.memory.word(address);
  if (top === undefined || top === 0n) return false;
  const shape = kernel
    .shape('vmap_area', { start: 'va_start', end: 'va_end', node: 'rb_node', vm: 'vm' })
    .need('start', 'end', 'node');
  const area = top - BigInt(shape.field('node')?.offsetBytes ?? 0);
  const [row] = await shape.readGood(kernel.memory, [area]);
  if (row === undefined || row.big('start') >> 63n !== 1n || row.big('end') <= row.big('start')) return false;
  // The free areas lie in a tree of the same kind; one that is in use has a `vm_struct` that begins where it does.
  const [vm] = await kernel.shape('vm_struct', { addr: 'addr' }).readGood(kernel.memory, [row.pointer('vm')]);
  return vm !== undefined && vm.pointer('addr') === row.big('start');
}
