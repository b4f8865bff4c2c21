/** Names of places in file systems: what `d_path` of the kernel makes of a `struct path`. */
import { readTexts } from '../kernel/modules.ts';
import type { World } from './world.ts';

const MAX_STEPS = 1024;

/** A `struct path`: the `vfsmount` and the `dentry` that it holds. */
export interface PathPlace {
  readonly mount: bigint;
  readonly dentry: bigint;
}

/** The path from the root of the mounts; what can't be read of it is `?`. */
export async function pathOf(world: World, place: PathPlace): Promise<string> {
  const { kernel } = world;
  const { types } = kernel;
  const dentries = kernel.shape('dentry', { name: 'd_name.name', parent: 'd_parent' }).need('name', 'parent');
  const mounts = kernel
    .shape('mount', { root: 'mnt.mnt_root', point: 'mnt_mountpoint', parent: 'mnt_parent' })
    .need('root', 'point', 'parent');
  const vfsmount = BigInt(types.struct('mount').offsetOf('mnt'));
  const parts: string[] = [];
  let { dentry } = place;
  let mount = place.mount - vfsmount;
  for (let step = 0; step < MAX_STEPS && dentry !== 0n; step++) {
    const [[at], [top]] = await Promise.all([
      dentries.readGood(kernel.memory, [dentry]),
      mounts.readGood(kernel.memory, [mount]),
    ]);
    if (top !== undefined && dentry === top.pointer('root')) {
      if (top.pointer('parent') === mount) break;
      dentry = top.pointer('point');
      mount = top.pointer('parent');
      continue;
    }
    if (at === undefined) return `/?/${parts.join('/')}`;
    if (at.pointer('parent') === dentry) {
      // A root that no mount has: a pipe, a socket, what was unmounted.
      const [name = ''] = await readTexts(kernel, [at.pointer('name')]);
      return [...(name === '/' || name === '' ? [] : [name]), ...parts].join('/');
    }
    const [name = '?'] = await readTexts(kernel, [at.pointer('name')], 256);
    parts.unshift(name);
    dentry = at.pointer('parent');
  }
  return `/${parts.join('/')}`;
}
