/** How many requests some queues have in flight, and how many of them are past their time. */
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelTime } from '../kernel/time.ts';
import { readInFlight } from '../waits/block-devices.ts';

export interface RequestCount {
  readonly inFlight: number;
  /** There may be more of both: the device has more queues than were looked at. */
  readonly atLeast: boolean;
  /** Past the time that the driver was given for them. */
  readonly overdue: number;
  /** For how long the worst of them is. */
  readonly overdueSeconds: number;
}

/** Queues of one device whose requests are counted. */
const MAX_COUNTED = 64;

/** @param queues each a `struct request_queue`; 0 counts nothing */
export async function countRequests(
  kernel: Kernel,
  queues: readonly bigint[],
  time: KernelTime | undefined,
): Promise<RequestCount> {
  const all = [...new Set(queues)];
  const read = await Promise.all(all.slice(0, MAX_COUNTED).map((queue) => readInFlight(kernel, { queue }, time)));
  const requests = read.flatMap((found) => found?.requests ?? []);
  const overdue = requests.flatMap(({ overdueSeconds }) => (overdueSeconds === undefined ? [] : [overdueSeconds]));
  return {
    inFlight: requests.length,
    atLeast: all.length > MAX_COUNTED || read.some((found) => found?.inPart === true),
    overdue: overdue.length,
    overdueSeconds: Math.max(0, ...overdue),
  };
}
