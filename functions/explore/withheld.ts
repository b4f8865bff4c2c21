/**
 * What is in a dump and not shown by the service: memory of processes, cached files, and payloads of keys. Pages are withheld as a
 * whole and by their frame, so that it makes no difference by which address, type or command they are asked for.
 */
import { ConflictError, PurgatoryError } from '../../shared/errors.ts';
import { Explorer, type OpenExplorerOptions } from '../../shared/vmcore/explore/explorer.ts';
import {
  pageAddress,
  pageMap,
  readPageInfo,
  saysSlab,
  type PageInfo,
  type PageMap,
} from '../../shared/vmcore/explore/pages.ts';
import { PageAbsence, type Dump, type PageResult, type PhysicalMemory } from '../../shared/vmcore/formats/dump.ts';
import { withMemory } from '../../shared/vmcore/extract/record-pages.ts';
import { Kernel } from '../../shared/vmcore/kernel/kernel.ts';
import { openKernelMemory } from '../../shared/vmcore/memory/kernel-memory.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';

/** Bits of makedumpfile's `-d`: cache without and with private data, pages of processes. With all of them none is in the dump. */
const LEVEL_WITHOUT_USERS = 2 | 4 | 8;
/** Types of keys whose payload is no secret, or is none at all. */
const OPEN_KEY_TYPES = new Set(['keyring', 'dns_resolver', 'blacklist', 'id_resolver', 'id_legacy']);
const KEYS =
  'walk rb &key_serial_tree type struct key.serial_node show type->name, datalen, payload.data[0], payload.data[1], payload.data[2], payload.data[3]';
/** Keys whose payloads are withheld one by one. */
const MAX_KEYS = 50_000;
/** `struct page.mapping`: anonymous memory, and KSM's (linux v6.12 include/linux/page-flags.h). */
const MAPPING_ANON = 1n;
const MAPPING_KIND = 3n;
const WITHHELD: PageResult = { absence: PageAbsence.Withheld };

/** Which of these page frames are withheld. */
type Judge = (pfns: readonly number[]) => Promise<ReadonlySet<number>>;

/**
 * Opens a dump that shows no page of users and no page with a key's payload.
 *
 * @throws {FormatError} where it is no dump, or its kernel has no types
 * @param maxKeys a dump with more keys is not opened
 * @throws {ConflictError} where pages of processes are in it and nothing tells which they are, or more keys than are looked at
 */
export async function openWithheld(
  source: ByteSource,
  options: OpenExplorerOptions,
  maxKeys = MAX_KEYS,
): Promise<Explorer> {
  let judge: Judge | undefined;
  let raw: Dump | undefined;
  const explorer = await Explorer.open([source], {
    ...options,
    guard(dump) {
      raw = dump;
      return withMemory(
        dump,
        guarded(dump.memory, () => judge),
      );
    },
  });
  try {
    const keys = await keyPages(explorer, maxKeys);
    const users = raw === undefined ? undefined : await userPages(explorer, raw);
    judge = async (pfns) => new Set([...pfns.filter((pfn) => keys.has(pfn)), ...((await users?.(pfns)) ?? [])]);
    return explorer;
  } catch (error) {
    await explorer.close();
    throw error;
  }
}

function guarded(memory: PhysicalMemory, judgeNow: () => Judge | undefined): PhysicalMemory {
  /** What was judged, and may be shown. */
  const shown = new Set<number>();
  return {
    pageSizeBytes: memory.pageSizeBytes,
    maxPfn: memory.maxPfn,
    async readPages(pfns, options) {
      const judge = judgeNow();
      const unknown = pfns.filter((pfn) => !shown.has(pfn));
      const withheld = judge === undefined || unknown.length === 0 ? new Set<number>() : await judge(unknown);
      if (judge !== undefined) for (const pfn of unknown) if (!withheld.has(pfn)) shown.add(pfn);
      const open = pfns.filter((pfn) => !withheld.has(pfn));
      const pages = open.length === 0 ? [] : await memory.readPages(open, options);
      const found = new Map(open.map((pfn, i) => [pfn, pages[i]]));
      return pfns.map((pfn) => found.get(pfn) ?? WITHHELD);
    },
    // Whoever reads keeps no page where this is: what was read before it was known whose it is would stay.
    peekPage: (pfn) => (shown.has(pfn) ? memory.peekPage?.(pfn) : undefined),
  };
}

/** Frames that hold payloads of keys: each secret starts at a pointer of its `struct key` and is as long as that says. */
async function keyPages(explorer: Explorer, maxKeys: number): Promise<ReadonlySet<number>> {
  const frames = new Set<number>();
  const { kernel } = explorer.world;
  const pageBytes = BigInt(kernel.memory.pageSizeBytes);
  let answer;
  try {
    answer = await explorer.ask(`${KEYS} limit ${maxKeys}`);
  } catch (error) {
    // A kernel without keys has no such tree; one whose tree can't be read shows none of it either.
    if (error instanceof PurgatoryError) return frames;
    throw error;
  }
  if (answer.kind !== 'walk') return frames;
  if (answer.next !== undefined) {
    throw new ConflictError(
      `this dump has more than ${maxKeys} keys, and what the others hold could not be withheld: ask it with \`purgatory explore FILE\` where it may be read`,
    );
  }
  for (const [type, length, ...payloads] of answer.rows) {
    const name = type?.is === 'pointer' ? type.text : type?.is === 'text' ? type.text : undefined;
    if (name !== undefined && OPEN_KEY_TYPES.has(name)) continue;
    const bytes = length?.is === 'integer' ? BigInt(length.value) : 0n;
    for (const payload of payloads) {
      const start = payload.is === 'pointer' || payload.is === 'integer' ? BigInt(addressIn(payload)) : 0n;
      for (const { start: first, end, physicalStart } of kernel.memory.space.linear) {
        if (start < first || start >= end) continue;
        const physical = start - first + physicalStart;
        // Before the secret itself stand its length and what frees it.
        const last = (physical + bytes + 64n) / pageBytes;
        for (let pfn = physical / pageBytes; pfn <= last; pfn++) frames.add(Number(pfn));
      }
    }
  }
  return frames;
}

function addressIn(
  datum: { readonly is: 'pointer'; readonly address: string } | { readonly is: 'integer'; readonly value: string },
) {
  return datum.is === 'pointer' ? datum.address : datum.value;
}

/** Tells pages of users by their `struct page`; undefined where the dump says that there are none. */
async function userPages(explorer: Explorer, dump: Dump): Promise<Judge | undefined> {
  const level = dump.info.dumpLevel;
  if (level !== undefined && (level & LEVEL_WITHOUT_USERS) === LEVEL_WITHOUT_USERS) return undefined;
  const { kernel } = explorer.world;
  const base = openKernelMemory(dump);
  base.memory.use(kernel.memory.space);
  // What describes pages is read past the guard: it describes itself, too.
  const unguarded = new Kernel(dump, base, { kallsyms: kernel.kallsyms, types: kernel.knownTypes });
  const found = await pageMap(explorer.world).catch(() => undefined);
  if (found === undefined) {
    throw new ConflictError(
      'this dump holds pages of processes, and nothing tells which: ask it with `purgatory explore FILE` where it may be read',
    );
  }
  const map: PageMap = { ...found, kernel: unguarded };
  const image = imageFrames(unguarded);
  return async (pfns) => {
    const asked = pfns.filter((pfn) => !image(pfn));
    const pages = await infoOf(map, asked);
    const heads = await readPageInfo(map, [...new Set([...pages.values()].map(({ head }) => head))]);
    return new Set(
      asked.filter((pfn) => {
        const page = pages.get(pfn);
        return page === undefined || isOfUsers(unguarded, heads.get(page.head) ?? page);
      }),
    );
  };
}

async function infoOf(map: PageMap, pfns: readonly number[]): Promise<ReadonlyMap<number, PageInfo>> {
  const pages = await readPageInfo(
    map,
    pfns.map((pfn) => pageAddress(map, pfn)),
  );
  return new Map([...pages.values()].map((page) => [page.pfn, page]));
}

/** Anonymous memory, and what is cached of files. A slab uses the same words otherwise. */
function isOfUsers(kernel: Kernel, page: PageInfo): boolean {
  if (saysSlab(kernel, page) === true) return false;
  if ((page.mapping & MAPPING_ANON) !== 0n) return true;
  return (page.mapping & MAPPING_KIND) === 0n && page.mapping >> 47n !== 0n;
}

/** The kernel's own image has no users. */
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
