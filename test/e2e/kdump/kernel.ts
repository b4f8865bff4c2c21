/** A Debian kernel for guests: one that is installed, or the archive's own, unpacked below the checkout. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath } from '../../support/oracles.ts';

const CACHE = join(import.meta.dirname, '../../../.purgatory/e2e-kernel');
/** Small, and has what qemu's devices need. */
const META_PACKAGE = 'linux-image-cloud-amd64';

export interface GuestKernel {
  readonly release: string;
  readonly image: string;
  /** `/lib/modules/RELEASE/kernel`. */
  readonly modules: string;
}

/** @returns why there is none, where there is none */
export function guestKernel(): GuestKernel | string {
  return kernelBelow('/') ?? kernelBelow(CACHE) ?? fetched();
}

function kernelBelow(root: string): GuestKernel | undefined {
  const boot = join(root, 'boot');
  if (!existsSync(boot)) return undefined;
  for (const name of readdirSync(boot).filter((file) => /^vmlinuz-.*-amd64$/.test(file))) {
    const release = name.slice('vmlinuz-'.length);
    const modules = ['usr/lib/modules', 'lib/modules']
      .map((folder) => join(root, folder, release, 'kernel'))
      .find((folder) => existsSync(join(folder, 'drivers/net/virtio_net.ko')));
    if (modules !== undefined) return { release, image: join(boot, name), modules };
  }
  return undefined;
}

function fetched(): GuestKernel | string {
  if (commandPath('apt-get') === undefined || commandPath('dpkg-deb') === undefined)
    return 'no Debian kernel is there, and no apt-get';
  const run = (command: string, args: readonly string[]): string => {
    const { status, stdout } = spawnSync(command, args, {
      cwd: CACHE,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    return status === 0 ? stdout : '';
  };
  mkdirSync(CACHE, { recursive: true });
  const name = /Depends: (linux-image-\S+)/.exec(run('apt-cache', ['depends', META_PACKAGE]))?.[1];
  if (name === undefined) return `the Debian archive has no ${META_PACKAGE}`;
  run('apt-get', ['download', name]);
  const file = readdirSync(CACHE).find((entry) => entry.startsWith(`${name}_`));
  if (file === undefined) return `${name} can't be downloaded`;
  run('dpkg-deb', ['--extract', file, '.']);
  return kernelBelow(CACHE) ?? `${name} holds no kernel that fits`;
}
