/** Which files of a debug package are of a kernel, and what their paths say of it. */

export interface KernelFileName {
  readonly kind: 'kernel' | 'module';
  readonly release?: string;
  /** A module's, by the name of its file. */
  readonly name?: string;
}

const IN_MODULES = /(?:^|\/)lib\/modules\/([^/]+)\//;
const KERNEL = /(?:^|\/)vmlinux(?:-([^/]+?))?(?:\.debug)?$/;
const MODULE = /(?:^|\/)([^/]+)\.ko(?:\.debug)?$/;

/** Undefined for what is not of a kernel: its tools, their sources. */
export function kernelFileName(path: string): KernelFileName | undefined {
  const inModules = IN_MODULES.exec(path)?.[1];
  const kernel = KERNEL.exec(path);
  if (kernel !== null) {
    const release = kernel[1] ?? inModules;
    return { kind: 'kernel', ...(release === undefined ? {} : { release }) };
  }
  const module = MODULE.exec(path)?.[1];
  if (module === undefined) return undefined;
  return {
    kind: 'module',
    // The kernel writes its own names with underscores.
    name: module.replaceAll('-', '_'),
    ...(inModules === undefined ? {} : { release: inModules }),
  };
}
