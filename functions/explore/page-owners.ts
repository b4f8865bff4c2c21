/** What the kernel's `struct page`s say of page frames, read past what is withheld: it decides that. */
import type { Explorer } from '../../shared/vmcore/explore/explorer.ts';
import {
  hasFlag,
  pageAddress,
  pageMap,
  readPageInfo,
  type PageInfo,
  type PageMap,
} from '../../shared/vmcore/explore/pages.ts';
import { slabCaches, type SlabCache } from '../../shared/vmcore/explore/slab-objects.ts';
import type { Dump } from '../../shared/vmcore/formats/dump.ts';
import { Kernel } from '../../shared/vmcore/kernel/kernel.ts';
import { openKernelMemory } from '../../shared/vmcore/memory/kernel-memory.ts';

export interface PageOwners {
  /** Reads all that the dump holds. */
  readonly kernel: Kernel;
  /** False where nothing tells where `struct page`s are: then no frame has an owner but the image's. */
  readonly known: boolean;
  /** True for a frame of the kernel's own image. */
  readonly isImage: (pfn: number) => boolean;
  /** The page, or the first of the larger one that it is in; a frame of which neither can be read is not there. */
  readonly owners: (pfns: readonly number[]) => Promise<ReadonlyMap<number, PageInfo>>;
  /** Caches of slabs by their addresses, those whose name can be read. */
  readonly caches: ReadonlyMap<bigint, SlabCache>;
}

/** To be called before anything of the dump is withheld. */
export async function pageOwners(explorer: Explorer, dump: Dump): Promise<PageOwners> {
  const { world } = explorer;
  const base = openKernelMemory(dump);
  base.memory.use(world.kernel.memory.space);
  const kernel = new Kernel(dump, base, { kallsyms: world.kernel.kallsyms, types: world.kernel.knownTypes });
  const found = await pageMap(world).catch(() => undefined);
  const caches = found === undefined ? undefined : await slabCaches(world).catch(() => undefined);
  const map = found && { ...found, kernel };
  return {
    kernel,
    known: map !== undefined,
    isImage: imageFrames(world.kernel),
    owners: (pfns) => (map === undefined ? Promise.resolve(new Map()) : ownersOf(map, pfns)),
    caches: new Map([...(caches ?? [])].filter(([, { name }]) => name !== '?')),
  };
}

async function ownersOf(map: PageMap, pfns: readonly number[]): Promise<ReadonlyMap<number, PageInfo>> {
  const pages = await readPageInfo(
    map,
    pfns.map((pfn) => pageAddress(map, pfn)),
  );
  const heads = await readPageInfo(map, [...new Set([...pages.values()].map(({ head }) => head))]);
  const owners = new Map<number, PageInfo>();
  for (const page of pages.values()) {
    const head = heads.get(page.head);
    // A page that is itself within another is the first of none.
    if (head !== undefined && head.head === head.address) owners.set(page.pfn, head);
  }
  return owners;
}

/** Memory of the boot and of `struct page`s themselves; false where that can't be told. */
export function isReserved(kernel: Kernel, page: PageInfo): boolean {
  return hasFlag(kernel, page, 'PG_reserved') === true;
}

function imageFrames(kernel: Kernel): (pfn: number) => boolean {
  const pageBytes = BigInt(kernel.memory.pageSizeBytes);
  const maps = kernel.memory.space.linear.filter(({ start }) => kernel.inImage(start));
  return (pfn) => {
    const physical = BigInt(pfn) * pageBytes;
    return maps.some(
      ({ start, end, physicalStart }) =>
        physical >= physicalStart &&
        physical < physicalStart + (end - start) &&
        kernel.inImage(start + physical - physicalStart),
    );
  };
}
