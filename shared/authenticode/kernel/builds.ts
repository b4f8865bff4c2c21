/** Builds of kernels whose configurations the models stand for: those of Debian's packages, as `configs.ts` has them. */
import { CONFIGS_AS_OF, KERNEL_CONFIGS } from './configs.ts';
import type { KernelMachine } from './loader.ts';

export const KernelLine = { Linux61: '6.1', Linux612: '6.12', Linux7: '7' } as const;
export type KernelLine = (typeof KernelLine)[keyof typeof KernelLine];

/** Options without CONFIG_, `y` or `m`; what is not there is not set. */
export type KernelOptions = Readonly<Partial<Record<string, 'y' | 'm'>>>;

export interface KernelBuild {
  /** Distribution and processor: `debian-12-amd64`. Of a line that no package is of, none. */
  readonly id: string | undefined;
  /** Distribution, version, processor, and as of when. */
  readonly name: string;
  readonly line: KernelLine;
  /** Whose loader is asked; undefined: one that is not modelled. */
  readonly machine: KernelMachine | undefined;
  readonly options: KernelOptions;
  /** CONFIG_KEXEC_FILE: whether there is a kexec_file_load at all. */
  readonly kexecFile: boolean;
}

const MACHINES: Readonly<Record<string, KernelMachine>> = { amd64: 'x86_64', arm64: 'aarch64' };
const LINES: readonly KernelLine[] = Object.values(KernelLine);

/** All that are known by name. */
export const KERNEL_BUILDS: readonly KernelBuild[] = KERNEL_CONFIGS.map(
  ({ id, package: packageName, version, processor, options }) => ({
    id,
    name: `Debian ${version} ${processor} (${CONFIGS_AS_OF})`,
    line: lineOf(packageName),
    machine: MACHINES[processor],
    options,
    kexecFile: 'KEXEC_FILE' in options,
  }),
);

function lineOf(packageName: string): KernelLine {
  const line = LINES.find((each) => packageName === `linux-config-${each}`);
  if (line === undefined) throw new Error(`${packageName} is of a line that is not modelled`);
  return line;
}

/** The build that stands for its line: the newest distribution's that has it as its own. */
const STANDS_FOR: Readonly<Record<KernelLine, string>> = {
  [KernelLine.Linux61]: 'debian-12',
  [KernelLine.Linux612]: 'debian-13',
  // No package of 7.x was at hand: it is taken to be built as 6.12 is.
  [KernelLine.Linux7]: 'debian-13',
};

export function kernelBuild(line: KernelLine, machine: KernelMachine): KernelBuild {
  const processor = machine === 'x86_64' ? 'amd64' : 'arm64';
  const id = `${STANDS_FOR[line]}-${processor}`;
  const build = KERNEL_BUILDS.find((candidate) => candidate.id === id);
  if (build === undefined) throw new Error(`no build of ${line} for ${machine} is described`);
  if (build.line === line) return build;
  return { ...build, id: undefined, line, name: `${line}.x ${processor}, built as ${build.name}` };
}

/** How Debian builds its amd64 kernel of the line. */
export function defaultConfig(line: KernelLine): KernelOptions {
  return kernelBuild(line, 'x86_64').options;
}
