/**
 * Pages that hold payloads of keys. Where it is known which keys there are, it is those that their payloads are on; where it is not, all memory that
 * a payload may have been allocated from.
 */
import { LittleEndian } from '../../shared/bytes/little-endian.ts';
import type { Explorer } from '../../shared/vmcore/explore/explorer.ts';
import { hasFlag, isPageType, saysSlab, type PageInfo } from '../../shared/vmcore/explore/pages.ts';
import type { SlabCache } from '../../shared/vmcore/explore/slab-objects.ts';
import { readKeys, type KernelKey } from '../../shared/vmcore/kernel/keys.ts';
import { ReadFailureReason } from '../../shared/vmcore/memory/read-failure.ts';
import { isReserved, type PageOwners } from './page-owners.ts';
import type { Judge } from './withheld.ts';

/** Keys whose payloads are withheld one by one. */
export const MAX_KEYS = 50_000;
/** Types of keys whose payload is no secret, or is none at all. */
const OPEN_TYPES = new Set(['keyring', 'dns_resolver', 'blacklist', 'id_resolver', 'id_legacy', '.dead']);
/** Types whose payload lies in one piece, `datalen` bytes with a header before them. Others name more from there: a ticket, a private key. */
const FLAT_TYPES = new Set(['user', 'logon', 'big_key', 'encrypted', 'trusted', 'fscrypt-provisioning', 'psk']);
/** More than any header of a flat payload (`struct encrypted_key_payload`), and than what stands behind its data. */
const HEADER_BYTES = 128n;
/** From a payload to what it names, and on: tokens of `rxrpc` name the next, that its key, that its bytes. */
const MAX_DEPTH = 4;
const MAX_OBJECTS = 20_000;
/** Of an object, for what it names. No payload that names others is larger. */
const MAX_OBJECT_BYTES = 1024;
/** `keyctl(2)` takes no payload of more than a megabyte. */
const MAX_PAYLOAD_PAGES = 256;
/** Of all payloads, and of what they name: 2 GiB in pages of 4 KiB. */
const MAX_PAGES = 2 ** 19;
const TOO_MUCH = 'keys name more memory than is looked at';
/** Caches that payloads are allocated from: `kmalloc-64`, `kmalloc-cg-64`, `kmalloc-rnd-03-64`, `memdup_user-64`. */
const PAYLOAD_CACHE = /kmalloc|memdup_user/;
const KERNEL_HALF = 1n << 63n;

/**
 * To be called before anything of the dump is withheld.
 *
 * @param maxKeys where there are more, they are not told one by one
 */
export async function keyPages({ world }: Explorer, owners: PageOwners, maxKeys = MAX_KEYS): Promise<Judge> {
  await world.loadDataNames();
  const { keys, incomplete } = await readKeys(world.kernel, maxKeys);
  const secret = keys.filter(({ type }) => type === undefined || !OPEN_TYPES.has(type));
  const frames = new Set<number>();
  const why = incomplete ?? (await addPayloads(owners, secret, frames));
  if (why !== undefined) {
    const detail = detailOf(why);
    return async (pfns) => new Map([...(await payloadFrames(owners, pfns)).keys()].map((pfn) => [pfn, detail]));
  }
  return (pfns) => Promise.resolve(new Map(pfns.filter((pfn) => frames.has(pfn)).map((pfn) => [pfn, undefined])));
}

function detailOf(why: string): string {
  return `${why}, so all memory is withheld that may hold one: ask \`purgatory explore FILE\` where the dump may be read`;
}

/** @returns why not all of them are known, in a clause */
async function addPayloads(
  owners: PageOwners,
  keys: readonly KernelKey[],
  frames: Set<number>,
): Promise<string | undefined> {
  const ranges = keys.flatMap(({ payload, dataBytes }) =>
    payload.map((address) => ({ address, length: BigInt(dataBytes) + HEADER_BYTES })),
  );
  const others = keys
    .filter(({ type }) => type === undefined || !FLAT_TYPES.has(type))
    .flatMap(({ payload }) => payload);
  return (await addRanges(owners, ranges, frames)) ?? (await addReachable(owners, others, frames));
}

interface Range {
  readonly address: bigint;
  readonly length: bigint;
}

async function addRanges(
  owners: PageOwners,
  ranges: readonly Range[],
  frames: Set<number>,
): Promise<string | undefined> {
  const { memory } = owners.kernel;
  const pageBytes = BigInt(memory.pageSizeBytes);
  const pages = new Set<bigint>();
  for (const { address, length } of ranges) {
    // A payload of words, as `big_key` has, holds a length or flags beside its pointers.
    if (address < KERNEL_HALF) continue;
    // How long it is, is the dump's word, by the dump's types.
    if (length <= 0n || length > BigInt(MAX_PAYLOAD_PAGES) * pageBytes)
      return "a key's payload is said to have no length that one can have";
    const last = (address + length - 1n) / pageBytes;
    for (let page = address / pageBytes; page <= last; page += 1n) pages.add(page * pageBytes);
    if (pages.size > MAX_PAGES) return TOO_MUCH;
  }
  const addresses = [...pages].filter((page) => BigInt.asUintN(64, page) === page);
  const reads = addresses.filter((page) => memory.frameOf(page) === undefined);
  const results = await memory.read(reads.map((address) => ({ address, length: 1 })));
  const unread = results.some(({ failure }, i) => {
    return memory.frameOf(reads[i] ?? 0n) === undefined && failure?.reason !== ReadFailureReason.Unmapped;
  });
  for (const page of addresses) {
    const frame = memory.frameOf(page);
    if (frame !== undefined) frames.add(frame);
  }
  return unread ? "where a key's payload lies can't be told" : undefined;
}

/** The payloads, and what they name of allocated memory, object by object. */
async function addReachable(
  owners: PageOwners,
  payloads: readonly bigint[],
  frames: Set<number>,
): Promise<string | undefined> {
  const seen = new Set<bigint>();
  let level = [...new Set(payloads)];
  for (let depth = 0; level.length > 0; depth += 1) {
    const objects = (await objectsAt(owners, level)).filter(({ address }) => !seen.has(address));
    for (const { address } of objects) seen.add(address);
    if (seen.size > MAX_OBJECTS) return TOO_MUCH;
    const why = await addRanges(owners, objects, frames);
    if (why !== undefined || depth === MAX_DEPTH) return why;
    const reads = await owners.kernel.memory.read(
      objects.map(({ address, length }) => ({ address, length: Math.min(Number(length), MAX_OBJECT_BYTES) })),
    );
    if (reads.some(({ failure }) => failure?.reason === ReadFailureReason.Pending))
      return "a key's payload has not arrived";
    level = [...new Set(reads.flatMap(({ bytes }) => (bytes === undefined ? [] : addressesIn(bytes))))];
  }
  return undefined;
}

function addressesIn(bytes: Uint8Array): bigint[] {
  const words = new LittleEndian(bytes);
  return Array.from({ length: Math.floor(bytes.length / 8) }, (_, i) => words.u64(i * 8)).filter(
    (word) => word >= KERNEL_HALF,
  );
}

/** The allocated objects that addresses lie in, as far as they may be payloads. */
async function objectsAt(owners: PageOwners, addresses: readonly bigint[]): Promise<Range[]> {
  const { memory } = owners.kernel;
  const pageBytes = BigInt(memory.pageSizeBytes);
  const frameOf = new Map<bigint, number>();
  for (const address of addresses) {
    const frame = address < KERNEL_HALF ? undefined : memory.frameOf(address);
    if (frame !== undefined) frameOf.set(address, frame);
  }
  const may = await payloadFrames(owners, [...new Set(frameOf.values())]);
  const objects = new Map<bigint, Range>();
  for (const [address, frame] of frameOf) {
    const found = may.get(frame);
    if (found === undefined) continue;
    const { page, cache } = found;
    const size = cache?.sizeBytes;
    const first = address - (address % pageBytes) - BigInt(frame - (page?.pfn ?? frame)) * pageBytes;
    const range =
      size === undefined || size === 0
        ? { address: first, length: BigInt(MAX_PAYLOAD_PAGES) * pageBytes }
        : { address: address - ((address - first) % BigInt(size)), length: BigInt(size) };
    objects.set(range.address, range);
  }
  return [...objects.values()];
}

interface PayloadFrame {
  /** Undefined where nothing is known of the frame. */
  readonly page: PageInfo | undefined;
  /** Of a slab; undefined where it is none, or can't be told. */
  readonly cache: SlabCache | undefined;
}

/** Frames that may have been given out to hold a payload, or of which nothing is known. */
async function payloadFrames(owners: PageOwners, pfns: readonly number[]): Promise<Map<number, PayloadFrame>> {
  const asked = pfns.filter((pfn) => !owners.isImage(pfn));
  const pages = await owners.owners(asked);
  const caches = await cachesOf(owners, [...pages.values()]);
  const found = asked.map((pfn): [number, PayloadFrame] => {
    const page = pages.get(pfn);
    return [pfn, { page, cache: page && caches.get(page.address) }];
  });
  return new Map(found.filter(([, { page, cache }]) => page === undefined || mayBePayload(owners, page, cache?.name)));
}

/** Of slabs by their cache; of what is larger than a page there is no saying. Single pages are no allocation of `kmalloc`. */
function mayBePayload({ kernel }: PageOwners, page: PageInfo, cache: string | undefined): boolean {
  if (saysSlab(kernel, page) === true) return cache === undefined || PAYLOAD_CACHE.test(cache);
  if (isReserved(kernel, page) || isPageType(kernel, page, 'table')) return false;
  return hasFlag(kernel, page, 'PG_head') !== false;
}

/** The caches of those pages that are slabs, by the address of the page. */
async function cachesOf(
  { kernel, caches }: PageOwners,
  pages: readonly PageInfo[],
): Promise<ReadonlyMap<bigint, SlabCache>> {
  const slabs = [...new Set(pages.filter((page) => saysSlab(kernel, page) === true).map(({ address }) => address))];
  const type = ['slab', 'page'].find((name) => kernel.types.has(name, 'slab_cache'));
  if (type === undefined) return new Map();
  const rows = await kernel.shape(type, { cache: 'slab_cache' }).need('cache').readGood(kernel.memory, slabs);
  return new Map(
    rows.flatMap((row) => {
      const cache = caches.get(row.pointer('cache'));
      return cache === undefined ? [] : [[row.address, cache] as const];
    }),
  );
}
