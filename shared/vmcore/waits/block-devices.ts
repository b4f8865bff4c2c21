/** Disks, and the requests that they have taken and not answered. */
import { walkList } from '../kernel/walks.ts';
import { walkXarray } from '../kernel/xarray.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { typesWith } from '../kernel/module-btf.ts';
import { readTexts } from '../kernel/modules.ts';
import type { KernelTime } from '../kernel/time.ts';
import type { Types } from '../symbols/types.ts';

const MAX_DEVICES = 65_536;
const MAX_HARDWARE_QUEUES = 4096;
const MAX_TAGS = 65_536;
/** `MQ_RQ_IN_FLIGHT` (v6.12 include/linux/blk-mq.h). */
const IN_FLIGHT = 1;
/** `enum req_op` (v6.12 include/linux/blk_types.h), in the low byte of `cmd_flags`. */
const OPERATIONS: Readonly<Record<number, string>> = {
  0: 'read',
  1: 'write',
  2: 'flush',
  3: 'discard',
  5: 'secure erase',
  7: 'zone append',
  9: 'write of zeroes',
};

export interface Disk {
  /** Its `gendisk`. */
  readonly address: bigint;
  readonly name: string;
  readonly queue: bigint;
}

/** A request that the driver has and has not completed. */
interface Request {
  readonly operation: string;
  /** It takes data to the disk, or away from what is there (`op_is_write`, include/linux/blk_types.h). */
  readonly writes: boolean;
  readonly sector: number;
  readonly bytes: number;
  /** Since it was begun; undefined where the kernel did not note it. */
  readonly seconds: number | undefined;
  /** For how long it is past the time that its driver was given for it; undefined where it is not, or that can't be told. */
  readonly overdueSeconds: number | undefined;
}

export interface InFlight {
  /** The disk has more room for requests than was looked at. */
  readonly inPart: boolean;
  readonly requests: readonly Request[];
  /** The driver's module; of one that is built in, what its function for taking requests is named after, or its host's driver calls itself. */
  readonly driver: string | undefined;
}

/** The disks of some `block_device`s, by the latter's address. */
export async function disksOf(kernel: Kernel, devices: readonly bigint[]): Promise<Map<bigint, Disk>> {
  const wanted = [...new Set(devices)].filter((device) => device !== 0n);
  if (wanted.length === 0 || !kernel.types.has('block_device', 'bd_disk')) return new Map();
  const rows = await kernel.shape('block_device', { disk: 'bd_disk' }).readGood(kernel.memory, wanted);
  const disks = await kernel
    .shape('gendisk', { name: 'disk_name', queue: 'queue' })
    .need('name')
    .readGood(kernel.memory, [...new Set(rows.map((row) => row.pointer('disk')))]);
  const byAddress = new Map(disks.map((row) => [row.address, row]));
  return new Map(
    rows.flatMap((row) => {
      const disk = byAddress.get(row.pointer('disk'));
      if (disk === undefined) return [];
      const queue = disk.has('queue') ? disk.pointer('queue') : 0n;
      return [[row.address, { address: disk.address, name: disk.text('name'), queue }] as const];
    }),
  );
}

/** Every disk that there is: `blockdev_superblock` has an inode for each block device. */
export async function readDisks(kernel: Kernel): Promise<Disk[]> {
  const symbol = kernel.symbol('blockdev_superblock');
  const inodes = kernel.types.find('super_block')?.field('s_inodes');
  const link = kernel.types.find('inode')?.field('i_sb_list');
  if (symbol === undefined || inodes === undefined || link === undefined) return [];
  const superBlock = await kernel.memory.word(symbol);
  if (superBlock === undefined || superBlock === 0n) return [];
  const head = superBlock + BigInt(inodes.offsetBytes);
  const walk = await walkList(kernel.memory, head, { maxNodes: MAX_DEVICES });
  const devices = walk.nodes.flatMap((node) => {
    const device = deviceOfInode(kernel, node - BigInt(link.offsetBytes));
    return device === undefined ? [] : [device];
  });
  const disks = new Map([...(await disksOf(kernel, devices)).values()].map((disk) => [disk.address, disk]));
  return [...disks.values()];
}

/** A block device and its inode are one object, `struct bdev_inode`. */
export function deviceOfInode(kernel: Kernel, inode: bigint): bigint | undefined {
  const offset = kernel.types.find('bdev_inode')?.field('vfs_inode')?.offsetBytes;
  return offset === undefined ? undefined : inode - BigInt(offset);
}

/** What a disk's driver has taken and not answered; undefined for a disk that has no queue of its own. */
export async function readInFlight(
  kernel: Kernel,
  disk: Pick<Disk, 'queue'>,
  time: KernelTime | undefined,
): Promise<InFlight | undefined> {
  if (disk.queue === 0n || !kernel.types.has('request', 'state')) return undefined;
  const contexts = await hardwareQueues(kernel, disk.queue);
  if (contexts.length === 0) return undefined;
  const rows = await kernel
    .shape('blk_mq_hw_ctx', { tags: 'tags' })
    .need('tags')
    .readGood(kernel.memory, contexts.slice(0, MAX_HARDWARE_QUEUES));
  const tags = await kernel
    .shape('blk_mq_tags', { count: 'nr_tags', requests: 'rqs' })
    .need('count', 'requests')
    .readGood(kernel.memory, [...new Set(rows.map((row) => row.pointer('tags')))]);
  const places = tags.flatMap((row) =>
    Array.from({ length: Math.min(row.int('count'), MAX_TAGS) }, (_, i) => row.pointer('requests') + BigInt(i * 8)),
  );
  const pointers = await kernel.memory.words(places.slice(0, MAX_TAGS));
  const requests = await kernel
    .shape('request', {
      queue: 'q',
      state: 'state',
      flags: 'cmd_flags',
      sector: '__sector',
      bytes: '__data_len',
      begun: 'start_time_ns',
      deadline: 'deadline',
    })
    .need('queue', 'state')
    .readGood(kernel.memory, [...new Set(pointers)].filter((at) => at !== undefined && at !== 0n) as bigint[]);
  const ticks = await readTicks(kernel);
  const own = requests.filter((row) => row.pointer('queue') === disk.queue && row.int('state') === IN_FLIGHT);
  return {
    inPart: contexts.length >= MAX_HARDWARE_QUEUES || tags.reduce((sum, row) => sum + row.int('count'), 0) > MAX_TAGS,
    driver: await driverOf(kernel, disk.queue),
    requests: own
      .map((row): Request => {
        const operation = row.has('flags') ? row.int('flags') & 0xff : 0;
        const begun = row.has('begun') ? Number(row.big('begun')) / 1e9 : 0;
        const now = time?.uptimeSeconds;
        return {
          operation: OPERATIONS[operation] ?? `operation ${operation}`,
          writes: (operation & 1) === 1,
          sector: row.has('sector') ? row.int('sector') : 0,
          bytes: row.has('bytes') ? row.int('bytes') : 0,
          seconds: now === undefined || begun <= 0 || begun > now + 1 ? undefined : Math.max(0, now - begun),
          overdueSeconds: overdue(row.has('deadline') ? row.big('deadline') : 0n, ticks, time?.hz),
        };
      })
      .sort((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0)),
  };
}

/** The kernel's clock; undefined where it can't be read. */
async function readTicks(kernel: Kernel): Promise<bigint | undefined> {
  const clock = kernel.symbol('jiffies_64') ?? kernel.symbol('jiffies');
  return clock === undefined ? undefined : kernel.memory.word(clock);
}

/** @param deadline in ticks; 0 where the driver has not begun */
function overdue(deadline: bigint, now: bigint | undefined, hz: number | undefined): number | undefined {
  if (deadline === 0n || now === undefined || hz === undefined) return undefined;
  const ticks = BigInt.asIntN(64, now - deadline);
  return ticks > 0n ? Number(ticks) / hz : undefined;
}

/** `hctx_table`, an xarray since 5.19; `queue_hw_ctx` before, an array of pointers. */
async function hardwareQueues(kernel: Kernel, queue: bigint): Promise<bigint[]> {
  const type = kernel.types.find('request_queue');
  const table = type?.field('hctx_table');
  if (table !== undefined) {
    const { entries } = await walkXarray(kernel, queue + BigInt(table.offsetBytes), {
      maxEntries: MAX_HARDWARE_QUEUES,
    });
    return entries.map(({ value }) => value);
  }
  if (type?.field('queue_hw_ctx') === undefined) return [];
  const [row] = await kernel
    .shape('request_queue', { contexts: 'queue_hw_ctx', count: 'nr_hw_queues' })
    .need('contexts', 'count')
    .readGood(kernel.memory, [queue]);
  if (row === undefined || row.pointer('contexts') === 0n) return [];
  const count = Math.min(row.int('count'), MAX_HARDWARE_QUEUES);
  const words = await kernel.memory.words(
    Array.from({ length: count }, (_, i) => row.pointer('contexts') + BigInt(i * 8)),
  );
  return words.filter((word) => word !== undefined && word !== 0n) as bigint[];
}

async function driverOf(kernel: Kernel, queue: bigint): Promise<string | undefined> {
  const ops = kernel.types.find('request_queue')?.field('mq_ops');
  const take = kernel.types.find('blk_mq_ops')?.field('queue_rq');
  if (ops === undefined || take === undefined) return undefined;
  const table = await kernel.memory.word(queue + BigInt(ops.offsetBytes));
  if (table === undefined || table === 0n) return undefined;
  const func = await kernel.memory.word(table + BigInt(take.offsetBytes));
  if (func === undefined) return undefined;
  const module = kernel.modules.at(func)?.name;
  // One that is built in is called after its function: `nvme_queue_rq`.
  const driver = module ?? kernel.symbolize(func)?.symbol.replace(/_queue_rq$/, '');
  return driver === 'scsi_mod' || driver === 'scsi' ? ((await scsiDriverOf(kernel, queue)) ?? driver) : driver;
}

/**
 * All SCSI disks have one function for taking requests; the driver is that of their host: its module or, of one that is built in, what
 * it calls itself (v6.12 include/scsi/scsi_{device,host}.h).
 */
async function scsiDriverOf(kernel: Kernel, queue: bigint): Promise<string | undefined> {
  const types = await typesWith(kernel, 'Scsi_Host', ['scsi_mod']);
  const follow = async (from: bigint | undefined, of: Types | undefined, type: string, field: string) => {
    const place = of?.find(type)?.field(field);
    const at = from === undefined || from === 0n ? undefined : place && from + BigInt(place.offsetBytes);
    return at === undefined ? undefined : kernel.memory.word(at);
  };
  const device = await follow(queue, kernel.types, 'request_queue', 'queuedata');
  const host = await follow(device, types, 'scsi_device', 'host');
  const template = await follow(host, types, 'Scsi_Host', 'hostt');
  const [module, name] = await Promise.all([
    follow(template, types, 'scsi_host_template', 'module'),
    follow(template, types, 'scsi_host_template', 'name'),
  ]);
  const loaded = kernel.modules.list.find(({ address }) => address === module);
  if (loaded !== undefined) return loaded.name;
  const [text = ''] = await readTexts(kernel, [name ?? 0n]);
  return text === '' ? undefined : text;
}
