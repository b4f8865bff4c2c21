/** Kernel images of the Debian archive, of the very builds that crashed in the corpus. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath } from './outside.ts';

const CACHE = join(import.meta.dirname, '../../.purgatory/kernels');

/** The path of `vmlinuz-RELEASE`; undefined where this machine has no archive, or the archive no longer has the package. */
export function debianKernel(release: string): string | undefined {
  const installed = `/boot/vmlinuz-${release}`;
  if (existsSync(installed)) return installed;
  const folder = join(CACHE, release);
  const image = join(folder, 'boot', `vmlinuz-${release}`);
  if (existsSync(image)) return image;
  if (commandPath('apt-get') === undefined || commandPath('dpkg-deb') === undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  const run = (command: string, ...args: readonly string[]): void => {
    spawnSync(command, args, { cwd: folder, stdio: 'ignore', env: { ...process.env, LC_ALL: 'C' } });
  };
  run('apt-get', 'download', `linux-image-${release}`);
  const file = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (file === undefined) return undefined;
  run('sh', '-c', 'dpkg-deb --fsys-tarfile "$1" | tar x ./boot', 'sh', file);
  rmSync(join(folder, file));
  return existsSync(image) ? image : undefined;
}
