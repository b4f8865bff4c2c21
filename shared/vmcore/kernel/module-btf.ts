/**
 * Types of modules: `btf_modules` (kernel/bpf/btf.c) names the BTF of each that has some. It follows the kernel's type ids and
 * strings; what is stored with a base of its own (6.11 and later) the kernel has rewritten to follow its own as it loaded it.
 */
import { PurgatoryError, TransientError } from '../../errors.ts';
import { Btf } from '../symbols/btf.ts';
import { Types } from '../symbols/types.ts';
import type { Kernel } from './kernel.ts';
import { walkList } from './walks.ts';

const MAX_MODULES = 16_384;
const MAX_BTF_BYTES = 16 * 2 ** 20;

/** The types of one module, over those of the kernel. */
export interface ModuleBtf {
  readonly module: string;
  readonly btf: Btf;
}

const known = new WeakMap<Kernel, Map<string, Promise<Types | undefined>>>();

/** Types of one module, read once for a kernel; undefined where it is not loaded, or brought none. */
export function moduleTypes(kernel: Kernel, module: string): Promise<Types | undefined> {
  const own = known.get(kernel) ?? new Map<string, Promise<Types | undefined>>();
  known.set(kernel, own);
  const read = async (): Promise<Types | undefined> => {
    const [found] = await readModuleBtf(kernel, kernel.types.btf, module);
    return found && new Types(found.btf);
  };
  const types = own.get(module) ?? read();
  own.set(module, types);
  return types;
}

/** Types in which a struct is whole: those of the kernel itself, or of the first of these modules that has it. */
export async function typesWith(
  kernel: Kernel,
  struct: string,
  modules: readonly string[],
): Promise<Types | undefined> {
  if (kernel.types.has(struct)) return kernel.types;
  for (const module of modules) {
    const types = await moduleTypes(kernel, module);
    if (types?.has(struct) === true) return types;
  }
  return undefined;
}

/**
 * What can be read of them; a module whose types are damaged has none.
 *
 * @param base the kernel's own types
 * @param only of this module alone
 */
export async function readModuleBtf(kernel: Kernel, base: Btf, only?: string): Promise<readonly ModuleBtf[]> {
  const head = kernel.symbol('btf_modules');
  const entry = kernel.types.find('btf_module');
  const link = entry?.field('list');
  if (head === undefined || link === undefined || !kernel.types.has('btf', 'data_size')) return [];
  const { memory } = kernel;
  const { nodes } = await walkList(memory, head, { maxNodes: MAX_MODULES });
  const entries = await kernel
    .shape('btf_module', { btf: 'btf', module: 'module' })
    .need('btf', 'module')
    .readGood(
      memory,
      nodes.map((node) => node - BigInt(link.offsetBytes)),
    );
  const tables = await kernel
    .shape('btf', { data: 'data', size: 'data_size', name: 'name' })
    .need('data', 'size')
    .read(
      memory,
      entries.map((row) => row.pointer('btf')),
    );
  const owners = new Map(kernel.modules.list.map((module) => [module.address, module.name]));
  const found = await Promise.all(
    entries.map(async (row, i): Promise<ModuleBtf[]> => {
      const table = tables[i];
      if (table === undefined || 'reason' in table) return [];
      const size = table.int('size');
      if (size <= 0 || size > MAX_BTF_BYTES) return [];
      const module = owners.get(row.pointer('module')) ?? (table.has('name') ? table.text('name') : '');
      if (only !== undefined && module !== only) return [];
      const [data] = await memory.read([{ address: table.pointer('data'), length: size }]);
      return data?.bytes === undefined ? [] : parse(module, data.bytes, base);
    }),
  );
  return found.flat();
}

function parse(module: string, bytes: Uint8Array, base: Btf): ModuleBtf[] {
  try {
    return [{ module, btf: Btf.parse(bytes, base) }];
  } catch (error) {
    if (error instanceof PurgatoryError && !(error instanceof TransientError)) return [];
    throw error;
  }
}
