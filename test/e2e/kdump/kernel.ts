/** A Debian kernel for guests: one that is installed, or the archive's own, unpacked below the checkout. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath } from '../../support/outside.ts';

const CACHE = join(import.meta.dirname, '../../../.purgatory/e2e-kernel');
/** Small, and has what qemu's devices need. */
const META_PACKAGE = 'linux-image-cloud-amd64';
/** Debian 12 has this line beside its own. */
const NEWER_META_PACKAGE = 'linux-image-6.12-cloud-amd64';
const ANY_MODULES = 'fs';

export interface GuestKernel {
  readonly release: string;
  readonly image: string;
  /** `/lib/modules/RELEASE/kernel`. */
  readonly modules: string;
}

/** @returns why there is none, where there is none */
export function guestKernel(): GuestKernel | string {
  return kernelBelow('/') ?? kernelBelow(CACHE) ?? fetched(META_PACKAGE, CACHE);
}

/** Of every line that the archive has one, the archive's own first. @returns why there is none, where there is none */
export function guestKernels(): readonly GuestKernel[] | string {
  const own = guestKernel();
  if (typeof own === 'string') return own;
  const folder = `${CACHE}-6.12`;
  const newer = own.release.startsWith('6.12.')
    ? own
    : (kernelBelow(folder, ANY_MODULES) ?? fetched(NEWER_META_PACKAGE, folder, ANY_MODULES));
  return typeof newer === 'string' || newer === own ? [own] : [own, newer];
}

/** @param holds what must be among its modules: the guests' insmod takes them as they are, not compressed */
function kernelBelow(root: string, holds = 'drivers/net/virtio_net.ko'): GuestKernel | undefined {
  const boot = join(root, 'boot');
  if (!existsSync(boot)) return undefined;
  for (const name of readdirSync(boot).filter((file) => /^vmlinuz-.*-amd64$/.test(file))) {
    const release = name.slice('vmlinuz-'.length);
    const modules = ['usr/lib/modules', 'lib/modules']
      .map((folder) => join(root, folder, release, 'kernel'))
      .find((folder) => existsSync(join(folder, holds)));
    if (modules !== undefined) return { release, image: join(boot, name), modules };
  }
  return undefined;
}

function fetched(metaPackage: string, folder: string, holds?: string): GuestKernel | string {
  if (commandPath('apt-get') === undefined || commandPath('dpkg-deb') === undefined)
    return 'no Debian kernel is there, and no apt-get';
  const run = (command: string, args: readonly string[]): string => {
    const { status, stdout } = spawnSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    return status === 0 ? stdout : '';
  };
  mkdirSync(folder, { recursive: true });
  const name = /Depends: (linux-image-\S+)/.exec(run('apt-cache', ['depends', metaPackage]))?.[1];
  if (name === undefined) return `the Debian archive has no ${metaPackage}`;
  run('apt-get', ['download', name]);
  const file = readdirSync(folder).find((entry) => entry.startsWith(`${name}_`));
  if (file === undefined) return `${name} can't be downloaded`;
  run('dpkg-deb', ['--extract', file, '.']);
  return kernelBelow(folder, holds) ?? `${name} holds no kernel that fits`;
}
