/**
 * The log as files (C2SP tlog-tiles): hashes in tiles of 256 and entries in bundles of 256. A full file never changes again, a
 * partial one has its width in its name.
 *
 *     tile/<level>/<index>[.p/<width>]    hashes of level*8 of the tree
 *     tile/entries/<index>[.p/<width>]    entries, each with its length (u16, big-endian) in front
 *     checkpoint                          signed note: origin, size, root
 */
import { FormatError, FormatErrorCode, TransientError } from '../../errors.ts';
import { HASH_BYTES, leafHash, nodeHash, type HashReader } from './merkle.ts';

export const TILE_WIDTH = 256;
const TILE_LEVELS = 8;
const MAX_ENTRY_BYTES = 0xffff;

/** Files by name. Writing a name that is there with the same bytes is no fault. */
export interface TileStore {
  get(name: string): Promise<Uint8Array | undefined>;
  put(name: string, bytes: Uint8Array): Promise<void>;
}

/** `tile/0/x001/234` for tile 1234 of level 0. */
export function tilePath(level: number | 'entries', index: number, width: number = TILE_WIDTH): string {
  const groups: string[] = [];
  for (let left = index, last = true; last || left > 0; left = Math.floor(left / 1000), last = false) {
    groups.unshift(`${last ? '' : 'x'}${String(left % 1000).padStart(3, '0')}`);
  }
  return `tile/${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Reads hashes of a log of `size` leaves out of its tiles. Tiles are fetched once. */
export class TileReader implements HashReader {
  readonly #store: TileStore;
  readonly #size: number;
  readonly #tiles = new Map<string, Promise<Uint8Array>>();

  constructor(store: TileStore, size: number) {
    this.#store = store;
    this.#size = size;
  }

  async subtree(level: number, index: number): Promise<Uint8Array> {
    const tileLevel = Math.floor(level / TILE_LEVELS);
    const below = level % TILE_LEVELS;
    const first = index * 2 ** below;
    const tile = await this.#tile(tileLevel, Math.floor(first / TILE_WIDTH));
    const start = first % TILE_WIDTH;
    return combine(tile, start, 2 ** below);
  }

  #tile(level: number, index: number): Promise<Uint8Array> {
    const entries = Math.floor(this.#size / TILE_WIDTH ** level);
    const width = Math.min(TILE_WIDTH, entries - index * TILE_WIDTH);
    const name = tilePath(level, index, width);
    const tile = this.#tiles.get(name) ?? this.#fetch(name, width);
    this.#tiles.set(name, tile);
    return tile;
  }

  async #fetch(name: string, width: number): Promise<Uint8Array> {
    const bytes = await this.#store.get(name);
    if (bytes === undefined) throw new TransientError(`log: ${name} is not there`);
    if (bytes.length !== width * HASH_BYTES) {
      throw new FormatError(FormatErrorCode.BadValue, { format: 'log', field: name }, `${bytes.length} bytes`);
    }
    return bytes;
  }
}

/** The tree's hash over `count` (a power of two) neighbours of a tile. */
function combine(tile: Uint8Array, start: number, count: number): Uint8Array {
  if (count === 1) return tile.subarray(start * HASH_BYTES, (start + 1) * HASH_BYTES);
  const half = count / 2;
  return nodeHash(combine(tile, start, half), combine(tile, start + half, half));
}

/**
 * Writes the tiles and bundles that appending entries to a log of `size` leaves changes. Nothing refers to them before a
 * checkpoint does: a writer that fails half-way has done no harm, and one that comes again writes the same.
 *
 * @returns the new size
 */
export async function appendEntries(store: TileStore, size: number, entries: readonly Uint8Array[]): Promise<number> {
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES) {
      throw new FormatError(FormatErrorCode.Limit, { format: 'log', field: 'entry' }, `${entry.length} bytes`);
    }
  }
  const newSize = size + entries.length;
  await appendBundles(store, size, entries);
  let hashes: readonly Uint8Array[] = entries.map((entry) => leafHash(entry));
  let count = size;
  for (let level = 0; hashes.length > 0; level += 1) {
    const complete: Uint8Array[] = [];
    const before = count % TILE_WIDTH;
    let tile = before === 0 ? new Uint8Array(0) : await readTile(store, level, Math.floor(count / TILE_WIDTH), before);
    let index = Math.floor(count / TILE_WIDTH);
    for (const hash of hashes) {
      tile = Buffer.concat([tile, hash]);
      if (tile.length < TILE_WIDTH * HASH_BYTES) continue;
      await store.put(tilePath(level, index), tile);
      complete.push(combine(tile, 0, TILE_WIDTH));
      tile = new Uint8Array(0);
      index += 1;
    }
    if (tile.length > 0) await store.put(tilePath(level, index, tile.length / HASH_BYTES), tile);
    count = Math.floor(count / TILE_WIDTH);
    hashes = complete;
  }
  return newSize;
}

/** One entry of a log of `size` leaves. */
export async function readEntry(store: TileStore, index: number, size: number): Promise<Uint8Array> {
  const bundle = Math.floor(index / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH);
  const entries = parseBundle(await readFile(store, tilePath('entries', bundle, width)));
  const entry = entries[index % TILE_WIDTH];
  if (entry === undefined) {
    throw new FormatError(FormatErrorCode.Truncated, { format: 'log', field: 'entries' }, `no entry ${index}`);
  }
  return entry;
}

/** @throws {FormatError} truncated */
export function parseBundle(bytes: Uint8Array): readonly Uint8Array[] {
  const entries: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length;) {
    const length = at + 2 <= bytes.length ? view.getUint16(at) : Infinity;
    if (at + 2 + length > bytes.length || entries.length === TILE_WIDTH) {
      throw new FormatError(FormatErrorCode.Truncated, { format: 'log', field: 'entries', offset: at }, 'entry cut');
    }
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}

async function appendBundles(store: TileStore, size: number, entries: readonly Uint8Array[]): Promise<void> {
  let index = Math.floor(size / TILE_WIDTH);
  let count = size % TILE_WIDTH;
  let bundle = count === 0 ? new Uint8Array(0) : await readFile(store, tilePath('entries', index, count));
  for (const entry of entries) {
    const length = Uint8Array.of(entry.length >> 8, entry.length & 0xff);
    bundle = Buffer.concat([bundle, length, entry]);
    count += 1;
    if (count < TILE_WIDTH) continue;
    await store.put(tilePath('entries', index), bundle);
    bundle = new Uint8Array(0);
    count = 0;
    index += 1;
  }
  if (count > 0) await store.put(tilePath('entries', index, count), bundle);
}

function readTile(store: TileStore, level: number, index: number, width: number): Promise<Uint8Array> {
  return readFile(store, tilePath(level, index, width));
}

async function readFile(store: TileStore, name: string): Promise<Uint8Array> {
  const bytes = await store.get(name);
  if (bytes === undefined) throw new TransientError(`log: ${name} is not there`);
  return bytes;
}
