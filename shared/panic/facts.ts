/** What a report says beside its title: kernel, processor, task, hardware. */
import { isDigit } from './head/line.ts';
import type { Report } from './report.ts';
import { stuckProcessors } from './stuck.ts';

export interface Facts {
  readonly kernelRelease?: string;
  readonly cpu?: number;
  readonly pid?: number;
  readonly comm?: string;
  readonly hardware?: string;
  /** The letters of what taints the kernel; empty where it is not tainted. */
  readonly taint?: string;
  /** Since boot, where the lines are stamped with it. */
  readonly uptimeSeconds?: number;
}

const MAX_WORD = 256;

/** Names in a log are bytes: UTF-8 where they are that. */
function decoded(latin1: string): string {
  return Buffer.from(latin1.slice(0, MAX_WORD), 'latin1').toString('utf8').replaceAll('\ufffd', '?');
}

function numberAfter(text: string, label: string): number | undefined {
  const at = text.indexOf(label);
  if (at < 0) return undefined;
  let end = at + label.length;
  while (isDigit(text.charCodeAt(end)) && end - at < 24) end++;
  return end === at + label.length ? undefined : Number(text.slice(at + label.length, end));
}

/**
 * `6.12.117+deb13-amd64`: what stands after `Not tainted ` or the taint letters. Old arm and ppc put it in brackets:
 * `CPU: 0    Tainted: G        W    (3.5.0-rc5 #5)`, `TRAP: 0300   Not tainted  (4.15.0-33-generic)`.
 */
function releaseIn(text: string): string | undefined {
  const tainted = /(?:Not tainted|Tainted: [A-Z ()-]{1,64}?)[ (]+(\d[\w.+~-]{1,250})/.exec(text)?.[1];
  if (tainted !== undefined) return isRelease(tainted) ? tainted : undefined;
  // `Pid: 12, comm: su 5.14.0-503.el9.x86_64 #1`: libcfs prints no taint.
  const bare = /^Pid: \d{1,9}, comm: .{1,16} (\d[\w.+~-]{1,250}) #/.exec(text)?.[1];
  return bare !== undefined && isRelease(bare) ? bare : undefined;
}

/** The letters that are set: `OE` of `Tainted: G           OE     `. */
function taintIn(text: string): string | undefined {
  const letters = /Tainted: ([A-Z ()-]{1,64}?) *(?=\d|\(|$)/.exec(text)?.[1]?.replaceAll(/[^A-Z]/g, '');
  return letters === undefined || letters === '' ? (text.includes('Not tainted') ? '' : undefined) : letters;
}

export function isRelease(word: string): boolean {
  const dot = word.indexOf('.');
  return (
    dot > 0 && dot <= 2 && isDigit(word.charCodeAt(0)) && isDigit(word.charCodeAt(dot + 1)) && word.length <= MAX_WORD
  );
}

/**
 * `CPU: 0 UID: 0 PID: 5982 Comm: a b Not tainted 6.12.0 #1`, v6.12 lib/dump_stack.c `dump_stack_print_info()`; before v3.10
 * `Pid: 12, comm: a b Not tainted 2.6.32-71.el6.x86_64 #1 ProLiant DL380 G6`, v2.6.32 arch/x86/kernel/process.c `show_regs_common()`.
 * Older kernels and xmon name the task alone: `Process a b (pid: 12, …`, `    pid   = 12, comm = a b`, `TASK = c000000001[12] 'a b' THREAD: …`.
 */
function fromTaskLine(text: string): Facts {
  const process = /^Process (.{1,16}) \(pid: {0,6}(\d{1,9})\b/.exec(text);
  if (process !== null) return { pid: Number(process[2]), comm: decoded(process[1] ?? '') };
  const xmon =
    /^ {2,6}pid {1,4}= (\d{1,9}), comm = (.{1,16})$/.exec(text) ??
    /^TASK = \S{1,20}\[(\d{1,9})\] '(.{1,16})' (?:THREAD|Last syscall)/.exec(text);
  if (xmon !== null) return { pid: Number(xmon[1]), comm: decoded((xmon[2] ?? '').trim()) };
  // v6.12 kernel/sched/core.c `__might_resched()`.
  const atomic = /^in_atomic\(\): .{1,80}\bpid: (\d{1,9}), name: (.{1,16})$/.exec(text);
  if (atomic !== null) return { pid: Number(atomic[1]), comm: decoded(atomic[2] ?? '') };
  const cpu = numberAfter(text, 'CPU: ');
  const pid = numberAfter(text, ' PID: ') ?? numberAfter(text, 'Pid: ') ?? numberAfter(text, 'pid: ');
  const release = releaseIn(text);
  const taint = taintIn(text);
  const at = [' Comm: ', ', comm: '].map((word) => ({ word, at: text.indexOf(word) })).find((each) => each.at >= 0);
  let comm: string | undefined;
  if (at !== undefined) {
    const from = at.at + at.word.length;
    // ` Kdump: loaded` stands between the two where a crash kernel is loaded, OpenVZ's container (` ve: 101`) before that.
    const ends = [' ve: ', ' Kdump: ', ' Not tainted', ' Tainted: ', ...(release === undefined ? [] : [` ${release}`])]
      .map((word) => text.indexOf(word, from))
      .filter((end) => end >= 0);
    comm = text.slice(from, ends.length === 0 ? undefined : Math.min(...ends)).trim();
  }
  const model = at?.word === ', comm: ' ? /#\d\S{0,100} (?:SMP )?([A-Z][\w .()/-]{3,120})$/.exec(text)?.[1] : undefined;
  return {
    ...given('cpu', cpu),
    ...given('pid', pid),
    ...given('comm', comm === undefined || comm === '' ? undefined : decoded(comm)),
    ...given('kernelRelease', release),
    ...given('taint', taint),
    ...given('hardware', model?.trim()),
  };
}

function given<K extends keyof Facts>(key: K, value: Facts[K] | undefined): Partial<Facts> {
  return value === undefined ? {} : { [key]: value };
}

/** The task of a report whose header is lost: named above it. */
export function taskAbove({ before }: Report): string | undefined {
  return before.findLast(isTaskLine);
}

/** Whether a line names processor, task or kernel in one of the forms that {@link fromTaskLine} reads. */
function isTaskLine(text: string): boolean {
  if (text.includes('CPU: ')) return text.includes(' PID: ') || text.includes('ainted');
  if (text.startsWith('Pid: ') || text.startsWith('in_atomic(): ')) return true;
  // v6.12 arch/powerpc/xmon/xmon.c `excprint()`, v4.14 arch/powerpc/kernel/process.c `show_regs()`.
  if (text.startsWith('TASK = ') || text.includes(', comm = ')) return true;
  // v2.6.9 arch/i386/kernel/traps.c `show_registers()`, v4.14 arch/arm/kernel/traps.c `__die()`.
  if (text.startsWith('Process ')) return text.includes(' (pid: ');
  return text.startsWith('REGS: ') && text.includes('ainted');
}

/**
 * `INFO: task comm:pid blocked for more than 120 seconds.`, `soft lockup - CPU#1 stuck for 22s! [comm:pid]`, `hard LOCKUP on cpu 3`
 */
function fromHeader(text: string): Facts {
  const task = text.indexOf('INFO: task ');
  if (task >= 0) {
    const from = task + 'INFO: task '.length;
    const ends = [text.indexOf(' blocked ', from), text.indexOf(" can't die ", from)].filter((end) => end > 0);
    return ends.length === 0 ? {} : named(text.slice(from, Math.min(...ends)));
  }
  const [stuck, ...others] = stuckProcessors(text) ?? [];
  if (stuck !== undefined && others.length === 0) return { cpu: stuck };
  if (text.includes('soft lockup')) {
    const open = text.lastIndexOf('[');
    const close = text.lastIndexOf(']');
    const cpu = numberAfter(text, 'CPU#');
    return {
      ...(cpu === undefined ? {} : { cpu }),
      ...(open > 0 && close > open ? named(text.slice(open + 1, close)) : {}),
    };
  }
  return {};
}

function named(commAndPid: string): Facts {
  const colon = commAndPid.lastIndexOf(':');
  const pid = Number(commAndPid.slice(colon + 1));
  return colon > 0 && Number.isSafeInteger(pid) ? { comm: decoded(commAndPid.slice(0, colon)), pid } : {};
}

const HARDWARE = 'Hardware name: ';

/** Lines of a report that are looked at for facts: registers and a long list of modules stand above them in old kernels. */
const FACT_LINES = 120;

/** @param whole the same report with what other processors show of themselves: of the machine they say the same */
export function readFacts(report: Report, whole: Report = report): Facts {
  const { cpu, pid, comm, ...machine } = factsOf(whole);
  if (report === whole) return { ...machine, ...given('cpu', cpu), ...given('pid', pid), ...given('comm', comm) };
  return { ...machine, ...factsOf(report) };
}

function factsOf(report: Report): Facts {
  const head = fromHeader(report.lines[0]?.text ?? '');
  let found: Facts = {};
  const texts = report.lines.slice(0, Math.min(report.end, FACT_LINES)).map(({ text }) => text);
  // Where the header is lost, and on arc, the task is told above.
  if (report.trigger.family === 'orphan' || report.trigger.text.startsWith('Invalid ')) {
    const above = taskAbove(report);
    if (above !== undefined) texts.push(above);
  }
  for (const text of texts) {
    // The first line to say a thing is the one nearest to the crash.
    if (isTaskLine(text)) found = { ...fromTaskLine(text), ...found };
    if (found.hardware === undefined) {
      const at = text.indexOf(HARDWARE);
      if (at >= 0 && at < 8) found = { ...found, hardware: decoded(text.slice(at + HARDWARE.length).trim()) };
    }
    if (found.kernelRelease === undefined) found = { ...found, ...given('kernelRelease', releaseBefore(text)) };
  }
  // A hung task's report is printed by khungtaskd, whose processor and name say nothing.
  const who = head.comm === undefined ? found : head;
  return {
    ...given('kernelRelease', found.kernelRelease),
    ...given('cpu', who.cpu ?? head.cpu),
    ...given('pid', who.pid),
    ...given('comm', who.comm),
    ...given('hardware', found.hardware),
    ...given('taint', found.taint),
    ...given('uptimeSeconds', report.uptime),
  };
}

/** Lockdep's second line: `6.12.0 #1 Not tainted`; a hung task's: `      Not tainted 6.1.0 #1`. */
function releaseBefore(text: string): string | undefined {
  // v2.6.9 arch/i386/kernel/traps.c `show_registers()`: `EFLAGS: 00010246   (2.6.9-89.ELsmp)`.
  if (text.startsWith('EFLAGS: ')) return /^EFLAGS: [0-9a-f]{8} {1,4}\((\d\.[\w.+~-]{1,80})\)/.exec(text)?.[1];
  if (!text.includes('ainted')) return undefined;
  const after = releaseIn(text);
  if (after !== undefined) return after;
  const word = text.trimStart().split(' ', 1)[0] ?? '';
  return isRelease(word) ? word : undefined;
}

/** `Linux version 6.12.117+deb13-amd64 (…)` -> the release. */
export function bootedRelease(text: string): string | undefined {
  const at = text.indexOf('Linux version ');
  if (at < 0) return undefined;
  const word = text.slice(at + 'Linux version '.length).split(' ', 1)[0] ?? '';
  return isRelease(word) ? word : undefined;
}
