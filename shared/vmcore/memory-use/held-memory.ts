/** Memory that no process and no cache of files accounts for: tmpfs by mount, huge pages set aside, per-CPU memory. */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { MemoryInfo } from '../../contract/report.ts';
import { readFileSystems, type FileSystem } from '../kernel/file-systems.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { mountPoint } from '../kernel/mount-points.ts';

/** `HUGE_MAX_HSTATE` of any architecture (v6.12 include/linux/hugetlb.h). */
const MAX_HUGE_SIZES = 16;
const MAX_ORDER = 40;
const MAX_UNITS = 65_536;

/** What each tmpfs holds, largest first; one that is mounted nowhere is shared memory of processes. */
export async function readTmpfs(kernel: Kernel): Promise<NonNullable<MemoryInfo['tmpfs']>> {
  const types = kernel.types;
  const info = types.find('super_block')?.field('s_fs_info');
  if (info === undefined || !types.has('shmem_sb_info', 'used_blocks')) return [];
  const all = (await readFileSystems(kernel)).filter(({ type }) => type === 'tmpfs' || type === 'devtmpfs');
  const pointers = await kernel.memory.words(all.map(({ address }) => address + BigInt(info.offsetBytes)));
  const held = await Promise.all(
    all.map(async (fileSystem, i) => {
      const pages = pointers[i] === undefined ? undefined : await usedPages(kernel, pointers[i]);
      return pages === undefined || pages <= 0 ? [] : [await named(kernel, fileSystem, pages)];
    }),
  );
  return held.flat().sort((a, b) => b.bytes - a.bytes);
}

async function named(kernel: Kernel, fileSystem: FileSystem, pages: number) {
  const mount = await mountPoint(kernel, fileSystem.address);
  const bytes = pages * kernel.memory.pageSizeBytes;
  return mount === undefined ? { bytes } : { mount, bytes };
}

/** `used_blocks`, a counter of which each processor has a part (v6.12 lib/percpu_counter.c `__percpu_counter_sum()`). */
async function usedPages(kernel: Kernel, info: bigint): Promise<number | undefined> {
  const [row] = await kernel
    .shape('shmem_sb_info', { count: 'used_blocks.count', parts: 'used_blocks.counters' })
    .need('count')
    .readGood(kernel.memory, [info]);
  if (row === undefined) return undefined;
  const parts = row.has('parts') ? row.pointer('parts') : 0n;
  const offsets = parts === 0n ? [] : [...kernel.cpus.perCpuOffset.values()];
  const results = await kernel.memory.read(
    offsets.map((offset) => ({ address: BigInt.asUintN(64, offset + parts), length: 4 })),
  );
  const own = results.reduce((sum, { bytes }) => sum + (bytes === undefined ? 0 : new LittleEndian(bytes).i32(0)), 0);
  return row.int('count') + own;
}

/** Pages of every size that are set aside for hugetlbfs, used or not. */
export async function readHugePages(kernel: Kernel): Promise<number | undefined> {
  const states = kernel.symbol('hstates');
  const count = kernel.symbol('hugetlb_max_hstate');
  const type = kernel.types.find('hstate');
  if (states === undefined || count === undefined || type === undefined) return undefined;
  const [number] = await kernel.memory.read([{ address: count, length: 4 }]);
  if (number?.bytes === undefined) return undefined;
  const sizes = Math.min(new LittleEndian(number.bytes).u32(0), MAX_HUGE_SIZES);
  const rows = await kernel
    .shape('hstate', { order: 'order', pages: 'nr_huge_pages' })
    .need('order', 'pages')
    .readGood(
      kernel.memory,
      Array.from({ length: sizes }, (_, i) => states + BigInt(i * type.sizeBytes)),
    );
  return rows.reduce((sum, row) => {
    const order = row.int('order');
    return order > MAX_ORDER ? sum : sum + row.int('pages') * 2 ** order * kernel.memory.pageSizeBytes;
  }, 0);
}

/** Memory of per-CPU variables (v6.12 mm/percpu.c `pcpu_nr_pages()`). */
export async function readPerCpuMemory(kernel: Kernel): Promise<number | undefined> {
  const populated = kernel.symbol('pcpu_nr_populated');
  const units = kernel.symbol('pcpu_nr_units');
  if (populated === undefined || units === undefined) return undefined;
  const [pages, count] = await kernel.memory.read([populated, units].map((address) => ({ address, length: 4 })));
  if (pages?.bytes === undefined || count?.bytes === undefined) return undefined;
  const each = new LittleEndian(pages.bytes).u32(0);
  const number = new LittleEndian(count.bytes).i32(0);
  return number < 1 || number > MAX_UNITS ? undefined : each * number * kernel.memory.pageSizeBytes;
}
