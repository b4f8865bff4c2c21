/**
 * Devices as the driver core lists them, by bus or by class: `bus_kset` and `class_kset` hold a `struct subsys_private` for each of
 * them, whose klist leads to the devices (v6.1 and v6.12 drivers/base/base.h, bus.c, class.c).
 */
import { MemoryReadError } from '../memory/read-failure.ts';
import type { Kernel } from './kernel.ts';
import { readTexts } from './modules.ts';
import { walkList, type WalkProblem } from './walks.ts';

const MAX_SUBSYSTEMS = 4096;
const MAX_DEVICES = 65_536;
/** `KNODE_DEAD` (v6.12 lib/klist.c), in the lowest bit of a node's list: it is on its way out. */
const DEAD = 1n;

const SETS = { bus: 'bus_kset', class: 'class_kset' } as const;
const NODES = { bus: 'knode_bus', class: 'knode_class' } as const;

export interface DeviceList {
  /** Each a `struct device`. */
  readonly devices: readonly bigint[];
  readonly problems: readonly WalkProblem[];
}

/**
 * The devices of a bus (`virtio`) or a class (`nvme`); none where the kernel has no such bus or class.
 *
 * @throws {FormatError} unsupported, where the kernel's symbols or types do not lead there
 * @throws {MemoryReadError} where the list of buses or classes can't be read
 */
export async function devicesOf(kernel: Kernel, kind: 'bus' | 'class', name: string): Promise<DeviceList> {
  const { memory, types } = kernel;
  const subsystem = types.struct('subsys_private');
  const klist = BigInt(subsystem.offsetOf('klist_devices.k_list'));
  const found = await findSubsystem(kernel, SETS[kind], name, BigInt(subsystem.offsetOf('subsys.kobj')));
  if (found.address === undefined) return { devices: [], problems: found.problems };
  const walk = await walkList(memory, found.address + klist, { maxNodes: MAX_DEVICES });
  const problems = [...found.problems, ...walk.problems];
  const node = BigInt(types.struct('device_private').offsetOf(`${NODES[kind]}.n_node`));
  const rows = await kernel
    .shape('device_private', { device: 'device', list: `${NODES[kind]}.n_klist` })
    .need('device', 'list')
    .readGood(
      memory,
      walk.nodes.map((at) => at - node),
      (failure, address) => problems.push({ address, problem: `a device of ${name} that cannot be read`, failure }),
    );
  const alive = rows.filter((row) => (row.pointer('list') & DEAD) === 0n);
  return { devices: alive.map((row) => row.pointer('device')).filter((device) => device !== 0n), problems };
}

/** Of the set of all buses or classes, the one of that name. */
async function findSubsystem(
  kernel: Kernel,
  symbol: string,
  name: string,
  kobject: bigint,
): Promise<{ readonly address: bigint | undefined; readonly problems: readonly WalkProblem[] }> {
  const { memory, types } = kernel;
  const set = await memory.u64(kernel.needSymbol(symbol), symbol);
  const head = set + BigInt(types.struct('kset').offsetOf('list'));
  const entry = BigInt(types.struct('kobject').offsetOf('entry'));
  const walk = await walkList(memory, head, { maxNodes: MAX_SUBSYSTEMS });
  const [first] = walk.problems;
  if (walk.nodes.length === 0 && first?.failure !== undefined) throw new MemoryReadError(symbol, first.failure);
  const rows = await kernel
    .shape('kobject', { name: 'name' })
    .need('name')
    .readGood(
      memory,
      walk.nodes.map((node) => node - entry),
    );
  const names = await readTexts(
    kernel,
    rows.map((row) => row.pointer('name')),
  );
  const at = names.indexOf(name);
  const row = at < 0 ? undefined : rows[at];
  return { address: row && row.address - kobject, problems: walk.problems };
}

export interface DeviceName {
  readonly name: string;
  /** Absent where no driver has it. */
  readonly driver?: string;
}

/** What devices are called, and their drivers: `virtio0`, `virtio_blk`. */
export async function nameDevices(
  kernel: Kernel,
  devices: readonly bigint[],
): Promise<ReadonlyMap<bigint, DeviceName>> {
  const rows = await kernel
    .shape('device', { name: 'kobj.name', driver: 'driver' })
    .need('name', 'driver')
    .readGood(kernel.memory, devices);
  const drivers = await kernel
    .shape('device_driver', { name: 'name' })
    .need('name')
    .readGood(
      kernel.memory,
      [...new Set(rows.map((row) => row.pointer('driver')))].filter((at) => at !== 0n),
    );
  const texts = await readTexts(
    kernel,
    [...rows, ...drivers].map((row) => row.pointer('name')),
  );
  const driverNames = new Map(drivers.map((row, i) => [row.address, texts[rows.length + i]]));
  return new Map(
    rows.map((row, i) => {
      const driver = driverNames.get(row.pointer('driver'));
      return [row.address, { name: texts[i] ?? '?', ...(driver === undefined ? {} : { driver }) }] as const;
    }),
  );
}
