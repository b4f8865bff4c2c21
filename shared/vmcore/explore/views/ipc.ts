/** `ipcs`: System V shared memory, semaphores and message queues of the first namespace; `swap`: where is swapped to; `waitq`. */
import { hex } from '../../../bytes/cursor.ts';
import type { Datum } from '../datum.ts';
import type { ViewContext } from './context.ts';
import { pathOf } from '../paths.ts';
import { integer, text, wordOf, type Table } from './table.ts';

/** `IPC_SEM_IDS` …, ipc/util.h, with the struct that each table holds, and how much of it is in use. */
const KINDS = [
  ['SHM', 2, 'struct shmid_kernel.shm_perm', 'x->shm_segsz', 'x->shm_nattch'],
  ['SEM', 0, 'struct sem_array.sem_perm', '0', 'x->sem_nsems'],
  ['MSG', 1, 'struct msg_queue.q_perm', 'x->q_cbytes', 'x->q_qnum'],
] as const;

export async function ipcs({ walk }: ViewContext): Promise<Table> {
  const rows: Datum[][] = [];
  const notes: string[] = [];
  for (const [kind, index, type, bytes, count] of KINDS) {
    const [struct = '', perm = ''] = type.split('.');
    const found = await walk(
      `idr &init_ipc_ns.ids[${index}].ipcs_idr type struct kern_ipc_perm as p show ` +
        [
          `container_of(p, ${struct}, ${perm})`,
          'p->key',
          'p->id',
          'p->uid.val',
          'p->mode',
          bytes.replace('x', `container_of(p, ${struct}, ${perm})`),
          count.replace('x', `container_of(p, ${struct}, ${perm})`),
        ].join(', '),
    );
    for (const [at, key, id, uid, mode, size, parts] of found.rows)
      rows.push([text(kind), at, key, id, uid, octal(mode), size, parts].map((cell) => cell ?? text('?')));
    if (found.broken !== undefined) notes.push(`${kind}: ${found.broken.problem}`);
  }
  return {
    columns: ['KIND', 'KERNEL', 'KEY', 'ID', 'UID', 'PERMS', 'BYTES', 'PARTS'],
    rows,
    notes: [...notes, 'of the first IPC namespace; PARTS: attached, semaphores, messages'],
  };
}

function octal(mode: Datum | undefined): Datum {
  return mode?.is === 'integer' ? text((Number(mode.value) & 0o777).toString(8)) : (mode ?? text('?'));
}

export async function swap({ world, walk, number, kernel }: ViewContext): Promise<Table> {
  const count = await number('*(unsigned int *)&nr_swapfiles');
  const page = BigInt(kernel.memory.pageSizeBytes / 1024);
  const rows: Datum[][] = [];
  if (count > 0n) {
    const found = await walk(
      `array ((struct swap_info_struct **)&swap_info)[0:${count}] as s where s != 0 && (s->flags & 1) show s, s->pages, s->inuse_pages, s->prio, &s->swap_file->f_path, s->swap_file->f_path.mnt, s->swap_file->f_path.dentry`,
    );
    for (const [at, pages, used, priority, , mount, dentry] of found.rows) {
      const path = await pathOf(world, { mount: wordOf(mount), dentry: wordOf(dentry) });
      const kilobytes = (cell: Datum | undefined): bigint => wordOf(cell) * page;
      rows.push([
        at ?? text('?'),
        text(path.startsWith('/dev/') ? 'PARTITION' : 'FILE'),
        integer(kilobytes(pages)),
        integer(kilobytes(used)),
        priority ?? text('?'),
        text(path),
      ]);
    }
  }
  return { columns: ['SWAP_INFO_STRUCT', 'TYPE', 'SIZE', 'USED', 'PRI', 'FILENAME'], rows, notes: ['sizes in KiB'] };
}

/** What waits in a wait queue, `waitq ADDRESS`: an expression that is a `wait_queue_head_t`, or its address. */
export async function waitq(context: ViewContext, words: readonly string[]): Promise<Table> {
  const head = await context.number(words.join(' ') || '0');
  const found = await context.walk(
    `list &((struct wait_queue_head *)${head}ul)->head type struct wait_queue_entry.entry as w show w, w->flags, w->func, w->private, ((struct task_struct *)w->private)->pid, ((struct task_struct *)w->private)->comm`,
  );
  const notes = found.broken === undefined ? [] : [`broken: ${found.broken.problem}`];
  const rows = found.rows.map(([entry, flags, callee, task, pid, comm]) => {
    // Pollers keep their own struct in `private`: only what wakes a task has one there.
    const isTask = callee?.is === 'pointer' && /^(default_wake|autoremove_wake|woken_wake)/.test(callee.symbol ?? '');
    const cells = [entry, flags, callee, task, ...(isTask ? [pid, comm] : [text(''), text('')])];
    return cells.map((cell) => cell ?? text('?'));
  });
  return {
    title: `wait queue ${hex(BigInt.asUintN(64, head))}`,
    columns: ['ENTRY', 'FLAGS', 'FUNCTION', 'PRIVATE', 'PID', 'COMM'],
    rows,
    ...(notes.length === 0 ? {} : { notes }),
  };
}
