/** What the readers of both rings give: the kernel's log, record by record. */

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

/** `caller_id` of a record: the top bit marks a processor, else it is a thread. */
export function callerName(id: number): string {
  return id >= 0x8000_0000 ? `C${id - 0x8000_0000}` : `T${id}`;
}
