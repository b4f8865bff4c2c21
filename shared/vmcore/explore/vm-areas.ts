/** The memory areas of a process: `struct vm_area_struct`, in a maple tree since 6.1, in a list before. */
import { readTexts } from '../kernel/modules.ts';
import { addressSpaceOf, type Task } from '../tasks/tasks.ts';
import { chainNodes, mapleNodes, word } from './structures.ts';
import type { World } from './world.ts';

export interface VmArea {
  readonly address: bigint;
  readonly start: bigint;
  readonly end: bigint;
  readonly flags: bigint;
  readonly filePointer: bigint;
  /** The last part of its path. */
  readonly file?: string;
}

export async function taskAreas(world: World, task: Task): Promise<readonly VmArea[]> {
  const mm = addressSpaceOf(task);
  return mm === 0n ? [] : memoryAreas(world, mm);
}

/** The areas of a `struct mm_struct`, in order. */
export async function memoryAreas(world: World, mm: bigint): Promise<readonly VmArea[]> {
  const { kernel } = world;
  const addresses: bigint[] = [];
  const tree = kernel.types.find('mm_struct')?.field('mm_mt');
  if (tree !== undefined) {
    for await (const { address } of mapleNodes(kernel, mm + BigInt(tree.offsetBytes))) addresses.push(address);
  } else {
    const first = await word(kernel, mm + BigInt(kernel.types.struct('mm_struct').offsetOf('mmap')));
    const next = BigInt(kernel.types.struct('vm_area_struct').offsetOf('vm_next'));
    if (typeof first === 'bigint')
      for await (const { address } of chainNodes(kernel, first, next)) addresses.push(address);
  }
  const rows = await kernel
    .shape('vm_area_struct', { start: 'vm_start', end: 'vm_end', flags: 'vm_flags', file: 'vm_file' })
    .need('start', 'end')
    .readGood(kernel.memory, addresses);
  const names = await fileNames(
    world,
    rows.map((row) => row.pointer('file')),
  );
  return rows.map((row) => {
    const filePointer = row.pointer('file');
    const file = names.get(filePointer);
    const flags = row.has('flags') ? row.big('flags') : 0n;
    return {
      address: row.address,
      start: row.big('start'),
      end: row.big('end'),
      flags,
      filePointer,
      ...(file === undefined ? {} : { file }),
    };
  });
}

/** The name of the directory entry of each `struct file`. */
async function fileNames(world: World, files: readonly bigint[]): Promise<ReadonlyMap<bigint, string>> {
  const { kernel } = world;
  const wanted = [...new Set(files.filter((file) => file !== 0n))];
  const rows = await kernel.shape('file', { dentry: 'f_path.dentry' }).readGood(kernel.memory, wanted);
  const entries = await kernel
    .shape('dentry', { name: 'd_name.name' })
    .readGood(kernel.memory, [...new Set(rows.map((row) => row.pointer('dentry')))]);
  const texts = await readTexts(
    kernel,
    entries.map((entry) => entry.pointer('name')),
    256,
  );
  const nameOf = new Map(entries.map((entry, i) => [entry.address, texts[i]]));
  return new Map(
    rows.flatMap((row): [bigint, string][] => {
      const name = nameOf.get(row.pointer('dentry'));
      return name === undefined ? [] : [[row.address, name]];
    }),
  );
}
