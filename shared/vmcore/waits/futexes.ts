/** Waits for a futex: where it is, and who has it as far as its own word says. */
import { hex } from '../../bytes/cursor.ts';
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readUserBytes } from '../memory/user-memory.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import { addressSpaceOf, type Task } from '../tasks/tasks.ts';
import type { Facts } from './facts.ts';
import { isLinked, waitingWords } from './stack-entries.ts';
import type { WaitTarget } from './target.ts';

const FUTEX = /^(__)?futex_(wait|lock_pi|wait_requeue_pi|wait_queue|wait_queue_me|do_wait)$/;
/** `FUTEX_TID_MASK` (v6.12 include/uapi/linux/futex.h): a futex that the kernel helps to hand on has its owner's id there. */
const TID_MASK = 0x3fff_ffff;
/** What a C library's plain mutex has in its word: taken, and taken with others waiting. */
const TAKEN = [1, 2];
/** `__owner` in glibc's `struct __pthread_mutex_s`, after `__lock` and `__count` (2.36 sysdeps/nptl/bits/struct_mutex.h). */
const OWNER_OFFSET = 8;
/** `FUT_OFF_INODE` (v6.12 include/linux/futex.h): the key is of a file and not of a process. */
const OF_FILE = 1;
const OFFSET_FLAGS = 3;

/** Whether a task waits for a futex, by the functions that it stands in. */
export function isFutexWait(facts: Facts, task: Task): boolean {
  return facts
    .frames(task)
    .slice(0, 12)
    .some((name) => FUTEX.test(name.replace(/\..*/, '')));
}

/** The `futex_q` of a waiter lies on its stack and hangs in a bucket of the hash (v6.12 kernel/futex/futex.h). */
export async function futexWait(facts: Facts, trace: TaskTrace): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  const { task } = trace;
  if (!isFutexWait(facts, task)) return undefined;
  const key = await keyOf(kernel, trace);
  if (key === undefined)
    return { kind: 'futex', what: 'a futex', holders: [], unknown: 'its entry in the hash was not found' };
  const pi = facts.lockWait(task)?.lock.owner;
  if (key.ofFile) {
    const what = `a futex at ${hex(key.word * BigInt(kernel.memory.pageSizeBytes) + BigInt(key.offset))} of a shared file`;
    const holders = pi === undefined ? [] : [pi];
    return {
      kind: 'futex',
      what,
      key: key.text,
      holders,
      ...(pi === undefined ? { unknown: 'its address differs from process to process' } : {}),
    };
  }
  const address = key.word + BigInt(key.offset);
  const what = `futex ${hex(address)}`;
  const owner = pi === undefined ? await ownerOf(facts, task, address) : { holders: [pi] };
  return { kind: 'futex', what, address, key: key.text, ...owner };
}

interface Key {
  readonly ofFile: boolean;
  readonly word: bigint;
  readonly offset: number;
  /** What is the same for all that wait for the same futex. */
  readonly text: string;
}

async function keyOf(kernel: Kernel, trace: TaskTrace): Promise<Key | undefined> {
  const type = kernel.types.find('futex_q');
  const owner = type?.field('task');
  const node = type?.field('list.node_list');
  if (owner === undefined || node === undefined) return undefined;
  for (const { at, word } of waitingWords(trace)) {
    if (word !== trace.task.address) continue;
    const address = at - BigInt(owner.offsetBytes);
    if (!(await isLinked(kernel, address + BigInt(node.offsetBytes)))) continue;
    const [row] = await kernel
      .shape('futex_q', { ptr: 'key.both.ptr', word: 'key.both.word', offset: 'key.both.offset' })
      .need('ptr', 'word', 'offset')
      .readGood(kernel.memory, [address]);
    if (row === undefined) return undefined;
    const [ptr, base, offset] = [row.big('ptr'), row.big('word'), row.int('offset')];
    return {
      ofFile: (offset & OF_FILE) !== 0,
      word: base,
      offset: offset - (offset & OFFSET_FLAGS),
      text: `futex ${ptr} ${base} ${offset}`,
    };
  }
  return undefined;
}

/** Nobody but the program itself knows who has a futex; most write it down. */
async function ownerOf(facts: Facts, task: Task, address: bigint): Promise<Pick<WaitTarget, 'holders' | 'unknown'>> {
  const bytes = await readUser(facts.kernel, task, address, OWNER_OFFSET + 4);
  const short = bytes ?? (await readUser(facts.kernel, task, address, 4));
  if (short === undefined)
    return { holders: [], unknown: 'its word is memory of the program, which is not in the dump' };
  const view = new LittleEndian(short);
  const word = view.u32(0);
  const threads = facts.list.tasks.filter((other) => other !== task && addressSpaceOf(other) === addressSpaceOf(task));
  const named = threads.find(({ pid }) => !TAKEN.includes(word) && pid === (word & TID_MASK));
  if (named !== undefined) return { holders: [named] };
  const noted =
    TAKEN.includes(word) && short.length > OWNER_OFFSET
      ? threads.find(({ pid }) => pid === view.u32(OWNER_OFFSET))
      : undefined;
  if (noted !== undefined) return { holders: [noted], unknown: 'its owner is the one that glibc notes beside it' };
  return { holders: [], unknown: `its word is ${hex(BigInt(word))}, which names no thread of the process` };
}

/** Memory of a task's process. */
async function readUser(kernel: Kernel, task: Task, address: bigint, length: number): Promise<Uint8Array | undefined> {
  const mm = addressSpaceOf(task);
  const field = kernel.types.find('mm_struct')?.field('pgd');
  const tables = kernel.memory.space.pageTables;
  if (mm === 0n || field === undefined || tables === undefined) return undefined;
  const pgd = await kernel.memory.word(mm + BigInt(field.offsetBytes));
  const frame = pgd === undefined || pgd === 0n ? undefined : kernel.memory.frameOf(pgd);
  if (pgd === undefined || frame === undefined) return undefined;
  const pageBytes = kernel.memory.pageSizeBytes;
  const root = frame * pageBytes + Number(pgd % BigInt(pageBytes));
  return readUserBytes(kernel.memory, tables, root, { address, length });
}
