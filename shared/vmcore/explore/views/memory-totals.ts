/** `kmem -i`, `-n`, `-f`: where memory is, its nodes with their zones and sections, and what is free of each size. */
import { hex } from '../../../bytes/cursor.ts';
import type { Datum } from '../datum.ts';
import { ExploreError } from '../explore-error.ts';
import { frameOfPage, pageAddress, pageMap } from '../pages.ts';
import { listNodes } from '../structures.ts';
import { firstWalk, type ViewContext } from './context.ts';
import { integer, pointedText, pointer, text, wordOf, type Table } from './table.ts';

const MAX_NODES = 64;
const MAX_SECTIONS = 2 ** 20;
/** `SECTION_MARKED_PRESENT` …, include/linux/mmzone.h, with the letters that crash has for them. */
const SECTION_STATES = ['P', 'M', 'O', 'E'] as const;

/** `kmem -i`: pages by what they are for, as `/proc/meminfo` counts them. */
export async function totals(context: ViewContext): Promise<Table> {
  const { kernel, number } = context;
  const zone = (name: string): Promise<bigint> => statOf(context, 'vm_zone_stat', 'zone_stat_item', name);
  const node = (name: string): Promise<bigint> => statOf(context, 'vm_node_stat', 'node_stat_item', name);
  const total = await number('*(unsigned long *)&_totalram_pages');
  const free = await zone('NR_FREE_PAGES');
  const slab = (await node('NR_SLAB_RECLAIMABLE_B')) + (await node('NR_SLAB_UNRECLAIMABLE_B'));
  const buffers = await bufferPages(context);
  const cached = (await node('NR_FILE_PAGES')) - buffers - (await optional(node('NR_SWAPCACHE')));
  const swap = await number('*(long *)&total_swap_pages');
  const unused = swap === 0n ? 0n : await number('nr_swap_pages.counter');
  const ratio = await optional(number('*(int *)&sysctl_overcommit_ratio'));
  const huge = await hugePages(context);
  const limit = ((total - huge.total) * ratio) / 100n + swap;
  const committed = await handedIn(number, '((struct percpu_counter *)&vm_committed_as)->count');
  const page = kernel.memory.pageSizeBytes / 1024;
  const rows = (
    [
      ['TOTAL MEM', total, undefined],
      ['FREE', free, total],
      ['USED', total - free, total],
      ['MAPPED', await node('NR_FILE_MAPPED'), total],
      ['SHMEM', await node('NR_SHMEM'), total],
      ['BUFFERS', buffers, total],
      ['CACHED', cached, total],
      ['SLAB', slab, total],
      ['TOTAL HUGE', huge.total, undefined],
      ['HUGE FREE', huge.free, huge.total],
      ['TOTAL SWAP', swap, undefined],
      ['SWAP USED', swap - unused, swap],
      ['SWAP FREE', unused, swap],
      ['COMMIT LIMIT', limit, undefined],
      ['COMMITTED', committed, limit],
    ] as const
  ).map(([name, pages, of]): Datum[] => [
    text(name),
    integer(pages),
    integer(pages * BigInt(page)),
    text(of === undefined || of === 0n ? '' : `${(pages * 100n) / of}%`),
  ]);
  return { columns: ['NAME', 'PAGES', 'KIB', 'PERCENT'], rows };
}

/** A counter of the whole machine. */
async function statOf({ kernel, number }: ViewContext, array: string, items: string, name: string): Promise<bigint> {
  const index = kernel.types.enum(items)?.get(name);
  return index === undefined ? 0n : handedIn(number, `((long *)&${array})[${index}]`);
}

/** What processors have handed in of a counter: as the kernel reads it for its own figures, never below 0. */
async function handedIn(number: ViewContext['number'], counter: string): Promise<bigint> {
  const value = BigInt.asIntN(64, await number(counter));
  return value < 0n ? 0n : value;
}

/** Pages of block devices' own caches. */
async function bufferPages(context: ViewContext): Promise<bigint> {
  const found = await context.walk(
    'list &blockdev_superblock->s_inodes type struct inode.i_sb_list as i show i->i_mapping->nrpages',
  );
  return found.rows.reduce((sum, [pages]) => sum + wordOf(pages), 0n);
}

async function hugePages({ kernel, walk }: ViewContext): Promise<{ readonly total: bigint; readonly free: bigint }> {
  if (kernel.symbol('hstates') === undefined) return { total: 0n, free: 0n };
  const found = await walk(
    'array ((struct hstate *)&hstates)[0:*(int *)&hugetlb_max_hstate] as h show h.order, h.nr_huge_pages, h.free_huge_pages',
  ).catch(ignoreUnknown);
  let [total, free] = [0n, 0n];
  for (const [order, all, unused] of found?.rows ?? []) {
    total += wordOf(all) << wordOf(order);
    free += wordOf(unused) << wordOf(order);
  }
  return { total, free };
}

async function optional(value: Promise<bigint>): Promise<bigint> {
  return (await value.catch(ignoreUnknown)) ?? 0n;
}

function ignoreUnknown(error: unknown): undefined {
  if (error instanceof ExploreError && error.fault === undefined) return undefined;
  throw error;
}

/** `kmem -n`: nodes, their zones, and the sections of memory. */
export async function nodes(context: ViewContext): Promise<Table> {
  const { kernel, world } = context;
  const map = await pageMap(world);
  const size = BigInt(kernel.memory.pageSizeBytes);
  const columns = ['KIND', 'NR', 'ADDRESS', 'NAME', 'SIZE', 'MEM_MAP', 'START_PADDR', 'START_MAPNR'];
  const rows: Datum[][] = [];
  const add = (kind: string, nr: number, at: bigint, name: Datum, pages: bigint, pfn: bigint): void => {
    const first = pages === 0n || map === undefined ? 0n : pageAddress(map, Number(pfn));
    const start = pages === 0n ? 0n : pfn;
    rows.push([
      text(kind),
      integer(nr),
      pointer(at),
      name,
      integer(pages),
      pointer(first),
      pointer(start * size),
      integer(start),
    ]);
  };
  for (const [node, at] of (await nodeAddresses(context)).entries()) {
    const data = `((struct pglist_data *)${hex(at)})`;
    const number = (member: string): Promise<bigint> => context.number(`${data}->${member}`);
    add('NODE', node, at, text(''), await number('node_spanned_pages'), await number('node_start_pfn'));
    const zones = await context.walk(
      `array ${data}->node_zones as z show &z, z.name, z.spanned_pages, z.zone_start_pfn`,
    );
    zones.rows.forEach(([zone, name, pages, pfn], i) => {
      add('ZONE', i, wordOf(zone), pointedText(name), wordOf(pages), wordOf(pfn));
    });
  }
  return { columns, rows: [...rows, ...(await sections(context))] };
}

/** Sections that hold memory, of a kernel with sparse memory. */
async function sections(context: ViewContext): Promise<Datum[][]> {
  const { kernel, number, world } = context;
  const info = kernel.info.number('SECTION_SIZE_BITS');
  const struct = kernel.types.find('mem_section');
  const map = await pageMap(world);
  const roots = kernel.symbol('mem_section');
  if (info === undefined || struct === undefined || roots === undefined || map === undefined) return [];
  const pagesInSection = 1n << (info - BigInt(Math.log2(kernel.memory.pageSizeBytes)));
  const perRoot = Math.floor(kernel.memory.pageSizeBytes / struct.sizeBytes);
  const last = Math.min(MAX_SECTIONS, Math.ceil(kernel.dump.memory.maxPfn / Number(pagesInSection)));
  // CONFIG_SPARSEMEM_EXTREME: a pointer to a table of pointers to pages of sections.
  const table = await number(`*(unsigned long *)${hex(roots)}`);
  const rows: Datum[][] = [];
  let root = 0n;
  for (let nr = 0; nr < last; nr++) {
    if (nr % perRoot === 0) root = await number(`((unsigned long *)${hex(table)})[${nr / perRoot}]`);
    if (root === 0n) continue;
    const at = root + BigInt((nr % perRoot) * struct.sizeBytes);
    const coded = await number(`((struct mem_section *)${hex(at)})->section_mem_map`);
    if ((coded & 2n) === 0n) continue;
    const pfn = BigInt(nr) * pagesInSection;
    const state = SECTION_STATES.filter((_, bit) => ((coded >> BigInt(bit)) & 1n) === 1n).join('');
    const cells = [text('SECTION'), integer(nr), pointer(at), text(state), integer(pagesInSection)];
    const start = pfn * BigInt(kernel.memory.pageSizeBytes);
    rows.push([...cells, pointer(pageAddress(map, Number(pfn))), pointer(start), integer(pfn)]);
  }
  return rows;
}

/** `kmem -f`: free blocks by zone, order and migration type, as the buddy allocator lists them. */
export async function freeAreas(context: ViewContext): Promise<Table> {
  const { kernel, world } = context;
  const map = await pageMap(world);
  const link = BigInt(kernel.types.struct('page').offsetOf('lru'));
  const rows: Datum[][] = [];
  const notes: string[] = [];
  for (const [node, at] of (await nodeAddresses(context)).entries()) {
    const zones = await context.walk(
      `array ((struct pglist_data *)${hex(at)})->node_zones as z where z.spanned_pages != 0 show z_index, z.name`,
    );
    for (const [zone, name] of zones.rows) {
      const lists = await context.walk(
        `array ((struct pglist_data *)${hex(at)})->node_zones[${wordOf(zone)}].free_area as a, array a.free_list as l show a_index, l_index, &l`,
      );
      for (const [order, type, head] of lists.rows) {
        let blocks = 0n;
        const nodes = listNodes(kernel, wordOf(head));
        for (let next = await nodes.next(); ; next = await nodes.next()) {
          if (next.done === true) {
            if (next.value !== undefined) notes.push(next.value.problem);
            break;
          }
          if (map !== undefined && frameOfPage(map, next.value.address - link) < 0)
            notes.push('a block outside of memory');
          blocks++;
        }
        const free = integer(blocks << wordOf(order));
        const place = [order, type, head].map((cell) => cell ?? text('?'));
        rows.push([integer(node), pointedText(name), ...place, integer(blocks), free]);
      }
    }
  }
  return {
    columns: ['NODE', 'ZONE', 'AREA', 'TYPE', 'FREE_AREA_STRUCT', 'BLOCKS', 'PAGES'],
    rows,
    ...(notes.length === 0 ? {} : { notes: [...new Set(notes)] }),
  };
}

/** Each node's `pglist_data`: of a kernel for one node there is one, in the image. */
async function nodeAddresses(context: ViewContext): Promise<readonly bigint[]> {
  const found = await firstWalk(context, [
    `array ((struct pglist_data **)&node_data)[0:${MAX_NODES}] as n where n != 0 && n_index < *(int *)&nr_node_ids show n`,
    'array (&contig_page_data)[0:1] as n show &n',
  ]);
  return found.rows.map(([node]) => wordOf(node)).filter((at) => at !== 0n);
}
