/** Panics that nothing went wrong for in the code that panicked: somebody asked, init ended, or the kernel could not go on. */
import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { Frame } from '../../contract/report.ts';
import type { PanicKind } from '../../contract/triage.ts';
import { forWhom, nameFrame, nameTask, type FindingContext, type FindingRule } from './context.ts';

/** Kinds of panic that are told by who gave up; of the others another finding speaks. */
const TOLD_BY_CALLER: readonly PanicKind[] = [
  'panic',
  'no-root-fs',
  'out-of-memory',
  'watchdog',
  'machine-check',
  'hardware-error',
  'nmi',
];

/** Who called for the panic, and why, where the kind of the panic alone does not say it. */
export const calledRule: FindingRule = {
  name: 'called',
  kinds: ['sysrq', 'init-died', ...TOLD_BY_CALLER],
  find: (context) => [...requested(context), ...initDied(context), ...gaveUp(context)],
};

/** No longer line of ancestors is shown. */
const MAX_ANCESTORS = 8;

/** `write_sysrq_trigger()` stands behind /proc/sysrq-trigger; else the key came by a keyboard or a serial line (v6.12 drivers/tty/sysrq.c). */
function requested(context: FindingContext): KnownFinding[] {
  const trace = context.panic?.trace;
  if (context.named?.kind !== 'sysrq' || trace === undefined) return [];
  const { task } = trace;
  const wrote = trace.frames.some(({ symbol }) => symbol === 'write_sysrq_trigger');
  const how = wrote
    ? `${nameTask(task)} wrote to /proc/sysrq-trigger`
    : `the SysRq key came by keyboard or console, while ${nameTask(task)} ran`;
  return [
    {
      code: 'crash-requested',
      severity: 'warning',
      summary: `This crash was asked for: ${how}.`,
      evidence: wrote ? [ancestry(context, task.pid)] : [],
      ...(wrote ? { culprit: { pid: task.pid, comm: task.comm } } : {}),
    },
  ];
}

/** `sh (pid 149), child of sshd (pid 100), child of init (pid 1)` */
function ancestry(context: FindingContext, pid: number): string {
  const byPid = new Map(context.tasks.map((task) => [task.pid, task]));
  const line: string[] = [];
  for (let at = byPid.get(pid); at !== undefined && line.length < MAX_ANCESTORS; at = byPid.get(at.ppid ?? 0)) {
    // Pid 0 is no parent but the idle task, and damaged structures can lead in a circle.
    if (at.pid === 0 || line.includes(nameTask(at))) break;
    line.push(nameTask(at));
  }
  return line.join(', child of ');
}

const INIT_DIED = 'Attempted to kill init! exitcode=0x';

/** The code is that of wait(2): a signal in its lower seven bits, else an exit status in the byte above (v6.12 kernel/exit.c `do_exit()`). */
function initDied(context: FindingContext): KnownFinding[] {
  if (context.named?.kind !== 'init-died') return [];
  const text = context.log?.text ?? '';
  const at = text.lastIndexOf(INIT_DIED);
  const code = at < 0 ? NaN : parseInt(text.slice(at + INIT_DIED.length, at + INIT_DIED.length + 8), 16);
  const task = context.panic?.trace?.task;
  const who = task === undefined ? 'init' : nameTask(task);
  const signal = code & 0x7f;
  const how = signal === 0 ? `exited with status ${(code >> 8) & 0xff}` : `was killed by signal ${signal}`;
  return [
    {
      code: 'init-died',
      severity: 'critical',
      summary: Number.isNaN(code)
        ? `${who} ended, and no system goes on without its init.`
        : `${who} ${how}, and no system goes on without its init.`,
      evidence: Number.isNaN(code) ? [] : [`exit code 0x${code.toString(16).padStart(8, '0')}`],
      ...(task === undefined ? {} : { culprit: { pid: task.pid, comm: task.comm } }),
    },
  ];
}

const PANIC_FUNCTIONS = /^(panic|vpanic|nmi_panic|panic_smp_self_stop)(\.cold)?$/;
/** What the kernel gave up with, which is a line of its own in v5.10-rt; the line that says it again when all is over is none. */
const PANIC_LINE = /(?<!---\[ end )Kernel panic - not syncing:(?: |\n(?:\[ *\d+\.\d+\](?:\[ *[TC]\d+\])? )?)(.*)/g;

function gaveUp(context: FindingContext): KnownFinding[] {
  const { named, panic, log } = context;
  const trace = panic?.trace;
  if (named === undefined || trace === undefined || !TOLD_BY_CALLER.includes(named.kind)) return [];
  const caller = callerOfPanic(trace.frames);
  if (caller === undefined) return [];
  const said = [...(log?.text ?? '').matchAll(PANIC_LINE)].at(-1)?.[1]?.trim() ?? '';
  return [
    {
      code: 'panic-called',
      severity: 'warning',
      summary: `${nameFrame(caller)} gave up, ${forWhom(trace.task, caller)}${said === '' ? '' : `: ${said}`}`,
      evidence: said === '' ? [] : [`Kernel panic - not syncing: ${said}`],
      ...(caller.symbol === undefined ? {} : { culprit: { symbol: caller.symbol } }),
    },
  ];
}

function callerOfPanic(frames: readonly Frame[]): Frame | undefined {
  let last = -1;
  for (const [i, { symbol }] of frames.entries()) if (symbol !== undefined && PANIC_FUNCTIONS.test(symbol)) last = i;
  return last < 0 ? undefined : frames[last + 1];
}
