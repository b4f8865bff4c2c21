/**
 * Variables of a kernel whose kallsyms holds functions only (CONFIG_KALLSYMS_ALL off, as Debian builds arm64): exported ones
 * are in its export table, per-CPU ones in BTF, and others are found in the code of a function that uses them, where what
 * stands there passes a test.
 */
import { architectureOf } from '../arch/index.ts';
import { findExports } from '../symbols/export-table.ts';
import { readImage, type ImageBytes } from '../symbols/image-scan.ts';
import type { Types } from '../symbols/types.ts';
import type { Kernel } from './kernel.ts';

const MAX_IMAGE_BYTES = 96n * 2n ** 20n;
const MAX_FUNCTION_BYTES = 1024;

/** True where the kernel's symbols do not name its data. */
export function lacksData(kernel: Kernel): boolean {
  return kernel.kallsyms !== undefined && kernel.kallsyms.find('init_task').length === 0;
}

/** The image beyond its code, as far as VMCOREINFO names something in it: constants, tables, some of its data. */
export async function readConstants(kernel: Kernel): Promise<ImageBytes | undefined> {
  const start = kernel.symbol('_etext');
  const end = lastOfImage(kernel);
  return start === undefined || end === undefined || end <= start ? undefined : readImage(kernel.memory, start, end);
}

/** The last place in the kernel's image that its table or VMCOREINFO names. */
export function lastOfImage(kernel: Kernel): bigint | undefined {
  const start = kernel.symbol('_etext');
  if (start === undefined) return undefined;
  let end = kernel.symbol('_einittext') ?? start;
  for (const [, name] of kernel.info.text.matchAll(/^SYMBOL\((.+?)\)=/gm)) {
    const address = kernel.info.symbol(name ?? '');
    if (address !== undefined && address > end && address - start < MAX_IMAGE_BYTES) end = address;
  }
  return end;
}

/** Exported and per-CPU variables. */
export function findNamedData(image: ImageBytes, types: Types | undefined): Map<string, bigint> {
  const found = new Map(findExports(image));
  const start = types === undefined ? undefined : perCpuStart(found, types);
  if (types !== undefined && start !== undefined) {
    for (const [name, { offset }] of types.perCpu) if (!found.has(name)) found.set(name, start + BigInt(offset));
  }
  return found;
}

/** Where the per-CPU section begins: exported per-CPU variables agree on it. */
function perCpuStart(exports: ReadonlyMap<string, bigint>, types: Types): bigint | undefined {
  const votes = new Map<bigint, number>();
  for (const [name, { offset }] of types.perCpu) {
    const address = exports.get(name);
    if (address === undefined) continue;
    const start = address - BigInt(offset);
    votes.set(start, (votes.get(start) ?? 0) + 1);
  }
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0];
}

export interface Recipe {
  readonly name: string;
  /** Functions that use the variable, any of which may be missing. */
  readonly functions: readonly string[];
  /** Whether what stands at an address is it. */
  readonly test: (kernel: Kernel, address: bigint) => Promise<boolean>;
}

/** Looks for the variables that neither table has. */
export async function findInCode(kernel: Kernel, known: readonly Recipe[]): Promise<Map<string, bigint>> {
  const recipes = known.filter((recipe) => kernel.symbol(recipe.name) === undefined);
  const found = await Promise.all(recipes.map((recipe) => tryRecipe(kernel, recipe)));
  const symbols = new Map<string, bigint>();
  recipes.forEach((recipe, i) => {
    const address = found[i];
    if (address !== undefined) symbols.set(recipe.name, address);
  });
  return symbols;
}

async function tryRecipe(kernel: Kernel, recipe: Recipe): Promise<bigint | undefined> {
  const { kallsyms, memory } = kernel;
  if (kallsyms === undefined) return undefined;
  const functions = recipe.functions.flatMap((name) => kallsyms.find(name));
  const ranges = functions.map((index) => ({
    address: kallsyms.address(index),
    length: Math.min(kallsyms.sizeOf(index), MAX_FUNCTION_BYTES),
  }));
  const bodies = await memory.read(ranges);
  const candidates = new Set<bigint>();
  bodies.forEach(({ bytes }, i) => {
    const start = ranges[i]?.address;
    if (bytes === undefined || start === undefined) return;
    for (const address of architectureOf(kernel.machine).code.dataReferences(start, bytes)) candidates.add(address);
  });
  const list = [...candidates];
  const passed = await Promise.all(list.map((address) => recipe.test(kernel, address).catch(() => false)));
  return list.find((_, i) => passed[i]);
}
