/**
 * Questions of `../shared/corpus/explore` and drgn's answers to them: how each is put to the explorer, and whether what it says
 * is the same.
 */
import { hex } from '../../shared/bytes/cursor.ts';
import { ExploreError } from '../../shared/vmcore/explore/explore-error.ts';
import type { Answer, Explorer } from '../../shared/vmcore/explore/explorer.ts';
import type { Datum } from '../../shared/vmcore/explore/datum.ts';

export interface Question {
  readonly id: string;
  readonly kind: 'value' | 'pointer' | 'string' | 'struct' | 'error' | 'walk' | 'address' | 'symbols';
  readonly tag?: string;
  readonly ask: string;
  readonly cast?: string;
  readonly want: unknown;
  readonly fields?: readonly string[];
  readonly ordered?: boolean;
  readonly limit?: number;
  readonly broken?: unknown;
  readonly walk?: { readonly over: string; readonly head?: string; readonly type?: string; readonly member?: string };
}

/** What an error says, as far as an answer is judged by it. */
export interface Refusal {
  readonly code: string;
  readonly address?: string;
  readonly why?: string;
  readonly name?: string;
}

type Json = Record<string, unknown>;

/** The question in the explorer's words; several where kernels differ in what holds the answer. */
function asksOf(question: Question): string[] {
  const { kind, ask, cast } = question;
  if (kind === 'symbols') return [`sym ${ask}`];
  if (kind === 'address') {
    const pid = (question.want as Json)['pid_for_context'];
    return [typeof pid === 'number' ? `what ${ask} in ${pid}` : `what ${ask}`];
  }
  if (kind === 'walk') return walksOf(question);
  // The form with a cast is for globals whose type the kept table does not have.
  return cast === undefined ? [ask] : [ask, cast];
}

export interface Put {
  readonly answer?: Answer;
  readonly refusal?: Refusal;
  /** Which of the forms of the question it was. */
  readonly form: number;
}

/** Asks the first form of a question that this kernel has a type or name for. */
export async function putQuestion(explorer: Explorer, question: Question): Promise<Put> {
  const asks = asksOf(question);
  let refusal: Refusal = { code: 'no-form' };
  for (const [form, ask] of asks.entries()) {
    try {
      return { answer: await explorer.ask(ask), form };
    } catch (error) {
      if (!(error instanceof ExploreError)) throw error;
      const { code, fault: at, missing } = error;
      const told = at === undefined ? {} : { address: hex(at.address), why: at.why };
      refusal = { code, ...told, ...(missing === undefined ? {} : { name: missing }) };
      const another = code === 'no-type' || (question.kind === 'walk' && code !== 'fault');
      if (!another) return { refusal, form };
    }
  }
  return { refusal, form: asks.length - 1 };
}

const FIELDS: Readonly<Record<string, string>> = {
  address: 'entry',
  'function symbol': 'function',
  'folio address': 'entry',
  'folio flags': '((struct page *)entry)->flags',
  nr: 'index',
  'pid->level': 'level',
  'task comm': 'container_of(tasks[0].first, struct task_struct, pid_links[0])->comm',
  'pid or null for a group': 'container_of(my_q == 0 ? entry : 0, struct task_struct, se)->pid',
  fstype: 'mnt.mnt_sb->s_type->name',
  'mnt_sb->s_id': 'mnt.mnt_sb->s_id',
  fd: 'index',
  nrpages: 'i_data.nrpages',
};

const KINDS: Readonly<Record<string, string>> = { 'list-reverse': 'rlist', rbtree: 'rb' };

/** Walks that are told in words. `$1` … is what the pattern found in them. */
const SPOKEN: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^list_for_each_entry\(struct net, /,
    [
      'walk list &net_namespace_list type struct net.list as net, list &net->dev_base_head type struct net_device.dev_list as dev show net->ns.inum, dev->name, dev->ifindex',
    ],
  ],
  [
    /^timers: hlist (per_cpu\(timer_bases, \d+\))/,
    [
      'walk array $1 as b, array b.vectors as v, hlist &v type struct timer_list.entry show b_index, v_index, entry, expires, function',
    ],
  ],
  [
    /^worker pools of CPU (\d+)/,
    [
      'walk array per_cpu(cpu_worker_pools, $1) as p, list &p.workers type struct worker.node show p_index, task->comm, flags, current_func',
    ],
  ],
  [
    /^pending work of CPU (\d+)/,
    [
      'walk array per_cpu(cpu_worker_pools, $1) as p, list &p.worklist type struct work_struct.entry show p_index, func',
    ],
  ],
  [
    /^irq descriptors/,
    [
      'walk radix &irq_desc_tree type struct irq_desc show index, irq_data.chip->name, action->name',
      'walk maple &sparse_irqs type struct irq_desc show index, irq_data.chip->name, action->name',
    ],
  ],
  [
    /^mounts of the initial namespace/,
    [
      'walk list &init_task.nsproxy->mnt_ns->list type struct mount.mnt_list show mnt_devname, mnt.mnt_sb->s_type->name, mnt.mnt_sb->s_id',
      'walk rb &init_task.nsproxy->mnt_ns->mounts type struct mount.mnt_node show mnt_devname, mnt.mnt_sb->s_type->name, mnt.mnt_sb->s_id',
    ],
  ],
  [/^resources: (\w+)_resource tree/, ['$1']],
  [/^vmap areas/, ['vmap']],
  [/^cgroups: /, ['cgroups']],
  [
    /^chrdevs\[i\] through/,
    ['walk array chrdevs as c, next c type struct char_device_struct.next show c_index, major, baseminor, name'],
  ],
  [
    /^mutex waiters: .*\((\w+)\)$/,
    ['walk list &(*(struct mutex *)&$1).wait_list type struct mutex_waiter.list show task->pid'],
  ],
  [
    /^per-zone free counts: (.*)\[i\]$/,
    ['walk array $1 show name, present_pages, managed_pages.counter, vm_stat[0].counter'],
  ],
  [
    /^block devices: disks/,
    [
      'walk list &blockdev_superblock->s_inodes type struct inode.i_sb_list as i where container_of(i, struct bdev_inode, vfs_inode)->bdev.bd_disk != 0 && container_of(i, struct bdev_inode, vfs_inode)->bdev.bd_disk->part0 == &container_of(i, struct bdev_inode, vfs_inode)->bdev show container_of(i, struct bdev_inode, vfs_inode)->bdev.bd_disk->disk_name, container_of(i, struct bdev_inode, vfs_inode)->bdev.bd_disk->major, container_of(i, struct bdev_inode, vfs_inode)->bdev.bd_disk->first_minor',
    ],
  ],
  [
    /^open files of (.*)$/,
    [
      'walk array $1->files->fdt->fd[0:$1->files->fdt->max_fds] as f where f != 0 show index, f->f_flags, f->f_op, f->f_path.dentry->d_name.name',
    ],
  ],
];

function walksOf({ ask, walk, fields, limit }: Question): string[] {
  for (const [pattern, forms] of SPOKEN) {
    const found = pattern.exec(ask);
    if (found !== null)
      return forms.map((form) => form.replaceAll(/\$(\d)/g, (_, n: string) => found[Number(n)] ?? ''));
  }
  if (walk?.head === undefined) return [];
  const kind = KINDS[walk.over] ?? walk.over;
  const type = walk.type === undefined ? '' : ` type ${walk.type}${walk.member === undefined ? '' : `.${walk.member}`}`;
  const shown = (fields ?? []).map((field) => FIELDS[field] ?? field.replace(/ symbol$/, '')).join(', ');
  return [`walk ${kind} ${walk.head}${type} show ${shown}${limit === undefined ? '' : ` limit ${limit}`}`];
}

/** What is wrong with an answer; undefined where it is right. */
export function fault(
  question: Question,
  answer: Answer | undefined,
  refusal: Refusal | undefined,
): string | undefined {
  const { kind, want } = question;
  if (kind === 'error') {
    const told = refusal ?? textFault(answer);
    return told === undefined
      ? `answered ${(JSON.stringify(answer) as string | undefined)?.slice(0, 200) ?? 'nothing'}`
      : faultOfError(want as Json, told);
  }
  if (refusal !== undefined || answer === undefined) return `refused: ${JSON.stringify(refusal)}`;
  switch (kind) {
    case 'symbols':
      return faultOfSymbols(want as readonly Json[], answer);
    case 'address':
      return faultOfAddress(want as Json, answer);
    case 'walk':
      return faultOfWalk(question, answer);
    default:
      if (answer.kind !== 'value') return `answered a ${answer.kind}`;
      return kind === 'pointer'
        ? faultOfPointer(want as Json, answer.datum)
        : differs(want, plain(answer.datum, kind === 'string'));
  }
}

/** A pointer to a text that can't be read: the pointer is told, and why there is no text. */
function textFault(answer: Answer | undefined): Refusal | undefined {
  const datum = answer?.kind === 'value' ? answer.datum : undefined;
  return datum?.is === 'pointer' && datum.why !== undefined
    ? { code: 'fault', address: datum.address, why: datum.why }
    : undefined;
}

function faultOfError(want: Json, refusal: Refusal): string | undefined {
  const said = JSON.stringify(refusal);
  if (want['error'] === 'no such member')
    return refusal.code === 'no-member' && refusal.name === want['member'] ? undefined : said;
  if (refusal.code !== 'fault' || refusal.address !== want['address']) return said;
  return refusal.why === want['why'] ? undefined : said;
}

function faultOfSymbols(want: readonly Json[], answer: Answer): string | undefined {
  if (answer.kind !== 'symbols') return `answered a ${answer.kind}`;
  const own = answer.symbols.filter(({ module }) => module === undefined).map(({ address }) => address);
  return differs(want.map((each) => each['address']).sort(), own.sort());
}

function faultOfPointer(want: Json, datum: Datum): string | undefined {
  if (datum.is !== 'pointer') return `a ${datum.is}`;
  if (datum.address !== want['address']) return datum.address;
  if (want['symbol'] === undefined) return undefined;
  const names = [want['symbol'], ...((want['aliases'] as string[] | undefined) ?? [])];
  const right =
    names.some(
      (name) => name === datum.symbol || (typeof name === 'string' && datum.aliases?.includes(name) === true),
    ) &&
    datum.offset === want['offset'] &&
    (want['module'] === undefined || datum.module === want['module']);
  return right ? undefined : JSON.stringify(datum);
}

function faultOfAddress(want: Json, answer: Answer): string | undefined {
  if (answer.kind !== 'address') return `answered a ${answer.kind}`;
  const said = JSON.stringify(answer.facets);
  const own = (facet: Json): unknown[] => [facet['symbol'], ...((facet['aliases'] as string[] | undefined) ?? [])];
  const facet = answer.facets.find((each) => each.class === want['class']) as (Json & { class: string }) | undefined;
  if (facet === undefined) return said;
  const names = [want['symbol'], ...((want['aliases'] as string[] | undefined) ?? [])];
  const same = (...keys: readonly string[]): boolean =>
    keys.every((key) => JSON.stringify(facet[key]) === JSON.stringify(want[key]));
  switch (facet.class) {
    case 'symbol':
      return own(facet).some((name) => names.includes(name)) && same('offset') ? undefined : said;
    case 'module text':
      return own(facet).some((name) => names.includes(name)) && same('offset', 'module') ? undefined : said;
    case 'module':
      return same('module') ? undefined : said;
    case 'task stack':
      return same('pid', 'comm', 'stack', 'offset') ? undefined : said;
    case 'slab object': {
      const cache = want['aliases_ok'] === true || same('cache');
      return cache && same('object', 'offset', 'allocated') && facet['objectSize'] === want['object_size']
        ? undefined
        : said;
    }
    case 'page':
      return same('pfn', 'flags', 'refcount', 'slab') && facet['physical'] === want['phys'] ? undefined : said;
    case 'per-cpu':
      return same('variable', 'cpu', 'offset') ? undefined : said;
    case 'vmalloc': {
      const caller = facet['caller'] as Json | undefined;
      const wanted = want['caller'] as Json | undefined;
      const right = caller?.['symbol'] === wanted?.['symbol'] && caller?.['offset'] === wanted?.['offset'];
      return right && same('start', 'end', 'flags') && (facet['pages'] ?? 0) === (want['nr_pages'] ?? 0)
        ? undefined
        : said;
    }
    case 'user':
      return same('vma', 'file') ? undefined : said;
    default:
      return undefined;
  }
}

function faultOfWalk(question: Question, answer: Answer): string | undefined {
  if (answer.kind !== 'walk' && answer.kind !== 'table') return `answered a ${answer.kind}`;
  const want = question.want as readonly (readonly unknown[])[];
  const rows = answer.rows.map((row) => row.slice());
  const picked = answer.kind === 'table' ? pickColumns(answer.columns, question, rows) : rows;
  if (picked.length !== want.length)
    return `${picked.length} rows, not ${want.length}: ${JSON.stringify(answer).slice(0, 300)}`;
  if (answer.kind === 'walk' && (answer.broken !== undefined) !== (question.broken !== undefined))
    return `broken: ${JSON.stringify(answer.broken)}`;
  const left = picked.map((row, i) => ({ row, i }));
  for (const [i, wanted] of want.entries()) {
    const at = question.ordered === false ? left.findIndex(({ row }) => sameRow(wanted, row)) : 0;
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (found === undefined || !sameRow(wanted, found.row))
      return `row ${i}: ${JSON.stringify(found?.row)} not ${JSON.stringify(wanted)}`;
  }
  return undefined;
}

/** The columns of a command that a question asks for, in its order. */
function pickColumns(columns: readonly string[], question: Question, rows: readonly Datum[][]): Datum[][] {
  const names: Record<string, string> = { va_start: 'start', va_end: 'end', 'vm->caller symbol+offset': 'caller' };
  const order = (question.fields ?? []).map((field) => columns.indexOf(names[field] ?? field));
  return rows.map((row) => order.map((at) => row[at] ?? { is: 'text', text: '' }));
}

function sameRow(want: readonly unknown[], row: readonly Datum[]): boolean {
  return want.every((cell, i) => sameCell(cell, row[i]));
}

function sameCell(want: unknown, datum: Datum | undefined): boolean {
  if (datum === undefined) return false;
  if (want === null) {
    const isNull = datum.is === 'pointer' && datum.address === '0x0';
    return datum.is === 'unreadable' || isNull || (datum.is === 'text' && datum.text === '');
  }
  if (typeof want === 'object') return differs(want, plain(datum, false)) === undefined;
  const text = typeof want === 'string' ? want : JSON.stringify(want);
  if (datum.is === 'pointer') {
    const symbol = datum.symbol === undefined ? undefined : `${datum.symbol}+0x${(datum.offset ?? 0).toString(16)}`;
    if (datum.text === text || symbol === text || (datum.symbol === text && datum.offset === 0)) return true;
  }
  if (datum.is === 'text') return datum.text === text;
  const number =
    datum.is === 'pointer' ? datum.address : datum.is === 'integer' || datum.is === 'enum' ? datum.value : undefined;
  return number !== undefined && /^(0[xo])?[0-9a-f]+$|^-\d+$/.test(text) && BigInt(number) === BigInt(text);
}

/** A datum in the shape of the questions' answers. */
function plain(datum: Datum, asText: boolean): unknown {
  switch (datum.is) {
    case 'integer':
      return datum.value;
    case 'enum':
      return { value: datum.value, name: datum.name ?? null };
    case 'pointer':
      return asText ? datum.text : datum.address;
    case 'text':
      return datum.text;
    case 'float':
      return String(datum.value);
    case 'array':
      return datum.items.map((item) => plain(item, false));
    case 'struct':
      return Object.fromEntries(datum.fields.map((field) => [field.name, plain(field.datum, false)]));
    case 'unreadable':
      return { unreadable: datum.address };
  }
}

function differs(want: unknown, got: unknown): string | undefined {
  const [a, b] = [canonical(want), canonical(got)];
  return a === b ? undefined : b.slice(0, 400);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, each]) => `${key}:${canonical(each)}`).join(',')}}`;
  }
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
