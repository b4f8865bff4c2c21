import { hex } from '../../bytes/cursor.ts';
import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { TaskInfo } from '../../contract/report.ts';
import { guiltyFrame } from './crash.ts';
import { explainedWaits } from './deadlock.ts';
import { crashFrame } from './poison.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import { nameFrame, nameTask, seconds, whereOf, type FindingContext, type FindingRule } from './context.ts';

/** From here on a task is told as blocked; sooner where the kernel's own limit is lower. */
const LONG_BLOCK_SECONDS = 30;
const MEBIBYTE = 2 ** 20;
/** Of the memory there is; below it nothing is left for anyone. */
const LOW_MEMORY = 0.02;

/** Code that does nothing but change lists, and faults where their links are wrong. */
const LIST_HELPERS = /^(__list_(add|del)|list_(add|del)|__hlist|hlist_|llist_)/;

/** Links of lists and trees that do not agree with each other. */
export const listRule: FindingRule = {
  name: 'lists',
  kinds: ALL_KINDS,
  find(context) {
    const found: KnownFinding[] = [];
    const broken = context.walkProblems.filter(({ problem }) => problem.failure === undefined);
    if (broken.length > 0) {
      found.push({
        code: 'list-corruption',
        severity: 'warning',
        summary: `${broken.length} of the kernel's lists do${broken.length === 1 ? 'es' : ''} not hold together: ${broken[0]?.where ?? ''}.`,
        evidence: broken
          .slice(0, 16)
          .map(({ where, problem }) => `${where}: ${problem.problem} (at ${hex(problem.address)})`),
      });
    }
    const struck = crashFrame(context);
    if (context.named?.kind === 'list-corruption' || LIST_HELPERS.test(struck?.symbol ?? '')) {
      const guilty = guiltyFrame(context);
      const line = context.log?.text.split('\n').findLast((text) => /list_(add|del) corruption|slist/.test(text));
      found.push({
        code: 'list-corruption',
        severity: 'critical',
        summary: `A list was corrupt when ${nameFrame(guilty)} changed it.`,
        evidence: line === undefined ? [] : [line],
        ...(guilty?.symbol === undefined ? {} : { culprit: { symbol: guilty.symbol } }),
      });
    }
    return found;
  },
};

/** Errors that the hardware reported and the kernel survived. */
export const hardwareRule: FindingRule = {
  name: 'hardware errors',
  kinds: ALL_KINDS,
  find(context) {
    const errors = context.state?.hardwareErrors ?? [];
    const machineCheck = context.state?.info.tainted?.some(({ flag }) => flag === 'M') === true;
    if (errors.length === 0 && !machineCheck) return [];
    const counts = errors.map(({ kind, count, lastSeen }) => {
      return `${kind}: ${count}${lastSeen === undefined ? '' : `, last at ${lastSeen}`}`;
    });
    return [
      {
        code: 'hardware-errors',
        severity: 'warning',
        summary: `The hardware reported errors before the crash${machineCheck ? ', machine checks among them' : ''}.`,
        evidence: [...counts, ...(machineCheck ? ['the kernel is tainted M: machine check'] : [])],
      },
    ];
  },
};

/** Memory ran out: what took it. */
export const memoryRule: FindingRule = {
  name: 'memory',
  kinds: ALL_KINDS,
  find(context) {
    const { memory } = context;
    if (memory === undefined || memory.totalBytes <= 0) return [];
    const isOom = context.named?.kind === 'out-of-memory';
    const free = memory.freeBytes ?? memory.totalBytes;
    if (!isOom && free > memory.totalBytes * LOW_MEMORY) return [];
    const uses = [
      ['anonymous memory', memory.anonBytes],
      ['tmpfs and shared memory', memory.shmemBytes],
      // Pages of tmpfs are counted as pages of files too.
      ['files', memory.fileBytes === undefined ? undefined : Math.max(0, memory.fileBytes - (memory.shmemBytes ?? 0))],
      ['slab', memory.slabBytes],
      ['huge pages set aside', memory.hugePagesBytes],
      ['page tables', memory.pageTablesBytes],
      ['vmalloc', memory.vmallocBytes],
      ['kernel stacks', memory.kernelStackBytes],
      ['per-CPU memory', memory.perCpuBytes],
      ['nothing that is counted (pages of drivers, of the kernel itself)', memory.unaccountedBytes],
    ] as const;
    const known = uses.flatMap(([name, bytes]) => (bytes === undefined ? [] : [{ name, bytes }]));
    known.sort((a, b) => b.bytes - a.bytes);
    const [most] = known;
    const mib = (bytes: number): string => `${Math.round(bytes / MEBIBYTE)} MiB`;
    const largest = context.tasks
      .filter((task) => (task.rssBytes ?? 0) > 0)
      .sort((a, b) => (b.rssBytes ?? 0) - (a.rssBytes ?? 0))
      .filter((task, i, all) => all.findIndex((other) => other.tgid === task.tgid) === i);
    const [hog] = largest;
    const tmpfs = (memory.tmpfs ?? []).slice(0, 4).filter(({ bytes }) => bytes > memory.totalBytes / 50);
    const mounted = tmpfs.find(({ mount }) => mount !== undefined);
    const caches = (memory.caches ?? [])
      .slice(0, 3)
      .filter((cache) => (cache.totalBytes ?? 0) > memory.totalBytes / 20);
    const callers = (memory.vmallocCallers ?? []).slice(0, 4).filter(({ bytes }) => bytes > memory.totalBytes / 50);
    return [
      {
        code: 'out-of-memory',
        severity: isOom ? 'critical' : 'warning',
        summary: `Memory had run out: ${mib(free)} of ${mib(memory.totalBytes)} free${most === undefined ? '' : `; most was ${most.name}, ${mib(most.bytes)}`}${most?.name.startsWith('tmpfs') === true && mounted?.mount !== undefined ? ` (${mounted.mount} alone holds ${mib(mounted.bytes)})` : ''}${hog === undefined ? '' : `; the largest process was ${nameTask(hog)} with ${mib(hog.rssBytes ?? 0)}`}.`,
        evidence: [
          ...known.map(({ name, bytes }) => `${name}: ${mib(bytes)}`),
          ...largest.slice(0, 5).map((task) => `${nameTask(task)}: ${mib(task.rssBytes ?? 0)}`),
          ...tmpfs.map(
            ({ mount, bytes }) =>
              `${mount === undefined ? 'shared memory of processes' : `tmpfs on ${mount}`}: ${mib(bytes)}`,
          ),
          ...cgroupOf(context),
          ...callers.map(
            ({ caller, module, bytes }) =>
              `vmalloc for ${nameFrame({ symbol: caller, module, address: '' })}: ${mib(bytes)}`,
          ),
          ...caches.map((cache) => `slab cache ${cache.name}: ${mib(cache.totalBytes ?? 0)}`),
        ],
        ...(hog === undefined || most?.name !== 'anonymous memory'
          ? {}
          : { culprit: { pid: hog.pid, comm: hog.comm } }),
      },
    ];
  },
};

/** The group of tasks whose own limit it was, as the kernel says it in `dump_oom_summary()` (v6.12 mm/oom_kill.c). */
function cgroupOf({ log }: FindingContext): string[] {
  const line = /oom-kill:constraint=CONSTRAINT_MEMCG,[^\n]{0,1024}?oom_memcg=([^,\n]{1,256})/.exec(log?.text ?? '');
  return line?.[1] === undefined ? [] : [`the limit was that of the control group ${line[1]}`];
}

/** Tasks that have been uninterruptible for long, by where they wait; those that wait for a known lock are told elsewhere. */
export const blockedRule: FindingRule = {
  name: 'blocked tasks',
  kinds: ALL_KINDS,
  find(context) {
    const explained = new Set([...explainedWaits(context)].map(hex));
    const own = context.state?.hungTaskSeconds ?? 0;
    const limit = own > 0 ? Math.min(own, LONG_BLOCK_SECONDS) : LONG_BLOCK_SECONDS;
    const groups = new Map<string, TaskInfo[]>();
    for (const task of context.tasks) {
      const long = task.state === 'D' && (task.blockedSeconds ?? 0) >= limit;
      if (!long || (task.address !== undefined && explained.has(task.address))) continue;
      const where = nameFrame(whereOf(task.frames));
      groups.set(where, [...(groups.get(where) ?? []), task]);
    }
    return [...groups].map(([where, tasks]): KnownFinding => {
      const longest = Math.max(...tasks.map((task) => task.blockedSeconds ?? 0));
      const [first] = tasks;
      const who = tasks.length === 1 && first !== undefined ? nameTask(first) : `${tasks.length} tasks`;
      return {
        code: 'blocked-tasks',
        severity: context.named?.kind === 'hung-task' ? 'critical' : 'warning',
        summary: `${who} ${tasks.length === 1 ? 'has' : 'have'} been waiting in ${where} for up to ${seconds(longest)}, and can't be interrupted.`,
        evidence: tasks.slice(0, 16).map((task) => blockedLine(context, task)),
        ...(first?.frames[0] === undefined ? {} : { culprit: { symbol: where } }),
      };
    });
  },
};

function blockedLine(context: FindingContext, task: TaskInfo): string {
  const target = context.waits?.byTask.get(BigInt(task.address ?? 0))?.for;
  const unknown = target?.unknown === undefined ? '' : ` (${target.unknown})`;
  const waits = target === undefined ? '' : `, waits for ${target.what}${unknown}`;
  return `${nameTask(task)}: ${seconds(task.blockedSeconds ?? 0)}${waits}`;
}

/** The dump itself is not whole. */
export const dumpRule: FindingRule = {
  name: 'dump',
  kinds: ALL_KINDS,
  find(context) {
    if (!context.dump.incomplete) return [];
    return [
      {
        code: 'incomplete-dump',
        severity: 'info',
        summary: 'The dump breaks off: what it does not hold is missing from this report.',
        evidence: [`${context.dump.sizeBytes} bytes`],
      },
    ];
  },
};

/** Other reports in the same log: what came first may be the cause of what came last. */
export const earlierRule: FindingRule = {
  name: 'earlier trouble',
  kinds: ALL_KINDS,
  find(context: FindingContext) {
    // The kernel counts its oopses: `Oops: 0000 [#2] PREEMPT SMP`.
    const oopses = [...(context.log?.text ?? '').matchAll(/ \[#(\d+)\]/g)].map(([, number]) => Number(number));
    const before = Math.max(0, ...oopses) - 1;
    const others = context.named?.others ?? [];
    if (others.length === 0) return [];
    return [
      {
        code: 'earlier-reports',
        severity: 'info',
        summary: `The log holds ${others.length} more report${others.length === 1 ? '' : 's'}${before > 0 ? `; the kernel had died ${before === 1 ? 'once' : `${before} times`} before` : ''}.`,
        evidence: others.slice(0, 8).map((other) => `line ${other.line}: ${other.title}`),
      },
    ];
  },
};
