/** The sections of a report as lines for a terminal. Every text of the dump goes through {@link safeText}. */
import type { CpuInfo, Frame, FrameVariable, Report, TaskInfo } from '../../contract/report.ts';
import { innermostPlace, placeText } from '../../contract/source-place.ts';
import type { Paint } from '../paint.ts';
import { safeText } from '../safe-text.ts';
import { columns, cut, table, wrap } from './table.ts';
import {
  cpuFacts,
  damageLines,
  differenceText,
  interruptsByCount,
  panicFacts,
  IMAGE_WORDS,
  textVerdict,
  wrapText,
} from '../../report-view/facts.ts';
import { foldFrames, repeatText } from '../../report-view/fold.ts';
import { frameText, traceRows } from '../../report-view/frames.ts';
import {
  deepestBytes,
  deepestStacks,
  stackTrouble,
  statesSummary,
  taskWhere,
  tasksByInterest,
} from '../../report-view/tasks.ts';
import { ringText, waitSayings } from '../../report-view/locks.ts';
import { callerName, memoryUses } from '../../report-view/memory.ts';
import { bytes, count, percent, plural } from '../../report-view/units.ts';
import type { SectionName } from '../../report-view/sections.ts';
import type { Shown } from '../../report-view/fold.ts';

export interface TextOptions {
  readonly paint: Paint;
  /** Columns at which text is broken into lines. */
  readonly width: number;
  /** Columns at which rows and frames are cut. */
  readonly tableWidth: number;
  /** Whole lists instead of their most telling rows. */
  readonly all: boolean;
}

type Section = (report: Report, options: TextOptions) => string[] | undefined;

/** `undefined` where the report has no such section. */
export const TEXT_SECTIONS: Readonly<Record<SectionName, Section>> = {
  panic,
  cpus,
  tasks,
  locks,
  stacks,
  interrupts,
  memory,
  modules,
  integrity,
  log,
};

const MOST = {
  tasks: 25,
  stacks: 10,
  interrupts: 15,
  caches: 8,
  callers: 8,
  frames: 40,
  idleFrames: 6,
  logLines: 25,
  modules: 120,
} as const;

function more(shown: number, total: number, options: TextOptions): string[] {
  return shown < total ? [options.paint.dim(`… ${count(total - shown)} more (--all)`)] : [];
}

function trace(frames: readonly Frame[], options: TextOptions, most: number): string[] {
  const lines: string[] = [];
  let stack: string | undefined;
  const shown: readonly Shown[] = options.all
    ? [{ kind: 'frames', first: 0, count: frames.length }]
    : foldFrames(frames.slice(0, most));
  for (const part of shown) {
    if (part.kind === 'repeats') {
      lines.push(options.paint.dim(`    … ${repeatText(part)}`));
      continue;
    }
    for (const frame of frames.slice(part.first, part.first + part.count)) {
      if (frame.stack !== stack && (frame.stack !== undefined || stack !== undefined)) {
        lines.push(options.paint.dim(`  <${frame.stack ?? 'task'} stack>`));
        stack = frame.stack;
      }
      lines.push(...frameLines(frame, options));
      lines.push(...(frame.variables ?? []).map((variable) => variableLine(variable, frame, options)));
    }
  }
  return [...lines, ...more(options.all ? frames.length : Math.min(most, frames.length), frames.length, options)];
}

function frameLines(frame: Frame, { paint: p, width, tableWidth }: TextOptions): string[] {
  return traceRows(frame).map((row) => {
    const text = cut(safeText(row.text), tableWidth - 4);
    const place = row.place === undefined ? '' : `  ${safeText(row.place)}`;
    if (row.inlined) return `    ${text}${place} ${p.dim('(inlined)')}`;
    const address = width >= 90 && frame.symbol !== undefined ? p.dim(`  ${frame.address}`) : '';
    return frame.reliable ? `    ${text}${place}${address}` : p.dim(`  ? ${text}${place}`);
  });
}

function variableLine(variable: FrameVariable, { symbol }: Frame, options: TextOptions): string {
  const { function: of, name, type, value, why } = variable;
  // Compilers add to the names of functions that they take apart.
  const owner =
    symbol === of || symbol?.startsWith(`${of}.`) === true ? '' : ` ${options.paint.dim(`(${safeText(of)})`)}`;
  const told = value === undefined ? options.paint.dim(`<${safeText(why ?? 'unknown')}>`) : safeText(value);
  return `        ${safeText(name)} = ${value === undefined ? '' : `(${safeText(type)}) `}${told}${owner}`;
}

function registerLines(registers: Readonly<Record<string, string>>, width: number): string[] {
  const names = Object.keys(registers);
  const nameWidth = Math.max(...names.map((name) => name.length), 1);
  const cells = names.map((name) => {
    const digits = (registers[name] ?? '').replace(/^0x/, '');
    return `${safeText(name).padStart(nameWidth)} ${digits.padStart(16, '0')}`;
  });
  return columns(cells, width - 4).map((line) => `    ${line}`);
}

function codeLine(code: { readonly bytes: string; readonly at: number }): string {
  const pairs = code.bytes.replaceAll(' ', '').match(/../g) ?? [];
  return pairs.map((pair, index) => (index === code.at ? `<${pair}>` : pair)).join(' ');
}

function panic({ panic: info }: Report, options: TextOptions): string[] | undefined {
  if (info === undefined) return undefined;
  const { paint: p, width } = options;
  const lines: string[] = [];
  lines.push(
    panicFacts(info)
      .map((fact) => safeText(fact))
      .join(' · '),
  );
  for (const title of info.altTitles ?? []) lines.push(`or: ${safeText(title)}`);
  if (info.message !== undefined) lines.push(...wrap(safeText(info.message), width));
  if (info.ip !== undefined) {
    const { symbol, address } = info.ip;
    const source = placeText(innermostPlace(info.ip));
    lines.push(
      `at ${p.bold(safeText(frameText(info.ip)))} ${source === undefined ? '' : `${safeText(source)} `}${symbol === undefined ? '' : p.dim(address)}`,
    );
  }
  if (info.exception !== undefined) {
    lines.push(
      p.dim(
        `  registers of the exception${info.exception.vector === undefined ? '' : ` (${safeText(info.exception.vector)})`}`,
      ),
    );
    lines.push(...registerLines(info.exception.registers, width));
  } else if (info.registers !== undefined) {
    lines.push(...registerLines(info.registers, width));
  }
  if (info.code !== undefined) {
    lines.push(p.dim('  code'), ...wrap(safeText(codeLine(info.code)), width - 4).map((line) => `    ${line}`));
  }
  if (info.frames.length > 0) lines.push(p.dim('  trace'), ...trace(info.frames, options, MOST.frames));
  return lines;
}

function cpus({ cpus: list, panic: info }: Report, options: TextOptions): string[] | undefined {
  return list?.flatMap((cpu) => {
    const idle = cpu.pid === 0 && cpu.cpu !== info?.cpu;
    return [cpuLine(cpu, info?.cpu, options), ...trace(cpu.frames, options, idle ? MOST.idleFrames : MOST.frames)];
  });
}

function cpuLine(cpu: CpuInfo, panicked: number | undefined, { paint: p }: TextOptions): string {
  const facts = cpuFacts(cpu, panicked).map((fact) => safeText(fact));
  return `${p.bold(`CPU ${cpu.cpu}`)}  ${facts.join(' · ')}`;
}

function tasks({ tasks: list }: Report, options: TextOptions): string[] | undefined {
  if (list === undefined) return undefined;
  const sorted = tasksByInterest(list);
  const shown = options.all ? sorted : sorted.slice(0, MOST.tasks);
  const rows = table<TaskInfo>(
    shown,
    [
      { head: 'PID', cell: (task) => String(task.pid), right: true },
      { head: 'PPID', cell: (task) => String(task.ppid ?? ''), right: true, dropOrder: 3 },
      { head: 'S', cell: (task) => safeText(task.state) },
      { head: 'CPU', cell: (task) => String(task.cpu ?? ''), right: true, dropOrder: 2 },
      {
        head: 'STACK',
        cell: (task) => (task.stack?.usedBytes === undefined ? '' : String(task.stack.usedBytes)),
        right: true,
        dropOrder: 1,
      },
      { head: 'COMMAND', cell: (task) => safeText(task.kernelThread === true ? `[${task.comm}]` : task.comm) },
      { head: 'WHERE', cell: (task) => safeText(taskWhere(task)) },
    ],
    options.tableWidth,
  );
  const [head = '', ...body] = rows;
  return [
    safeText(`${plural(list.length, 'task')}: ${statesSummary(list)}`),
    options.paint.dim(head),
    ...body,
    ...more(shown.length, list.length, options),
  ];
}

function locks(report: Report, options: TextOptions): string[] | undefined {
  return waitSayings(report)?.flatMap(({ text, cycle }) => [
    ...wrap(safeText(text), options.width),
    ...(cycle === undefined ? [] : [options.paint.alarm(`  deadlock: ${ringText(cycle)}`)]),
  ]);
}

function stacks({ tasks: list }: Report, options: TextOptions): string[] | undefined {
  if (list === undefined) return undefined;
  const sorted = deepestStacks(list);
  const shown = options.all ? sorted : sorted.slice(0, MOST.stacks);
  const [head = '', ...body] = table(
    shown,
    [
      { head: 'DEEPEST', cell: ({ stack }) => String(stack.highWaterBytes ?? ''), right: true },
      { head: 'NOW', cell: ({ stack }) => String(stack.usedBytes ?? ''), right: true },
      { head: 'OF', cell: ({ stack }) => String(stack.sizeBytes), right: true },
      { head: '', cell: ({ stack }) => percent(deepestBytes(stack), stack.sizeBytes), right: true },
      { head: 'PID', cell: (task) => String(task.pid), right: true },
      { head: 'COMMAND', cell: (task) => safeText([task.comm, stackTrouble(task)].filter(Boolean).join('  ')) },
    ],
    options.tableWidth,
  );
  return [options.paint.dim(head), ...body, ...more(shown.length, sorted.length, options)];
}

function interrupts({ interrupts: list }: Report, options: TextOptions): string[] | undefined {
  if (list === undefined) return undefined;
  const sorted = interruptsByCount(list.filter((irq) => options.all || irq.total > 0));
  const shown = options.all ? sorted : sorted.slice(0, MOST.interrupts);
  const [head = '', ...body] = table(
    shown,
    [
      { head: 'IRQ', cell: (irq) => safeText(String(irq.irq)), right: true },
      { head: 'TOTAL', cell: (irq) => count(irq.total), right: true },
      {
        head: 'PER CPU',
        cell: (irq) => irq.perCpu.slice(0, 8).map(count).join(' ') + (irq.perCpu.length > 8 ? ' …' : ''),
        dropOrder: 1,
      },
      { head: 'WRAPPED', cell: wrapText },
      { head: 'NAME', cell: (irq) => safeText([irq.name, irq.chip].filter(Boolean).join('  ')) },
    ],
    options.tableWidth,
  );
  return [options.paint.dim(head), ...body, ...more(shown.length, sorted.length, options)];
}

function memory({ memory: info }: Report, options: TextOptions): string[] | undefined {
  if (info === undefined) return undefined;
  const uses = memoryUses(info).map(
    ([label, value]) =>
      `${label.padEnd(18)} ${bytes(value).padStart(10)}  ${percent(value, info.totalBytes).padStart(5)}`,
  );
  const callers = vmallocCallers(info, options);
  const caches = info.caches ?? [];
  const shown = options.all ? caches : caches.slice(0, MOST.caches);
  if (shown.length === 0) return [...uses, ...callers];
  const [head = '', ...body] = table(
    shown,
    [
      { head: 'SLAB', cell: (cache) => (cache.totalBytes === undefined ? '' : bytes(cache.totalBytes)), right: true },
      { head: 'OBJECTS', cell: (cache) => (cache.objects === undefined ? '' : count(cache.objects)), right: true },
      { head: 'EACH', cell: (cache) => bytes(cache.objectBytes), right: true },
      { head: 'CACHE', cell: (cache) => safeText(cache.name) },
    ],
    options.tableWidth,
  );
  const rest = more(shown.length, caches.length, options);
  return [...uses, ...callers, '', options.paint.dim(head), ...body, ...rest];
}

/** Who asked vmalloc for what it has given. */
function vmallocCallers(info: NonNullable<Report['memory']>, options: TextOptions): string[] {
  const callers = info.vmallocCallers ?? [];
  const shown = options.all ? callers : callers.slice(0, MOST.callers);
  if (shown.length === 0) return [];
  const [head = '', ...body] = table(
    shown,
    [
      { head: 'VMALLOC', cell: ({ bytes: held }) => bytes(held), right: true },
      { head: 'AREAS', cell: ({ areas }) => count(areas), right: true },
      { head: 'CALLER', cell: (row) => safeText(callerName(row)) },
    ],
    options.tableWidth,
  );
  return ['', options.paint.dim(head), ...body, ...more(shown.length, callers.length, options)];
}

function modules({ modules: list }: Report, options: TextOptions): string[] | undefined {
  if (list === undefined) return undefined;
  const shown = options.all ? list : list.slice(0, MOST.modules);
  const words = shown.map(({ name, tainted }) =>
    safeText(tainted.length === 0 ? name : `${name} (${tainted.join('')})`),
  );
  return [
    plural(list.length, 'module'),
    ...(words.length === 0 ? [] : columns(words, options.width)),
    ...more(shown.length, list.length, options),
  ];
}

function integrity({ integrity: info }: Report, { paint: p }: TextOptions): string[] | undefined {
  if (info === undefined) return undefined;
  const words = IMAGE_WORDS[info.image];
  const lines = [
    `image: ${info.image === 'signed' ? p.good(words) : info.image === 'unknown' ? words : p.alarm(words)}`,
  ];
  const verdict = textVerdict(info);
  if (info.text !== undefined && verdict !== undefined) {
    const { checkedBytes, differences, note } = info.text;
    lines.push(
      `text: ${verdict.intact ? p.good(verdict.words) : p.alarm(verdict.words)} (${bytes(checkedBytes)} compared)${note === undefined ? '' : ` ${safeText(note)}`}`,
      ...differences.slice(0, 20).map((difference) => `  ${safeText(differenceText(difference))}`),
    );
  }
  for (const { text, grave } of damageLines(info)) lines.push(grave ? p.alarm(safeText(text)) : safeText(text));
  return lines;
}

function log({ log: info }: Report, options: TextOptions): string[] | undefined {
  if (info === undefined) return undefined;
  const lines = info.text.replace(/\n$/, '').split('\n');
  const shown = options.all ? lines : lines.slice(-MOST.logLines);
  const lost = info.lost === undefined || info.lost === 0 ? '' : `, ${count(info.lost)} lost`;
  const tail = shown.length < lines.length ? `, the last ${shown.length} lines (--all, or --json for all)` : '';
  return [options.paint.dim(`${plural(info.records, 'record')}${lost}${tail}`), ...shown.map((line) => safeText(line))];
}
