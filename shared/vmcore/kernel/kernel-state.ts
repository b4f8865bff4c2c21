import { LittleEndian } from '../../bytes/little-endian.ts';
import type { IntegrityInfo, KernelInfo } from '../../contract/report.ts';
import { readBuildId } from './build-id.ts';
import type { Kernel } from './kernel.ts';
import { isoTime } from './kernel-info.ts';
import { readTexts } from './modules.ts';
import { taints } from './taints.ts';
import { readTime, type KernelTime } from './time.ts';

/** Fixed-point bits of `avenrun` (include/linux/sched/loadavg.h). */
const FSHIFT = 11;
const MAX_COMMAND_LINE_BYTES = 4096;

export interface KernelState {
  readonly info: Partial<KernelInfo>;
  readonly time: KernelTime;
  readonly hardwareErrors: NonNullable<IntegrityInfo['hardwareErrors']>;
  /** After how long the kernel calls a task hung; 0 where it does not look, absent where it cannot. */
  readonly hungTaskSeconds?: number | undefined;
}

/** What the kernel's own variables add to what VMCOREINFO says of it. */
export async function readKernelState(kernel: Kernel): Promise<KernelState> {
  const [time, mask, load, commandLine, buildId, hardwareErrors, hungTaskSeconds] = await Promise.all([
    readTime(kernel),
    readTaintedMask(kernel),
    readLoad(kernel),
    readCommandLine(kernel),
    readBuildId(kernel),
    readHardwareErrors(kernel),
    readHungTaskSeconds(kernel),
  ]);
  const crashTime = time.wallSeconds === undefined ? undefined : isoTime(time.wallSeconds);
  return {
    time,
    hardwareErrors,
    hungTaskSeconds,
    info: {
      ...(mask === undefined ? {} : { tainted: taints(mask) }),
      ...(load === undefined ? {} : { loadAverage: load }),
      ...(commandLine === undefined ? {} : { commandLine }),
      ...(buildId === undefined ? {} : { buildId }),
      ...(crashTime === undefined ? {} : { crashTime }),
      ...(time.hz === undefined ? {} : { hz: time.hz }),
      ...(time.uptimeSeconds === undefined ? {} : { uptimeSeconds: Math.round(time.uptimeSeconds * 1000) / 1000 }),
      ...(kernel.cpus.ids.length === 0 ? {} : { cpus: kernel.cpus.ids.length, onlineCpus: kernel.cpus.online.size }),
    },
  };
}

async function readHungTaskSeconds(kernel: Kernel): Promise<number | undefined> {
  const symbol = kernel.symbol('sysctl_hung_task_timeout_secs');
  return symbol === undefined ? undefined : Number(await kernel.memory.u64(symbol, 'sysctl_hung_task_timeout_secs'));
}

/** What needs no types: a variable of one word. */
export async function readTaints(kernel: Kernel): Promise<KernelInfo['tainted'] | undefined> {
  const mask = await readTaintedMask(kernel);
  return mask === undefined ? undefined : taints(mask);
}

async function readTaintedMask(kernel: Kernel): Promise<bigint | undefined> {
  const symbol = kernel.symbol('tainted_mask');
  return symbol === undefined ? undefined : kernel.memory.u64(symbol, 'tainted_mask');
}

async function readLoad(kernel: Kernel): Promise<[number, number, number] | undefined> {
  const symbol = kernel.symbol('avenrun');
  if (symbol === undefined) return undefined;
  const bytes = await kernel.memory.bytes(symbol, 24, 'avenrun');
  const view = new LittleEndian(bytes);
  const value = (i: number): number => Math.round((Number(view.u64(i * 8)) / 2 ** FSHIFT) * 100) / 100;
  return [value(0), value(1), value(2)];
}

async function readCommandLine(kernel: Kernel): Promise<string | undefined> {
  const symbol = kernel.symbol('saved_command_line');
  if (symbol === undefined) return undefined;
  const address = await kernel.memory.u64(symbol, 'saved_command_line');
  const [text] = await readTexts(kernel, [address], MAX_COMMAND_LINE_BYTES);
  return text === undefined || text === '' ? undefined : text;
}

/** Names of `enum hwerr_error_type` (6.18 and later) without their prefix. */
const HARDWARE_ERROR_NAMES = ['cpu', 'memory', 'pci', 'cxl', 'others'] as const;

/** `hwerr_data`: recoverable hardware errors the kernel has counted, and when it saw the last. */
async function readHardwareErrors(kernel: Kernel): Promise<NonNullable<IntegrityInfo['hardwareErrors']>> {
  const symbol = kernel.symbol('hwerr_data');
  if (symbol === undefined || !kernel.types.has('hwerr_info')) return [];
  const shape = kernel.shape('hwerr_info', { count: ['count.counter', 'count'], timestamp: 'timestamp' }).need('count');
  const names = kernel.types.enum('hwerr_error_type');
  const kinds =
    names === undefined
      ? [...HARDWARE_ERROR_NAMES]
      : [...names]
          .filter(([name]) => !name.endsWith('_MAX'))
          .sort(([, a], [, b]) => a - b)
          .map(([name]) => name.replace(/^HWERR_(RECOV_)?/, '').toLowerCase());
  const size = BigInt(shape.type.sizeBytes);
  const rows = await shape.readGood(
    kernel.memory,
    kinds.map((_, i) => symbol + BigInt(i) * size),
  );
  return rows.flatMap((row) => {
    const kind = kinds[Number((row.address - symbol) / size)];
    const count = row.int('count');
    if (kind === undefined || count <= 0) return [];
    const lastSeen = row.has('timestamp') ? isoTime(row.big('timestamp')) : undefined;
    return [{ kind, count, ...(lastSeen === undefined ? {} : { lastSeen }) }];
  });
}
