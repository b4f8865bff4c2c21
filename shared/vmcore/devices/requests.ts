/** How many requests some queues have in flight, and how many of them are past their time. */
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelTime } from '../kernel/time.ts';
import { readInFlight } from '../waits/block-devices.ts';

export interface RequestCount {
  readonly inFlight: number;
  /** Past the time that the driver was given for them. */
  readonly overdue: number;
  /** For how long the worst of them is. */
  readonly overdueSeconds: number;
}

/** @param queues each a `struct request_queue`; 0 counts nothing */
export async function countRequests(
  kernel: Kernel,
  queues: readonly bigint[],
  time: KernelTime | undefined,
): Promise<RequestCount> {
  const read = await Promise.all([...new Set(queues)].map((queue) => readInFlight(kernel, { queue }, time)));
  const requests = read.flatMap((found) => found?.requests ?? []);
  const overdue = requests.flatMap(({ overdueSeconds }) => (overdueSeconds === undefined ? [] : [overdueSeconds]));
  return { inFlight: requests.length, overdue: overdue.length, overdueSeconds: Math.max(0, ...overdue) };
}
