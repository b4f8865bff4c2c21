/** `dev -d`, `dev -p`, `irq -s`: disks with what they have in flight, PCI devices, counts of interrupts. */
import { hex } from '../../../bytes/cursor.ts';
import { LittleEndian } from '../../../bytes/little-endian.ts';
import type { VirtualRange } from '../../memory/virtual-memory.ts';
import type { Datum } from '../datum.ts';
import { listNodes } from '../structures.ts';
import { firstWalk, type ViewContext } from './context.ts';
import { integer, pointedText, pointer, text, type Table } from './table.ts';

const MAX_BUSES = 4096;
const COUNT_BYTES = 4;

/** Each disk that an inode of a block device leads to, and its requests in flight: what every processor started less what it ended. */
export async function disks(context: ViewContext): Promise<Table> {
  const { kernel, number } = context;
  const inode = 'container_of(i, struct bdev_inode, vfs_inode)->bdev';
  const found = await context.walk(
    `list &blockdev_superblock->s_inodes type struct inode.i_sb_list as i where ${inode}.bd_disk != 0 && ${inode}.bd_disk->part0 == &${inode} ` +
      `show ${inode}.bd_disk->major, ${inode}.bd_disk, ${inode}.bd_disk->disk_name, ${inode}.bd_disk->queue`,
  );
  const rows: Datum[][] = [];
  for (const row of found.rows) {
    const [, disk] = row;
    if (disk?.is !== 'pointer') continue;
    const at = `((struct gendisk *)${disk.address})->part0->bd_stats`;
    const sums = [0n, 0n];
    for (const cpu of kernel.cpus.perCpuOffset.keys())
      for (const way of [0, 1])
        sums[way] =
          (sums[way] ?? 0n) +
          BigInt.asIntN(64, await number(`per_cpu_ptr(${at}, ${cpu})->in_flight[${way}].a.counter`));
    const [reads = 0n, writes = 0n] = sums;
    rows.push([...row, integer(reads + writes), integer(reads), integer(writes)]);
  }
  return {
    columns: ['MAJOR', 'GENDISK', 'NAME', 'REQUEST_QUEUE', 'TOTAL', 'READ', 'WRITE'],
    rows,
    ...(found.broken === undefined ? {} : { notes: [`broken: ${found.broken.problem}`] }),
  };
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
