import { LittleEndian } from '../../bytes/little-endian.ts';
import { hex } from '../../bytes/cursor.ts';
import type { ModuleInfo } from '../../contract/report.ts';
import { MemoryReadError } from '../memory/read-failure.ts';
import { ModuleMap, type LoadedModule, type ModuleRegion } from '../symbols/module-map.ts';
import type { Row, Shape } from '../symbols/shape.ts';
import type { Kernel } from './kernel.ts';
import { moduleTaintFlags } from './taints.ts';
import { walkList, walkTree, type WalkProblem } from './walks.ts';

const MAX_MODULES = 16_384;
const MAX_MODULE_BYTES = 2n ** 28n;
const MAX_TEXT_BYTES = 128;
/** `enum mod_mem_type`: the last three are freed once the module is up. */
const INIT_MEMORY = /^MOD_INIT_/;
const STATES = ['live', 'coming', 'going', 'unformed'] as const;

const PATHS = {
  state: 'state',
  name: 'name',
  version: 'version',
  taints: 'taints',
  kallsyms: 'kallsyms',
  orcIps: 'arch.orc_unwind_ip',
  orcEntries: 'arch.orc_unwind',
  orcCount: 'arch.num_orcs',
  coreBase: ['core_layout.base', 'module_core'],
  coreSize: ['core_layout.size', 'core_size'],
  initBase: ['init_layout.base', 'module_init'],
  initSize: ['init_layout.size', 'init_size'],
  memory: 'mem',
  buildId: 'build_id',
} as const;
type Key = keyof typeof PATHS;

export interface ModuleList {
  readonly map: ModuleMap;
  readonly modules: readonly ModuleInfo[];
  readonly problems: readonly WalkProblem[];
}

/** The loaded modules: from the tree that finds them by address, level by level; from their list where there is no tree. */
export async function readModules(kernel: Kernel): Promise<ModuleList> {
  const shape = kernel.shape('module', PATHS).need('name');
  const fromTree = await moduleTree(kernel);
  const found = fromTree.addresses.length > 0 ? fromTree : await moduleList(kernel);
  const problems = [...fromTree.problems, ...(found === fromTree ? [] : found.problems)];
  const rows = await shape.readGood(kernel.memory, found.addresses, (failure, address) => {
    problems.push({ address, problem: 'a module that cannot be read', failure });
  });
  const versions = await readTexts(
    kernel,
    rows.map((row) => (row.has('version') ? row.pointer('version') : 0n)),
  );
  const memoryTypes = coreMemoryTypes(kernel, shape);
  const loaded: LoadedModule[] = [];
  const modules: ModuleInfo[] = [];
  rows.forEach((row, i) => {
    const name = row.text('name');
    const state = row.has('state') ? STATES[row.int('state')] : undefined;
    const { core, all } = regionsOf(row, kernel, memoryTypes);
    loaded.push({
      address: row.address,
      name,
      regions: all,
      kallsyms: row.has('kallsyms') ? row.pointer('kallsyms') : 0n,
      orc: orcOf(row),
    });
    const version = versions[i];
    const buildId = row.has('buildId') ? Buffer.from(row.bytes('buildId')).toString('hex') : '';
    modules.push({
      name,
      address: hex(core[0]?.start ?? 0n),
      sizeBytes: core.reduce((sum, region) => sum + Number(region.end - region.start), 0),
      tainted: row.has('taints') ? moduleTaintFlags(row.big('taints')) : [],
      ...(state === undefined ? {} : { state }),
      ...(version === undefined || version === '' ? {} : { version }),
      ...(/^0*$/.test(buildId) ? {} : { buildId }),
    });
  });
  modules.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { map: new ModuleMap(loaded), modules, problems };
}

interface Found {
  readonly addresses: readonly bigint[];
  readonly problems: readonly WalkProblem[];
}

/** `mod_tree` (kernel/module/main.c): a red-black tree of every module's memory, kept twice for lookups without locks. */
async function moduleTree(kernel: Kernel): Promise<Found> {
  const tree = kernel.symbol('mod_tree');
  const root = kernel.types.find('mod_tree_root')?.field('root.tree');
  const node = kernel.types.find('mod_tree_node');
  const rbNode = kernel.types.find('rb_node');
  const inner = node?.field('node.node');
  const owner = node?.field('mod');
  if (tree === undefined || root === undefined || inner === undefined || owner === undefined || !rbNode) {
    return { addresses: [], problems: [] };
  }
  const { memory } = kernel;
  const top = await memory.u64(tree + BigInt(root.offsetBytes), 'mod_tree');
  const children = [rbNode.offsetOf('rb_left'), rbNode.offsetOf('rb_right')];
  // A module has a node for each of its (at most seven) pieces of memory.
  const walk = await walkTree(memory, top, children, { maxNodes: MAX_MODULES * 7 });
  const shift = BigInt(owner.offsetBytes - inner.offsetBytes);
  const owners = await memory.read(walk.nodes.map((address) => ({ address: address + shift, length: 8 })));
  const addresses = new Set<bigint>();
  for (const { bytes } of owners) {
    if (bytes !== undefined) addresses.add(new LittleEndian(bytes).u64(0));
  }
  return { addresses: [...addresses], problems: walk.problems };
}

async function moduleList(kernel: Kernel): Promise<Found> {
  const link = BigInt(kernel.types.struct('module').offsetOf('list'));
  const walk = await walkList(kernel.memory, kernel.needSymbol('modules'), { maxNodes: MAX_MODULES });
  return { addresses: walk.nodes.map((node) => node - link), problems: walk.problems };
}

/** Which elements of `mem[]` (6.4 and later) stay after a module is up. */
function coreMemoryTypes(kernel: Kernel, shape: Shape<Key>): readonly boolean[] {
  const field = shape.field('memory');
  const array = field === undefined ? undefined : kernel.types.array(field.type);
  const names = kernel.types.enum('mod_mem_type');
  return Array.from({ length: Math.min(array?.length ?? 0, 32) }, (_, i) => {
    const name = [...(names ?? [])].find(([key, value]) => value === i && key !== 'MOD_MEM_NUM_TYPES')?.[0];
    return name === undefined ? i < 4 : !INIT_MEMORY.test(name);
  });
}

function regionsOf(
  row: Row<Key>,
  kernel: Kernel,
  core: readonly boolean[],
): { core: ModuleRegion[]; all: ModuleRegion[] } {
  const found: { region: ModuleRegion; core: boolean }[] = [];
  const add = (base: bigint, sizeBytes: bigint, isCore: boolean): void => {
    if (base === 0n || sizeBytes <= 0n || sizeBytes > MAX_MODULE_BYTES) return;
    found.push({ region: { start: base, end: base + sizeBytes }, core: isCore });
  };
  if (row.has('coreBase') && row.has('coreSize')) add(row.pointer('coreBase'), row.big('coreSize'), true);
  if (row.has('initBase') && row.has('initSize')) add(row.pointer('initBase'), row.big('initSize'), false);
  const memory = kernel.types.find('module_memory');
  if (row.has('memory') && memory !== undefined) {
    const bytes = row.bytes('memory');
    const view = new LittleEndian(bytes);
    const base = memory.offsetOf('base');
    const size = memory.offsetOf('size');
    core.forEach((isCore, i) => {
      const at = i * memory.sizeBytes;
      if (at + memory.sizeBytes > bytes.length) return;
      add(view.u64(at + base), BigInt(view.u32(at + size)), isCore);
    });
  }
  return {
    core: found.filter((entry) => entry.core).map((entry) => entry.region),
    all: found.map((entry) => entry.region),
  };
}

function orcOf(row: Row<Key>): LoadedModule['orc'] {
  if (!row.has('orcIps') || !row.has('orcEntries') || !row.has('orcCount')) return undefined;
  const count = row.int('orcCount');
  if (count === 0 || count > 2 ** 22) return undefined;
  return { ips: row.pointer('orcIps'), entries: row.pointer('orcEntries'), count };
}

/** Short texts by their addresses; empty for address 0, absent where they can't be read to their end. */
export async function readTexts(
  kernel: Kernel,
  addresses: readonly bigint[],
  maxBytes = MAX_TEXT_BYTES,
): Promise<(string | undefined)[]> {
  const page = BigInt(kernel.memory.pageSizeBytes);
  // Not past the end of a page: what follows may not be there, and is read only where the text goes on.
  const rooms = addresses.map((address) => (address === 0n ? 0 : Math.min(maxBytes, Number(page - (address % page)))));
  const firsts = await kernel.memory.read(addresses.map((address, i) => ({ address, length: rooms[i] ?? 0 })));
  const going = firsts.map(({ bytes }, i) => bytes?.indexOf(0) === -1 && (rooms[i] ?? 0) < maxBytes && rooms[i] !== 0);
  const rests = await kernel.memory.read(
    addresses.map((address, i) => {
      const room = going[i] === true ? (rooms[i] ?? 0) : maxBytes;
      return { address: address + BigInt(room), length: Math.min(maxBytes - room, Number(page)) };
    }),
  );
  return firsts.map(({ bytes }, i) => {
    const rest = rests[i]?.bytes;
    if (bytes === undefined || (going[i] === true && rest === undefined)) return undefined;
    const text = going[i] === true ? Buffer.concat([bytes, rest ?? new Uint8Array()]) : bytes;
    const end = text.indexOf(0);
    return Buffer.from(end < 0 ? text : text.subarray(0, end)).toString('utf8');
  });
}

/** @throws {MemoryReadError} for the first problem that was a failed read, where nothing was found at all */
export function throwIfNothing(found: readonly unknown[], problems: readonly WalkProblem[], what: string): void {
  const failure = problems.find((problem) => problem.failure !== undefined)?.failure;
  if (found.length === 0 && failure !== undefined) throw new MemoryReadError(what, failure);
}
