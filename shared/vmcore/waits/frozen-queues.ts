/**
 * Waits at a disk whose queue is frozen (v6.12 block/blk-mq.c, block/blk-core.c): whoever froze it (to remove the disk, to change how it is
 * used) waits for its requests to end, and whoever wants to send it more waits for it to be thawed. Both hang in the same `mq_freeze_wq`.
 */
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Disk } from './block-devices.ts';
import type { Facts } from './facts.ts';
import { diskHolders } from './pages.ts';
import type { WaitTarget } from './target.ts';

const FREEZES = /^blk_(mq_)?freeze_queue_wait/;

/** @param address of a wait queue; undefined where it is of no disk's queue */
export async function frozenQueueWait(
  facts: Facts,
  { task }: TaskTrace,
  address: bigint,
): Promise<WaitTarget | undefined> {
  const at = facts.kernel.types.find('request_queue')?.field('mq_freeze_wq')?.offsetBytes;
  const freezes = isFreezing(facts.frames(task));
  if (at === undefined || !(freezes || facts.frames(task).some((name) => /^_*(blk|bio)_queue_enter/.test(name))))
    return undefined;
  const queue = address - BigInt(at);
  const disk = await diskOf(facts, queue);
  if (freezes) {
    if (disk === undefined) return undefined;
    return { kind: 'io', what: `all requests of ${disk.name} to end`, address, ...(await diskHolders(facts, disk)) };
  }
  const what = disk === undefined ? 'a device whose queue is frozen' : `${disk.name}, whose queue is frozen,`;
  const freezing = facts.whoHas(queue).filter((other) => other !== task && isFreezing(facts.frames(other)));
  const unknown = freezing.length > 0 ? undefined : 'who froze the queue is not written down';
  return { kind: 'io', what, address, holders: freezing, unknown };
}

function isFreezing(frames: readonly string[]): boolean {
  return frames.some((name) => FREEZES.test(name));
}

/** `request_queue.disk`, since 5.15. */
async function diskOf({ kernel }: Facts, queue: bigint): Promise<Disk | undefined> {
  if (!kernel.types.has('request_queue', 'disk')) return undefined;
  const [row] = await kernel.shape('request_queue', { disk: 'disk' }).need('disk').readGood(kernel.memory, [queue]);
  if (row === undefined || row.pointer('disk') === 0n) return undefined;
  const [disk] = await kernel
    .shape('gendisk', { name: 'disk_name' })
    .need('name')
    .readGood(kernel.memory, [row.pointer('disk')]);
  return disk && { address: disk.address, name: disk.text('name'), queue };
}
