/** `rd` and `search`: memory as it lies there. */
import { hex } from '../../../bytes/cursor.ts';
import { LittleEndian } from '../../../bytes/little-endian.ts';
import { aboutWord } from '../about.ts';
import type { Datum } from '../datum.ts';
import { ExploreError, ExploreErrorCode } from '../explore-error.ts';
import { directAddress } from '../pages.ts';
import { readText } from '../read-text.ts';
import { readBytes } from '../value.ts';
import type { World } from '../world.ts';
import { addressOfWord, type ViewContext } from './context.ts';
import { pointer, symbolic, text, type Table } from './table.ts';

const MAX_WORDS = 65_536;
/** Of so many words it is looked up what each is: each may cost a round of reads. */
const MAX_EXPLAINED = 512;
const BATCH_PAGES = 256;
/** What one question may read: it says where to go on. */
const SEARCH_PAGES = 65_536;
const MAX_FOUND = 1000;
/** Of so many places it is looked up what each lies in. */
const MAX_PLACED = 64;

/**
 * `rd [-a] [-8|-16|-32|-64] ADDRESS [COUNT]`: COUNT numbers of so many bits, as hexadecimal with their characters; of words of 64 bits
 * the symbols and slab objects that they point to. `-a` shows a text.
 */
export async function rd(context: ViewContext, words: readonly string[]): Promise<Table> {
  const { world, kernel, number } = context;
  const [at = '0', count = '1'] = words.filter((word) => !/^-(?:a|s|S|x|8|16|32|64)$/.test(word));
  const address = await addressOfWord(context, at);
  if (words.includes('-a'))
    return { columns: ['ADDRESS', 'TEXT'], rows: [[pointer(address), text(await readText(kernel.memory, address))]] };
  const bits = Number(words.find((word) => /^-(?:8|16|32|64)$/.test(word))?.slice(1) ?? '64');
  const wanted = Number(await number(count));
  if (!(wanted > 0 && wanted <= MAX_WORDS))
    throw new ExploreError(ExploreErrorCode.Limit, `${count} words`, { expected: `1 to ${MAX_WORDS}` });
  const bytes = await readBytes(kernel.memory, address, (wanted * bits) / 8);
  return bits === 64 ? wideWords(world, address, bytes) : narrowWords(address, bytes, bits / 8);
}

async function wideWords(world: World, address: bigint, bytes: Uint8Array): Promise<Table> {
  const view = new LittleEndian(bytes);
  const rows = await Promise.all(
    Array.from({ length: bytes.length / 8 }, async (_, i) => {
      const word = view.u64(i * 8);
      return [
        pointer(address + BigInt(i * 8)),
        await symbolic(world, word),
        text(characters(bytes.subarray(i * 8, i * 8 + 8))),
        text(i < MAX_EXPLAINED ? await aboutWord(world, word) : ''),
      ];
    }),
  );
  const notes = rows.length > MAX_EXPLAINED ? [`what they point to is told of the first ${MAX_EXPLAINED}`] : undefined;
  return { columns: ['ADDRESS', 'VALUE', 'TEXT', 'ABOUT'], rows, ...(notes === undefined ? {} : { notes }) };
}

/** 16 bytes a row. */
function narrowWords(address: bigint, bytes: Uint8Array, width: number): Table {
  const rows: Datum[][] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16);
    const numbers: string[] = [];
    for (let i = 0; i + width <= row.length; i += width)
      numbers.push(Buffer.from(row.subarray(i, i + width).toReversed()).toString('hex'));
    rows.push([pointer(address + BigInt(at)), text(numbers.join(' ')), text(characters(row))]);
  }
  return { columns: ['ADDRESS', 'VALUES', 'TEXT'], rows };
}

function characters(bytes: Uint8Array): string {
  return [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
}

interface Wanted {
  /** Where it stands in a page, from an offset on; -1 where it does not. */
  readonly find: (page: Buffer, from: number) => number;
  readonly bytes: number;
  readonly isText?: boolean;
}

/**
 * `search [-m MASK] VALUE`, `search -8|-16|-32 VALUE`, `search -c "TEXT"`, `search -e /PATTERN/`; with `from ADDRESS` where the last one
 * stopped. It looks through every page that the dump holds and the direct map reaches, page by page.
 */
export async function search(context: ViewContext, words: readonly string[]): Promise<Table> {
  const { world, kernel } = context;
  const at = words.lastIndexOf('from');
  const question = at < 0 ? words : words.slice(0, at);
  const start = at < 0 ? 0n : await addressOfWord(context, words[at + 1] ?? '0');
  const wanted = await wantedOf(context, question);
  const rows: Datum[][] = [];
  let pages = 0;
  let next: bigint | undefined;
  const firstFrame = start === 0n ? 0 : (kernel.memory.frameOf(start) ?? 0);
  scan: for await (const batch of kernel.dump.presentPages()) {
    const frames = batch.filter((frame) => frame >= firstFrame);
    for (let i = 0; i < frames.length; i += BATCH_PAGES) {
      const some = frames.slice(i, i + BATCH_PAGES);
      const results = await kernel.dump.memory.readPages(some);
      for (const [k, { bytes }] of results.entries()) {
        const base = directAddress(kernel, some[k] ?? 0);
        if (base === undefined) continue;
        if (pages >= SEARCH_PAGES || rows.length >= MAX_FOUND) {
          next = base;
          break scan;
        }
        pages++;
        if (bytes !== undefined) await findIn(world, bytes, base, start, wanted, rows);
      }
    }
  }
  const notes = [
    `${pages} pages were looked through`,
    ...(next === undefined ? [] : [`go on with \`search ${question.join(' ')} from ${hex(next)}\``]),
  ];
  return { columns: ['ADDRESS', 'VALUE', 'TEXT', 'IN'], rows, notes };
}

async function findIn(
  world: World,
  bytes: Uint8Array,
  base: bigint,
  start: bigint,
  wanted: Wanted,
  rows: Datum[][],
): Promise<void> {
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // The whole page is told: only whole pages can be gone on from.
  for (let at = wanted.find(page, 0); at >= 0; at = wanted.find(page, at + 1)) {
    const address = base + BigInt(at);
    if (address < start) continue;
    const value = page.subarray(at, at + wanted.bytes);
    rows.push([
      pointer(address),
      text(value.length > 8 || wanted.isText ? '' : Buffer.from(value.toReversed()).toString('hex')),
      text(characters(page.subarray(at, at + Math.max(32, wanted.bytes)))),
      text(rows.length < MAX_PLACED ? await aboutWord(world, address) : ''),
    ]);
  }
}

async function wantedOf(context: ViewContext, words: readonly string[]): Promise<Wanted> {
  const [option = '', ...rest] = words;
  const said = rest.join(' ');
  if (option === '-c') return textWanted(/^"(.*)"$/s.exec(said)?.[1] ?? said);
  if (option === '-e') return patternWanted(/^\/(.*)\/$/s.exec(said)?.[1] ?? said);
  const bits = /^-(?:8|16|32|64)$/.test(option) ? Number(option.slice(1)) : 64;
  const [mask, value] =
    option === '-m' ? [await context.number(rest[0] ?? '0'), rest[1]] : [0n, option.startsWith('-') ? rest[0] : option];
  if (value === undefined || value === '')
    throw new ExploreError(ExploreErrorCode.Syntax, 'search for what', {
      expected: 'a value, -c "TEXT" or -e /PATTERN/; -m MASK leaves out bits',
    });
  return valueWanted(BigInt.asUintN(bits, await addressOfWord(context, value)), BigInt.asUintN(bits, ~mask), bits / 8);
}

function textWanted(said: string): Wanted {
  const needle = Buffer.from(said, 'utf8');
  if (needle.length < 2)
    throw new ExploreError(ExploreErrorCode.Syntax, 'a text of at least two bytes is searched for');
  return { bytes: needle.length, isText: true, find: (page, from) => page.indexOf(needle, from) };
}

/** `??` stands for any byte, as in `48 8b ?? 18`: no more, so that a page is looked through in linear time. */
function patternWanted(said: string): Wanted {
  const bytes = said.trim().split(/\s+/);
  if (bytes.length < 2 || bytes.length > 64 || !bytes.every((byte) => /^(?:[0-9a-f]{2}|\?\?)$/i.test(byte)))
    throw new ExploreError(ExploreErrorCode.Syntax, 'no pattern', { expected: 'bytes as in /48 8b ?? 18/, 2 to 64' });
  const values = bytes.map((byte) => (byte === '??' ? undefined : parseInt(byte, 16)));
  const find = (page: Buffer, from: number): number => {
    for (let at = from; at + values.length <= page.length; at++)
      if (values.every((value, i) => value === undefined || page[at + i] === value)) return at;
    return -1;
  };
  return { bytes: values.length, find };
}

/** Numbers stand where their own size allows them to. */
function valueWanted(value: bigint, mask: bigint, bytes: number): Wanted {
  const needle = Buffer.alloc(8);
  needle.writeBigUInt64LE(value);
  const exact = needle.subarray(0, bytes);
  const whole = mask === BigInt.asUintN(bytes * 8, -1n);
  // Halves as numbers: a page is looked through without a bigint for each word.
  const [maskLow, maskHigh] = [Number(mask & 0xffff_ffffn), Number(mask >> 32n)];
  const wantedLow = (Number(value & 0xffff_ffffn) & maskLow) >>> 0;
  const wantedHigh = (Number(value >> 32n) & maskHigh) >>> 0;
  const find = (page: Buffer, from: number): number => {
    if (whole) {
      let at = page.indexOf(exact, from);
      while (at >= 0 && at % bytes !== 0) at = page.indexOf(exact, at + 1);
      return at;
    }
    for (let at = from + ((bytes - (from % bytes)) % bytes); at + bytes <= page.length; at += bytes) {
      if ((page.readUIntLE(at, Math.min(4, bytes)) & maskLow) >>> 0 !== wantedLow) continue;
      if (bytes < 8 || (page.readUInt32LE(at + 4) & maskHigh) >>> 0 === wantedHigh) return at;
    }
    return -1;
  };
  return { bytes, find };
}

/** Words of a stretch of a stack, each with what it is. */
export async function stackWords(world: World, from: bigint, to: bigint, lead: readonly Datum[]): Promise<Datum[][]> {
  const count = Math.min(MAX_EXPLAINED, Number((to - from) / 8n));
  if (count <= 0) return [];
  const places = Array.from({ length: count }, (_, i) => from + BigInt(i * 8));
  const words = await world.kernel.memory.words(places);
  return Promise.all(
    places.map(async (place, i) => {
      const word = words[i];
      const told =
        word === undefined
          ? [text('not in the dump'), text('')]
          : [await symbolic(world, word), text(await aboutWord(world, word))];
      return [...lead, pointer(place), ...told];
    }),
  );
}
