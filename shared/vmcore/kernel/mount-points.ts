/** Where file systems are mounted. */
import { walkChain, walkList } from './walks.ts';
import type { Kernel } from './kernel.ts';
import { readTexts } from './modules.ts';

const MAX_MOUNTS = 4096;
/** Names of a path, and mounts within mounts. */
const MAX_STEPS = 64;

/**
 * The path of a file system's first mount, from the root of its namespace; undefined for one that only the kernel itself uses.
 *
 * @param superBlock a `struct super_block`
 */
export async function mountPoint(kernel: Kernel, superBlock: bigint): Promise<string | undefined> {
  for (const mount of await mountsOf(kernel, superBlock)) {
    const path = await pathOf(kernel, mount);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** A ring of `mnt_instance` in v6.1 and v6.12; a chain of the mounts themselves, by `mnt_next_for_sb`, in v7.2 (fs/mount.h). */
async function mountsOf({ memory, types }: Kernel, superBlock: bigint): Promise<readonly bigint[]> {
  const mounts = types.find('super_block')?.field('s_mounts');
  if (mounts === undefined) return [];
  const at = superBlock + BigInt(mounts.offsetBytes);
  const type = types.find('mount');
  const next = type?.field('mnt_next_for_sb');
  if (next !== undefined) {
    const first = (await memory.word(at)) ?? 0n;
    return (await walkChain(memory, first, next.offsetBytes, { maxNodes: MAX_MOUNTS })).nodes;
  }
  const link = type?.field('mnt_instance');
  if (link === undefined) return [];
  const { nodes } = await walkList(memory, at, { maxNodes: MAX_MOUNTS });
  return nodes.map((node) => node - BigInt(link.offsetBytes));
}

/** From the mount's own place up to the root, name by name (v6.12 fs/d_path.c `prepend_path()`). */
async function pathOf(kernel: Kernel, mount: bigint): Promise<string | undefined> {
  const mountShape = kernel.shape('mount', { parent: 'mnt_parent', place: 'mnt_mountpoint' }).need('parent', 'place');
  const dentryShape = kernel.shape('dentry', { parent: 'd_parent', name: 'd_name.name' }).need('parent', 'name');
  const names: string[] = [];
  let [at] = await mountShape.readGood(kernel.memory, [mount]);
  if (at === undefined || at.pointer('parent') === at.address) return undefined;
  let [dentry] = await dentryShape.readGood(kernel.memory, [at.pointer('place')]);
  for (let step = 0; step < MAX_STEPS && dentry !== undefined; step++) {
    if (dentry.pointer('parent') !== dentry.address) {
      const [name] = await readTexts(kernel, [dentry.pointer('name')]);
      names.unshift(name ?? '?');
      [dentry] = await dentryShape.readGood(kernel.memory, [dentry.pointer('parent')]);
      continue;
    }
    // The root of one file system: on to where that is mounted.
    [at] = await mountShape.readGood(kernel.memory, [at.pointer('parent')]);
    if (at === undefined || at.pointer('parent') === at.address) break;
    [dentry] = await dentryShape.readGood(kernel.memory, [at.pointer('place')]);
  }
  return `/${names.join('/')}`;
}
