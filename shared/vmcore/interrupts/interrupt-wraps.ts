import type { InterruptInfo } from '../../contract/report.ts';

/** The kernel counts an interrupt on a processor in 32 bits. */
const WRAP = 2 ** 32;
/** No interrupt of one processor comes more often, for hours on end. */
const MAX_PER_SECOND = 1e6;
/** Ticks are lost to long stretches with interrupts off: what is expected must exceed the count by far. */
const TICK_MARGIN = 0.9;

/** Counters of one processor that do not wrap. */
export interface CpuLoad {
  /** All numbered interrupts together (`kstat.irqs_sum`), 64 bits. */
  readonly interrupts: number | undefined;
  /** Time not idle, by which the tick runs. */
  readonly busySeconds: number | undefined;
}

export interface WrapEvidence {
  readonly loads: readonly CpuLoad[];
  /** Of each processor, the sum of the 32-bit counts of numbered interrupts. */
  readonly sums: readonly number[];
  readonly hz: number | undefined;
  readonly uptimeSeconds: number | undefined;
}

/**
 * Whether a counter has wrapped. For numbered interrupts a processor's 64-bit sum decides: where it is less than 2^32 above the
 * sum of its 32-bit counts, none of them has. The local timer is in no such sum: a processor that was busy has had a tick for
 * each 1/HZ of that time, and a count far below that has wrapped (2^32 at HZ 1000 is 49.7 days).
 */
export function wrapOf(
  line: Pick<InterruptInfo, 'irq' | 'name' | 'perCpu'>,
  evidence: WrapEvidence,
): InterruptInfo['wrap'] {
  const total = line.perCpu.reduce((a, b) => a + b, 0);
  const uptime = evidence.uptimeSeconds;
  if (total === 0 || (uptime !== undefined && uptime * MAX_PER_SECOND < WRAP)) return { possible: false, wraps: 0 };
  if (typeof line.irq === 'number') return numbered(line, evidence, total);
  if (line.irq === 'LOC') return localTimer(line, evidence, total);
  return { possible: uptime === undefined || line.perCpu.some((count) => count > 0) };
}

function numbered(line: Pick<InterruptInfo, 'perCpu'>, evidence: WrapEvidence, total: number): InterruptInfo['wrap'] {
  const unknown = evidence.loads.length === 0 || evidence.loads.some((load) => load.interrupts === undefined);
  if (unknown) return { possible: true };
  const missing = line.perCpu.map((count, cpu) => {
    const sum = evidence.loads[cpu]?.interrupts ?? 0;
    return count === 0 ? 0 : Math.floor(Math.max(0, sum - (evidence.sums[cpu] ?? 0)) / WRAP);
  });
  const wraps = missing.reduce((a, b) => a + b, 0);
  if (wraps === 0) return { possible: false, wraps: 0 };
  // Which of a processor's interrupts it was cannot be told, unless this is all that it has.
  const certain = line.perCpu.every((count, cpu) => (missing[cpu] ?? 0) === 0 || count === evidence.sums[cpu]);
  return certain ? { possible: true, wraps, estimatedTotal: total + wraps * WRAP } : { possible: true };
}

function localTimer(line: Pick<InterruptInfo, 'perCpu'>, evidence: WrapEvidence, total: number): InterruptInfo['wrap'] {
  const { hz, uptimeSeconds: uptime } = evidence;
  if (hz === undefined || uptime === undefined) return { possible: true };
  let wraps = 0;
  line.perCpu.forEach((count, cpu) => {
    const expected = (evidence.loads[cpu]?.busySeconds ?? 0) * hz * TICK_MARGIN;
    // No fewer than 2^32 ticks make a wrap; short of that, they were lost.
    if (expected > count && expected > WRAP * TICK_MARGIN) wraps += Math.ceil((expected - count) / WRAP);
  });
  // High-resolution timers use the same interrupt, so that more than HZ a second are possible too.
  const possible = wraps > 0 || uptime * Math.max(hz, 1000) * 4 >= WRAP;
  if (wraps === 0 && possible) return { possible };
  return { possible, wraps, ...(wraps === 0 ? {} : { estimatedTotal: total + wraps * WRAP }) };
}
