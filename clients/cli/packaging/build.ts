/**
 * Builds what the command line is installed from into `dist/`, or the folder after `--out`: `npm run -s package:cli`. An
 * npm package; with `-- --executables` single files for Linux on x86-64 and arm64 as well, and a .deb and an .rpm of each.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildDeb, debName } from '../../packaging/deb.ts';
import { sourceEpoch } from '../../packaging/epoch.ts';
import type { PackageFile, PackageMeta } from '../../packaging/package.ts';
import { buildRpm, rpmName } from '../../packaging/rpm.ts';
import { version } from '../version.ts';
import { TOP, bundleModules, bundleScript } from './bundle.ts';
import { writeExecutable } from './executable.ts';
import type { Machine } from './executable.ts';
import { thirdPartyLicences } from './licences.ts';
import { writeNpmPackage } from './npm-package.ts';
import { shellFiles } from './shell-files.ts';
import type { ShellFiles } from './shell-files.ts';

const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' } as const satisfies Record<Machine, PackageMeta['architecture']>;

const DESCRIPTION = `purgatory names the panic in a kernel's log, reports on a crash dump and explores it
with no debuginfo package, says who would load a signed kernel, and talks to a
Purgatory service. It is one file that holds the Node it runs on.`;

function packageMeta(release: string, architecture: PackageMeta['architecture'], timestamp: number): PackageMeta {
  return {
    name: 'purgatory',
    version: release,
    summary: 'command line of Purgatory: kernel crash dumps and the signing of kernels',
    description: DESCRIPTION,
    maintainer: 'The Purgatory authors <maintainers@purgatory.invalid>',
    license: 'Apache-2.0',
    architecture,
    section: { deb: 'admin', rpm: 'System/Kernel' },
    // Node's own binary is linked with these.
    deb: { requires: ['libc6', 'libstdc++6', 'libgcc-s1'], recommends: ['ca-certificates'] },
    rpm: { requires: ['glibc', 'libstdc++', 'libgcc'], recommends: ['ca-certificates'] },
    timestamp,
  };
}

function hostFiles(executable: Uint8Array, shell: ShellFiles, licences: string): PackageFile[] {
  const text = (path: string, content: string): PackageFile => ({ path, mode: 0o644, content: Buffer.from(content) });
  return [
    { path: '/usr/bin/purgatory', mode: 0o755, content: executable },
    text('/usr/share/bash-completion/completions/purgatory', shell.bash),
    text('/usr/share/doc/purgatory/copyright', `${readFileSync(join(TOP, 'LICENSE'), 'utf8')}\n${licences}`),
    text('/usr/share/fish/vendor_completions.d/purgatory.fish', shell.fish),
    { path: '/usr/share/man/man1/purgatory.1.gz', mode: 0o644, content: gzipSync(shell.manual, { level: 9 }) },
    text('/usr/share/zsh/vendor-completions/_purgatory', shell.zsh),
  ];
}

/**
 * @param release the version that they have
 * @returns names of what it wrote in `folder`
 */
export async function buildCli(
  release: string,
  folder: string,
  { machines = [], timestamp = sourceEpoch() }: { machines?: readonly Machine[]; timestamp?: number } = {},
): Promise<string[]> {
  const shell = await shellFiles(release, new Date(timestamp * 1000).toISOString().slice(0, 10));
  const written = [writeNpmPackage(release, await bundleModules(release), shell, folder)];
  if (machines.length === 0) return written;
  const script = await bundleScript(release);
  const licences = thirdPartyLicences(script.packages);
  for (const machine of machines) {
    const name = `purgatory-${release}-linux-${machine}`;
    writeExecutable(script, machine, join(folder, name));
    const meta = packageMeta(release, ARCHITECTURES[machine], timestamp);
    const files = hostFiles(readFileSync(join(folder, name)), shell, licences);
    const packages = {
      [debName(meta)]: buildDeb(meta, files),
      [rpmName(meta)]: buildRpm(meta, files),
    };
    for (const [file, bytes] of Object.entries(packages)) writeFileSync(join(folder, file), bytes);
    written.push(name, ...Object.keys(packages));
  }
  return written;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { executables: { type: 'boolean' }, out: { type: 'string' } } });
  const folder = values.out ?? join(TOP, 'dist');
  mkdirSync(folder, { recursive: true });
  for (const name of await buildCli(
    version(),
    folder,
    values.executables === true ? { machines: ['x64', 'arm64'] } : {},
  ))
    process.stdout.write(`${join(folder, name)}\n`);
}
