/** `dev -d`, `dev -p`, `irq -s`: disks with what they have in flight, PCI devices, counts of interrupts. */
import { hex } from '../../../bytes/cursor.ts';
import { LittleEndian } from '../../../bytes/little-endian.ts';
import type { VirtualRange } from '../../memory/virtual-memory.ts';
import type { Datum } from '../datum.ts';
import { readInFlight } from '../../waits/block-devices.ts';
import { listNodes } from '../structures.ts';
import { firstWalk, type ViewContext } from './context.ts';
import { integer, pointedText, pointer, text, wordOf, type Table } from './table.ts';

const MAX_BUSES = 4096;
const COUNT_BYTES = 4;

/** How a kernel lists its disks, and where it counts what a disk without requests of its own has begun. */
interface DiskLayout {
  readonly walk: string;
  /** Of a `gendisk`: its `struct disk_stats`, one a processor. */
  readonly counters: (disk: string) => string;
}

/** Until 5.10 a disk is a `hd_struct` among its partitions, and has a `block_device` while it is open; since 5.11 it always has one. */
function diskLayout({ kernel }: ViewContext): DiskLayout {
  const show = (disk: string): string => `show ${disk}->major, ${disk}, ${disk}->disk_name, ${disk}->queue`;
  if (kernel.types.has('hd_struct', 'dkstats')) {
    const disk = 'container_of(p->device, struct gendisk, part0.__dev)';
    const list =
      'list &(*(struct class *)&block_class).p->klist_devices.k_list type struct device_private.knode_class.n_node as p';
    return {
      walk: `${list} where p->device->type == &disk_type ${show(disk)}`,
      counters: (at) => `${at}->part0.dkstats`,
    };
  }
  const device = 'container_of(i, struct bdev_inode, vfs_inode)->bdev';
  const list = 'list &(*(struct super_block **)&blockdev_superblock)->s_inodes type struct inode.i_sb_list as i';
  const disk = `((struct gendisk *)${device}.bd_disk)`;
  const where = `${disk} != 0 && ${disk}->part0 == &${device}`;
  return { walk: `${list} where ${where} ${show(disk)}`, counters: (at) => `${at}->part0->bd_stats` };
}

/**
 * Each disk, and how many requests its driver has. Their tags tell, as they tell crash: kernels of 5.0 to 6.9 count none of them
 * (`blk_account_io_start`, block/blk-mq.c). Of a disk whose driver takes bios, the kernel's counters tell.
 */
export async function disks(context: ViewContext): Promise<Table> {
  const { kernel } = context;
  const layout = diskLayout(context);
  const found = await context.walk(layout.walk);
  const notes = found.broken === undefined ? [] : [`broken: ${found.broken.problem}`];
  const rows: Datum[][] = [];
  for (const row of found.rows) {
    const [, disk, , queue] = row;
    if (disk?.is !== 'pointer') continue;
    const tagged = await readInFlight(kernel, { queue: wordOf(queue) }, undefined);
    if (tagged?.inPart === true)
      notes.push(`${disk.address}: there may be more in flight, not all of its tags were read`);
    const writes = tagged?.requests.filter((request) => request.writes).length ?? 0;
    const counts = tagged && [tagged.requests.length - writes, writes];
    const [reads = 0, written = 0] =
      counts ?? (await countedBios(context, layout.counters(`((struct gendisk *)${disk.address})`)));
    rows.push([...row, integer(reads + written), integer(reads), integer(written)]);
  }
  return {
    columns: ['MAJOR', 'GENDISK', 'NAME', 'REQUEST_QUEUE', 'TOTAL', 'READ', 'WRITE'],
    rows,
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** Reads and writes in flight: what every processor started less what it ended. */
async function countedBios(
  { kernel, number }: ViewContext,
  counters: string,
): Promise<[reads: number, writes: number]> {
  const sums: [number, number] = [0, 0];
  for (const cpu of kernel.cpus.perCpuOffset.keys())
    for (const way of [0, 1] as const) {
      const counted = await number(`per_cpu_ptr(${counters}, ${cpu})->in_flight[${way}].a.counter`);
      sums[way] += Number(BigInt.asIntN(64, counted));
    }
  return sums;
}

/** Devices by bus, those of bridges below their own. */
export async function pci(context: ViewContext): Promise<Table> {
  const { kernel } = context;
  const rows: Datum[][] = [];
  const notes: string[] = [];
  const node = BigInt(kernel.types.struct('pci_bus').offsetOf('node'));
  const buses: bigint[] = [];
  const queue = [kernel.needSymbol('pci_root_buses')];
  const children = BigInt(kernel.types.struct('pci_bus').offsetOf('children'));
  for (let head = queue.shift(); head !== undefined && buses.length < MAX_BUSES; head = queue.shift()) {
    for await (const each of listNodes(kernel, head)) {
      buses.push(each.address - node);
      queue.push(each.address - node + children);
    }
  }
  for (const bus of buses) {
    const found = await context.walk(
      `list &((struct pci_bus *)${hex(bus)})->devices type struct pci_dev.bus_list as d show d, d->dev.kobj.name, d->class, d->vendor, d->device, d->bus, d->driver, d->driver ? d->driver->name : ""`,
    );
    if (found.broken !== undefined) notes.push(`${hex(bus)}: ${found.broken.problem}`);
    for (const [device, name, type, vendor, id, , , driver] of found.rows)
      rows.push([
        pointer(bus),
        device ?? text('?'),
        pointedText(name),
        text(digits(type, 6).slice(0, 4)),
        text(`${digits(vendor, 4)}:${digits(id, 4)}`),
        text(driver?.is === 'text' ? driver.text : driver?.is === 'pointer' ? (driver.text ?? '') : ''),
      ]);
  }
  return {
    columns: ['BUS', 'PCI_DEV', 'SLOT', 'CLASS', 'ID', 'DRIVER'],
    rows,
    ...(notes.length === 0 ? {} : { notes }),
  };
}

function digits(value: Datum | undefined, width: number): string {
  return value?.is === 'integer' ? Number(value.value).toString(16).padStart(width, '0') : '?';
}

/** How often each processor took each interrupt that has a handler. */
export async function interruptCounts(context: ViewContext): Promise<Table> {
  const { kernel } = context;
  const show =
    'type struct irq_desc as d where d->action != 0 show index, d->irq_data.chip->name, d->name, d->action->name, d->kstat_irqs';
  const found = await firstWalk(context, [`radix &irq_desc_tree ${show}`, `maple &sparse_irqs ${show}`]);
  const cpus = kernel.cpus.ids;
  const results = await kernel.memory.read(
    found.rows.flatMap(([, , , , counts]) => cpus.map((cpu) => countPlace(context, counts, cpu))),
  );
  const counted = results.map(({ bytes }) =>
    bytes?.length === COUNT_BYTES ? integer(new LittleEndian(bytes).u32(0)) : text('?'),
  );
  const rows = found.rows.map(([irq, chip, flow, handler], i) => [
    irq ?? text('?'),
    ...counted.slice(i * cpus.length, (i + 1) * cpus.length),
    text([nameOf(chip), nameOf(flow)].filter(Boolean).join('-')),
    text(nameOf(handler)),
  ]);
  return { columns: ['IRQ', ...cpus.map((cpu) => `CPU${cpu}`), 'TYPE', 'NAME'], rows };
}

/** An `unsigned int` of each processor; a `struct irqstat` that begins with one since 6.10. Nothing to read where it is not known. */
function countPlace({ kernel }: ViewContext, counts: Datum | undefined, cpu: number): VirtualRange {
  const base = kernel.cpus.perCpuOffset.get(cpu);
  if (counts?.is !== 'pointer' || base === undefined) return { address: 0n, length: 0 };
  return { address: BigInt.asUintN(64, BigInt(counts.address) + base), length: COUNT_BYTES };
}

function nameOf(datum: Datum | undefined): string {
  return datum?.is === 'pointer' ? (datum.text ?? '') : '';
}
