import type { Frame } from './report.ts';

/** A task that sleeps stands in these: who called them is who sleeps. */
const SLEEPS = /^_*(schedule|context_switch|switch_to|preempt_schedule|cond_resched|io_schedule)/;

/** The innermost frame past the scheduler; undefined where nothing certain is. */
export function awakeFrame(frames: readonly Frame[]): Frame | undefined {
  return frames.find(({ symbol, reliable }) => reliable && symbol !== undefined && !SLEEPS.test(symbol));
}
