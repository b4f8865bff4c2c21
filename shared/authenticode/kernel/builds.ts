/**
 * Builds of kernels whose configurations the models stand for, read from packages: Debian's linux-config-6.1 6.1.192-3 and
 * linux-config-6.12 6.12.117-1~deb12u1, of November 2026. What an algorithm's option makes of a signature is in `profile.ts`.
 */
import type { KernelMachine } from './loader.ts';
import { KernelLine } from './profile.ts';

export interface KernelBuild {
  /** Distribution, version, machine, and as of when. */
  readonly name: string;
  readonly line: KernelLine;
  readonly machine: KernelMachine;
  /** CONFIG_KEXEC_FILE: whether there is a kexec_file_load at all. */
  readonly kexecFile: boolean;
}

const AS_OF = 'November 2026';

const BUILDS: readonly KernelBuild[] = [
  { name: `Debian 6.1.192 amd64 (${AS_OF})`, line: KernelLine.Linux61, machine: 'x86_64', kexecFile: true },
  { name: `Debian 6.1.192 arm64 (${AS_OF})`, line: KernelLine.Linux61, machine: 'aarch64', kexecFile: false },
  { name: `Debian 6.12.117 amd64 (${AS_OF})`, line: KernelLine.Linux612, machine: 'x86_64', kexecFile: true },
  { name: `Debian 6.12.117 arm64 (${AS_OF})`, line: KernelLine.Linux612, machine: 'aarch64', kexecFile: false },
  // No package of 7.x was at hand: it is taken to be built as 6.12 is.
  {
    name: `7.x amd64, built as Debian 6.12.117 (${AS_OF})`,
    line: KernelLine.Linux7,
    machine: 'x86_64',
    kexecFile: true,
  },
  {
    name: `7.x arm64, built as Debian 6.12.117 (${AS_OF})`,
    line: KernelLine.Linux7,
    machine: 'aarch64',
    kexecFile: false,
  },
];

export function kernelBuild(line: KernelLine, machine: KernelMachine): KernelBuild {
  const build = BUILDS.find((candidate) => candidate.line === line && candidate.machine === machine);
  if (build === undefined) throw new Error(`no build of ${line} for ${machine} is described`);
  return build;
}
