/**
 * Questions of every verb to a real dump whose memory is corrupted. An input is a list of changes, eight bytes each, to the pages that
 * these questions touch; its first byte chooses what is asked, so that one input is some questions. Each answer must come in a bounded
 * number of reads and be of a bounded length, or be an error that says why.
 */
import { join } from 'node:path';
import { contractAnswer } from '../../functions/explore/answer.ts';
import { fileSource } from '../../shared/bytes/file-source.ts';
import { ExploreAnswer } from '../../shared/contract/explore.ts';
import { openCapstone } from '../../shared/disassembly/capstone.ts';
import { PurgatoryError } from '../../shared/errors.ts';
import { Explorer } from '../../shared/vmcore/explore/explorer.ts';
import type { Dump } from '../../shared/vmcore/formats/dump.ts';
import { withMemory } from '../../shared/vmcore/extract/record-pages.ts';
import { CHANGE_BYTES, corrupted, openWorld } from './corrupted-dump.ts';

export const name = 'explore-dumps';

const SAMPLE = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');
const MAX_CHANGES = 48;
const QUESTIONS_AT_ONCE = 4;
/** Of pages, all questions of an input together: the sample has some 4,000. */
const MAX_PAGES_READ = 400_000;
const MAX_ANSWER_CHARACTERS = 32 * 2 ** 20;

/** Every verb, and every kind of walk: a list that a test holds against `help`. */
export const QUESTIONS: readonly string[] = [
  'init_task.comm',
  '*task(1)',
  'task(1)->mm->mm_mt',
  'task(1)->files->fdt->fd[0:8]',
  'per_cpu(runqueues, 0).curr->comm',
  'container_of(modules.next, struct module, list)->name',
  'init_task.tasks.next->next->prev == &init_task.tasks',
  'walk list &init_task.tasks type struct task_struct.tasks show pid, comm, mm->pgd',
  'walk rlist &modules type struct module.list show name, state, init_layout.size',
  'walk rb &vmap_area_root type struct vmap_area.rb_node show va_start, va_end limit 500',
  'walk maple &task(1)->mm->mm_mt type struct vm_area_struct show vm_start, vm_end, vm_file->f_path.dentry->d_name.name',
  'walk xarray &init_pid_ns.idr.idr_rt type struct pid show level',
  'walk idr &init_pid_ns.idr type struct pid show level, numbers[0].nr',
  'walk percpu &runqueues show nr_running, curr->comm',
  'walk cpus',
  'walk hlist &chrdevs[0]->next',
  'walk array per_cpu(cpu_worker_pools, 0) as p, list &p.workers type struct worker.node show p_index, task->comm',
  'walk next init_task.cred type struct cred.user limit 10',
  'what init_task.stack',
  'what task(1)->mm',
  'what (unsigned long)task(1)->files->fdt->fd[0]',
  'sym init_task',
  'sym -m',
  'help',
  'bt -a',
  'bt -f',
  'ps',
  'ps -m',
  'foreach UN bt',
  'task 1',
  'runq',
  'runq -t',
  'sig 1',
  'files 1',
  'vm 1',
  'mount',
  'mod',
  'irq',
  'irq -s',
  'irq -b',
  'timer',
  'timer -r',
  'net',
  'net -a',
  'dev',
  'dev -d',
  'dev -p',
  'kmem -i',
  'kmem -s',
  'kmem -z',
  'kmem -n',
  'kmem -f',
  'kmem -V',
  'kmem -v',
  'ipcs',
  'swap',
  'waitq &init_task.signal->wait_chldexit',
  'sys',
  'mach',
  'log',
  'struct list_head &modules',
  'struct task_struct',
  'union sigval',
  'whatis init_task',
  'list task_struct.tasks -s task_struct.pid,comm -h &init_task.tasks',
  'tree -t rbtree vmap_area_root',
  'rd &init_task 32',
  'rd -a linux_banner',
  'search -c "swapper"',
  'dis schedule 8',
  'dis',
  'vtop &init_task',
  'p -x jiffies',
  'eval 1 << 12',
  'iomem',
  'ioports',
  'vmap',
  'cgroups',
  'ns',
  'kprobe',
  'ftrace',
  'bpf',
  'livepatch',
  'locals',
];

const source = await fileSource(SAMPLE);
const pristine = await Explorer.open([source], { disassembler: openCapstone });
const world = await openWorld(pristine.dump, async (dump) => {
  const explorer = await openOver(dump);
  for (const question of QUESTIONS) await answer(explorer, question);
});

function openOver(dump: Dump): Promise<Explorer> {
  return Explorer.open([source], { guard: () => dump, like: pristine, disassembler: openCapstone });
}

async function answer(explorer: Explorer, question: string): Promise<void> {
  let told;
  try {
    told = contractAnswer(await explorer.ask(question)).answer;
  } catch (error) {
    if (!(error instanceof PurgatoryError)) throw error;
    return;
  }
  const text = JSON.stringify(told);
  if (text.length > MAX_ANSWER_CHARACTERS) throw new Error(`${question}: ${text.length} characters`);
  ExploreAnswer.parse(JSON.parse(text));
}

/** Changes all over what is read, for each of the questions. */
export const seeds: readonly Uint8Array[] = Array.from({ length: 40 }, (_, kind) =>
  Buffer.from(
    Array.from({ length: 1 + 24 * CHANGE_BYTES }, (_unused, i) =>
      i === 0 ? kind * 6 : i % 8 === 5 ? kind : (i * 37 + kind * 101) & 0xff,
    ),
  ),
);

export async function fuzz(bytes: Uint8Array): Promise<void> {
  const dump = corrupted(world, bytes.subarray(1), MAX_CHANGES);
  let pages = 0;
  const counted = withMemory(dump, {
    ...dump.memory,
    pageSizeBytes: dump.memory.pageSizeBytes,
    maxPfn: dump.memory.maxPfn,
    peekPage: (pfn) => dump.memory.peekPage?.(pfn),
    readPages(pfns) {
      pages += pfns.length;
      if (pages > MAX_PAGES_READ) throw new Error(`more than ${MAX_PAGES_READ} pages were read`);
      return dump.memory.readPages(pfns);
    },
  });
  let explorer;
  try {
    explorer = await openOver(counted);
  } catch (error) {
    if (error instanceof PurgatoryError) return;
    throw error;
  }
  const first = bytes[0] ?? 0;
  for (let i = 0; i < QUESTIONS_AT_ONCE; i++)
    await answer(explorer, QUESTIONS[(first + i * 21) % QUESTIONS.length] ?? '');
}
