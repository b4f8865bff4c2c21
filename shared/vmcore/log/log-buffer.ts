/**
 * The log of 3.5 to 5.9: `struct printk_log` records, each with its length, one after the other in `log_buf`
 * (kernel/printk/printk.c, linux v4.18). A length of zero sends the reader back to the start.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import { callerName, MAX_LOG_RECORDS, type KernelLog, type LogRecord } from './log-record.ts';

const MAX_BUFFER_BYTES = 2 ** 26;
/** `struct printk_log` without `caller_id`, which came with 5.1 and is there with CONFIG_PRINTK_CALLER only. */
const BYTES_WITHOUT_CALLER = 16;

export async function readLogBuffer(memory: VirtualMemory, info: VmcoreInfo): Promise<KernelLog> {
  const need = (name: string): bigint => {
    const address = info.symbol(name);
    if (address !== undefined) return address;
    const place = { format: 'vmcoreinfo', field: `SYMBOL(${name})` };
    throw new FormatError(FormatErrorCode.BadValue, place, 'is missing: it names no log');
  };
  // All are looked up before the first is read: a read that nobody waits for would fail unheard.
  const bufferAt = need('log_buf');
  const [sizeAt, firstAt, nextAt] = [need('log_buf_len'), need('log_first_idx'), need('log_next_idx')];
  const [buffer, size, first, next] = await Promise.all([
    memory.u64(bufferAt, 'log_buf'),
    memory.u32(sizeAt, 'log_buf_len'),
    memory.u32(firstAt, 'log_first_idx'),
    memory.u32(nextAt, 'log_next_idx'),
  ]);
  const headerBytes = info.size('printk_log') ?? BYTES_WITHOUT_CALLER;
  if (size < headerBytes || size > MAX_BUFFER_BYTES || first >= size || next > size || headerBytes < 16) {
    const place = { format: 'log_buf', field: 'log_buf_len, log_first_idx, log_next_idx' };
    throw new FormatError(FormatErrorCode.BadValue, place, `${size}, ${first}, ${next}`);
  }
  const bytes = await memory.bytes(buffer, size, 'log_buf');
  return decodeLogBuffer(bytes, { first, next, headerBytes, info });
}

const decoder = new TextDecoder('utf-8');

function decodeLogBuffer(
  bytes: Uint8Array,
  log: { first: number; next: number; headerBytes: number; info: VmcoreInfo },
): KernelLog {
  const view = new LittleEndian(bytes);
  const place = (member: string, usual: number, length: number): number => {
    const offset = log.info.offset(`printk_log.${member}`) ?? usual;
    if (offset + length <= log.headerBytes) return offset;
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: 'vmcoreinfo', field: `OFFSET(printk_log.${member})` },
      `${offset} is outside the ${log.headerBytes} bytes of a record's header`,
    );
  };
  const timestampAt = place('ts_nsec', 0, 8);
  const lengthAt = place('len', 8, 2);
  const textLengthAt = place('text_len', 10, 2);
  // Behind it: facility, then flags and level, a byte each.
  const dictLengthAt = place('dict_len', 12, 4);
  const records: LogRecord[] = [];
  let lost = 0;
  let wrapped = false;
  let at = log.first;
  while (records.length < MAX_LOG_RECORDS) {
    if (at === log.next && (wrapped || log.next > log.first || records.length > 0)) break;
    const length = at + log.headerBytes > bytes.length ? 0 : view.u16(at + lengthAt);
    if (length === 0) {
      if (wrapped) break;
      wrapped = true;
      at = 0;
      continue;
    }
    if (length < log.headerBytes || at + length > bytes.length) {
      lost++;
      break;
    }
    const textLength = Math.min(view.u16(at + textLengthAt), length - log.headerBytes);
    const text = bytes.subarray(at + log.headerBytes, at + log.headerBytes + textLength);
    records.push({
      timestampNs: view.u64(at + timestampAt),
      facility: view.u8(at + dictLengthAt + 2),
      level: view.u8(at + dictLengthAt + 3) >> 5,
      ...(log.headerBytes >= BYTES_WITHOUT_CALLER + 4
        ? { caller: callerName(view.u32(at + BYTES_WITHOUT_CALLER)) }
        : {}),
      text: decoder.decode(text),
    });
    at += length;
  }
  return { records, lost };
}
