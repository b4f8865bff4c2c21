/**
 * The lockless printk ring of 5.10 and later (kernel/printk/printk_ringbuffer.h, linux v6.12):
 *
 *     prb -> printk_ringbuffer -> desc_ring: descs[] (state and place of the text), infos[] (time, level, caller), by id
 *                              -> text_data_ring: data[], blocks that begin with the id of their descriptor
 *
 * Every offset that is needed is in VMCOREINFO, so the log can be read with no types.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { MemoryReadError } from '../memory/read-failure.ts';
import type { VirtualMemory, VirtualRange } from '../memory/virtual-memory.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import { callerName, MAX_LOG_RECORDS, type KernelLog, type LogRecord } from './log-record.ts';

/** The two top bits of `prb_desc.state_var`. */
const DescState = { Reserved: 0, Committed: 1, Finalized: 2, Reusable: 3 } as const;
const ID_MASK = 2n ** 62n - 1n;
/** `EMPTY_LINE_LPOS`: a record with no text that is complete all the same. Other odd positions: its text is lost. */
const EMPTY_LINE_LPOS = 3n;
const MAX_COUNT_BITS = 22n;
const MAX_TEXT_BITS = 26n;

interface Layout {
  readonly ringBytes: number;
  readonly countBits: number;
  readonly descs: number;
  readonly infos: number;
  readonly headId: number;
  readonly tailId: number;
  readonly sizeBits: number;
  readonly data: number;
  readonly descBytes: number;
  readonly state: number;
  readonly begin: number;
  readonly next: number;
  readonly infoBytes: number;
  readonly timestamp: number;
  readonly textLength: number;
  readonly caller: number;
}

function ringLayout(info: VmcoreInfo): Layout {
  const need = (value: number | undefined, name: string): number => {
    if (value === undefined) {
      throw new FormatError(FormatErrorCode.BadValue, { format: 'vmcoreinfo', field: name }, 'is missing');
    }
    return value;
  };
  const offset = (member: string): number => need(info.offset(member), `OFFSET(${member})`);
  const size = (type: string): number => need(info.size(type), `SIZE(${type})`);
  const descRing = offset('printk_ringbuffer.desc_ring');
  const textRing = offset('printk_ringbuffer.text_data_ring');
  const counter = info.offset('atomic_long_t.counter') ?? 0;
  const position = offset('prb_desc.text_blk_lpos');
  const layout: Layout = {
    ringBytes: size('printk_ringbuffer'),
    countBits: descRing + offset('prb_desc_ring.count_bits'),
    descs: descRing + offset('prb_desc_ring.descs'),
    infos: descRing + offset('prb_desc_ring.infos'),
    headId: descRing + offset('prb_desc_ring.head_id') + counter,
    tailId: descRing + offset('prb_desc_ring.tail_id') + counter,
    sizeBits: textRing + offset('prb_data_ring.size_bits'),
    data: textRing + offset('prb_data_ring.data'),
    descBytes: size('prb_desc'),
    state: offset('prb_desc.state_var') + counter,
    begin: position + offset('prb_data_blk_lpos.begin'),
    next: position + offset('prb_data_blk_lpos.next'),
    infoBytes: size('printk_info'),
    timestamp: offset('printk_info.ts_nsec'),
    textLength: offset('printk_info.text_len'),
    caller: offset('printk_info.caller_id'),
  };
  requireWithin(layout);
  return layout;
}

/** Each field lies in its structure: the offsets and sizes are a text that a crashed kernel left. */
function requireWithin(layout: Layout): void {
  const within = (sizeBytes: number, ...ends: readonly number[]): boolean => ends.every((end) => end <= sizeBytes);
  const { ringBytes, descBytes, infoBytes } = layout;
  const fits =
    within(ringBytes, layout.countBits + 4, layout.descs + 8, layout.infos + 8, layout.headId + 8, layout.tailId + 8) &&
    within(ringBytes, layout.sizeBits + 4, layout.data + 8) &&
    within(descBytes, layout.state + 8, layout.begin + 8, layout.next + 8) &&
    within(infoBytes, layout.timestamp + 8, layout.textLength + 4, layout.caller + 4);
  if (fits) return;
  const place = { format: 'vmcoreinfo', field: 'OFFSET(printk_ringbuffer), OFFSET(prb_desc), OFFSET(printk_info)' };
  throw new FormatError(FormatErrorCode.BadValue, place, 'a field is outside its structure');
}

/** One ring array in memory, read where it is used: `at(index)` is the element's bytes, absent where its page is. */
interface RingArray {
  at(index: number): LittleEndian | undefined;
}

export async function readPrintkRing(memory: VirtualMemory, info: VmcoreInfo): Promise<KernelLog> {
  const layout = ringLayout(info);
  const pointer = info.symbol('prb');
  const ring = pointer === undefined ? undefined : await memory.u64(pointer, 'prb');
  let found = ring === undefined ? undefined : await readRing(memory, layout, ring);
  // A crash before the ring was moved leaves everything in the static one.
  const early = info.symbol('printk_rb_static');
  if ((found === undefined || found.records.length === 0) && early !== undefined && early !== ring) {
    found = await readRing(memory, layout, early);
  }
  return found ?? { records: [], lost: 0 };
}

async function readRing(memory: VirtualMemory, layout: Layout, address: bigint): Promise<KernelLog> {
  const bytes = await memory.bytes(address, layout.ringBytes, 'the printk ring');
  const ring = new LittleEndian(bytes);
  const countBits = BigInt(ring.u32(layout.countBits));
  const sizeBits = BigInt(ring.u32(layout.sizeBits));
  if (countBits === 0n || countBits > MAX_COUNT_BITS || sizeBits < 6n || sizeBits > MAX_TEXT_BITS) {
    const place = { format: 'printk ring', field: 'count_bits, size_bits' };
    throw new FormatError(FormatErrorCode.BadValue, place, `${countBits.toString()}, ${sizeBits.toString()}`);
  }
  const count = 2 ** Number(countBits);
  const head = ring.u64(layout.headId) & ID_MASK;
  const tail = ring.u64(layout.tailId) & ID_MASK;
  const distance = (head - tail) & ID_MASK;
  const used = distance < BigInt(count) ? Number(distance) + 1 : count;
  const taken = Math.min(used, MAX_LOG_RECORDS);
  const first = (head - BigInt(taken - 1)) & ID_MASK;
  const firstIndex = Number(first & BigInt(count - 1));

  const read = (pointerAt: number, elementBytes: number, what: string): Promise<RingArray> =>
    readRingArray(memory, ring.u64(pointerAt), { elementBytes, count, firstIndex, taken }, what);
  const [descs, infos, text] = await Promise.all([
    read(layout.descs, layout.descBytes, 'printk descriptors'),
    read(layout.infos, layout.infoBytes, 'printk infos'),
    readText(memory, ring.u64(layout.data), 2 ** Number(sizeBits)),
  ]);

  const records: LogRecord[] = [];
  let lost = 0;
  for (let i = 0; i < taken; i++) {
    const id = (first + BigInt(i)) & ID_MASK;
    const index = (firstIndex + i) % count;
    const desc = descs.at(index);
    const record = infos.at(index);
    if (desc === undefined || record === undefined) {
      lost++;
      continue;
    }
    const stateWord = desc.u64(layout.state);
    const state = Number(stateWord >> 62n);
    if ((stateWord & ID_MASK) !== id) continue;
    if (state === DescState.Reserved || state === DescState.Reusable) continue;
    const length = record.u16(layout.textLength);
    const begin = desc.u64(layout.begin);
    const body = blockText(text, begin, desc.u64(layout.next), length, id);
    if (body === undefined) {
      lost++;
      continue;
    }
    records.push({
      timestampNs: record.u64(layout.timestamp),
      facility: record.u8(layout.textLength + 2),
      level: record.u8(layout.textLength + 3) >> 5,
      caller: callerName(record.u32(layout.caller)),
      text: body,
    });
  }
  return { records, lost };
}

/** The used part of a ring of structures: one range, or two where it wraps. */
async function readRingArray(
  memory: VirtualMemory,
  address: bigint,
  ring: { elementBytes: number; count: number; firstIndex: number; taken: number },
  what: string,
): Promise<RingArray> {
  const { elementBytes, count, firstIndex, taken } = ring;
  const toEnd = Math.min(taken, count - firstIndex);
  const spans = [
    { index: firstIndex, count: toEnd },
    { index: 0, count: taken - toEnd },
  ].filter((span) => span.count > 0);
  const start = (index: number): bigint => address + BigInt(index * elementBytes);
  const parts: { index: number; count: number; bytes: Uint8Array }[] = [];
  const results = await readInPages(
    memory,
    spans.map((span) => ({ address: start(span.index), length: span.count * elementBytes })),
    what,
  );
  spans.forEach((span, i) => {
    const bytes = results[i];
    if (bytes !== undefined) parts.push({ ...span, bytes });
  });
  return {
    at(index) {
      for (const part of parts) {
        if (index >= part.index && index < part.index + part.count) {
          const offset = (index - part.index) * elementBytes;
          return new LittleEndian(part.bytes.subarray(offset, offset + elementBytes));
        }
      }
      return undefined;
    },
  };
}

/** Reads ranges page by page, so that one page that is missing costs only what was in it (zeros stand for it). */
async function readInPages(
  memory: VirtualMemory,
  ranges: readonly VirtualRange[],
  what: string,
): Promise<(Uint8Array | undefined)[]> {
  const whole = await memory.read(ranges);
  return Promise.all(
    whole.map(async (result, i) => {
      const range = ranges[i];
      if (result.bytes !== undefined || range === undefined) return result.bytes;
      if (result.failure.reason === 'unmapped' || result.failure.reason === 'too-long') {
        throw new MemoryReadError(what, result.failure);
      }
      return patchwork(memory, range, what);
    }),
  );
}

async function patchwork(memory: VirtualMemory, range: VirtualRange, what: string): Promise<Uint8Array> {
  const step = memory.pageSizeBytes;
  const pieces: VirtualRange[] = [];
  for (let at = 0; at < range.length;) {
    const address = range.address + BigInt(at);
    const length = Math.min(range.length - at, step - Number(address % BigInt(step)));
    pieces.push({ address, length });
    at += length;
  }
  const results = await memory.read(pieces);
  const bytes = new Uint8Array(range.length);
  results.forEach((result, i) => {
    const piece = pieces[i];
    if (result.bytes !== undefined && piece !== undefined) {
      bytes.set(result.bytes, Number(piece.address - range.address));
    }
  });
  const failure = results.find((result) => result.failure !== undefined)?.failure;
  const nothing = results.every((result) => result.bytes === undefined);
  if (nothing && failure !== undefined) throw new MemoryReadError(what, failure);
  return bytes;
}

async function readText(memory: VirtualMemory, address: bigint, length: number): Promise<Uint8Array> {
  const [bytes] = await readInPages(memory, [{ address, length }], 'the text of the printk ring');
  return bytes ?? new Uint8Array(length);
}

const decoder = new TextDecoder('utf-8');

/** The text of one block, by its begin and end as positions that only ever grow; nothing where it is lost or overwritten. */
function blockText(ring: Uint8Array, begin: bigint, next: bigint, length: number, id: bigint): string | undefined {
  if ((begin & 1n) === 1n || (next & 1n) === 1n) {
    return begin === EMPTY_LINE_LPOS && next === EMPTY_LINE_LPOS ? '' : undefined;
  }
  const size = BigInt(ring.length);
  const beginIndex = Number(begin % size);
  const nextIndex = Number(next % size);
  const span = BigInt.asUintN(64, next - begin);
  if (span === 0n || span > size * 2n) return undefined;
  // A block does not wrap: one that would not fit stands at the start of the ring (ending exactly at the end, it fits).
  const wraps = begin / size !== next / size && nextIndex !== 0;
  const start = wraps ? 0 : beginIndex;
  const end = wraps ? nextIndex : nextIndex === 0 ? ring.length : nextIndex;
  if (end - start < 8) return undefined;
  if ((new LittleEndian(ring.subarray(start, end)).u64(0) & ID_MASK) !== id) return undefined;
  const text = ring.subarray(start + 8, Math.min(start + 8 + length, end));
  return decoder.decode(text);
}
