/**
 * What is in a dump and not shown by the service: memory of processes, cached files, and payloads of keys. Pages are withheld as a
 * whole and by their frame, so that it makes no difference by which address, type or command they are asked for.
 */
import { Explorer, type OpenExplorerOptions } from '../../shared/vmcore/explore/explorer.ts';
import { PageAbsence, type Dump, type PageResult, type PhysicalMemory } from '../../shared/vmcore/formats/dump.ts';
import { withMemory } from '../../shared/vmcore/extract/record-pages.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { pageOwners } from './page-owners.ts';
import { keyPages } from './withheld-keys.ts';
import { userPages } from './withheld-users.ts';

/** Which of these page frames are withheld, and why where there is more to say of it. */
export type Judge = (pfns: readonly number[]) => Promise<ReadonlyMap<number, string | undefined>>;

/**
 * Opens a dump that shows no page of users and no page with a key's payload.
 *
 * @param maxKeys of a dump with more keys, all memory is withheld that may hold one
 * @throws {FormatError} where it is no dump, or its kernel has no types
 * @throws {ConflictError} where pages of processes are in it and nothing tells which they are
 */
export async function openWithheld(
  source: ByteSource,
  options: OpenExplorerOptions,
  maxKeys?: number,
): Promise<Explorer> {
  let judges: readonly Judge[] | undefined;
  let raw: Dump | undefined;
  const explorer = await Explorer.open([source], {
    ...options,
    guard(dump) {
      raw = dump;
      return withMemory(
        dump,
        guarded(dump.memory, () => judges),
      );
    },
  });
  try {
    if (raw === undefined) throw new TypeError('the dump was opened without its guard');
    const owners = await pageOwners(explorer, raw);
    judges = [await keyPages(explorer, owners, maxKeys), userPages(owners, raw)].filter((judge) => judge !== undefined);
    return explorer;
  } catch (error) {
    await explorer.close();
    throw error;
  }
}

function guarded(memory: PhysicalMemory, judgesNow: () => readonly Judge[] | undefined): PhysicalMemory {
  /** What was judged, and may be shown. */
  const shown = new Set<number>();
  return {
    pageSizeBytes: memory.pageSizeBytes,
    maxPfn: memory.maxPfn,
    async readPages(pfns, options) {
      const judges = judgesNow();
      const unknown = pfns.filter((pfn) => !shown.has(pfn));
      const withheld = new Map<number, PageResult>();
      for (const judge of unknown.length === 0 ? [] : (judges ?? [])) {
        for (const [pfn, detail] of await judge(unknown))
          withheld.set(pfn, { absence: PageAbsence.Withheld, ...(detail === undefined ? {} : { detail }) });
      }
      if (judges !== undefined) for (const pfn of unknown) if (!withheld.has(pfn)) shown.add(pfn);
      const open = pfns.filter((pfn) => !withheld.has(pfn));
      const pages = open.length === 0 ? [] : await memory.readPages(open, options);
      const found = new Map(open.map((pfn, i) => [pfn, pages[i]]));
      return pfns.map((pfn) => withheld.get(pfn) ?? found.get(pfn) ?? { absence: PageAbsence.Withheld });
    },
    // Whoever reads keeps no page where this is: what was read before it was known whose it is would stay.
    peekPage: (pfn) => (shown.has(pfn) ? memory.peekPage?.(pfn) : undefined),
  };
}
