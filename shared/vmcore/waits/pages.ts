/** Waits for a page, a buffer, or another bit: in the end for a device to answer. */
import type { TaskTrace } from '../stacks/task-stacks.ts';
import { deviceOfInode, type Disk, type InFlight } from './block-devices.ts';
import type { Facts } from './facts.ts';
import { nameFileSystem, type FileSystem } from '../kernel/file-systems.ts';
import { nameOf, only } from './names.ts';
import { serverCause } from './rpc.ts';
import { waitingWords, type StackEntry } from './stack-entries.ts';
import type { Cause, WaitTarget } from './target.ts';

/** A wait for a bit of a page: its lock, or the end of its write-back. */
export async function folioWait(
  facts: Facts,
  trace: TaskTrace,
  entries: readonly StackEntry[],
): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  const type = kernel.types.find('wait_page_queue');
  const wait = type?.field('wait');
  const entry = entries.find(({ wake }) => wake === 'wake_page_function');
  if (type === undefined || wait === undefined || entry === undefined) return undefined;
  const [row] = await kernel
    .shape('wait_page_queue', { folio: ['folio', 'page'], bit: 'bit_nr' })
    .readGood(kernel.memory, [entry.address - BigInt(wait.offsetBytes)]);
  if (row?.has('folio') !== true) return undefined;
  const address = row.pointer('folio');
  const bits = kernel.types.enum('pageflags');
  const isWriteback = row.has('bit') && row.int('bit') === bits?.get('PG_writeback');
  const place = await placeOfFolio(facts, address);
  const what = `${isWriteback ? 'write-back of' : 'the lock of'} a page of ${place.name}`;
  const kind = isWriteback ? 'writeback' : 'folio';
  if (!isWriteback) {
    const maybe = facts.othersAt(trace.task, address).filter((task) => !waitsForFolio(facts, task.address, address));
    if (maybe.length === 1) return { kind, what, address, ...only(maybe, 'nobody is written down as its owner') };
  }
  const silent = place.fileSystem && (await serverCause(facts, place.fileSystem));
  if (silent !== undefined) return { kind, what, address, holders: [], cause: silent };
  if (place.disk === undefined) return { kind, what, address, holders: [], unknown: place.unknown };
  return { kind, what, address, ...(await diskHolders(facts, place.disk)) };
}

function waitsForFolio(facts: Facts, task: bigint, folio: bigint): boolean {
  const trace = facts.traces.byAddress.get(task);
  if (trace === undefined) return false;
  return (
    facts.frames(trace.task).some((name) => /^(folio_wait|__folio_lock|wait_on_page)/.test(name)) &&
    waitingWords(trace).some(({ word }) => word === folio)
  );
}

interface PagePlace {
  readonly name: string;
  readonly disk?: Disk | undefined;
  /** Where it lies on no block device. */
  readonly fileSystem?: FileSystem;
  readonly unknown?: string;
}

/** Whose page it is: a device's own, or a file's on a file system on a device. */
async function placeOfFolio(facts: Facts, folio: bigint): Promise<PagePlace> {
  const { kernel } = facts;
  const mapping = kernel.types.find('page')?.field('mapping');
  const host = kernel.types.find('address_space')?.field('host');
  if (mapping === undefined || host === undefined) return { name: 'a file', unknown: 'types are missing' };
  const space = await kernel.memory.word(folio + BigInt(mapping.offsetBytes));
  if (space === undefined) return { name: 'memory', unknown: 'the page itself is not in the dump' };
  if (space === 0n || (space & 3n) !== 0n)
    return { name: 'anonymous memory', unknown: 'it is no file that it belongs to' };
  const inode = await kernel.memory.word(space + BigInt(host.offsetBytes));
  if (inode === undefined || inode === 0n) return { name: 'a file', unknown: 'its inode is not in the dump' };
  return placeOfInode(facts, inode);
}

async function placeOfInode(facts: Facts, inode: bigint): Promise<PagePlace> {
  const { kernel } = facts;
  const owner = kernel.types.find('inode')?.field('i_sb');
  if (owner === undefined) return { name: 'a file', unknown: 'types are missing' };
  const superBlock = await kernel.memory.word(inode + BigInt(owner.offsetBytes));
  const fileSystem = (await facts.fileSystems()).find(({ address }) => address === superBlock);
  if (fileSystem === undefined) return { name: 'a file', unknown: 'its file system is not known' };
  if (fileSystem.type === 'bdev') {
    const disk = await facts.disk(deviceOfInode(kernel, inode) ?? 0n);
    return disk === undefined
      ? { name: 'a device', unknown: 'the device is not in the dump' }
      : { name: disk.name, disk };
  }
  const name = nameFileSystem(fileSystem);
  const disk = await facts.disk(fileSystem.device);
  return disk === undefined ? { name, fileSystem, unknown: `${name} lies on no block device` } : { name, disk };
}

/**
 * Who has to act for a disk to answer: the tasks that do its work in software (of loop, nbd, md, dm), else its driver, which holds
 * requests. The thread of a loop device has the device's own name up to 5.13 (v5.10 drivers/block/loop.c `loop_prepare_queue()`).
 */
export async function diskHolders(
  facts: Facts,
  disk: Disk,
): Promise<Pick<WaitTarget, 'holders' | 'cause' | 'unknown'>> {
  const workers = (await facts.workers()).filter(({ queueName }) => queueName === disk.name).map(({ task }) => task);
  const threads = facts.list.tasks.filter(({ kernelThread, comm, state }) => {
    return kernelThread && state === 'D' && (comm === disk.name || comm.startsWith(`${disk.name}_`));
  });
  const holders = [...workers, ...threads];
  if (holders.length > 0) return { holders };
  const cause = deviceCause(disk, await facts.inFlight(disk));
  if (cause !== undefined) return { holders: [], cause };
  return { holders: [], unknown: `${disk.name} has no request in flight that could be found` };
}

/** Requests that a disk has taken and not answered, as a sentence. */
function deviceCause(disk: Disk, flying: InFlight | undefined): Cause | undefined {
  const count = flying?.requests.length ?? 0;
  if (flying === undefined || count === 0) return undefined;
  const oldest = flying.requests[0]?.seconds;
  const age = oldest === undefined ? '' : `, the oldest for ${Math.round(oldest)} s`;
  const driver = flying.driver === undefined ? '' : ` (${flying.driver})`;
  const text = `${disk.name}${driver} has not answered ${count} request${count === 1 ? '' : 's'}${age}`;
  return { kind: 'device', key: `device ${disk.address}`, text, seconds: oldest };
}

/** A wait for a bit: of a buffer, or of whatever else has flags. */
export async function bitWait(
  facts: Facts,
  trace: TaskTrace,
  entries: readonly StackEntry[],
): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  const type = kernel.types.find('wait_bit_queue_entry') ?? kernel.types.find('wait_bit_queue');
  const member = type?.field('wq_entry') ?? type?.field('wait');
  const entry = entries.find(({ wake }) => wake === 'wake_bit_function' || wake === 'var_wake_function');
  if (type === undefined || member === undefined || entry === undefined) return undefined;
  const [row] = await kernel
    .shape(type.name, { flags: 'key.flags', bit: 'key.bit_nr' })
    .readGood(kernel.memory, [entry.address - BigInt(member.offsetBytes)]);
  if (row?.has('flags') !== true) return undefined;
  const address = row.pointer('flags');
  const names = facts.frames(trace.task).slice(0, 12);
  if (
    names.some((name) =>
      /^(__wait_on_buffer|__lock_buffer|wait_on_buffer|__sync_dirty_buffer|do_get_write_access)$/.test(name),
    )
  ) {
    const buffer = await bufferTarget(facts, address);
    if (buffer !== undefined) return buffer;
  }
  const bit = row.has('bit') && row.int('bit') >= 0 ? `bit ${row.int('bit')} of ` : '';
  const maybe = facts.othersAt(trace.task, address);
  return { kind: 'bit', what: `${bit}${nameOf(facts, address)}`, address, ...only(maybe, 'a bit has no owner') };
}

async function bufferTarget(facts: Facts, address: bigint): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  if (!kernel.types.has('buffer_head', 'b_bdev')) return undefined;
  const [row] = await kernel
    .shape('buffer_head', { device: 'b_bdev', block: 'b_blocknr' })
    .readGood(kernel.memory, [address]);
  const disk = row && (await facts.disk(row.pointer('device')));
  if (row === undefined || disk === undefined) return undefined;
  const block = row.has('block') ? `block ${row.int('block')}` : 'a block';
  return { kind: 'buffer', what: `${block} of ${disk.name}`, address, ...(await diskHolders(facts, disk)) };
}
