/** Pages of users: memory of processes, compressed and free pages of theirs too, and cached files. What `makedumpfile -d 31` leaves out. */
import { ConflictError } from '../../shared/errors.ts';
import { isPageType, saysSlab, type PageInfo } from '../../shared/vmcore/explore/pages.ts';
import type { Dump } from '../../shared/vmcore/formats/dump.ts';
import type { Kernel } from '../../shared/vmcore/kernel/kernel.ts';
import { isReserved, type PageOwners } from './page-owners.ts';
import type { Judge } from './withheld.ts';

/** Bits of makedumpfile's `-d`: cache without and with private data, pages of processes, free pages. With all of them none is in the dump. */
const LEVEL_WITHOUT_USERS = 2 | 4 | 8 | 16;
/** `struct page.mapping`: anonymous memory, and KSM's; what a driver may move (linux v6.12 include/linux/page-flags.h). */
const MAPPING_ANON = 1n;
const MAPPING_MOVABLE = 2n;
/** Pages that the kernel uses itself, whatever their count of references. */
const KERNEL_TYPES = ['table', 'large_kmalloc'] as const;

/**
 * Tells pages of users by their `struct page`; undefined where the dump says that there are none.
 *
 * @throws {ConflictError} where there may be some and nothing tells which
 */
export function userPages(owners: PageOwners, dump: Dump): Judge | undefined {
  const level = dump.info.dumpLevel;
  if (level !== undefined && (level & LEVEL_WITHOUT_USERS) === LEVEL_WITHOUT_USERS) return undefined;
  if (!owners.known) {
    throw new ConflictError(
      'this dump holds pages of processes, and nothing tells which: ask it with `purgatory explore FILE` where it may be read',
    );
  }
  return async (pfns) => {
    const asked = pfns.filter((pfn) => !owners.isImage(pfn));
    const pages = await owners.owners(asked);
    return new Map(
      asked
        .filter((pfn) => {
          const page = pages.get(pfn);
          return page === undefined || isOfUsers(owners.kernel, page);
        })
        .map((pfn) => [pfn, undefined]),
    );
  };
}

/** A slab uses the same words otherwise. */
function isOfUsers(kernel: Kernel, page: PageInfo): boolean {
  if (saysSlab(kernel, page) === true) return false;
  if ((page.mapping & MAPPING_ANON) !== 0n) return true;
  // zsmalloc's among them: what zram and zswap keep of processes.
  if ((page.mapping & MAPPING_MOVABLE) !== 0n || isPageType(kernel, page, 'zsmalloc')) return true;
  return page.mapping >> 47n !== 0n || isFree(kernel, page);
}

/** Nobody's: it holds what the last one left there, a process as likely as not. */
function isFree(kernel: Kernel, page: PageInfo): boolean {
  if (isPageType(kernel, page, 'buddy')) return true;
  return (
    page.refcount === 0 && !isReserved(kernel, page) && !KERNEL_TYPES.some((type) => isPageType(kernel, page, type))
  );
}
