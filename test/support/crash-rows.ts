/**
 * What `crash` prints, as rows: how each file of `../shared/corpus/explore/crash-NAME` is read, which question asks the same, and
 * how the answer is written in the same words.
 */
import type { Answer } from '../../shared/vmcore/explore/explorer.ts';
import type { Datum } from '../../shared/vmcore/explore/datum.ts';

export interface CrashCommand {
  readonly ask: string;
  /** Rows of crash's text. */
  readonly crash: (text: string) => string[];
  /** The same of an answer. */
  readonly ours: (answer: Answer) => string[];
  /** Rows may come in another order. */
  readonly unordered?: boolean;
  /** All that crash shows is there; what it leaves out may be as well. */
  readonly more?: boolean;
  /** crash begins a stack of its own: what stands before the first frame that both show is left out. */
  readonly beginsOtherwise?: boolean;
}

/** Files are named after the command, anything but letters and digits being `_`. */
export const CRASH_COMMANDS: Readonly<Record<string, CrashCommand>> = {
  ps: tasks('ps'),
  'ps_-A': tasks('ps -A'),
  'ps_-G_1': tasks('ps -G 1'),
  'ps_-m': {
    ask: 'ps -m',
    crash: lines(/^\[(.*?)\] \[(\w\w)\] {2}PID: (\d+) +TASK: (\S+) +CPU: (\d+) +COMMAND: "(.*)"$/),
    ours: columns('AGO', 'ST', 'PID', 'TASK', 'CPU', 'COMM'),
    // Of two that were scheduled in the same nanosecond nothing says which is first.
    unordered: true,
  },
  runq: {
    ask: 'runq',
    crash: runqRows,
    ours: columns('CPU', 'RUNQUEUE', 'QUEUE', 'PID', 'TASK', 'COMM'),
    unordered: true,
  },
  files: { ask: 'files', crash: fileRows, ours: columns('PID', 'FD', 'FILE', 'DENTRY', 'INODE', 'TYPE', 'PATH') },
  foreach_files: {
    ask: 'foreach files',
    crash: fileRows,
    ours: columns('PID', 'FD', 'FILE', 'DENTRY', 'INODE', 'TYPE', 'PATH'),
    unordered: true,
  },
  vm: { ask: 'vm', crash: areaRows, ours: columns('PID', 'VMA', 'START', 'END', 'FLAGS', 'FILE') },
  foreach_vm: {
    ask: 'foreach vm',
    crash: areaRows,
    ours: columns('PID', 'VMA', 'START', 'END', 'FLAGS', 'FILE'),
    unordered: true,
  },
  mount: {
    ask: 'mount',
    crash: lines(/^(\S{16}) (\S{16}) +(\S+) +(\S+) +(\S+) *$/),
    ours: columns('MOUNT', 'SUPERBLK', 'TYPE', 'DEVNAME', 'DIRNAME'),
    unordered: true,
  },
  mod: {
    ask: 'mod',
    crash: lines(/^(\S{16}) +(\S+) +(\S{16}) +(\d+) /),
    ours: columns('MODULE', 'NAME', 'BASE', 'SIZE'),
    unordered: true,
  },
  irq: {
    ask: 'irq',
    crash: lines(/^ *(\d+) +(\S{16}) +(\(unused\)|\S{16}) *("[^"]*")?/, (row) =>
      row.map((cell) => cell.replace('(unused)', '0').replaceAll('"', '')),
    ),
    ours: columns('IRQ', 'IRQ_DESC', 'IRQACTION', 'NAME'),
  },
  'irq_-b': { ask: 'irq -b', crash: lines(/^ +\[(\d+)\] +(\S{16}) /), ours: columns('VECTOR', 'ACTION') },
  timer: {
    ask: 'timer',
    crash: timerRows,
    ours: timerAnswer,
    unordered: true,
  },
  net: { ask: 'net', crash: lines(/^(\S{16}) +(\S+)/), ours: columns('NET_DEVICE', 'NAME') },
  'kmem_-s': {
    ask: 'kmem -s',
    crash: lines(/^(\S{16}) +(\d+) +(\d+) +(\d+) +(\d+) +(\S+) +(\S.*)$/),
    ours: columns('CACHE', 'OBJSIZE', 'ALLOCATED', 'TOTAL', 'SLABS', 'SSIZE', 'NAME'),
  },
  'kmem_-V': { ask: 'kmem -V', crash: lines(/^ *(\w+): (\d+)$/), ours: columns('NAME', 'VALUE') },
  'kmem_-z': { ask: 'kmem -z', crash: zoneRows, ours: zoneAnswer },
  // A record of several lines has its time once in crash's text, and spaces in its place below.
  log: {
    ask: 'log',
    crash: (text) => text.trimEnd().split('\n').map(bareLine),
    ours: (answer) => columns('LINE')(answer).map(bareLine),
  },
  'rd_-a_linux_banner': {
    ask: 'rd -a linux_banner',
    crash: (text) => [[...text.matchAll(/^\S+: {2}(.*)$/gm)].map((found) => found[1]).join('')],
    ours: (answer) => columns('TEXT')(answer).map((line) => line.trimEnd()),
  },
  'p_init_task.comm': {
    ask: 'p init_task.comm',
    crash: (text) => [/"(.*?)(\\000)*"/.exec(text)?.[1] ?? ''],
    ours: (answer) => [answer.kind === 'value' ? cellText(answer.datum) : ''],
  },
  p_jiffies: {
    ask: 'p jiffies',
    crash: (text) => [/= (\d+)\s*$/.exec(text)?.[1] ?? ''],
    ours: (answer) => [answer.kind === 'value' ? cellText(answer.datum) : ''],
  },
  'struct_kmem_cache_-o': struct('kmem_cache'),
  'struct_page_-o': struct('page'),
  'struct_task_struct_-o': struct('task_struct'),
  sys: {
    ask: 'sys',
    crash: sysRows,
    ours: (answer) => columns('NAME', 'VALUE')(answer).filter((row) => SYS.some((name) => row.startsWith(`${name} `))),
  },
  mach: {
    ask: 'mach',
    crash: machRows,
    ours: (answer) =>
      columns(
        'NAME',
        'VALUE',
      )(answer)
        .filter((row) => MACH.some((name) => row.startsWith(`${name} `)))
        .map((row) => row.replace(/ 0x/, ' ')),
  },
  // crash shows the code of a module whose file it has not loaded, and cuts what the compiler adds to names.
  'sym_-m_jbd2': {
    ask: 'sym -m jbd2',
    crash: lines(/^(\S{16}) \(\w\) (\S+)/),
    ours: (answer) =>
      columns('ADDRESS', 'NAME')(answer).map((row) => row.replace(/(\.(part|isra|constprop)\.\d+)+$/, '')),
    unordered: true,
    more: true,
  },
  'list_-H_super_blocks_-s_super_block.s_id_-l_super_block.s_list': {
    ask: 'walk list &super_blocks type struct super_block.s_list show entry as A, s_id as B',
    crash: (text) =>
      [...text.matchAll(/^(\S{16})\n {2}s_id = "(.*?)(?:\\000)*",?$/gm)].map(
        ([, address = '', id = '']) => `${address} ${id}`,
      ),
    ours: columns('A', 'B'),
  },
  'task_-R_pid_comm_state_flags': {
    ask: 'task -R pid,comm,__state,flags',
    crash: (text) =>
      [...text.matchAll(/^ {2}(pid|comm|__state|flags) = "?(.*?)(?:\\000)*"?,$/gm)]
        .slice(0, 4)
        .map(([, name = '', value = '']) => `${name} ${value}`),
    ours: columns('MEMBER', 'VALUE'),
  },
  bt: stacks('bt'),
  'bt_-a': stacks('bt -a'),
  foreach_bt: stacks('foreach bt'),
  foreach_UN_bt: stacks('foreach UN bt'),
  // crash shows those alone that have requests in flight, and not all of them: on 6.12 it finds none.
  'dev_-d': {
    ask: 'dev -d',
    more: true,
    crash: lines(/^ *(\d+) (\S{16}) +(\S+) +(\S{16}) +(\d+) +(\d+) +(\d+)/),
    ours: (answer) =>
      columns(
        'MAJOR',
        'GENDISK',
        'NAME',
        'REQUEST_QUEUE',
        'TOTAL',
        'READ',
        'WRITE',
      )(answer).filter((row) => !row.endsWith(' 0 0 0')),
  },
  'dev_-p': {
    ask: 'dev -p',
    crash: lines(/^ {2}(\S{16}) (\S+) +(\S{4}) +(\S+) /),
    ours: columns('PCI_DEV', 'SLOT', 'CLASS', 'ID'),
  },
  ipcs: {
    ask: 'ipcs',
    crash: lines(/^(\S{16}) +(\S+) +(\d+) +(\d+) +(\d+) /),
    ours: columns('KERNEL', 'KEY', 'ID', 'UID', 'PERMS'),
  },
  swap: {
    ask: 'swap',
    crash: lines(/^(\S{16}) +(\w+) +(\d+)k +(\d+)k +\d+% +(-?\d+) +(\S+)/),
    ours: columns('SWAP_INFO_STRUCT', 'TYPE', 'SIZE', 'USED', 'PRI', 'FILENAME'),
  },
  sig: { ask: 'sig', crash: signalRows, ours: signalAnswer },
  'irq_-s': {
    ask: 'irq -s',
    crash: lines(/^ *(\d+): +(\d+) +(\d+) +(\S+) +(\S+)$/),
    ours: columns('IRQ', 'CPU0', 'CPU1', 'TYPE', 'NAME'),
  },
  'kmem_-f': {
    ask: 'kmem -f',
    crash: lines(/^ *(\d+) +\d+k +(\S{16}) +(\d+) +(\d+)$/),
    ours: columns('AREA', 'FREE_AREA_STRUCT', 'BLOCKS', 'PAGES'),
  },
  // SHARED is counted by crash itself, from every struct page: the kernel has no such figure.
  'kmem_-i': {
    ask: 'kmem -i',
    crash: (text) => lines(/^ *([A-Z ]+?) +(\d+) /)(text).filter((row) => !row.startsWith('SHARED ')),
    ours: (answer) => columns('NAME', 'PAGES')(answer).filter((row) => !/^(MAPPED|SHMEM) /.test(row)),
  },
  'kmem_-n': {
    ask: 'kmem -n',
    crash: memoryRows,
    ours: (answer) =>
      columns(
        'NR',
        'ADDRESS',
        'NAME',
        'SIZE',
        'MEM_MAP',
        'START_PADDR',
        'START_MAPNR',
      )(answer)
        .slice(1)
        .map((row) => {
          const [nr = '', at = '', name = '', size = '', map = '', start = '', pfn = ''] = row.split(' ');
          return /^[A-Z]+$/.test(name) && name !== 'DMA'
            ? [nr, at, map, name, pfn].join(' ')
            : [nr, name, size, map, start, pfn].join(' ');
        }),
  },
  // The network of these guests has no neighbours.
  'net_-a': { ask: 'net -a', crash: lines(/^(\S{16}) +(\S+)/), ours: columns('NEIGHBOUR', 'IP') },
  'p_-x_runqueues_0': {
    ask: 'p -x runqueues:0',
    crash: (text) =>
      [...text.matchAll(/^ *(\w+) = (0x[0-9a-f]+)\b/gm)].map(([, name = '', value = '']) => `${name} ${value}`),
    ours: (answer) => (answer.kind === 'value' ? scalars(answer.datum) : []),
  },
  'runq_-t': {
    ask: 'runq -t',
    crash: runqTimes,
    ours: columns('CPU', 'CLOCK', 'SINCE', 'PID', 'TASK', 'COMM'),
    unordered: true,
  },
  'timer_-r': { ask: 'timer -r', crash: hrtimerRows, ours: hrtimerAnswer },
  dev: {
    ask: 'dev',
    crash: (text) =>
      lines(/^ +(\d+) {6}(\S+) +(\S{16}|\(none\))/, (row) => [row[0] ?? '', row[1] ?? ''])(
        text.split('BLKDEV')[0] ?? '',
      ),
    ours: columns('CHRDEV', 'NAME'),
  },
};

const SYS = ['CPUS', 'UPTIME', 'LOAD AVERAGE', 'TASKS', 'NODENAME', 'RELEASE', 'VERSION'];
const MACH = [
  'MACHINE TYPE',
  'HZ',
  'PAGE SIZE',
  'KERNEL VIRTUAL BASE',
  'KERNEL VMALLOC BASE',
  'KERNEL VMEMMAP BASE',
  'KERNEL STACK SIZE',
];

function tasks(ask: string): CrashCommand {
  return {
    ask,
    crash: lines(/^(>?) +(\d+) +(\d+) +(\d+) +(\S{16}) +(\w\w) +[\d.]+ +(\d+) +(\d+) +(.*)$/),
    ours: columns('', 'PID', 'PPID', 'CPU', 'TASK', 'ST', 'VSZ', 'RSS', 'COMM'),
    unordered: true,
  };
}

function struct(name: string): CrashCommand {
  return {
    ask: `struct ${name}`,
    // Members of the struct itself: those within stand further in, and have no place of their own in a table.
    crash: lines(/^ {0,5}\[(\d+)\] .*?(\w+)(?:\[\d+\])*(?: ?: ?\d+)?(?:\)\(.*\))?;$/),
    ours: (answer) => columns('OFFSET', 'MEMBER')(answer).map((row) => row.replace(/:\d+$/, '')),
    unordered: true,
  };
}

/** Frames by the addresses that they return to: who unwinds may show others between them. */
function stacks(ask: string): CrashCommand {
  return {
    ask,
    crash: (text) => {
      const rows: string[] = [];
      let task = '';
      for (const line of text.split('\n')) {
        task = /^PID: \d+ +TASK: (\S+)/.exec(line)?.[1] ?? task;
        const frame = /^ *#\d+ \[\S+\] (\S+)(?: \[\w+\])? at (\S{16})/.exec(line);
        if (frame !== null) rows.push(`${task} ${frame[2] ?? ''}`);
      }
      return rows;
    },
    ours: columns('TASK', 'ADDRESS'),
    unordered: true,
    more: true,
    beginsOtherwise: true,
  };
}

/** Rows of lines that match, their groups with a blank between. */
function lines(pattern: RegExp, change: (row: string[]) => string[] = (row) => row): (text: string) => string[] {
  return (text) =>
    text.split('\n').flatMap((line) => {
      const found = pattern.exec(line.trimEnd());
      return found === null
        ? []
        : [
            change(found.slice(1).map((cell) => (cell as string | undefined) ?? ''))
              .join(' ')
              .trim(),
          ];
    });
}

/** Columns of an answer by name, addresses as crash writes them. */
function columns(...names: readonly string[]): (answer: Answer) => string[] {
  return (answer) => {
    if (answer.kind !== 'table' && answer.kind !== 'walk') return [`a ${answer.kind}`];
    const order = names.map((name) => answer.columns.indexOf(name));
    return answer.rows.map((row) =>
      order
        .map((at) => cellText(row[at]))
        .join(' ')
        .trim(),
    );
  };
}

function cellText(datum: Datum | undefined): string {
  if (datum === undefined || datum.is === 'unreadable') return '';
  if (datum.is === 'text') return datum.text;
  if (datum.is === 'pointer') return datum.text ?? datum.address.slice(2);
  return datum.is === 'integer' || datum.is === 'enum' ? datum.value : '?';
}

function bareLine(line: string): string {
  return line.replace(/^\[ *\d+\.\d+\] ?/, '').trim();
}

/** Lines below the head of a task. */
function ofTasks(text: string, pattern: RegExp): string[] {
  const rows: string[] = [];
  let pid = '';
  for (const line of text.split('\n')) {
    pid = /^PID: (\d+)/.exec(line)?.[1] ?? pid;
    const found = pattern.exec(line.trimEnd());
    if (found !== null) rows.push([pid, ...found.slice(1)].join(' ').trim());
  }
  return rows;
}

function fileRows(text: string): string[] {
  return ofTasks(text, /^ *(\d+) (\S{16}) (\S{16}) (\S{16}) (\S+) *(.*)$/);
}

function areaRows(text: string): string[] {
  return ofTasks(text, /^(\S{16}) +(\S+) +(\S+) (\S+) ?(.*)$/).filter((row) => !/k\b/.test(row.split(' ')[3] ?? ''));
}

function runqRows(text: string): string[] {
  const rows: string[] = [];
  let [cpu, queue] = ['', ''];
  for (const line of text.split('\n')) {
    const head = /^CPU (\d+) RUNQUEUE: (\S+)/.exec(line);
    if (head !== null) [, cpu = '', queue = ''] = head;
    const task = /^ +(CURRENT:|\[ *\d+\]) PID: (\d+) +TASK: (\S+) +COMMAND: "(.*)"/.exec(line);
    if (task !== null)
      rows.push(
        `${cpu} ${queue} ${task[1] === 'CURRENT:' ? 'CURRENT' : 'CFS'} ${task[2] ?? ''} ${task[3] ?? ''} ${task[4] ?? ''}`,
      );
  }
  return rows;
}

function timerRows(text: string): string[] {
  const rows: string[] = [];
  let [cpu, base] = ['', ''];
  for (const line of text.split('\n')) {
    const head = /^TIMER_BASES\[(\d+)\]\[BASE_(\w+)\]/.exec(line);
    if (head !== null) [, cpu = '', base = ''] = head;
    const found = /^ +(\d+) +(-?\d+) {2}(\S{16}) {2}(\S{16})/.exec(line);
    if (found !== null) rows.push([cpu, base, ...found.slice(1)].join(' '));
  }
  return rows;
}

/** crash 8.0.6 knows of two bases, and calls the first two of three (6.9 and later) by their names; the third it leaves out. */
function timerAnswer(answer: Answer): string[] {
  const rows = columns('CPU', 'BASE', 'EXPIRES', 'TTE', 'TIMER_LIST', 'FUNCTION')(answer);
  if (!rows.some((row) => / (LOCAL|GLOBAL) /.test(row))) return rows;
  return rows
    .filter((row) => !row.includes(' DEF '))
    .map((row) => row.replace(' LOCAL ', ' STD ').replace(' GLOBAL ', ' DEF '));
}

/** Frames of crash without those before the first that we show of the same task. */
export function fromFirstShown(want: readonly string[], ours: readonly string[]): string[] {
  const shown = new Set<string | undefined>();
  return want.filter((row) => {
    const [task] = row.split(' ');
    if (ours.includes(row)) shown.add(task);
    return shown.has(task);
  });
}

function zoneRows(text: string): string[] {
  return text
    .split(/^(?=NODE:)/m)
    .filter((part) => part.startsWith('NODE'))
    .map((part) => {
      const head = /^NODE: (\d+) +ZONE: (\d+) +ADDR: \S+ +NAME: "(\w+)"/.exec(part)?.slice(1) ?? [];
      const size = /SIZE: (\d+)(?: +PRESENT: (\d+))?/.exec(part);
      return [
        ...head,
        size?.[1] ?? '',
        ...[...part.matchAll(/^ *(\w+): (\d+)$/gm)].map(([, name = '', value = '']) => `${name}=${value}`),
      ].join(' ');
    });
}

function zoneAnswer(answer: Answer): string[] {
  if (answer.kind !== 'table') return [`a ${answer.kind}`];
  return answer.rows.map((row) => {
    const size = cellText(row[3]);
    const items = size === '0' ? [] : answer.columns.slice(8).map((name, i) => `${name}=${cellText(row[8 + i])}`);
    return [
      ...row
        .slice(0, 4)
        .map(cellText)
        .map((cell, i) => (i === 3 && size === '0' ? '' : cell)),
      ...items,
    ].join(' ');
  });
}

function sysRows(text: string): string[] {
  return lines(/^ *([A-Z ]+): (.*)$/)(text).filter((row) => SYS.some((name) => row.startsWith(`${name} `)));
}

function machRows(text: string): string[] {
  return lines(/^ *([A-Z ]+): (.*)$/)(text).filter((row) => MACH.some((name) => row.startsWith(`${name} `)));
}

function signalRows(text: string): string[] {
  const rows = [...text.matchAll(/^ ?\[(\d+)\] (\S{16}) +(\S+) (\S{16}) (\w+)/gm)].map((found) => found.slice(1));
  const sets = [...text.matchAll(/^ *(BLOCKED|SIGNAL): (\S{16})$/gm)].map(([, , set = '']) => set);
  return [...rows.map((row) => row.map(bareHex).join(' ')), ...sets.map(bareHex)];
}

function signalAnswer(answer: Answer): string[] {
  const rows = columns('SIGNAL', 'SIGACTION', 'HANDLER', 'MASK', 'FLAGS')(answer);
  return rows.map((row) => (/^[A-Z]/.test(row) ? row.split(' ').slice(-1) : row.split(' ')).map(bareHex).join(' '));
}

/** Without zeros in front. */
function bareHex(word: string): string {
  return word.replace(/^0+(?=[0-9a-f])/, '');
}

/** Zones, then sections, of `kmem -n`. */
function memoryRows(text: string): string[] {
  const zones = lines(/^ *(\d+) +([A-Z]\w+) +(\d+) +(\S+) +(\S+) +(\d+)$/)(text);
  const sections = lines(/^ *(\d+) +(\S{16}) +\S{16} +(\S{16}) +(\w+) +(\d+)$/)(text);
  return [...zones, ...sections];
}

/** Hexadecimal members of a value in order, as gdb prints them: those of anonymous structs among the others. */
function scalars(datum: Datum, name = ''): string[] {
  if (datum.is === 'struct') return datum.fields.flatMap((field) => scalars(field.datum, field.name));
  if (datum.is === 'array') return datum.items.flatMap((item) => (item.is === 'struct' ? scalars(item) : []));
  if (datum.is === 'integer') return name === '' ? [] : [`${name} ${datum.value}`];
  return datum.is === 'pointer' && name !== '' ? [`${name} ${datum.address}`] : [];
}

function runqTimes(text: string): string[] {
  const rows: string[] = [];
  let head = '';
  for (const line of text.split('\n')) {
    const found = /^ *CPU (\d+): (\d+)$/.exec(line);
    if (found !== null) head = `${found[1] ?? ''} ${found[2] ?? ''}`;
    const task = /^ +(\d+) +PID: (\d+) +TASK: (\S+) +COMMAND: "(.*)"/.exec(line);
    if (task !== null) rows.push([head, Number(task[1]), ...task.slice(2)].join(' '));
  }
  return rows;
}

function hrtimerRows(text: string): string[] {
  const rows: string[] = [];
  let [cpu, clock] = ['', ''];
  for (const line of text.split('\n')) {
    cpu = /^CPU: (\d+)/.exec(line)?.[1] ?? cpu;
    clock = /^ +CLOCK: (\d+)/.exec(line)?.[1] ?? clock;
    const found = /^ +(\d+) +(\d+) +(-?\d+) +(\S{16}) +(\S{16}) +<(\S+)>/.exec(line);
    if (found !== null) rows.push([cpu, clock, found[1], found[2], found[4], found[5]].join(' '));
  }
  return rows;
}

/** Without the time that is left: crash counts it from a clock of its own. */
function hrtimerAnswer(answer: Answer): string[] {
  return columns('CPU', 'CLOCK', 'SOFTEXPIRES', 'EXPIRES', 'HRTIMER', 'FUNCTION')(answer);
}
