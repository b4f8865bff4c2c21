/**
 * What a page of physical memory belonged to: for the pages that a device wrote to after the crash. As much as what is there of
 * the dump tells; where hot pages alone were sent, that is little more than what the report itself had read.
 */
import { PurgatoryError, TransientError } from '../../errors.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readModules, readTexts } from '../kernel/modules.ts';
import { threadSize } from '../stacks/stack-memory.ts';
import { readTasks } from '../tasks/tasks.ts';

/** `enum pagetype`, linux v6.11 include/linux/page-flags.h: the top byte of `page_type`. */
const PAGE_TYPES: Readonly<Record<string, string>> = {
  PGTY_buddy: 'a free page',
  PGTY_table: 'a page table',
  PGTY_hugetlb: 'a huge page of hugetlbfs',
  PGTY_offline: 'a page that is offline',
};
/** PAGE_MAPPING_ANON, v6.12 include/linux/page-flags.h. */
const MAPPING_ANON = 1n;
const PG_SLAB_TYPE = 'PGTY_slab';

/**
 * Owners by page frame; one that is not known is left out.
 *
 * @param frames page frame numbers
 */
export async function pageOwners(kernel: Kernel, frames: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const wanted = new Set(frames);
  const owners = new Map<number, string>();
  if (!kernel.hasTypes) return owners;
  const note = (frame: number | undefined, owner: string): void => {
    if (frame !== undefined && wanted.has(frame) && !owners.has(frame)) owners.set(frame, owner);
  };
  for (const frame of wanted) noteImage(kernel, frame, note);
  const steps = [noteStacks, noteModules, notePages];
  for (const step of steps) {
    const left = [...wanted].filter((frame) => !owners.has(frame));
    if (left.length === 0) break;
    try {
      await step(kernel, left, note);
    } catch (error) {
      // What one can't find out the next may.
      if (!(error instanceof PurgatoryError) || error instanceof TransientError) throw error;
    }
  }
  return owners;
}

type Note = (frame: number | undefined, owner: string) => void;

/** The kernel's own image follows physical memory one to one. */
function noteImage(kernel: Kernel, frame: number, note: Note): void {
  const pageBytes = BigInt(kernel.memory.pageSizeBytes);
  const physical = BigInt(frame) * pageBytes;
  for (const { start, physicalStart } of kernel.memory.space.linear) {
    if (physical < physicalStart) continue;
    const address = start + physical - physicalStart;
    if (!kernel.inImage(address)) continue;
    const place = kernel.symbolize(address);
    note(frame, place === undefined ? 'the kernel' : `the kernel, from ${place.symbol}+0x${place.offset.toString(16)}`);
  }
}

async function noteStacks(kernel: Kernel, _frames: readonly number[], note: Note): Promise<void> {
  const { tasks, idle } = await readTasks(kernel);
  const sizeBytes = threadSize(kernel, []);
  const all = [...tasks, ...idle.values()];
  await noteVirtual(
    kernel,
    all.flatMap(({ stack, pid, comm }) => ({ start: stack, sizeBytes, owner: `the stack of ${comm} (pid ${pid})` })),
    note,
  );
}

async function noteModules(kernel: Kernel, _frames: readonly number[], note: Note): Promise<void> {
  const { map } = await readModules(kernel);
  const regions = map.list.flatMap(({ name, regions: own }) =>
    own.map(({ start, end }) => ({ start, sizeBytes: Number(end - start), owner: `the module ${name}` })),
  );
  await noteVirtual(kernel, regions, note);
}

/** Memory of the kernel's that is mapped by page tables: each page is read once, and its frame is known then. */
async function noteVirtual(
  kernel: Kernel,
  areas: readonly { readonly start: bigint; readonly sizeBytes: number; readonly owner: string }[],
  note: Note,
): Promise<void> {
  const { memory } = kernel;
  const pages = areas.flatMap(({ start, sizeBytes, owner }) =>
    Array.from({ length: Math.ceil(sizeBytes / memory.pageSizeBytes) }, (_, i) => {
      return { address: start + BigInt(i * memory.pageSizeBytes), owner };
    }),
  );
  await memory.read(pages.map(({ address }) => ({ address, length: 1 })));
  for (const { address, owner } of pages) note(memory.frameOf(address), owner);
}

/** What `struct page` says of each frame: x86-64, where `vmemmap_base` says where they are. */
async function notePages(kernel: Kernel, frames: readonly number[], note: Note): Promise<void> {
  const symbol = kernel.symbol('vmemmap_base');
  const page = kernel.types.find('page');
  if (symbol === undefined || page === undefined) return;
  const base = await kernel.memory.u64(symbol, 'vmemmap_base');
  const shape = kernel.shape('page', {
    flags: ['flags.f', 'flags'],
    head: 'compound_head',
    mapping: 'mapping',
    type: 'page_type',
  });
  const read = (addresses: readonly bigint[]) => shape.readGood(kernel.memory, addresses, () => undefined);
  const addressOf = (frame: number): bigint => base + BigInt(frame) * BigInt(page.sizeBytes);
  const rows = new Map((await read(frames.map(addressOf))).map((row) => [row.address, row]));
  // A page of a larger one names its head, with the lowest bit set.
  const headOf = (frame: number): bigint => {
    const row = rows.get(addressOf(frame));
    const head = row?.has('head') === true ? row.pointer('head') : 0n;
    return (head & 1n) === 1n ? head - 1n : addressOf(frame);
  };
  const heads = [...new Set(frames.map(headOf))].filter((head) => !rows.has(head));
  for (const row of await read(heads)) rows.set(row.address, row);
  const slabs = await slabNames(kernel, [...rows.keys()]);
  const types = new Map([...(kernel.types.enum('pagetype') ?? [])].map(([name, value]) => [value & 0xff, name]));
  const slabBit = kernel.types.enum('pageflags')?.get('PG_slab');
  for (const frame of frames) {
    const row = rows.get(headOf(frame));
    if (row === undefined) continue;
    const type = row.has('type') ? types.get(row.int('type') >>> 24) : undefined;
    const isSlab =
      type === PG_SLAB_TYPE || (slabBit !== undefined && ((row.pointer('flags') >> BigInt(slabBit)) & 1n) === 1n);
    const mapping = row.has('mapping') ? row.pointer('mapping') : 0n;
    const known = type === undefined ? undefined : PAGE_TYPES[type];
    if (isSlab) note(frame, `the slab cache ${slabs.get(row.address) ?? '?'}`);
    else if (known !== undefined) note(frame, known);
    else if ((mapping & MAPPING_ANON) === MAPPING_ANON) note(frame, 'anonymous memory of a process');
    else if (mapping !== 0n && type === undefined) note(frame, 'the page cache');
  }
}

/** Names of the slab caches that pages are of, if they are of any: `struct slab` lies over `struct page`. */
async function slabNames(kernel: Kernel, pages: readonly bigint[]): Promise<ReadonlyMap<bigint, string>> {
  const type = ['slab', 'page'].find((name) => kernel.types.has(name, 'slab_cache'));
  if (type === undefined || !kernel.types.has('kmem_cache', 'name')) return new Map();
  const ignore = () => undefined;
  const rows = await kernel.shape(type, { cache: 'slab_cache' }).readGood(kernel.memory, pages, ignore);
  const caches = await kernel
    .shape('kmem_cache', { name: 'name' })
    .readGood(kernel.memory, [...new Set(rows.map((row) => row.pointer('cache')))], ignore);
  const texts = await readTexts(
    kernel,
    caches.map((cache) => cache.pointer('name')),
  );
  const names = new Map(caches.map(({ address }, i) => [address, texts[i]]));
  return new Map(
    rows.flatMap((row): [bigint, string][] => {
      const name = names.get(row.pointer('cache'));
      return name === undefined ? [] : [[row.address, name]];
    }),
  );
}
