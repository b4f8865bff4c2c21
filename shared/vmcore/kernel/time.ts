import type { Row } from '../symbols/shape.ts';
import type { Kernel } from './kernel.ts';

const HZ_CHOICES = [100, 250, 300, 1000] as const;
/** `jiffies` begin this long before their low half wraps, so that the wrap is tested at every boot. */
const INITIAL_SECONDS_BEFORE_WRAP = 300n;
const MAX_UPTIME_SECONDS = 100 * 365 * 86_400;
/** Where in `tk_core` its timekeeper may stand, after a sequence count of whatever debugging makes of it. */
const TIMEKEEPER_OFFSETS = [8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 96, 128] as const;

const PATHS = {
  seconds: 'xtime_sec',
  monotonic: 'ktime_sec',
  toMonotonic: 'wall_to_monotonic.tv_sec',
  slept: 'offs_boot',
} as const;

export interface KernelTime {
  /** Since boot, sleep included. */
  readonly uptimeSeconds: number | undefined;
  /** Wall-clock time of the crash, seconds since 1970. */
  readonly wallSeconds: bigint | undefined;
  readonly hz: number | undefined;
}

/** The kernel's clocks as they stood. */
export async function readTime(kernel: Kernel): Promise<KernelTime> {
  const [keeper, jiffies] = await Promise.all([readTimekeeper(kernel), readJiffies(kernel)]);
  const monotonic = keeper === undefined ? undefined : keeper.int('monotonic');
  return {
    uptimeSeconds:
      keeper === undefined || monotonic === undefined
        ? undefined
        : monotonic + (keeper.has('slept') ? Number(keeper.big('slept')) / 1e9 : 0),
    wallSeconds: keeper?.big('seconds'),
    hz: jiffies === undefined || monotonic === undefined ? undefined : hzOf(jiffies, monotonic),
  };
}

/**
 * `tk_core.timekeeper`: found where its own sums agree, because the struct around it has no name
 * before 6.13. Since 6.17 it is the first of `timekeeper_data[]`.
 */
async function readTimekeeper(kernel: Kernel): Promise<Row<keyof typeof PATHS> | undefined> {
  const core = kernel.symbol('tk_core') ?? kernel.symbol('timekeeper_data');
  if (core === undefined || !kernel.types.has('timekeeper')) return undefined;
  const shape = kernel.shape('timekeeper', PATHS).need('seconds', 'monotonic', 'toMonotonic');
  const named = kernel.types.find('tk_data')?.field('timekeeper')?.offsetBytes;
  const offsets = [...(named === undefined ? [] : [named]), ...TIMEKEEPER_OFFSETS];
  const rows = await shape.readGood(
    kernel.memory,
    offsets.map((offset) => core + BigInt(offset)),
  );
  return rows.find((row) => agrees(row));
}

function agrees(row: Row<keyof typeof PATHS>): boolean {
  const monotonic = row.int('monotonic');
  const sum = row.int('seconds') + row.int('toMonotonic');
  return monotonic >= 0 && monotonic < MAX_UPTIME_SECONDS && Math.abs(sum - monotonic) <= 1;
}

async function readJiffies(kernel: Kernel): Promise<bigint | undefined> {
  const symbol = kernel.symbol('jiffies_64') ?? kernel.symbol('jiffies');
  return symbol === undefined ? undefined : kernel.memory.u64(symbol, 'jiffies_64');
}

/** HZ is in no table: it is the one by which the count of ticks comes to the time since boot. */
function hzOf(jiffies: bigint, monotonicSeconds: number): number | undefined {
  let best: { hz: number; error: number } | undefined;
  for (const hz of HZ_CHOICES) {
    const start = 2n ** 32n - INITIAL_SECONDS_BEFORE_WRAP * BigInt(hz);
    const seconds = Number(jiffies - start) / hz;
    const error = Math.abs(seconds - monotonicSeconds);
    if (best === undefined || error < best.error) best = { hz, error };
  }
  // Far off either way, the counters contradict each other; a few seconds are lost before the clock source starts.
  return best !== undefined && best.error <= 30 + monotonicSeconds * 0.05 ? best.hz : undefined;
}
