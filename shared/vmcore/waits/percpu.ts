/** Waits for a per-CPU semaphore; those of a file system are how it is frozen. */
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Facts } from './facts.ts';
import { isFrozen, nameFileSystem, type FileSystem } from '../kernel/file-systems.ts';
import { nameOf, only } from './names.ts';
import { headOf, pointersIn, waitingWords, whichHolds, type StackEntry } from './stack-entries.ts';
import type { Cause, WaitTarget } from './target.ts';

/** Functions that wait for a per-CPU semaphore on the reader's side; the others of the kind wait to write. */
const PERCPU_READ =
  /^(__percpu_down_read|percpu_down_read|sb_start|__sb_start|mnt_want_write|file_start_write|cpus_read_lock)/;
const PERCPU_WRITE = /^percpu_down_write/;

/** A wait for a `percpu_rw_semaphore`, by the entry in its queue or as the writer that waits for readers to leave. */
export async function percpuWait(
  facts: Facts,
  trace: TaskTrace,
  entries: readonly StackEntry[],
): Promise<WaitTarget | undefined> {
  const { kernel, list } = facts;
  const type = kernel.types.find('percpu_rw_semaphore');
  const queue = type?.field('waiters.head');
  const names = facts.frames(trace.task).slice(0, 12);
  if (queue === undefined) return undefined;
  const entry = entries.find(({ wake }) => wake === 'percpu_rwsem_wake_function');
  const head = entry && (await headOf(kernel, list, entry.node));
  if (head !== undefined) {
    const mode = names.some((name) => PERCPU_READ.test(name)) ? 'read' : 'write';
    return percpuTarget(facts, trace, head - BigInt(queue.offsetBytes), mode);
  }
  if (!names.some((name) => PERCPU_WRITE.test(name))) return undefined;
  const writer = type?.field('writer.task')?.offsetBytes;
  const address = await whichHolds(kernel, candidates(facts, trace), writer, trace.task.address);
  return address === undefined ? undefined : percpuTarget(facts, trace, address, 'write');
}

/** What may be the address of the object waited for: on the stack, or a variable that the code names itself. */
function candidates({ kernel }: Facts, trace: TaskTrace): bigint[] {
  const known = ['cpu_hotplug_lock', 'cgroup_threadgroup_rwsem', 'dup_mmap_sem', 'file_rwsem'];
  const named = known.map((name) => kernel.symbol(name)).filter((address) => address !== undefined);
  return [...pointersIn(waitingWords(trace)), ...named];
}

async function percpuTarget(
  facts: Facts,
  trace: TaskTrace,
  address: bigint,
  mode: 'read' | 'write',
): Promise<WaitTarget> {
  const { kernel, list } = facts;
  const fileSystem = (await facts.fileSystems()).find((one) => address >= one.address && address < one.end);
  if (fileSystem !== undefined) return freezeTarget(facts, trace, fileSystem, address, mode);
  const what = `percpu_rw_semaphore ${nameOf(facts, address)}`;
  const writer = kernel.types.find('percpu_rw_semaphore')?.field('writer.task')?.offsetBytes;
  const [task] = writer === undefined ? [] : await kernel.memory.words([address + BigInt(writer)]);
  const draining = list.byAddress.get(task ?? 0n);
  if (draining !== undefined && draining !== trace.task) {
    return { kind: 'percpu-rwsem', what, address, mode, holders: [draining] };
  }
  const maybe = facts.othersAt(trace.task, address);
  const side = mode === 'read' ? 'its writer is not written down' : 'its readers are counted, not named';
  return { kind: 'percpu-rwsem', what, address, mode, ...only(maybe, side) };
}

function freezeTarget(
  facts: Facts,
  trace: TaskTrace,
  fileSystem: FileSystem,
  address: bigint,
  mode: 'read' | 'write',
): WaitTarget {
  const name = nameFileSystem(fileSystem);
  if (mode === 'write') {
    const maybe = facts.othersAt(trace.task, address);
    const what = `the last writers of ${name}, to freeze it`;
    return { kind: 'freeze', what, address, mode, ...only(maybe, 'writers are counted, not named') };
  }
  const there = facts.whoHas(fileSystem.address);
  const holders = facts.freezing().filter((task) => task !== trace.task && there.includes(task));
  const what = `permission to write to ${name}`;
  if (holders.length > 0) return { kind: 'freeze', what, address: fileSystem.address, mode, holders };
  const cause = frozenCause(fileSystem);
  return { kind: 'freeze', what, address: fileSystem.address, mode, holders: [], cause };
}

/** The state of a file system that lets nobody write; nothing where it is not frozen. */
function frozenCause(fileSystem: FileSystem): Cause {
  const name = nameFileSystem(fileSystem);
  const by = fileSystem.by === undefined ? '' : ` ${fileSystem.by}`;
  const text = isFrozen(fileSystem)
    ? `${name} is frozen${by}, and nobody has thawed it`
    : `${name} is being frozen${by} (step ${fileSystem.frozen} of 4)`;
  return { kind: 'frozen', key: `frozen ${fileSystem.address}`, text };
}
