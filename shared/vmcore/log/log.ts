/** The kernel's log: which ring the kernel keeps it in, and how it is printed. */
import type { LogInfo } from '../../contract/report.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import { readLogBuffer } from './log-buffer.ts';
import type { KernelLog } from './log-record.ts';
import { readPrintkRing } from './printk-ring.ts';

/**
 * Reads the log by VMCOREINFO alone: `prb` since 5.10, `log_buf` records before.
 *
 * @throws {MemoryReadError} where the ring itself can't be read
 * @throws {FormatError} where VMCOREINFO names no log, or the ring makes no sense
 */
export async function readKernelLog(memory: VirtualMemory, info: VmcoreInfo): Promise<KernelLog> {
  return info.symbol('prb') === undefined ? readLogBuffer(memory, info) : readPrintkRing(memory, info);
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
