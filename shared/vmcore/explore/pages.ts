/** `struct page` of a page frame: where it is, and what it says. */
import type { Kernel } from '../kernel/kernel.ts';
import type { World } from './world.ts';

/** How `struct page`s and the direct map follow page frames. */
export interface PageMap {
  readonly kernel: Kernel;
  /** Address of the `struct page` of frame 0, whether it exists or not. */
  readonly base: bigint;
  readonly pageStructBytes: bigint;
  readonly start: bigint;
  readonly end: bigint;
}

export interface PageInfo {
  readonly address: bigint;
  readonly pfn: number;
  readonly flags: bigint;
  readonly refcount: number;
  readonly mapcount: number;
  readonly pageType: number;
  /** Of a page within a larger one, the first of it; else itself. */
  readonly head: bigint;
  readonly mapping: bigint;
  readonly index: bigint;
}

/** Undefined where nothing tells where the `struct page`s are. */
export function pageMap(world: World): Promise<PageMap | undefined> {
  return world.once('page map', () => findPageMap(world.kernel));
}

async function findPageMap(kernel: Kernel): Promise<PageMap | undefined> {
  const size = kernel.types.find('page')?.sizeBytes;
  const symbol = kernel.symbol('vmemmap_base');
  if (size === undefined) return undefined;
  const pageBytes = BigInt(kernel.memory.pageSizeBytes);
  const end = (base: bigint): bigint => base + BigInt(kernel.dump.memory.maxPfn * size);
  if (symbol !== undefined) {
    const base = await kernel.memory.u64(symbol, 'vmemmap_base');
    return { kernel, base, pageStructBytes: BigInt(size), start: base, end: end(base) };
  }
  const start = kernel.info.number('VMEMMAP_START') ?? undefined;
  const physical = kernel.info.number('PHYS_OFFSET') ?? kernel.info.number('phys_ram_base') ?? 0n;
  if (start === undefined) return undefined;
  const from = BigInt.asUintN(64, start);
  // PHYS_OFFSET may lie below 0: with a linear map of 48 bits under one of 52.
  const base = BigInt.asUintN(64, from - (BigInt.asIntN(64, physical) / pageBytes) * BigInt(size));
  return { kernel, base, pageStructBytes: BigInt(size), start: from, end: end(base) };
}

export function pageAddress(map: PageMap, pfn: number): bigint {
  return map.base + BigInt(pfn) * map.pageStructBytes;
}

export function frameOfPage(map: PageMap, page: bigint): number {
  return Number((page - map.base) / map.pageStructBytes);
}

/** Where the direct map has a page frame; undefined where it does not reach. */
export function directAddress(kernel: Kernel, pfn: number): bigint | undefined {
  const physical = BigInt(pfn) * BigInt(kernel.memory.pageSizeBytes);
  for (const { start, end, physicalStart } of kernel.memory.space.linear.toReversed()) {
    const address = start + physical - physicalStart;
    if (physical >= physicalStart && address < end && !kernel.inImage(address)) return address;
  }
  return undefined;
}

/** Those that can be read, by their addresses. */
export async function readPageInfo(map: PageMap, pages: readonly bigint[]): Promise<ReadonlyMap<bigint, PageInfo>> {
  const { kernel } = map;
  const shape = kernel
    .shape('page', {
      flags: ['flags.f', 'flags'],
      refcount: '_refcount.counter',
      mapcount: '_mapcount.counter',
      type: 'page_type',
      head: ['compound_head', 'compound_info'],
      mapping: 'mapping',
      index: ['index', '__folio_index'],
    })
    .need('flags', 'refcount');
  const rows = await shape.readGood(kernel.memory, pages);
  return new Map(
    rows.map((row) => {
      const head = row.has('head') ? row.pointer('head') : 0n;
      return [
        row.address,
        {
          address: row.address,
          pfn: frameOfPage(map, row.address),
          flags: row.pointer('flags'),
          refcount: row.int('refcount') | 0,
          mapcount: row.has('mapcount') ? row.int('mapcount') | 0 : 0,
          pageType: row.has('type') ? row.int('type') >>> 0 : 0,
          head: headOf(row.address, head),
          mapping: row.has('mapping') ? row.pointer('mapping') : 0n,
          index: row.has('index') ? row.pointer('index') : 0n,
        },
      ];
    }),
  );
}

/**
 * The first page of a larger one, as a page within it says: by its address, which is before its own, or by the bits of its own address that they
 * have in common (linux v7.2 `compound_info_has_mask`, include/linux/page-flags.h).
 */
function headOf(page: bigint, info: bigint): bigint {
  if ((info & 1n) === 0n) return page;
  const told = info - 1n;
  return told > page ? page & told : told;
}

/** True where the page says that it is a slab's; undefined where this kernel's types do not tell how it would. */
export function saysSlab(kernel: Kernel, page: PageInfo): boolean | undefined {
  const type = kernel.types.enum('pagetype')?.get('PGTY_slab');
  if (type !== undefined) return page.pageType >>> 24 === (type & 0xff);
  const bit = kernel.types.enum('pageflags')?.get('PG_slab');
  return bit === undefined ? undefined : ((page.flags >> BigInt(bit)) & 1n) === 1n;
}

/** `enum pagetype` before v6.12: a type clears its bit of what says that there is one (linux v6.1 include/linux/page-flags.h). */
const OLD_TYPE_BASE = 0xf000_0000;
const OLD_TYPES = { buddy: 0x80, offline: 0x100, table: 0x200 } as const;

/** True where the page says that it is of a type by that name (`PGTY_buddy`); false where this kernel knows none by it. */
export function isPageType(kernel: Kernel, { pageType }: PageInfo, name: string): boolean {
  const types = kernel.types.enum('pagetype');
  if (types !== undefined) {
    const type = types.get(`PGTY_${name}`);
    return type !== undefined && pageType >>> 24 === (type & 0xff);
  }
  const bit = (OLD_TYPES as Readonly<Record<string, number>>)[name];
  return bit !== undefined && (pageType & (OLD_TYPE_BASE | bit)) >>> 0 === OLD_TYPE_BASE;
}

/** Whether a flag of `enum pageflags` is set; undefined where this kernel's types don't tell which it is. */
export function hasFlag(kernel: Kernel, { flags }: PageInfo, name: string): boolean | undefined {
  const bit = kernel.types.enum('pageflags')?.get(name);
  return bit === undefined ? undefined : ((flags >> BigInt(bit)) & 1n) === 1n;
}

/** Names of the flags that are set: `enum pageflags`, one name a bit. */
export function flagNames(kernel: Kernel, flags: bigint): string[] {
  const byBit = new Map<number, string>();
  const known = kernel.types.enum('pageflags');
  const count = known?.get('__NR_PAGEFLAGS') ?? 0;
  for (const [name, bit] of known ?? []) {
    if (bit < count && !byBit.has(bit)) byBit.set(bit, name.replace(/^PG_/, ''));
  }
  return [...byBit].filter(([bit]) => ((flags >> BigInt(bit)) & 1n) === 1n).map(([, name]) => name);
}
