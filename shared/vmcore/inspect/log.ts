/** The kernel's log: which ring the kernel keeps it in, and how it is printed. */
import type { LogInfo } from '../../contract/report.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import type { VmcoreInfo } from '../memory/vmcoreinfo.ts';
import { readLogBuffer } from './log-buffer.ts';
import { readPrintkRing } from './printk-ring.ts';

export interface LogRecord {
  /** Since boot, in nanoseconds. */
  readonly timestampNs: bigint;
  /** 0 (emergency) to 7 (debug). */
  readonly level: number;
  readonly facility: number;
  /** `C1`: a processor, in interrupt context; `T123`: a thread. */
  readonly caller?: string | undefined;
  /** Can have several lines. */
  readonly text: string;
}

export interface KernelLog {
  readonly records: readonly LogRecord[];
  /** Records that are in the ring by number, but whose text is lost or can't be read. */
  readonly lost: number;
}

/** The newest records, when a ring holds more than anyone reads: 2^20 of them is a ring of some 64 MiB. */
export const MAX_LOG_RECORDS = 2 ** 20;

/**
 * Reads the log by VMCOREINFO alone: `prb` since 5.10, `log_buf` records before.
 *
 * @throws {MemoryReadError} where the ring itself can't be read
 * @throws {FormatError} where VMCOREINFO names no log, or the ring makes no sense
 */
export async function readKernelLog(memory: VirtualMemory, info: VmcoreInfo): Promise<KernelLog> {
  return info.symbol('prb') === undefined ? readLogBuffer(memory, info) : readPrintkRing(memory, info);
}

/** `caller_id` of a record: the top bit marks a processor, else it is a thread. */
export function callerName(id: number): string {
  return id >= 0x8000_0000 ? `C${id - 0x8000_0000}` : `T${id}`;
}

/** The log as `dmesg` prints it, with a caller where the kernel kept one; every line of a record has the prefix. */
export function logInfo(log: KernelLog): LogInfo {
  const lines: string[] = [];
  let levels = '';
  for (const record of log.records) {
    const caller = record.caller === undefined ? '' : `[${record.caller.padStart(6)}]`;
    const prefix = `[${seconds(record.timestampNs)}]${caller} `;
    for (const line of record.text.split('\n')) {
      lines.push(prefix + line);
      levels += String(record.level & 7);
    }
  }
  const first = log.records[0];
  const last = log.records.at(-1);
  return {
    records: log.records.length,
    ...(first === undefined ? {} : { firstTimestamp: Number(first.timestampNs) / 1e9 }),
    ...(last === undefined ? {} : { lastTimestamp: Number(last.timestampNs) / 1e9 }),
    text: lines.length === 0 ? '' : `${lines.join('\n')}\n`,
    levels,
    ...(log.lost === 0 ? {} : { lost: log.lost }),
  };
}

function seconds(ns: bigint): string {
  const micros = ns / 1000n;
  return `${(micros / 1_000_000n).toString().padStart(5)}.${(micros % 1_000_000n).toString().padStart(6, '0')}`;
}
