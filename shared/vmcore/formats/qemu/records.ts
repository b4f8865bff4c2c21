/**
 * What qemu writes of a machine that it migrates: into a file, `virsh dump` and `virsh save` do so.
 *
 *     u32 "QEVM", u32 version 3
 *     sections, each with u8 what it is:
 *       7   the configuration: u32 length, the machine's type; subsections of it
 *       1   the start of a section: u32 number, name (u8 length), u32 instance, u32 version, its content
 *       2, 3  a part and the end of one: u32 number, its content
 *       4   a whole one, as 1: the state of a device
 *       8   a command: u16, u16 length, its bytes
 *       0   the end; then 6, u32 length and a description of the devices' state in JSON
 *     behind a section 0x7e and its number again
 *
 * Memory is the section `ram`: words of 64 bits, an address within a block of memory with flags in its low 12 bits, and what they say.
 * A page that comes again replaces what came before. Big-endian.
 *
 * @see qemu v7.2 migration/savevm.c, migration/ram.c, docs/devel/migration.rst
 */
import type { ByteSource } from '../../../bytes/byte-source.ts';
import { Cursor } from '../../../bytes/cursor.ts';
import { FormatError, FormatErrorCode } from '../../../errors.ts';
import { Window } from '../window.ts';
import { FORMAT, PageIndex, Stored } from './page-index.ts';

export const QEVM_MAGIC = 'QEVM';
export const PAGE_BYTES = 4096;
const VERSION = 3;
const READ_BYTES = 65_536;
/** The longest record but for the page itself: a word, a name, a fill or a length. */
const RECORD_BYTES = 8 + 256 + 8;
const MAX_BLOCKS = 4096;
const MAX_TEXT_BYTES = 4096;
const MAX_MEMORY = 2 ** 50;

export const Section = {
  End: 0,
  Start: 1,
  Part: 2,
  Last: 3,
  Whole: 4,
  Subsection: 5,
  Description: 6,
  Configuration: 7,
  Command: 8,
  Footer: 0x7e,
} as const;
const Flag = {
  Fill: 0x02,
  Sizes: 0x04,
  Page: 0x08,
  End: 0x10,
  SameBlock: 0x20,
  Xbzrle: 0x40,
  Hook: 0x80,
  Compressed: 0x100,
  Multifd: 0x200,
} as const;

const HOW = 'let `virsh dump --memory-only` or `dump-guest-memory` in qemu’s monitor write it instead';

export interface Block {
  readonly name: string;
  readonly sizeBytes: number;
  /** Its first page in the index: blocks lie one behind the other there. */
  readonly firstPage: number;
}

export interface QemuStream {
  /** As `pc-q35-7.2`; empty where the stream does not say. */
  readonly machineType: string;
  readonly blocks: readonly Block[];
  readonly index: PageIndex;
  /** Where the state of devices begins; undefined where the file ends before. */
  readonly stateOffset: number | undefined;
}

/** Reads on through the file, a piece at a time. */
class Reader {
  readonly #window: Window;
  readonly #sizeBytes: number;
  #cursor = new Cursor(new Uint8Array(0), FORMAT);
  #base = 0;

  constructor(source: ByteSource) {
    this.#window = new Window(source);
    this.#sizeBytes = source.sizeBytes;
  }

  get at(): number {
    return this.#base + this.#cursor.offset;
  }

  get ended(): boolean {
    return this.at >= this.#sizeBytes;
  }

  /** Makes `length` bytes ready to be read, or what there is before the file's end. */
  async need(length: number): Promise<Cursor> {
    if (this.#cursor.remaining < length) await this.moveTo(this.at);
    return this.#cursor;
  }

  async moveTo(at: number): Promise<void> {
    if (at <= this.#base + this.#cursor.bytes.length && at >= this.at) {
      this.#cursor.skip(at - this.at, 'skip');
      if (this.#cursor.remaining >= RECORD_BYTES) return;
    }
    this.#base = at;
    const left = Math.max(0, Math.min(READ_BYTES, this.#sizeBytes - at));
    const bytes = await this.#window.upTo(at, left);
    this.#cursor = new Cursor(bytes, FORMAT, { littleEndian: false, base: at });
  }
}

/**
 * Goes through the stream once, to where the memory in it ends.
 *
 * @throws {FormatError} unsupported for what is written in another way; bad-value, limit
 * @throws {PendingBytesError} when part of the file has not arrived yet
 */
export async function readStream(source: ByteSource): Promise<QemuStream> {
  const reader = new Reader(source);
  const ram: Ram = { blocks: [], index: new PageIndex(), block: undefined };
  const { blocks, index } = ram;
  let machineType = '';
  let ramNumber: number | undefined;
  const head = await reader.need(8);
  head.skip(4, 'header.magic');
  const version = head.u32('header.version');
  if (version !== VERSION) head.fail(FormatErrorCode.Unsupported, 'header.version', `${version} is not read, 3 is`);
  try {
    while (!reader.ended) {
      const cursor = await reader.need(RECORD_BYTES + MAX_TEXT_BYTES);
      const type = cursor.u8('section.type');
      if (type === Section.Configuration) machineType = readText(cursor, cursor.u32('configuration.length'));
      else if (type === Section.Subsection) readConfiguration(cursor);
      else if (type === Section.Footer) cursor.skip(4, 'footer.number');
      else if (type === Section.Command) {
        cursor.skip(2, 'command');
        const length = cursor.u16('command.length');
        await reader.moveTo(reader.at + length);
      } else if (type === Section.Start) {
        const number = cursor.u32('section.number');
        const name = readText(cursor, cursor.u8('section.name'));
        cursor.skip(8, 'section.version');
        if (name !== 'ram')
          cursor.fail(FormatErrorCode.Unsupported, 'section', `“${name}” stands before memory: ${HOW}`);
        ramNumber = number;
        await readPages(reader, ram);
      } else if (type === Section.Part || type === Section.Last) {
        const number = cursor.u32('section.number');
        if (number !== ramNumber) cursor.fail(FormatErrorCode.BadValue, 'section.number', `${number} was never begun`);
        await readPages(reader, ram);
        if (type === Section.Last) return { machineType, blocks, index, stateOffset: reader.at };
      } else {
        cursor.fail(FormatErrorCode.Unsupported, 'section.type', `${type} stands before the end of memory: ${HOW}`);
      }
    }
  } catch (error) {
    // The file breaks off: what came until then is there.
    const isCut = error instanceof FormatError && error.code === FormatErrorCode.Truncated && blocks.length > 0;
    if (!isCut) throw error;
  }
  return { machineType, blocks, index, stateOffset: undefined };
}

function readText(cursor: Cursor, length: number): string {
  if (length > MAX_TEXT_BYTES) cursor.fail(FormatErrorCode.Limit, 'text', `a name of ${length} bytes`);
  return cursor.text(length, 'text');
}

/** Capabilities that the machine was migrated with, and what else belongs to the configuration. */
function readConfiguration(cursor: Cursor): void {
  const name = readText(cursor, cursor.u8('subsection.name'));
  cursor.skip(4, 'subsection.version');
  if (name === 'configuration/target-page-bits') {
    const bits = cursor.u32('target_page_bits');
    if (2 ** bits !== PAGE_BYTES)
      cursor.fail(FormatErrorCode.Unsupported, 'target_page_bits', `${bits} is not read: ${HOW}`);
    return;
  }
  if (name === 'configuration/uuid') {
    cursor.skip(16, 'uuid');
    return;
  }
  cursor.fail(FormatErrorCode.Unsupported, 'configuration', `“${name}” is not read: ${HOW}`);
}

/** Memory as far as it was read. The block that was named last holds for what follows, in another part as well. */
interface Ram {
  readonly blocks: Block[];
  readonly index: PageIndex;
  block: Block | undefined;
}

/** One part of memory, to its end mark. */
async function readPages(reader: Reader, ram: Ram): Promise<void> {
  const { blocks, index } = ram;
  for (;;) {
    const cursor = await reader.need(RECORD_BYTES);
    const high = cursor.u32('ram.word');
    const low = cursor.u32('ram.word');
    const flags = low % PAGE_BYTES;
    const address = high * 2 ** 32 + low - flags;
    if ((flags & Flag.Sizes) !== 0) {
      await readBlocks(reader, address, blocks);
      continue;
    }
    if ((flags & (Flag.Xbzrle | Flag.Hook | Flag.Compressed | Flag.Multifd)) !== 0) {
      const kind =
        (flags & Flag.Xbzrle) !== 0
          ? 'differences (xbzrle)'
          : (flags & Flag.Compressed) !== 0
            ? 'compressed pages'
            : 'several channels (multifd) or RDMA';
      cursor.fail(
        FormatErrorCode.Unsupported,
        'ram.flags',
        `memory was migrated by ${kind}, which is not read: ${HOW}`,
      );
    }
    if ((flags & Flag.End) !== 0) return;
    if ((flags & (Flag.Page | Flag.Fill)) === 0)
      cursor.fail(FormatErrorCode.BadValue, 'ram.flags', `${flags} says nothing`);
    if ((flags & Flag.SameBlock) === 0) {
      const name = readText(cursor, cursor.u8('ram.block'));
      ram.block = blocks.find((candidate) => candidate.name === name);
    }
    const { block } = ram;
    if (block === undefined || address >= block.sizeBytes) {
      return cursor.fail(FormatErrorCode.BadValue, 'ram.block', `a page at ${address} of no block`);
    }
    const page = block.firstPage + address / PAGE_BYTES;
    if ((flags & Flag.Fill) !== 0) {
      const { at } = reader;
      index.set(page, at, cursor.u8('ram.fill') === 0 ? Stored.Zero : Stored.Fill);
    } else {
      index.set(page, reader.at, Stored.Bytes);
      await reader.moveTo(reader.at + PAGE_BYTES);
    }
  }
}

/** The blocks of memory with their sizes, until they are as many bytes as were announced. */
async function readBlocks(reader: Reader, totalBytes: number, blocks: Block[]): Promise<void> {
  let left = totalBytes;
  let firstPage = 0;
  while (left > 0) {
    const cursor = await reader.need(RECORD_BYTES);
    const name = readText(cursor, cursor.u8('ram.block'));
    const sizeBytes = cursor.size64('ram.size');
    if (sizeBytes === 0 || sizeBytes % PAGE_BYTES !== 0 || sizeBytes > left || sizeBytes > MAX_MEMORY) {
      cursor.fail(FormatErrorCode.BadValue, 'ram.size', `${name} has ${sizeBytes} bytes of ${left}`);
    }
    if (blocks.length >= MAX_BLOCKS) cursor.fail(FormatErrorCode.Limit, 'ram.block', `more than ${MAX_BLOCKS}`);
    blocks.push({ name, sizeBytes, firstPage });
    firstPage += sizeBytes / PAGE_BYTES;
    left -= sizeBytes;
  }
}
