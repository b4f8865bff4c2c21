/** Completions by which processors are brought up, taken down and stopped. */
import { walkList } from '../kernel/walks.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Facts } from './facts.ts';
import type { WaitTarget } from './target.ts';

const MAX_WORKS = 4096;
const STOPS = /^(stop_one_cpu|stop_two_cpus|__?stop_cpus|stop_machine(_cpuslocked)?|stop_core_cpuslocked)$/;

/** A processor on its way up or down: its own thread does that (v6.12 kernel/cpu.c `struct cpuhp_cpu_state`). */
export async function hotplugWait(
  { kernel, list }: Facts,
  _: TaskTrace,
  completion: bigint,
): Promise<WaitTarget | undefined> {
  const type = kernel.types.find('cpuhp_cpu_state');
  const thread = type?.field('thread')?.offsetBytes;
  const ends = [
    ['done_up', 'to come up'],
    ['done_down', 'to go down'],
  ] as const;
  for (const cpu of kernel.cpus.perCpuOffset.keys()) {
    const state = kernel.perCpu('cpuhp_state', cpu);
    if (state === undefined || thread === undefined) return undefined;
    const end = ends.find(([member]) => {
      const offset = type?.field(member)?.offsetBytes;
      return offset !== undefined && state + BigInt(offset) === completion;
    });
    if (end === undefined) continue;
    const worker = list.byAddress.get((await kernel.memory.word(state + BigInt(thread))) ?? 0n);
    const what = `CPU ${cpu} ${end[1]}`;
    if (worker !== undefined) return { kind: 'cpu-hotplug', what, address: completion, holders: [worker] };
    return { kind: 'cpu-hotplug', what, address: completion, holders: [], unknown: 'its thread is not in the dump' };
  }
  return undefined;
}

/** Work for the stoppers, which go before everything else on their processors (v6.12 kernel/stop_machine.c). */
export async function stopWait(facts: Facts, trace: TaskTrace, completion: bigint): Promise<WaitTarget | undefined> {
  const { kernel, list } = facts;
  const member = kernel.types.find('cpu_stop_done')?.field('completion')?.offsetBytes;
  const works = kernel.types.find('cpu_stopper')?.field('works')?.offsetBytes;
  const link = kernel.types.find('cpu_stop_work')?.field('list')?.offsetBytes;
  const done = kernel.types.find('cpu_stop_work')?.field('done')?.offsetBytes;
  const names = facts.frames(trace.task).slice(0, 12);
  if (!names.some((name) => STOPS.test(name)) || member === undefined) return undefined;
  if (works === undefined || link === undefined || done === undefined) return undefined;
  const waitedFor = completion - BigInt(member);
  const queued = await Promise.all(
    [...kernel.cpus.perCpuOffset.keys()].map(async (cpu) => {
      const stopper = kernel.perCpu('cpu_stopper', cpu);
      if (stopper === undefined) return [];
      const walk = await walkList(kernel.memory, stopper + BigInt(works), { maxNodes: MAX_WORKS });
      const owners = await kernel.memory.words(walk.nodes.map((node) => node - BigInt(link) + BigInt(done)));
      return owners.includes(waitedFor) ? [cpu] : [];
    }),
  );
  const cpus = queued.flat();
  const running = cpus.flatMap((cpu) => list.byAddress.get(list.runQueues.get(cpu)?.current ?? 0n) ?? []);
  const holders = running.filter((task) => task !== trace.task && task.pid !== 0);
  const what = cpus.length === 0 ? 'processors to stop' : `${cpus.map((cpu) => `CPU ${cpu}`).join(', ')} to stop`;
  const unknown = holders.length > 0 ? undefined : 'no processor is known that has yet to begin';
  return { kind: 'cpu-hotplug', what, address: waitedFor, holders, unknown };
}

/** Probes of devices that run beside each other (v6.12 kernel/async.c): workers do them. */
export async function asyncWait(facts: Facts, trace: TaskTrace): Promise<WaitTarget | undefined> {
  const names = facts.frames(trace.task).slice(0, 12);
  if (!names.some((name) => name.startsWith('async_synchronize_'))) return undefined;
  const workers = (await facts.workers()).filter(({ functionName }) => functionName === 'async_run_entry_fn');
  const unknown = workers.length > 0 ? undefined : 'no worker runs any';
  return {
    kind: 'workqueue',
    what: 'asynchronous probes to end',
    key: 'async',
    holders: workers.map(({ task }) => task),
    unknown,
  };
}
