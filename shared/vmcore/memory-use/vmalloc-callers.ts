/** Who holds what vmalloc has handed out, by the functions that asked for it. */
import { hex } from '../../bytes/cursor.ts';
import type { MemoryInfo } from '../../contract/report.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { loadModulesAt } from '../kernel/module-tables.ts';
import type { WalkProblem } from '../kernel/walks.ts';
import { readVmapAreas } from './vmap-areas.ts';

/** Of all memory: from here on it is worth walking all that vmalloc has given. */
const WORTH_READING = 0.02;

export interface VmallocCallers {
  /** Largest first. */
  readonly callers: NonNullable<MemoryInfo['vmallocCallers']>;
  readonly problems: readonly WalkProblem[];
}

/**
 * Sums of the pages of areas by function; those of areas that map what is somebody else's (`ioremap`, `vmap`) are not counted. Only
 * where vmalloc holds enough to be worth reading its trees; undefined elsewhere. Modules are to be known before.
 *
 * @throws {FormatError} unsupported, where the kernel's types or symbols do not lead to them
 */
export async function readVmallocCallers(
  kernel: Kernel,
  memory: Pick<MemoryInfo, 'totalBytes' | 'vmallocBytes'>,
): Promise<VmallocCallers | undefined> {
  if ((memory.vmallocBytes ?? 0) <= memory.totalBytes * WORTH_READING) return undefined;
  const { areas, problems } = await readVmapAreas(kernel);
  const owned = areas.filter(({ pages }) => (pages ?? 0) > 0);
  await loadModulesAt(
    kernel,
    owned.map(({ caller }) => caller ?? 0n),
  );
  const sums = new Map<string, { caller: string; module?: string; areas: number; bytes: number }>();
  for (const { caller = 0n, pages = 0 } of owned) {
    const place = kernel.symbolize(caller);
    const name = {
      caller: place?.symbol ?? hex(caller),
      ...(place?.module === undefined ? {} : { module: place.module }),
    };
    const key = `${name.caller} ${name.module ?? ''}`;
    const sum = sums.get(key) ?? { ...name, areas: 0, bytes: 0 };
    sums.set(key, { ...sum, areas: sum.areas + 1, bytes: sum.bytes + pages * kernel.memory.pageSizeBytes });
  }
  return { callers: [...sums.values()].sort((a, b) => b.bytes - a.bytes), problems };
}
