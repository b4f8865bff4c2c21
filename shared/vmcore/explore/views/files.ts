/** `files`, `vm`, `mount`: what processes have open, what they map, what is mounted. */
import { hex } from '../../../bytes/cursor.ts';
import { addressSpaceOf, type Task } from '../../tasks/tasks.ts';
import type { Datum } from '../datum.ts';
import { pathOf } from '../paths.ts';
import { memoryAreas } from '../vm-areas.ts';
import { asTable, firstWalk, tasksOf, type ViewContext } from './context.ts';
import { integer, pointer, text, type Table } from './table.ts';

/** S_IFMT's kinds, include/uapi/linux/stat.h. */
const KINDS: Readonly<Record<number, string>> = {
  0o14: 'SOCK',
  0o12: 'LNK',
  0o10: 'REG',
  0o6: 'BLK',
  0o4: 'DIR',
  0o2: 'CHR',
  0o1: 'FIFO',
};

export async function files(context: ViewContext, words: readonly string[]): Promise<Table> {
  const tasks = await tasksOf(context, words, 'panicking');
  const rows = await Promise.all(tasks.map((task) => openFiles(context, task)));
  return { columns: ['PID', 'FD', 'FILE', 'DENTRY', 'INODE', 'TYPE', 'PATH'], rows: rows.flat() };
}

async function openFiles({ walk, world }: ViewContext, task: Task): Promise<Datum[][]> {
  const at = `((struct task_struct *)${hex(task.address)})->files`;
  const none = await walk(`array (&${at})[0:1] as f where f != 0 show f`).then(({ rows }) => rows.length === 0);
  if (none) return [];
  const answer = await walk(
    `array ${at}->fdt->fd[0:${at}->fdt->max_fds] as f where f != 0 show index, f, f->f_path.dentry, f->f_inode, f->f_inode->i_mode, f->f_path.mnt`,
  );
  return Promise.all(
    answer.rows.map(async ([fd, file, dentry, inode, mode, mount]): Promise<Datum[]> => {
      const place = { mount: addressOf(mount), dentry: addressOf(dentry) };
      const kind = mode?.is === 'integer' ? KINDS[Number(mode.value) >> 12] : undefined;
      return [
        integer(task.pid),
        fd ?? text('?'),
        file ?? text('?'),
        dentry ?? text('?'),
        inode ?? text('?'),
        text(kind ?? 'UNKN'),
        text(await pathOf(world, place)),
      ];
    }),
  );
}

export async function vm(context: ViewContext, words: readonly string[]): Promise<Table> {
  const tasks = await tasksOf(context, words, 'panicking');
  const rows = await Promise.all(tasks.map((task) => mappings(context, task)));
  return { columns: ['PID', 'VMA', 'START', 'END', 'FLAGS', 'FILE'], rows: rows.flat() };
}

async function mappings({ world, kernel }: ViewContext, task: Task): Promise<Datum[][]> {
  const mm = addressSpaceOf(task);
  if (mm === 0n) return [];
  const areas = await memoryAreas(world, mm);
  const wanted = [...new Set(areas.map(({ filePointer }) => filePointer).filter((file) => file !== 0n))];
  const rows = await kernel
    .shape('file', { dentry: 'f_path.dentry', mount: 'f_path.mnt' })
    .readGood(kernel.memory, wanted);
  const paths = new Map(
    await Promise.all(
      rows.map(
        async (row) =>
          [row.address, await pathOf(world, { mount: row.pointer('mount'), dentry: row.pointer('dentry') })] as const,
      ),
    ),
  );
  return areas.map((area) => [
    integer(task.pid),
    pointer(area.address),
    pointer(area.start),
    pointer(area.end),
    pointer(area.flags),
    text(area.filePointer === 0n ? '' : (paths.get(area.filePointer) ?? '?')),
  ]);
}

/** The mounts of the first namespace. */
export async function mount(context: ViewContext): Promise<Table> {
  const show = 'show m, m->mnt.mnt_sb, m->mnt.mnt_sb->s_type->name, m->mnt_devname, m->mnt.mnt_root, &m->mnt';
  const answer = await firstWalk(context, [
    `list &init_task.nsproxy->mnt_ns->list type struct mount.mnt_list as m ${show}`,
    `rb &init_task.nsproxy->mnt_ns->mounts type struct mount.mnt_node as m ${show}`,
  ]);
  const rows = await Promise.all(
    answer.rows.map(async ([at, superblock, type, device, root, vfsmount]): Promise<Datum[]> => {
      const path = await pathOf(context.world, { mount: addressOf(vfsmount), dentry: addressOf(root) });
      return [at ?? text('?'), superblock ?? text('?'), textDatum(type), textDatum(device), text(path)];
    }),
  );
  return { ...asTable(answer), columns: ['MOUNT', 'SUPERBLK', 'TYPE', 'DEVNAME', 'DIRNAME'], rows };
}

export function addressOf(datum: Datum | undefined): bigint {
  return datum?.is === 'pointer' ? BigInt(datum.address) : 0n;
}

/** What a pointer to characters points to, as the text alone. */
export function textDatum(datum: Datum | undefined): Datum {
  return datum?.is === 'pointer' ? text(datum.text ?? datum.why ?? '') : (datum ?? text('?'));
}
