/** `dev -d`: each disk, and what its driver has in flight. */
import { describe, expect, it } from '@jest/globals';
import { Evaluator } from '../../../../../../shared/vmcore/explore/evaluate.ts';
import { parseExpression } from '../../../../../../shared/vmcore/explore/parser.ts';
import type { ViewContext } from '../../../../../../shared/vmcore/explore/views/context.ts';
import { disks } from '../../../../../../shared/vmcore/explore/views/devices.ts';
import { walk } from '../../../../../../shared/vmcore/explore/walk.ts';
import { parseWalk } from '../../../../../../shared/vmcore/explore/walk-syntax.ts';
import { World } from '../../../../../../shared/vmcore/explore/world.ts';
import { KernelWriter } from '../../../../../support/kernel-writer.ts';

/** How a version keeps its disks: 5.10 in their class, 5.15 and later by the inodes of their block devices. */
type Version = '5.10' | '5.15';
const READ = 0;
const WRITE = 1;
const [IDLE, IN_FLIGHT] = [0, 1];

class DiskKernel {
  readonly writer = new KernelWriter();
  readonly #version: Version;
  readonly #links: bigint[] = [];
  readonly #ofDisks: bigint;

  constructor(version: Version) {
    this.#version = version;
    const { writer } = this;
    writer.btf
      .struct('list_head', { next: 'ptr', prev: 'ptr' })
      .struct('local64', { counter: 'u64' })
      .struct('local_t', { a: 'struct local64' })
      .struct('disk_stats', { io_ticks: 'u64', in_flight: 'struct local_t[2]' })
      .struct('request_queue', { queue_hw_ctx: 'ptr', nr_hw_queues: 'u32' })
      .struct('blk_mq_hw_ctx', { tags: 'ptr' })
      .struct('blk_mq_tags', { nr_tags: 'u32', rqs: 'ptr' })
      .struct('request', { q: 'ptr', state: 's32', cmd_flags: 'u32' });
    if (version === '5.10') {
      writer.btf
        .struct('klist_node', { n_klist: 'ptr', n_node: 'struct list_head' })
        .struct('klist', { k_lock: 'u32', k_list: 'struct list_head' })
        .struct('subsys_private', { klist_devices: 'struct klist' })
        .struct('class', { name: 'ptr', p: 'ptr struct subsys_private' })
        .struct('device_type', { name: 'ptr' })
        .struct('device', { parent: 'ptr', type: 'ptr struct device_type' })
        .struct('device_private', { knode_class: 'struct klist_node', device: 'ptr struct device' })
        .struct('hd_struct', { start_sect: 'u64', dkstats: 'ptr struct disk_stats', __dev: 'struct device' })
        .struct('gendisk', {
          major: 's32',
          disk_name: 'char[32]',
          part0: 'struct hd_struct',
          queue: 'ptr struct request_queue',
        });
    } else {
      writer.btf
        .struct('inode', { i_mode: 'u16', i_sb_list: 'struct list_head' })
        .struct('super_block', { s_dev: 'u32', s_inodes: 'struct list_head' })
        // Disks and block devices point to each other: the first form of the latter does not know disks yet.
        .struct('block_device', { bd_stats: 'ptr struct disk_stats', bd_disk: 'ptr' })
        .struct('gendisk', {
          major: 's32',
          disk_name: 'char[32]',
          part0: 'ptr struct block_device',
          queue: 'ptr struct request_queue',
        })
        .struct('block_device', { bd_stats: 'ptr struct disk_stats', bd_disk: 'ptr struct gendisk' })
        .struct('bdev_inode', { bdev: 'struct block_device', vfs_inode: 'struct inode' });
    }
    this.#ofDisks = version === '5.10' ? writer.symbol('disk_type', 8) : 0n;
  }

  /** @param counted in flight by the kernel's own counters, of each processor */
  disk(name: string, queue: bigint, counted: readonly (readonly [reads: number, writes: number])[] = []): void {
    const { writer } = this;
    const stats = writer.allocPerCpu(writer.btf.sizeOf('struct disk_stats'));
    counted.forEach(([reads, writes], cpu) => {
      const at = stats.places[cpu] ?? 0n;
      writer.set('disk_stats', at, { 'in_flight[0].a.counter': reads, 'in_flight[1].a.counter': writes });
    });
    if (this.#version === '5.10') {
      const disk = writer.make('gendisk', { major: 254, disk_name: name, queue, 'part0.dkstats': stats.pointer });
      writer.set('gendisk', disk, { 'part0.__dev.type': this.#ofDisks });
      this.#device(writer.member('gendisk', 'part0.__dev', disk));
      return;
    }
    const disk = writer.make('gendisk', { major: 254, disk_name: name, queue });
    const whole = this.#inode(disk, stats.pointer);
    writer.set('gendisk', disk, { part0: whole });
    this.partition(disk);
  }

  /** What stands beside disks and is none. */
  partition(disk = 0n): void {
    if (this.#version !== '5.10') this.#inode(disk, 0n);
    else this.#device(this.writer.make('device', { type: this.writer.symbol('part_type', 8) }));
  }

  #device(device: bigint): void {
    const own = this.writer.make('device_private', { device });
    this.#links.push(this.writer.member('device_private', 'knode_class.n_node', own));
  }

  #inode(disk: bigint, stats: bigint): bigint {
    const { writer } = this;
    const own = writer.make('bdev_inode', { 'bdev.bd_disk': disk, 'bdev.bd_stats': stats });
    this.#links.push(writer.member('bdev_inode', 'vfs_inode.i_sb_list', own));
    return writer.member('bdev_inode', 'bdev', own);
  }

  /** A queue whose driver takes requests: their states and operations; one of another disk shares its tags. */
  queue(requests: readonly (readonly [state: number, operation: number])[], tags = requests.length + 2): bigint {
    const { writer } = this;
    const queue = writer.make('request_queue', { nr_hw_queues: 1 });
    const other = writer.make('request', { q: queue + 8n, state: IN_FLIGHT, cmd_flags: WRITE });
    const own = requests.map(([state, operation]) =>
      // The low byte alone is the operation: the bits above are flags.
      writer.make('request', { q: queue, state, cmd_flags: operation | 0x8800 }),
    );
    const table = writer.alloc((requests.length + 2) * 8);
    [...own, other].forEach((request, i) => {
      writer.word(table + BigInt(i * 8), request);
    });
    const contexts = writer.alloc(8);
    writer.word(
      contexts,
      writer.make('blk_mq_hw_ctx', { tags: writer.make('blk_mq_tags', { nr_tags: tags, rqs: table }) }),
    );
    writer.set('request_queue', queue, { queue_hw_ctx: contexts });
    return queue;
  }

  async ask() {
    const { writer } = this;
    if (this.#version === '5.10') {
      const own = writer.make('subsys_private');
      writer.list(writer.member('subsys_private', 'klist_devices.k_list', own), this.#links);
      const all = writer.symbol('block_class', writer.btf.sizeOf('struct class'));
      writer.set('class', all, { p: own });
    } else {
      const block = writer.make('super_block');
      writer.list(writer.member('super_block', 's_inodes', block), this.#links);
      writer.word(writer.symbol('blockdev_superblock', 8), block);
    }
    const world = await World.open(writer.dump());
    const evaluator = new Evaluator(world);
    const { columns, rows, notes } = await disks({
      world,
      kernel: world.kernel,
      walk: (text: string) => walk(evaluator, parseWalk(text, world.types.isTypedef)),
      number: (text: string) => evaluator.number(parseExpression(text, world.types.isTypedef)),
    } as unknown as ViewContext);
    const at = ['MAJOR', 'NAME', 'TOTAL', 'READ', 'WRITE'].map((name) => columns.indexOf(name));
    const told = rows.map((row) =>
      at
        .map((i) => row[i])
        .map((cell) => (cell?.is === 'integer' ? cell.value : cell?.is === 'text' ? cell.text : cell)),
    );
    return { told, notes };
  }
}

describe.each<Version>(['5.10', '5.15'])('dev -d of %s', (version) => {
  it('tells each disk, and counts the requests that its driver has by their tags', async () => {
    const kernel = new DiskKernel(version);
    // The kernel's own counters say nothing of a disk with tags.
    const requests = [
      [IN_FLIGHT, READ],
      [IN_FLIGHT, WRITE],
      [IN_FLIGHT, WRITE],
      [IDLE, WRITE],
      [IN_FLIGHT, 3],
    ] as const;
    kernel.disk('vda', kernel.queue(requests), [[0, 0]]);
    kernel.partition();
    kernel.disk('vdb', kernel.queue([]), [[7, 7]]);
    expect(await kernel.ask()).toEqual({
      told: [
        ['254', 'vda', '4', '1', '3'],
        ['254', 'vdb', '0', '0', '0'],
      ],
      notes: undefined,
    });
  });

  it('adds up the counters of a disk whose driver takes bios: one processor starts what another ends', async () => {
    const kernel = new DiskKernel(version);
    kernel.disk('dm-0', 0n, [
      [5, 1],
      [-3, 2],
    ]);
    expect((await kernel.ask()).told).toEqual([['254', 'dm-0', '5', '2', '3']]);
  });

  it('says where not all tags were looked at', async () => {
    const kernel = new DiskKernel(version);
    kernel.disk('vda', kernel.queue([[IN_FLIGHT, READ]], 2 ** 20));
    const { notes } = await kernel.ask();
    expect(notes).toEqual([expect.stringMatching(/^0x[0-9a-f]{16}: there may be more in flight/)]);
  });
});
