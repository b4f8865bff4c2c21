import type { Frame } from './report.ts';

/**
 * What every sleeping task stands in: the scheduler and its ways in (kernel/sched/core.c, kernel/time/sleep_timeout.c, and
 * `__switch_to` of each machine). The one list of it: whoever asks where a task is asks here.
 */
const SCHEDULER =
  /^_*(schedule(_(timeout|hrtimeout|preempt|rtlock|idle|user|loop)\w*)?|preempt_schedule\w*|io_schedule\w*|cond_resched\w*|context_switch|switch_to(_asm)?)$/;

/** `__schedule`, `schedule_timeout_idle`, `io_schedule.cold`: says that a task sleeps, and nothing of what it waits for. */
export function isScheduler(symbol: string): boolean {
  return SCHEDULER.test(symbol.replace(/\..*$/, ''));
}

/** The innermost frame past the scheduler; undefined where nothing certain is. */
export function awakeFrame(frames: readonly Frame[]): Frame | undefined {
  return frames.find(({ symbol, reliable }) => reliable && symbol !== undefined && !isScheduler(symbol));
}
