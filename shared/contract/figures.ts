/** What of one report the fleet is told: few figures, so that nobody has to read all reports to see the whole. */
import { awakeFrame } from './awake-frame.ts';
import type { Report, TaskInfo } from './report.ts';

export interface DumpFigures {
  readonly uploadId: string;
  readonly host: string;
  /** When it was examined. */
  readonly at: string;
  readonly release: string | undefined;
  readonly buildId: string | undefined;
  readonly uptimeSeconds: number | undefined;
  readonly stacks: readonly StackFigure[];
  readonly interrupts: readonly InterruptFigure[];
  /** What speaks for memory that does not keep what is written to it; mostly empty. */
  readonly memorySigns: readonly string[];
}

export interface StackFigure {
  readonly function: string;
  readonly usedBytes: number;
  readonly sizeBytes: number;
  readonly comm: string;
}

export interface InterruptFigure {
  readonly name: string;
  readonly perSecond: number;
  readonly wraps: number;
}

const MAX_STACKS = 12;
const MAX_INTERRUPTS = 12;
const MAX_SIGNS = 8;
const MAX_NAME = 200;
/** A rate over the first seconds of a boot says nothing of the rest. */
const MIN_UPTIME_SECONDS = 60;

const MEMORY_CODES = new Set(['flipped-bit', 'hardware-errors', 'memory-changed']);

export function figuresOf(report: Report, dump: { uploadId: string; host: string; at: string }): DumpFigures {
  const { kernel } = report;
  return {
    ...dump,
    release: kernel?.release.slice(0, 128),
    buildId: kernel?.buildId,
    uptimeSeconds: kernel?.uptimeSeconds,
    stacks: deepestStacks(report.tasks ?? []),
    interrupts: interruptRates(report),
    memorySigns: memorySigns(report),
  };
}

/** One figure a function: the deepest task that stood in it. */
function deepestStacks(tasks: readonly TaskInfo[]): readonly StackFigure[] {
  const deepest = new Map<string, StackFigure>();
  for (const { stack, frames, comm } of tasks) {
    // Who called the scheduler is who went so deep.
    const name = awakeFrame(frames)?.symbol;
    if (stack?.usedBytes === undefined || name === undefined) continue;
    const known = deepest.get(name);
    if (known !== undefined && known.usedBytes >= stack.usedBytes) continue;
    const { usedBytes, sizeBytes } = stack;
    deepest.set(name, { function: name.slice(0, MAX_NAME), usedBytes, sizeBytes, comm: comm.slice(0, MAX_NAME) });
  }
  return [...deepest.values()].toSorted((a, b) => b.usedBytes - a.usedBytes).slice(0, MAX_STACKS);
}

/** `nvme0q3` -> `nvme*q*`: a host has many of a kind, and they are numbered as they come. */
export function foldDigits(name: string): string {
  return name.replaceAll(/\d+/g, '*').slice(0, MAX_NAME);
}

function interruptRates({ kernel, interrupts }: Report): readonly InterruptFigure[] {
  const uptime = kernel?.uptimeSeconds ?? 0;
  if (interrupts === undefined || uptime < MIN_UPTIME_SECONDS) return [];
  const kinds = new Map<string, { total: number; wraps: number }>();
  for (const { irq, name, total, wrap } of interrupts) {
    const kind = typeof irq === 'string' ? irq.slice(0, MAX_NAME) : foldDigits(name ?? '');
    if (kind === '') continue;
    const known = kinds.get(kind) ?? { total: 0, wraps: 0 };
    kinds.set(kind, {
      total: known.total + (wrap.estimatedTotal ?? total),
      wraps: Math.max(known.wraps, wrap.wraps ?? 0),
    });
  }
  return [...kinds]
    .map(([name, { total, wraps }]) => ({ name, perSecond: total / uptime, wraps }))
    .filter(({ perSecond }) => perSecond > 0)
    .toSorted((a, b) => b.perSecond - a.perSecond)
    .slice(0, MAX_INTERRUPTS);
}

function memorySigns({ findings, integrity }: Report): readonly string[] {
  const signs = findings.filter(({ code }) => MEMORY_CODES.has(code)).map(({ summary }) => summary);
  const flipped = integrity?.text?.differences.filter(({ flippedBits }) => flippedBits === 1).length ?? 0;
  if (flipped > 0) signs.push(`${flipped} single bit${flipped === 1 ? '' : 's'} of kernel text flipped`);
  return [...new Set(signs)].slice(0, MAX_SIGNS).map((sign) => sign.slice(0, 500));
}
