/** What an address is: every way of seeing it that there is, the closest first. */
import { hex } from '../../bytes/cursor.ts';
import { describeFailure } from '../memory/read-failure.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { LoadedModule } from '../symbols/module-map.ts';
import { threadSize } from '../stacks/stack-memory.ts';
import type { Task } from '../tasks/tasks.ts';
import { sizeOf } from './ctype.ts';
import { isNullRange } from './explore-error.ts';
import { flagNames, frameOfPage, pageAddress, pageMap, readPageInfo, saysSlab, type PageMap } from './pages.ts';
import { slabObject } from './slab-objects.ts';
import { vmapAreas } from './vmap-areas.ts';
import { taskAreas } from './vm-areas.ts';
import type { World } from './world.ts';

export type Facet =
  | {
      readonly class: 'symbol';
      readonly symbol: string;
      readonly offset: number;
      readonly section: 'text' | 'data';
      readonly aliases?: readonly string[];
    }
  | {
      readonly class: 'module text' | 'module';
      readonly module: string;
      readonly symbol?: string;
      readonly offset?: number;
      readonly aliases?: readonly string[];
    }
  | { readonly class: 'generated code'; readonly symbol: string; readonly offset: number }
  | {
      readonly class: 'task stack';
      readonly task: string;
      readonly pid: number;
      readonly comm: string;
      readonly stack: string;
      readonly offset: number;
    }
  | {
      readonly class: 'slab object';
      readonly cache: string;
      readonly object: string;
      readonly offset: number;
      readonly objectSize: number;
      readonly allocated: boolean | null;
      readonly slab: string;
      readonly index: number;
      readonly objects: number;
    }
  | {
      readonly class: 'page';
      /** It is the `struct page` itself, or memory of the page. */
      readonly of: 'struct page' | 'memory';
      readonly page: string;
      readonly pfn: number;
      readonly physical: string;
      readonly flags: string;
      readonly flagNames: readonly string[];
      readonly refcount: number;
      readonly slab: boolean | null;
      readonly offset: number;
    }
  | { readonly class: 'per-cpu'; readonly variable?: string; readonly cpu: number; readonly offset: number }
  | {
      readonly class: 'vmalloc';
      readonly start: string;
      readonly end: string;
      readonly flags?: string;
      readonly pages?: number;
      readonly caller?: { readonly symbol: string; readonly offset: number; readonly module?: string };
    }
  | {
      readonly class: 'user';
      readonly pid?: number;
      readonly comm?: string;
      readonly vma?: readonly [string, string];
      readonly file?: string | null;
    }
  | { readonly class: 'mapped'; readonly physical: string; readonly readable: boolean; readonly why?: string }
  | { readonly class: 'unmapped'; readonly note?: string; readonly nonCanonical?: boolean };

export interface AddressAnswer {
  readonly address: string;
  readonly facets: readonly Facet[];
}

const POISONS: ReadonlyMap<bigint, string> = new Map([
  [0xdead_0000_0000_0100n, 'LIST_POISON1'],
  [0xdead_0000_0000_0122n, 'LIST_POISON2'],
  [0x6b6b_6b6b_6b6b_6b6bn, 'POISON_FREE: an object that was freed'],
  [0x5a5a_5a5a_5a5a_5a5an, 'POISON_INUSE: an object that was never written'],
]);

/** @param context the process that a user address is one of */
export async function identifyAddress(world: World, address: bigint, context?: Task): Promise<AddressAnswer> {
  return { address: hex(address), facets: await facetsOf(world, address, context) };
}

async function facetsOf(world: World, address: bigint, context: Task | undefined): Promise<Facet[]> {
  const poison = POISONS.get(address);
  const bits = addressBits(world);
  const top = address >> BigInt(bits - 1);
  const isHigh = top === (1n << BigInt(65 - bits)) - 1n;
  // arm64 gives each half all of its bits.
  const isLow = address >> BigInt(bits) === 0n && (top === 0n || world.kernel.memory.space.topByteIgnored === true);
  if (isNullRange(address)) return [{ class: 'unmapped', note: 'NULL dereference range' }];
  const isKernel =
    isHigh ||
    (world.kernel.memory.space.topByteIgnored === true && address >> BigInt(bits) === (1n << BigInt(64 - bits)) - 1n);
  if (!isKernel && !isLow)
    return [{ class: 'unmapped', nonCanonical: true, ...(poison === undefined ? {} : { note: poison }) }];
  if (isLow) return [await userFacet(world, address, context)];
  const facets: Facet[] = [];
  if (world.kernel.inImage(address)) facets.push(...(await imageFacet(world, address)));
  else await world.loadModules();
  facets.push(
    ...(await moduleFacet(world, address)),
    ...perCpuFacet(world, address),
    ...(await stackFacet(world, address)),
  );
  facets.push(...(await areaFacet(world, address)), ...(await pageFacets(world, address)));
  if (facets.length > 0) return facets;
  return [await mappedFacet(world, address, poison)];
}

function addressBits(world: World): number {
  const tables = world.kernel.memory.space.pageTables;
  const [first] = tables?.levels ?? [];
  return first === undefined ? 48 : first.shift + Math.log2(first.entries);
}

async function imageFacet(world: World, address: bigint): Promise<Facet[]> {
  const { kernel } = world;
  const found = await world.symbolize(address);
  if (found === undefined) return [];
  const aliases = world.kernelNames(address - BigInt(found.offset)).filter((name) => name !== found.symbol);
  const section = kernel.inText(address) ? 'text' : 'data';
  return [
    {
      class: 'symbol',
      symbol: found.symbol,
      offset: found.offset,
      section,
      ...(aliases.length === 0 ? {} : { aliases }),
    },
  ];
}

async function moduleFacet(world: World, address: bigint): Promise<Facet[]> {
  const { kernel } = world;
  const made = kernel.dynamicCode.at(address);
  if (made !== undefined) return [{ class: 'generated code', symbol: made.name, offset: Number(address - made.start) }];
  const module = kernel.modules.at(address);
  if (module === undefined) return [];
  const found = kernel.modules.symbolize(address);
  const aliases =
    found === undefined
      ? []
      : world.moduleNames(address - BigInt(found.offset)).filter((name) => name !== found.symbol);
  const named =
    found === undefined || module.symbols === undefined
      ? {}
      : { symbol: found.symbol, offset: found.offset, ...(aliases.length === 0 ? {} : { aliases }) };
  const isText = await isModuleText(kernel, module, address);
  return [{ class: isText ? 'module text' : 'module', module: module.name, ...named }];
}

/** The first piece of a module's memory is its code; until 6.4 there is one piece, and the code is the beginning of it. */
async function isModuleText(kernel: Kernel, module: LoadedModule, address: bigint): Promise<boolean> {
  const [piece] = module.regions;
  if (piece === undefined || address < piece.start || address >= piece.end) return false;
  if (!kernel.types.has('module', 'core_layout.text_size')) return true;
  const shape = kernel.shape('module', { size: 'core_layout.text_size' });
  const [row] = await shape.readGood(kernel.memory, [module.address]);
  return row !== undefined && address < piece.start + row.big('size');
}

/** Where the per-CPU section begins and ends: by its symbols, else by a variable's address and its place in the section. */
function perCpuSection({ kernel, types }: World): readonly [bigint, bigint] | undefined {
  let start = kernel.symbol('__per_cpu_start');
  let end = kernel.symbol('__per_cpu_end');
  if (start !== undefined && end !== undefined) return [start, end];
  let length = 0;
  for (const [name, { offset, type }] of kernel.types.perCpu) {
    const symbol = start === undefined ? kernel.symbol(name) : undefined;
    if (symbol !== undefined) start = symbol - BigInt(offset);
    length = Math.max(length, offset + sizeOf(types.type(types.kernel, type)));
  }
  if (start === undefined) return undefined;
  end = start + BigInt(length);
  return [start, end];
}

function perCpuFacet(world: World, address: bigint): Facet[] {
  const { kernel, types } = world;
  const section = perCpuSection(world);
  if (section === undefined) return [];
  const [start, end] = section;
  for (const [cpu, base] of kernel.cpus.perCpuOffset) {
    const at = BigInt.asUintN(64, address - base);
    if (at < start || at >= end || base === 0n) continue;
    const offset = Number(at - start);
    let best: { name: string; offset: number } | undefined;
    for (const [name, variable] of kernel.types.perCpu) {
      if (variable.offset > offset || (best !== undefined && variable.offset <= best.offset)) continue;
      const size = sizeOf(types.type(types.kernel, variable.type));
      if (offset < variable.offset + Math.max(size, 1)) best = { name, offset: variable.offset };
    }
    if (best === undefined) return [{ class: 'per-cpu', cpu, offset }];
    return [{ class: 'per-cpu', variable: best.name, cpu, offset: offset - best.offset }];
  }
  return [];
}

async function stackFacet(world: World, address: bigint): Promise<Facet[]> {
  const { tasks, idle } = await world.tasks();
  const size = BigInt(threadSize(world.kernel, []));
  const owner = [...tasks, ...idle.values()].find(
    ({ stack }) => stack !== 0n && address >= stack && address < stack + size,
  );
  if (owner === undefined) return [];
  const { pid, comm, stack } = owner;
  return [
    { class: 'task stack', task: hex(owner.address), pid, comm, stack: hex(stack), offset: Number(address - stack) },
  ];
}

async function areaFacet(world: World, address: bigint): Promise<Facet[]> {
  const area = (await vmapAreas(world)).areas.find(({ start, end }) => address >= start && address < end);
  if (area === undefined) return [];
  const caller = area.caller === undefined ? undefined : await world.symbolize(area.caller);
  return [
    {
      class: 'vmalloc',
      start: hex(area.start),
      end: hex(area.end),
      ...(area.flags === undefined ? {} : { flags: hex(area.flags) }),
      ...(area.pages === undefined ? {} : { pages: area.pages }),
      ...(caller === undefined
        ? {}
        : {
            caller: {
              symbol: caller.symbol,
              offset: caller.offset,
              ...(caller.module === undefined ? {} : { module: caller.module }),
            },
          }),
    },
  ];
}

async function pageFacets(world: World, address: bigint): Promise<Facet[]> {
  const map = await pageMap(world);
  if (map === undefined) return [];
  if (address >= map.start && address < map.end)
    return pageFacet(world, map, frameOfPage(map, address), address, 'struct page');
  const inDirectMap = world.kernel.memory.space.linear.some(
    (linear) => address >= linear.start && address < linear.end,
  );
  const frame = inDirectMap && !world.kernel.inImage(address) ? world.kernel.memory.frameOf(address) : undefined;
  if (frame === undefined || frame >= world.kernel.dump.memory.maxPfn) return [];
  return pageFacet(world, map, frame, address, 'memory');
}

async function pageFacet(
  world: World,
  map: PageMap,
  pfn: number,
  address: bigint,
  of: 'struct page' | 'memory',
): Promise<Facet[]> {
  const { kernel } = world;
  const page = pageAddress(map, pfn);
  const info = (await readPageInfo(map, [page])).get(page);
  if (info === undefined) return [];
  const head = info.head === page ? info : ((await readPageInfo(map, [info.head])).get(info.head) ?? info);
  const says = saysSlab(kernel, head);
  const object = of === 'memory' && says !== false ? await slabObject(world, map, head.address, address) : undefined;
  const facets: Facet[] = [];
  if (object !== undefined) {
    facets.push({
      class: 'slab object',
      cache: object.cache.name,
      object: hex(object.object),
      offset: object.offset,
      objectSize: object.cache.objectBytes,
      allocated: object.allocated ?? null,
      slab: hex(object.slab),
      index: object.index,
      objects: object.objects,
    });
  }
  const size = BigInt(kernel.memory.pageSizeBytes);
  facets.push({
    class: 'page',
    of,
    page: hex(page),
    pfn,
    physical: hex(BigInt(pfn) * size),
    flags: hex(info.flags),
    flagNames: flagNames(kernel, info.flags),
    refcount: info.refcount,
    slab: says ?? null,
    offset: of === 'memory' ? Number(address % size) : Number(address - page),
  });
  return facets;
}

/** Nothing known lies there: whether there is memory at all is for the page tables to say. */
async function mappedFacet({ kernel }: World, address: bigint, poison: string | undefined): Promise<Facet> {
  const [result] = await kernel.memory.read([{ address, length: 1 }]);
  const frame = kernel.memory.frameOf(address);
  if (frame === undefined || result?.failure?.reason === 'no-memory')
    return { class: 'unmapped', ...(poison === undefined ? {} : { note: poison }) };
  const size = BigInt(kernel.memory.pageSizeBytes);
  const why = result?.failure === undefined ? {} : { why: describeFailure(result.failure) };
  return {
    class: 'mapped',
    physical: hex(BigInt(frame) * size + (address % size)),
    readable: result?.bytes !== undefined,
    ...why,
  };
}

async function userFacet(world: World, address: bigint, context: Task | undefined): Promise<Facet> {
  if (context === undefined) return { class: 'user' };
  const { pid, comm } = context;
  const area = (await taskAreas(world, context)).find(({ start, end }) => address >= start && address < end);
  if (area === undefined) return { class: 'user', pid, comm };
  return { class: 'user', pid, comm, vma: [hex(area.start), hex(area.end)], file: area.file ?? null };
}
