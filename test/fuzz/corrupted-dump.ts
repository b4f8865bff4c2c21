/** A dump whose memory is corrupted by a list of changes, eight bytes each: which page, where in it, and what goes there. */
import { openKernel } from '../../shared/vmcore/kernel/kernel.ts';
import { recordPages, withMemory } from '../../shared/vmcore/extract/record-pages.ts';
import type { Dump, PageResult } from '../../shared/vmcore/formats/dump.ts';
import { Sections } from '../../shared/vmcore/report/sections.ts';

export const CHANGE_BYTES = 8;

export interface World {
  readonly dump: Dump;
  /** Pages that are read, and those of them that are neither symbols nor types. */
  readonly touched: readonly number[];
  readonly structures: readonly number[];
  readonly original: ReadonlyMap<number, Uint8Array>;
}

/** @param read reads all that the changes are to hit */
export async function openWorld(dump: Dump, read: (dump: Dump) => Promise<unknown>): Promise<World> {
  // Symbols and types are half of what is read, and a change there ends most reports early: they are hit now and then.
  const opening = recordPages(dump);
  await openKernel(opening.dump, new Sections());
  const all = recordPages(dump);
  await read(all.dump);
  const touched = [...all.touched];
  const original = new Map<number, Uint8Array>();
  (await dump.memory.readPages(touched)).forEach((page, i) => {
    if (page.bytes !== undefined) original.set(touched[i] ?? 0, page.bytes);
  });
  return { dump, touched, structures: touched.filter((pfn) => !opening.touched.has(pfn)), original };
}

/** The world's dump after at most so many of the changes in `list`. */
export function corrupted(world: World, list: Uint8Array, most: number): Dump {
  const changed = new Map<number, Uint8Array>();
  const changes = Math.min(Math.floor(list.length / CHANGE_BYTES), most);
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  for (let i = 0; i < changes; i++) change(world, changed, view, i * CHANGE_BYTES);
  return withPages(world, changed);
}

function change(
  { touched, structures, original }: World,
  changed: Map<number, Uint8Array>,
  view: DataView,
  at: number,
) {
  const choice = view.getUint16(at, true);
  const pages = choice % 97 === 0 || structures.length === 0 ? touched : structures;
  const pfn = pages[choice % pages.length] ?? 0;
  const page = changed.get(pfn) ?? original.get(pfn)?.slice();
  if (page === undefined) return;
  changed.set(pfn, page);
  const word = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const where = (view.getUint16(at + 2, true) % (page.length / 8)) * 8;
  const value = view.getUint16(at + 6, true);
  const other = (value % (page.length / 8)) * 8;
  switch (view.getUint8(at + 4) % 8) {
    case 0: {
      word.setUint8(where + (value & 7), view.getUint8(at + 5));
      return;
    }
    case 1: {
      word.setBigUint64(where, 0n, true);
      return;
    }
    case 2: {
      word.setBigUint64(where, 2n ** 64n - 1n, true);
      return;
    }
    case 3: {
      word.setBigUint64(where, BigInt(value), true);
      return;
    }
    case 4: {
      // A pointer of this page elsewhere in it: lists become rings.
      word.setBigUint64(where, word.getBigUint64(other, true), true);
      return;
    }
    case 5: {
      word.setUint8(where, word.getUint8(where) ^ (1 << (value & 7)));
      return;
    }
    case 6: {
      // The same page of another structure.
      page.copyWithin(where, other, Math.min(other + 256, page.length));
      return;
    }
    default:
      page.fill(view.getUint8(at + 5));
  }
}

function withPages({ dump, original }: World, changed: ReadonlyMap<number, Uint8Array>): Dump {
  const { memory } = dump;
  const known = (pfn: number): PageResult | undefined => {
    const bytes = changed.get(pfn) ?? original.get(pfn);
    return bytes === undefined ? undefined : { bytes };
  };
  return withMemory(dump, {
    pageSizeBytes: memory.pageSizeBytes,
    maxPfn: memory.maxPfn,
    peekPage: known,
    async readPages(pfns) {
      const others = await memory.readPages(pfns.filter((pfn) => known(pfn) === undefined));
      let next = 0;
      return pfns.map((pfn) => known(pfn) ?? others[next++] ?? { absence: 'no-memory' });
    },
  });
}
