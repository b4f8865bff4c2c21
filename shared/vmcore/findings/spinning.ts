import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { Frame } from '../../contract/report.ts';
import type { RegisterSet } from '../arch/register-set.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import { isLockup, nameFrame, nameTask, runTime, seconds, type FindingContext, type FindingRule } from './context.ts';
import { explainedWaits } from './deadlock.ts';

const NMI =
  /^(exc_nmi|asm_exc_nmi|nmi_handle|default_do_nmi|do_nmi|nmi|end_repeat_nmi|first_nmi|repeat_nmi|el1_nmi|nmi_cpu_backtrace|watchdog_overflow_callback)$/;
/** Code in which a processor is stopped, halted or dumped: what it did before is further out. */
const STOPPING =
  /^(v?panic$|stop_this_cpu|native_halt|crash_nmi_callback|kdump_nmi_callback|machine_crash|crash_save_cpu|cpu_halt|local_cpu_stop|ipi_cpu|panic_smp_self_stop|nmi_panic_self_stop|smp_send_stop|native_stop_other_cpus|default_idle|native_safe_halt|pv_native_safe_halt|acpi_|intel_idle|mwait|amd_e400_idle|arch_cpu_idle|cpuidle_|do_idle|poll_idle)/;
const WATCHDOG =
  /^(watchdog_timer_fn|rcu_sched_clock_irq|check_cpu_stall|print_cpu_stall|rcu_check_callbacks|watchdog_hardlockup_check|is_hardlockup)/;
const SPIN_LOCK =
  /(spin_lock|queued_spin|queued_read_lock|queued_write_lock|osq_lock|rt_spin|__pv_.*spin|spin_lock_slowpath)/;
/** The console, for which all wait while the processor that panicked prints. */
const CONSOLE = /^(nbcon_|console_|__?printk_|printk_|vprintk|serial8250_|uart_)/;
/** A task that has had its processor for so long without a break keeps others off it. */
const LONG_RUN_SECONDS = 5;

interface Busy {
  readonly cpu: number;
  readonly trace: TaskTrace;
  /** What the processor did before anything interrupted it: its frames, innermost first. */
  readonly frames: readonly Frame[];
  readonly registers: RegisterSet;
  /** It was an NMI that got it out of there. */
  readonly byNmi: boolean;
  readonly byWatchdog: boolean;
  /** Its interrupts may have been off for a moment only (of a kernel that ran on, say), or because of the panic. */
  readonly excused: boolean;
}

/** Processors that spin: with interrupts off, for a lock, or simply for too long. */
export const spinningRule: FindingRule = {
  name: 'spinning processors',
  kinds: ALL_KINDS,
  find(context) {
    const busy = busyCpus(context);
    const explained = explainedWaits(context);
    const lockup = isLockup(context);
    const found: { finding: KnownFinding; rank: number }[] = [];
    for (const one of busy) {
      const ran = runTime(context, one.trace.task);
      const where = one.frames.find((frame) => !SPIN_LOCK.test(frame.symbol ?? '')) ?? one.frames[0];
      const spinsForLock = one.frames.slice(0, 4).some((frame) => SPIN_LOCK.test(frame.symbol ?? ''));
      const target = context.waits?.byTask.get(one.trace.task.address)?.for;
      // Whom it waits for is told, and this one with it.
      if (target !== undefined && explained.has(one.trace.task.address)) continue;
      const off = one.registers.interruptsOff;
      const long = ran !== undefined && ran >= LONG_RUN_SECONDS;
      const notable = off
        ? (one.byNmi || one.cpu !== context.panic?.cpu) && (lockup || long || !one.excused)
        : one.byWatchdog || long || (lockup && spinsForLock);
      if (!notable) continue;
      const what = spinsForLock
        ? `waits for ${target?.what ?? 'a spinlock'} in ${nameFrame(where)}`
        : `spins in ${nameFrame(where)}`;
      const how = off ? ' with interrupts off' : long ? ' without giving up the processor' : '';
      const victim = otherVictim(context, one, busy);
      found.push({
        rank: spinsForLock ? 1 : 0,
        finding: {
          code: off ? 'cpu-interrupts-off' : spinsForLock ? 'spinlock-wait' : 'cpu-hog',
          severity: lockup || off ? 'critical' : 'warning',
          summary: `CPU ${one.cpu} ${what}${how}: ${nameTask(one.trace.task)}${victim === undefined ? '' : `; ${victim}`}.`,
          evidence: [
            ...one.frames
              .slice(0, 6)
              .map((frame) => `CPU ${one.cpu}: ${nameFrame(frame)}+0x${(frame.offset ?? 0).toString(16)}`),
            ...(target?.unknown === undefined ? [] : [`${target.what}: ${target.unknown}`]),
            ...(ran === undefined ? [] : [`${nameTask(one.trace.task)} has had CPU ${one.cpu} for ${seconds(ran)}`]),
            ...queueEvidence(context, one.cpu),
          ],
          culprit: {
            pid: one.trace.task.pid,
            comm: one.trace.task.comm,
            ...(where?.symbol === undefined ? {} : { symbol: where.symbol }),
          },
        },
      });
    }
    // He who runs on and on is likelier to blame than those who wait for him.
    return found.sort((a, b) => a.rank - b.rank).map(({ finding }) => finding);
  },
};

/** Each processor that ran the kernel for a task, with what it did before it was interrupted to stop. */
function busyCpus(context: FindingContext): Busy[] {
  const { list, traces, saved } = context;
  if (list === undefined || traces === undefined) return [];
  return [...list.runQueues].flatMap(([cpu, queue]): Busy[] => {
    const trace = traces.byAddress.get(queue.current);
    const own = saved.get(cpu)?.registers;
    if (trace === undefined || trace.task.pid === 0 || own === undefined || own.user) return [];
    const raw = trace.unwound.frames;
    const last = raw.findLastIndex((frame) => frame.interrupted?.user === false);
    const registers = raw[last]?.interrupted ?? own;
    const frames = trace.frames.slice(last + 1).filter((frame) => frame.user !== true);
    const before = trace.frames.slice(0, last + 1).map((frame) => frame.symbol ?? '');
    if (frames.length === 0 || frames.slice(0, 3).some((frame) => STOPPING.test(frame.symbol ?? ''))) return [];
    // The one that panicked on its own account was not interrupted at all.
    if (last < 0 && cpu === context.panic?.cpu) return [];
    const byNmi =
      last < 0 ||
      before.some((symbol) => NMI.test(symbol)) ||
      trace.frames.slice(0, last + 1).some((f) => f.stack === 'nmi');
    const byWatchdog = before.some((symbol) => WATCHDOG.test(symbol));
    const excused =
      context.panic === undefined ||
      saved.get(cpu)?.byKexec === true ||
      frames.slice(0, 4).some((frame) => CONSOLE.test(frame.symbol ?? ''));
    return [{ cpu, trace, frames, registers, byNmi, byWatchdog, excused }];
  });
}

/** Another processor that panicked, or took the NMI, for what this one does. */
function otherVictim(context: FindingContext, one: Busy, busy: readonly Busy[]): string | undefined {
  const { panic } = context;
  if (panic === undefined || panic.cpu === one.cpu) return undefined;
  const frames = panic.trace?.frames ?? [];
  const task = panic.trace?.task;
  if (frames.some((frame) => NMI.test(frame.symbol ?? ''))) return `CPU ${panic.cpu} took the NMI`;
  if (task === undefined || busy.some((other) => other.cpu === panic.cpu)) return undefined;
  return `CPU ${panic.cpu} (${task.comm}) only panicked`;
}

function queueEvidence(context: FindingContext, cpu: number): string[] {
  const running = context.list?.runQueues.get(cpu)?.running ?? 0;
  return running > 1 ? [`${running - 1} more task${running === 2 ? '' : 's'} wait to run on CPU ${cpu}`] : [];
}
