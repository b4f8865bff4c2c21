/**
 * The symbol table by its shape, for kernels that do not say where it is (before 6.0). Until 6.2 its parts follow each other in
 * this order, each at a multiple of 8 (scripts/kallsyms.c, linux v5.10):
 *
 *     offsets | relative_base | num_syms | names | markers | token_table | token_index      (or addresses | num_syms | …)
 *
 * Tokens of single characters stand for themselves, so the token table holds `0 1 2 … 9`, each ended by NUL. From there on
 * everything is checked against everything: the index against the table, the markers against the names, the number of symbols
 * against both.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { KernelMemory } from '../memory/kernel-memory.ts';
import { findBytes, readImage, type ImageBytes } from './image-scan.ts';
import type { KallsymsPlaces } from './read-kallsyms.ts';

const MAX_IMAGE_BYTES = 128n * 2n ** 20n;
const TOKENS = 256;
const DIGITS = Buffer.from(`${Array.from('0123456789').join('\0')}\0`, 'latin1');
const FIRST_DIGIT = 0x30;
const MAX_TOKEN_BYTES = 128;
const SYMBOLS_PER_MARKER = 256;
const MAX_MARKERS = 2 ** 15;
/** Of the last 256 names, none longer than a name can be. */
const MAX_LAST_BLOCK_BYTES = SYMBOLS_PER_MARKER * 256;

/**
 * Where the tables are, and the two ways their values may be stored in.
 *
 * @throws {FormatError} unsupported, where there is nothing of that shape
 */
export async function findKallsyms({ info, memory }: KernelMemory, start: bigint): Promise<KallsymsPlaces[]> {
  let end = start;
  for (const [, name] of info.text.matchAll(/^SYMBOL\((.+?)\)=/gm)) {
    const address = info.symbol(name ?? '');
    if (address !== undefined && address > end && address - start < MAX_IMAGE_BYTES) end = address;
  }
  const image = await readImage(memory, start - (start % 4096n), end);
  for (const digits of findBytes(image, DIGITS)) {
    const tokens = tokenTable(image, digits);
    const names = tokens && findNames(image, tokens.start);
    if (tokens === undefined || names === undefined) continue;
    return places(image, tokens, names);
  }
  throw new FormatError(FormatErrorCode.Unsupported, { format: 'kallsyms', field: 'tables' }, 'were not found');
}

interface Tokens {
  readonly start: number;
  readonly index: number;
}

/** The token table around its digits, with the index that must follow it. */
function tokenTable(image: ImageBytes, digits: number): Tokens | undefined {
  const { bytes } = image;
  let start = digits;
  for (let i = 0; i < FIRST_DIGIT; i++) {
    const end = start - 1;
    start = end;
    while (start > 0 && bytes[start - 1] !== 0 && end - start < MAX_TOKEN_BYTES) start--;
    if (start <= 0) return undefined;
  }
  const offsets: number[] = [];
  let at = start;
  for (let i = 0; i < TOKENS; i++) {
    offsets.push(at - start);
    const end = bytes.indexOf(0, at);
    if (end < 0 || end - at > MAX_TOKEN_BYTES) return undefined;
    at = end + 1;
  }
  const index = Math.ceil(at / 8) * 8;
  if (index + TOKENS * 2 > bytes.length) return undefined;
  const view = new LittleEndian(bytes);
  const agrees = offsets.every((offset, i) => view.u16(index + i * 2) === offset);
  return agrees ? { start, index } : undefined;
}

interface Names {
  readonly start: number;
  readonly count: number;
}

/** Names and their number, by the markers that stand between them and the token table. */
function findNames(image: ImageBytes, tokens: number): Names | undefined {
  for (const width of [4, 8] as const) {
    const markers = readMarkers(image, tokens, width);
    const found = markers && namesBefore(image, markers);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Markers {
  readonly start: number;
  readonly values: readonly number[];
}

/** Offsets into the names, one for every 256 of them: they begin with 0 and only grow. Before 4.20 each has 8 bytes. */
function readMarkers(image: ImageBytes, tokens: number, width: 4 | 8): Markers | undefined {
  const view = new LittleEndian(image.bytes);
  const read = (at: number): number => (width === 4 ? view.u32(at) : view.u32(at) + view.u32(at + 4) * 2 ** 32);
  let at = Math.floor(tokens / 8) * 8 - width;
  // What pads the last marker to 8 bytes.
  if (width === 4 && at >= 8 && read(at) === 0) at -= width;
  const values: number[] = [];
  while (at >= 0 && values.length < MAX_MARKERS) {
    const value = read(at);
    const next = values.at(-1);
    if (next !== undefined && value >= next) return undefined;
    values.push(value);
    if (value === 0) return values.length > 8 ? { start: at, values: values.reverse() } : undefined;
    at -= width;
  }
  return undefined;
}

function namesBefore(image: ImageBytes, markers: Markers): Names | undefined {
  const { bytes } = image;
  const view = new LittleEndian(bytes);
  const last = markers.values.at(-1) ?? 0;
  const latest = Math.floor((markers.start - last) / 8) * 8;
  for (let start = latest; start >= Math.max(8, latest - MAX_LAST_BLOCK_BYTES); start -= 8) {
    const count = view.u32(start - 8);
    if (view.u32(start - 4) !== 0) continue;
    if (Math.ceil(count / SYMBOLS_PER_MARKER) !== markers.values.length) continue;
    if (agree(bytes, start, markers, count)) return { start, count };
  }
  return undefined;
}

/** Every name from `start` on: each 256th begins where its marker says, and the last ends just before the markers. */
function agree(bytes: Uint8Array, start: number, markers: Markers, count: number): boolean {
  let at = start;
  for (let i = 0; i < count; i++) {
    if (i % SYMBOLS_PER_MARKER === 0 && at - start !== markers.values[i / SYMBOLS_PER_MARKER]) return false;
    const length = bytes[at] ?? 0;
    if (length === 0) return false;
    at += length + 1;
  }
  return at <= markers.start && markers.start - at < 8;
}

function places(image: ImageBytes, tokens: Tokens, names: Names): KallsymsPlaces[] {
  const address = (offset: number): bigint => image.start + BigInt(offset);
  const view = new LittleEndian(image.bytes);
  const common = {
    count: names.count,
    names: address(names.start),
    tokenTable: address(tokens.start),
    tokenIndex: address(tokens.index),
  };
  const numSyms = names.start - 8;
  const base = numSyms - 8;
  const offsets = base - Math.ceil((names.count * 4) / 8) * 8;
  const addresses = numSyms - names.count * 8;
  const found: KallsymsPlaces[] = [];
  if (offsets >= 0) {
    found.push({ ...common, values: address(offsets), wide: false, relativeBase: view.u64(base) });
  }
  if (addresses >= 0) found.push({ ...common, values: address(addresses), wide: true, relativeBase: 0n });
  return found;
}
