/** Network devices whose driver has stopped a queue and does not start it again, as the kernel's own watchdog finds them (v6.12 net/sched/sch_generic.c `dev_watchdog()`). */
import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readTexts } from '../kernel/modules.ts';
import { walkList } from '../kernel/walks.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import { seconds, type FindingContext, type FindingRule } from './context.ts';

const MAX_NAMESPACES = 4096;
const MAX_DEVICES = 65_536;
const MAX_QUEUES = 4096;
/** `__LINK_STATE_START`, `_PRESENT` and `_NOCARRIER` (v6.12 include/linux/netdevice.h): it is up, there, and has a carrier. */
const STATE_BITS = 0b111n;
const UP = 0b011n;
/** `__QUEUE_STATE_DRV_XOFF` and `__QUEUE_STATE_STACK_XOFF`: who has stopped a queue. */
const DRIVER_STOPPED = 1n;
const STACK_STOPPED = 2n;

interface StuckDevice {
  readonly name: string;
  readonly driver: string | undefined;
  readonly queues: number;
  readonly limitSeconds: number;
  readonly stuck: readonly { readonly queue: number; readonly seconds: number; readonly by: string }[];
}

export const networkRule: FindingRule = {
  name: 'network queues',
  kinds: ALL_KINDS,
  async find(context): Promise<KnownFinding[]> {
    const { kernel, state } = context;
    if (kernel?.hasTypes !== true || state?.time.hz === undefined) return [];
    const { hz } = state.time;
    const devices = await stuckDevices(kernel, hz);
    return devices.map((device) => tell(context, device));
  },
};

function tell({ log }: FindingContext, { name, driver, queues, limitSeconds, stuck }: StuckDevice): KnownFinding {
  const longest = Math.max(...stuck.map((one) => one.seconds));
  const of = driver === undefined ? '' : ` (${driver})`;
  const line = log?.text.split('\n').findLast((text) => text.includes('NETDEV WATCHDOG') && text.includes(name));
  return {
    code: 'stalled-network',
    severity: 'warning',
    summary: `Network device ${name}${of} has sent nothing on ${stuck.length} of its ${queues} queues for ${seconds(longest)}.`,
    evidence: [
      ...stuck.slice(0, 16).map((one) => `queue ${one.queue}: stopped by ${one.by}, for ${seconds(one.seconds)}`),
      `the kernel takes a queue for hung after ${seconds(limitSeconds)}`,
      ...(line === undefined ? [] : [line]),
    ],
  };
}

async function stuckDevices(kernel: Kernel, hz: number): Promise<StuckDevice[]> {
  const clock = kernel.symbol('jiffies_64') ?? kernel.symbol('jiffies');
  const isKnown = kernel.types.has('netdev_queue', 'trans_start') && kernel.types.has('net_device', 'watchdog_timeo');
  if (clock === undefined || !isKnown) return [];
  const now = await kernel.memory.u64(clock, 'jiffies');
  const rows = await kernel
    .shape('net_device', {
      name: 'name',
      state: 'state',
      limit: 'watchdog_timeo',
      queues: '_tx',
      count: 'num_tx_queues',
      parent: 'dev.parent',
    })
    .need('name', 'state', 'limit', 'queues', 'count')
    .readGood(kernel.memory, await deviceAddresses(kernel));
  const watched = rows.filter((row) => (row.big('state') & STATE_BITS) === UP && row.int('limit') > 0);
  const found = await Promise.all(
    watched.map(async (row): Promise<StuckDevice[]> => {
      const count = Math.min(row.int('count'), MAX_QUEUES);
      const stuck = await stuckQueues(kernel, row.pointer('queues'), count, { now, hz, limit: row.int('limit') });
      if (stuck.length === 0) return [];
      const driver = row.has('parent') ? await driverName(kernel, row.pointer('parent')) : undefined;
      return [{ name: row.text('name'), driver, queues: count, limitSeconds: row.int('limit') / hz, stuck }];
    }),
  );
  return found.flat();
}

/** Of every network namespace. */
async function deviceAddresses(kernel: Kernel): Promise<bigint[]> {
  const head = kernel.symbol('net_namespace_list');
  const type = kernel.types.find('net');
  const [list, devices] = [type?.field('list'), type?.field('dev_base_head')];
  const link = kernel.types.find('net_device')?.field('dev_list');
  if (head === undefined || list === undefined || devices === undefined || link === undefined) return [];
  const namespaces = await walkList(kernel.memory, head, { maxNodes: MAX_NAMESPACES });
  const walks = await Promise.all(
    namespaces.nodes.map((node) => {
      const at = node - BigInt(list.offsetBytes) + BigInt(devices.offsetBytes);
      return walkList(kernel.memory, at, { maxNodes: MAX_DEVICES });
    }),
  );
  return walks.flatMap(({ nodes }) => nodes.map((node) => node - BigInt(link.offsetBytes)));
}

interface Clock {
  readonly now: bigint;
  readonly hz: number;
  /** In ticks, as everything here. */
  readonly limit: number;
}

async function stuckQueues(
  kernel: Kernel,
  first: bigint,
  count: number,
  { now, hz, limit }: Clock,
): Promise<StuckDevice['stuck']> {
  const type = kernel.types.struct('netdev_queue');
  if (first === 0n) return [];
  const rows = await kernel
    .shape('netdev_queue', { since: 'trans_start', state: 'state' })
    .need('since', 'state')
    .readGood(
      kernel.memory,
      Array.from({ length: count }, (_, i) => first + BigInt(i * type.sizeBytes)),
    );
  return rows.flatMap((row) => {
    const stopped = row.big('state') & (DRIVER_STOPPED | STACK_STOPPED);
    const ticks = Number(BigInt.asIntN(64, now - row.big('since')));
    // A queue that has never sent anything has no time of it.
    if (stopped === 0n || ticks <= limit || row.big('since') === 0n) return [];
    const queue = Number((row.address - first) / BigInt(type.sizeBytes));
    return [{ queue, seconds: ticks / hz, by: (stopped & DRIVER_STOPPED) === 0n ? 'the byte limit' : 'its driver' }];
  });
}

async function driverName(kernel: Kernel, device: bigint): Promise<string | undefined> {
  const driver = kernel.types.find('device')?.field('driver');
  const name = kernel.types.find('device_driver')?.field('name');
  if (device === 0n || driver === undefined || name === undefined) return undefined;
  const at = await kernel.memory.word(device + BigInt(driver.offsetBytes));
  const pointer = at === undefined || at === 0n ? undefined : await kernel.memory.word(at + BigInt(name.offsetBytes));
  const [text] = await readTexts(kernel, [pointer ?? 0n]);
  return text === '' ? undefined : text;
}
