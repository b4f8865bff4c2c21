/** The commands: what `crash` has under the same names, and some of its own. */
import { CHANGERS } from './changers.ts';
import { cgroups } from './cgroups.ts';
import { hex } from '../../../bytes/cursor.ts';
import type { Task } from '../../tasks/tasks.ts';
import { ExploreError, ExploreErrorCode } from '../explore-error.ts';
import { asTable, firstWalk, tasksOf, type View, type ViewContext } from './context.ts';
import { files, mount, vm } from './files.ts';
import { disks, interruptCounts, pci } from './devices.ts';
import { ipcs, swap, waitq } from './ipc.ts';
import { kmem } from './memory.ts';
import { resources } from './resources.ts';
import { sig } from './signals.ts';
import { dis } from './code.ts';
import { locals } from './locals.ts';
import { bt } from './stacks.ts';
import { rd, search } from './raw.ts';
import { struct, vtop } from './structs.ts';
import { list, tree, whatis } from './walks.ts';
import { log, mach, sys } from './system.ts';
import { namespaces } from './namespaces.ts';
import type { Table } from './table.ts';
import { ps, runq, stateOf, task } from './tasks.ts';
import { timer } from './timers.ts';
import { vmap } from './vmap.ts';

/** A command that is a walk: the first form that a kernel's types allow. */
const saved =
  (...forms: readonly string[]) =>
  async (context: ViewContext): Promise<Table> =>
    asTable(await firstWalk(context, forms));

const IRQS =
  'type struct irq_desc as d show index as IRQ, d as IRQ_DESC, d->action as IRQACTION, d->action->name as NAME, d->irq_data.chip->name as CHIP';
const MODULES = 'list &modules type struct module.list show entry as MODULE, name as NAME';

function irq(context: ViewContext, words: readonly string[]): Promise<Table> {
  if (words.includes('-s')) return interruptCounts(context);
  if (words.includes('-b')) return saved('array softirq_vec show index as VECTOR, action as ACTION')(context);
  return saved(`radix &irq_desc_tree ${IRQS}`, `maple &sparse_irqs ${IRQS}`)(context);
}

function dev(context: ViewContext, words: readonly string[]): Promise<Table> {
  if (words.includes('-d')) return disks(context);
  if (words.includes('-p')) return pci(context);
  return saved(
    'array chrdevs as c, next c type struct char_device_struct.next show major as CHRDEV, baseminor as MINOR, name as NAME, cdev as CDEV, cdev->ops as OPERATIONS',
  )(context);
}

/** What is known of the neighbours on the network (`-a`), or the network devices. */
function net(context: ViewContext, words: readonly string[]): Promise<Table> {
  if (words.includes('-a')) {
    const show =
      'show n as NEIGHBOUR, *(unsigned int *)&n->primary_key as IP, n->dev->name as DEVICE, n->nud_state as STATE';
    return saved(
      `array arp_tbl.nht->hash_buckets[0:1 << arp_tbl.nht->hash_shift] as b, next b type struct neighbour.next as n ${show}`,
      `array arp_tbl.nht->hash_heads[0:1 << arp_tbl.nht->hash_shift] as b, hlist &b type struct neighbour.hash as n ${show}`,
    )(context);
  }
  return saved('list &init_net.dev_base_head type struct net_device.dev_list show entry as NET_DEVICE, name as NAME')(
    context,
  );
}

/** `foreach [STATE|user|kernel|PID …] COMMAND`: a command for each task of a kind. */
async function foreach(context: ViewContext, words: readonly string[]): Promise<Table> {
  const at = words.findIndex((word) => PER_TASK.has(word));
  const run = PER_TASK.get(words[at] ?? '');
  if (run === undefined) {
    throw new ExploreError(ExploreErrorCode.Syntax, 'foreach of which command', {
      expected: [...PER_TASK.keys()].join(', '),
    });
  }
  const kinds = words.slice(0, at);
  const all = await tasksOf(context, [], 'all');
  const wanted = kinds.length === 0 ? all : (await Promise.all(kinds.map((kind) => ofKind(context, all, kind)))).flat();
  const none = { columns: ['PID'], rows: [], notes: ['no task is of that kind'] };
  return wanted.length === 0
    ? none
    : run(context, [...wanted.map((task) => hex(task.address)), ...words.slice(at + 1)]);
}

async function ofKind(context: ViewContext, all: readonly Task[], kind: string): Promise<readonly Task[]> {
  if (/^[A-Z]{2}$/.test(kind)) return all.filter((task) => stateOf(task) === kind);
  if (kind === 'user' || kind === 'kernel') return all.filter((task) => task.kernelThread === (kind === 'kernel'));
  return tasksOf(context, [kind], 'all');
}

function btOrLocals(context: ViewContext, words: readonly string[]): Promise<Table> {
  return (words.includes('--locals') ? locals : bt)(context, words);
}

const PER_TASK: ReadonlyMap<string, View['run']> = new Map<string, View['run']>([
  ['bt', btOrLocals],
  ['locals', locals],
  ['files', files],
  ['vm', vm],
  ['ps', ps],
  ['sig', sig],
  ['task', task],
]);

export const VIEWS: ReadonlyMap<string, View> = new Map<string, View>([
  ['ps', { summary: 'tasks (-A that run, -G leaders of groups, -m when each ran last)', example: 'ps -m', run: ps }],
  [
    'bt',
    {
      summary: 'the stack of the task that panicked, of a pid, or of what runs (-a); -f: every word of it',
      example: 'bt 1',
      run: btOrLocals,
    },
  ],
  [
    'locals',
    {
      summary:
        'parameters and variables of the frames of a stack, or of one of them; needs --debuginfo (the same: bt --locals)',
      example: 'locals 1 #2',
      run: locals,
    },
  ],
  [
    'foreach',
    { summary: 'a command for each task (of a state, user, kernel, a pid)', example: 'foreach UN bt', run: foreach },
  ],
  ['task', { summary: 'members of a task_struct', example: 'task -R pid,comm 1', run: task }],
  ['runq', { summary: 'what runs on each processor, and what waits to (-t: since when)', example: 'runq', run: runq }],
  ['files', { summary: 'open files of a task', example: 'files 1', run: files }],
  ['vm', { summary: 'memory areas of a task', example: 'vm 1', run: vm }],
  ['mount', { summary: 'what is mounted, and where', example: 'mount', run: mount }],
  [
    'mod',
    {
      summary: 'loaded modules',
      example: 'mod',
      run: saved(
        `${MODULES}, core_layout.base as BASE, core_layout.size as SIZE`,
        `${MODULES}, mem[0].base as BASE, mem[0].size + mem[1].size + mem[2].size + mem[3].size as SIZE`,
      ),
    },
  ],
  [
    'irq',
    {
      summary: 'interrupts and their handlers (-b: softirqs; -s: how often, by processor)',
      example: 'irq -b',
      run: irq,
    },
  ],
  ['timer', { summary: 'timers that wait, by processor (-r: of high resolution)', example: 'timer -r', run: timer }],
  ['net', { summary: 'network devices of the first namespace (-a: neighbours)', example: 'net', run: net }],
  [
    'dev',
    { summary: 'character devices; disks with what is in flight (-d); PCI devices (-p)', example: 'dev -p', run: dev },
  ],
  [
    'kmem',
    {
      summary:
        'memory: totals (-i), slab caches (-s), zones (-z), nodes (-n), free blocks (-f), counters (-V), vmalloc (-v)',
      example: 'kmem -i',
      run: kmem,
    },
  ],
  ['sys', { summary: 'the system in a few lines', example: 'sys', run: sys }],
  ['mach', { summary: 'the machine', example: 'mach', run: mach }],
  ['log', { summary: "the kernel's log", example: 'log', run: log }],
  [
    'struct',
    {
      summary: 'members of a struct with their offsets; with an address, what stands there (-x: in hexadecimal)',
      example: 'struct task_struct.pid,comm init_task',
      run: struct,
    },
  ],
  [
    'dis',
    {
      summary: 'code: a function, COUNT instructions from an address, -r up to it, -f from it; where it crashed',
      example: 'dis sysrq_handle_crash',
      run: dis,
    },
  ],
  [
    'rd',
    {
      summary: 'memory: words with what they point to (-8, -16, -32: numbers of so many bits; -a: a text)',
      example: 'rd -a linux_banner',
      run: rd,
    },
  ],
  [
    'search',
    {
      summary: 'memory for a value (-m MASK, -8, -16, -32), a text (-c) or a pattern of bytes (-e)',
      example: 'search -c "swapper/"',
      run: search,
    },
  ],
  ['union', { summary: 'the same as struct', example: 'union bpf_attr', run: struct }],
  ['whatis', { summary: 'the type of an expression', example: 'whatis init_task.mm', run: whatis }],
  [
    'list',
    {
      summary: "a list, in crash's words; `walk list` says more",
      example: 'list -H modules -l module.list -s module.name',
      run: list,
    },
  ],
  [
    'tree',
    {
      summary: "a tree, in crash's words; `walk rb`, `xarray` and `maple` say more",
      example: 'tree -t rb vmap_area_root -l vmap_area.rb_node -s vmap_area.va_start,va_end',
      run: tree,
    },
  ],
  ['vtop', { summary: 'the way of an address through the page tables', example: 'vtop 0xffffc90000000000', run: vtop }],
  [
    'iomem',
    {
      summary: 'physical address space, by owner',
      example: 'iomem',
      run: (context) => resources(context, 'iomem_resource'),
    },
  ],
  [
    'ioports',
    { summary: 'I/O ports, by owner', example: 'ioports', run: (context) => resources(context, 'ioport_resource') },
  ],
  ['sig', { summary: "a task's signals: handlers, blocked, pending", example: 'sig 1', run: sig }],
  ['ipcs', { summary: 'System V shared memory, semaphores and message queues', example: 'ipcs', run: ipcs }],
  ['swap', { summary: 'where is swapped to', example: 'swap', run: swap }],
  ['waitq', { summary: 'what waits in a wait queue', example: 'waitq &log_wait', run: waitq }],
  ...CHANGERS,
  ['vmap', { summary: 'areas of vmalloc and ioremap', example: 'vmap', run: vmap }],
  [
    'ns',
    {
      summary:
        'namespaces, all, of a kind (net, pid …) or of a task: numbers as lsns shows them, how many processes, the first',
      example: 'ns 1',
      run: namespaces,
    },
  ],
  ['cgroups', { summary: 'control groups of the default hierarchy', example: 'cgroups', run: cgroups }],
]);
