/**
 * The printk ring and the older log buffer in a small memory, with the VMCOREINFO that says where they are: both change.
 *
 * An input is the text, a zero, and memory from {@link BASE} on.
 */
import type { PageResult, PhysicalMemory } from '../../shared/vmcore/formats/dump.ts';
import { readLogBuffer } from '../../shared/vmcore/log/log-buffer.ts';
import { readPrintkRing } from '../../shared/vmcore/log/printk-ring.ts';
import { VirtualMemory } from '../../shared/vmcore/memory/virtual-memory.ts';
import { parseVmcoreInfo } from '../../shared/vmcore/formats/vmcoreinfo.ts';
import { PRINTK_RING_BASE, PRINTK_RING_INFO, printkRingMemory } from '../support/printk-ring.ts';

export const name = 'vmcore-log';

const BASE = PRINTK_RING_BASE;
const PAGE = 4096;
const BUFFER_AT = 0x200;

export const seeds: readonly Uint8Array[] = [
  Buffer.concat([Buffer.from(`${PRINTK_RING_INFO}\0`), printkRingMemory()]),
  Buffer.concat([Buffer.from(`${bufferInfo()}\0`), bufferMemory()]),
];

export async function fuzz(bytes: Uint8Array): Promise<void> {
  const end = bytes.indexOf(0);
  const info = parseVmcoreInfo(Buffer.from(bytes.subarray(0, Math.max(end, 0))).toString('latin1'));
  const memory = new VirtualMemory(physical(bytes.slice(end + 1)));
  memory.use({
    pageTables: undefined,
    linear: [{ start: BASE, end: BASE + 2n ** 24n, physicalStart: 0n }],
  });
  const read = info.symbol('prb') === undefined ? readLogBuffer : readPrintkRing;
  const { records } = await read(memory, info);
  if (records.length > bytes.length) throw new Error('more records than memory has room for');
}

function physical(bytes: Uint8Array): PhysicalMemory {
  const maxPfn = Math.ceil(bytes.length / PAGE);
  const page = (pfn: number): PageResult => {
    if (pfn < 0 || pfn >= maxPfn) return { absence: 'excluded' };
    const whole = new Uint8Array(PAGE);
    whole.set(bytes.subarray(pfn * PAGE, (pfn + 1) * PAGE));
    return { bytes: whole };
  };
  return { pageSizeBytes: PAGE, maxPfn, readPages: (pfns) => Promise.resolve(pfns.map(page)) };
}

function at(offset: number): string {
  return (BASE + BigInt(offset)).toString(16);
}

function bufferInfo(): string {
  const symbols = ['log_buf', 'log_buf_len', 'log_first_idx', 'log_next_idx'];
  const offsets = { ts_nsec: 0, len: 8, text_len: 10, dict_len: 12 };
  return [
    'OSRELEASE=4.18.0',
    ...symbols.map((symbol, i) => `SYMBOL(${symbol})=${at(8 * i)}`),
    'SIZE(printk_log)=16',
    ...Object.entries(offsets).map(([member, offset]) => `OFFSET(printk_log.${member})=${offset}`),
  ].join('\n');
}

/** `struct printk_log` { u64 ts_nsec; u16 len, text_len, dict_len; u8 facility; u8 flags:5, level:3 } and its text. */
function bufferMemory(): Buffer {
  const memory = Buffer.alloc(PAGE);
  memory.writeBigUInt64LE(BASE + BigInt(BUFFER_AT), 0);
  memory.writeUInt32LE(512, 8);
  let position = 0;
  for (const text of ['first', 'second line', 'third']) {
    const length = 16 + Math.ceil(text.length / 8) * 8;
    memory.writeUInt16LE(length, BUFFER_AT + position + 8);
    memory.writeUInt16LE(text.length, BUFFER_AT + position + 10);
    memory.write(text, BUFFER_AT + position + 16, 'latin1');
    position += length;
  }
  memory.writeUInt32LE(position, 24);
  return memory;
}
