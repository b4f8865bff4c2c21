import { LittleEndian } from '../../bytes/little-endian.ts';
import type { PhysicalMemory } from '../formats/dump.ts';
import type { PageTables } from './page-tables.ts';

export interface MappedFrameLimits {
  /** Tables that are read at most, over all levels. */
  readonly maxTables: number;
  /** Page frames that are answered at most. */
  readonly maxFrames: number;
  /** Which of the pages: by the low half of their entry. */
  readonly accepts?: (low: number) => boolean;
}

interface Table {
  readonly address: number;
  /** The first virtual page that it says anything of. */
  readonly firstPage: number;
}

/**
 * The page frames that small pages `first` .. `end` - 1 of virtual memory are mapped to, level by level. A table that is not
 * there is passed over: whoever collects what was asked for in vain learns of all tables of a level at once.
 */
export async function mappedFrames(
  memory: PhysicalMemory,
  tables: PageTables,
  [first, end]: readonly [number, number],
  limits: MappedFrameLimits,
): Promise<number[]> {
  const frames: number[] = [];
  const [top] = tables.levels;
  if (top === undefined || end <= first) return frames;
  const topPages = top.entries * 2 ** (top.shift - tables.pageShift);
  let level: Table[] = [{ address: tables.root, firstPage: Math.floor(first / topPages) * topPages }];
  let left = limits.maxTables;
  for (const [depth, { shift, entries }] of tables.levels.entries()) {
    const isLast = depth === tables.levels.length - 1;
    const span = 2 ** (shift - tables.pageShift);
    const below: Table[] = [];
    const pages = await memory.readPages(level.map(({ address }) => Math.floor(address / memory.pageSizeBytes)));
    level.forEach(({ address, firstPage }, i) => {
      const bytes = pages[i]?.bytes;
      if (bytes === undefined) return;
      const view = new LittleEndian(bytes);
      const from = Math.max(0, Math.floor((first - firstPage) / span));
      const to = Math.min(entries - 1, Math.floor((end - 1 - firstPage) / span));
      for (let index = from; index <= to; index++) {
        const at = (address % memory.pageSizeBytes) + index * 8;
        if (at + 8 > view.length) break;
        const low = view.u32(at);
        const target = tables.target(low, view.u32(at + 4));
        if (target < 0) continue;
        if (isLast) {
          if (frames.length < limits.maxFrames && limits.accepts?.(low) !== false) {
            frames.push(Math.floor(target / memory.pageSizeBytes));
          }
        } else if (!tables.isLarge(low)) below.push({ address: target, firstPage: firstPage + index * span });
      }
    });
    level = below.slice(0, left);
    left -= level.length;
  }
  return frames;
}
