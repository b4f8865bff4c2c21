import { hex } from '../../bytes/cursor.ts';
import type { PanicInfo } from '../../contract/report.ts';
import type { TriageResult } from '../../contract/triage.ts';
import type { CpuTrace } from '../stacks/cpu-traces.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readPanicCpu } from '../kernel/panic-cpu.ts';
import type { RegisterSet } from '../arch/register-set.ts';
import { registersOf, type SavedRegisters } from '../stacks/registers.ts';
import type { TaskTrace, TaskTraces } from '../stacks/task-stacks.ts';
import { hasException } from './panic-kinds.ts';
import type { TaskList } from '../tasks/tasks.ts';

/** Bytes of code shown before and after the instruction, as an oops prints them. */
const CODE_BEFORE = 43;
const CODE_AFTER = 21;

/** Who panicked, as the kernel wrote it down. */
export interface PanicPlace {
  readonly cpu: number;
  readonly trace: TaskTrace | undefined;
  readonly registers: RegisterSet | undefined;
  /** Where the task is not known: what the registers lead to. */
  readonly bare: CpuTrace | undefined;
}

/** The processor that panicked, and what it ran; nothing where none did. */
export async function findPanic(
  kernel: Kernel,
  list: TaskList | undefined,
  traces: TaskTraces | undefined,
  saved: ReadonlyMap<number, SavedRegisters>,
  bare: ReadonlyMap<number, CpuTrace> | undefined,
): Promise<PanicPlace | undefined> {
  const cpu = await readPanicCpu(kernel);
  if (cpu === undefined) return undefined;
  const queue = list?.runQueues.get(cpu);
  return {
    cpu,
    trace: queue && traces?.byAddress.get(queue.current),
    registers: saved.get(cpu)?.registers,
    bare: bare?.get(cpu),
  };
}

/** The report's panic: its name from the log, its stack from memory. */
export async function panicInfo(
  kernel: Kernel | undefined,
  place: PanicPlace | undefined,
  named: TriageResult | undefined,
  logText: string | undefined,
): Promise<PanicInfo | undefined> {
  if (place === undefined && (named === undefined || named.title === null)) return undefined;
  const trace = place?.trace;
  const stack = trace ?? place?.bare;
  const exception = hasException(named?.kind) ? innermostException(stack) : undefined;
  const culprit = exception ?? place?.registers;
  const message = logText === undefined ? undefined : panicLine(logText);
  const where = culprit === undefined ? undefined : kernel?.symbolize(culprit.pc);
  const code = culprit === undefined || kernel === undefined ? undefined : await codeBytes(kernel, culprit.pc);
  const cpu = place?.cpu ?? named?.cpu;
  const pid = trace?.task.pid ?? named?.pid;
  const comm = trace?.task.comm ?? named?.comm;
  return {
    title: named?.title ?? null,
    ...(named === undefined || named.altTitles.length === 0 ? {} : { altTitles: named.altTitles }),
    kind: named?.kind ?? 'unknown',
    fingerprint: named?.fingerprint ?? null,
    ...(message === undefined ? {} : { message }),
    ...(cpu === undefined ? {} : { cpu }),
    ...(pid === undefined ? {} : { pid }),
    ...(comm === undefined ? {} : { comm }),
    ...(culprit === undefined
      ? {}
      : {
          ip: {
            address: hex(culprit.pc),
            ...(where === undefined ? {} : { symbol: where.symbol, offset: where.offset }),
            ...(where?.module === undefined ? {} : { module: where.module }),
          },
        }),
    ...(place?.registers === undefined ? {} : { registers: registersOf(place.registers) }),
    ...(exception === undefined ? {} : { exception: { registers: registersOf(exception) } }),
    ...(code === undefined ? {} : { code }),
    frames: [...(stack?.frames ?? [])],
  };
}

/** Functions by which the kernel gives up: an exception further in only interrupted that. */
const GIVING_UP = /^(v?panic|nmi_panic|oops_end|die|__?crash_kexec|check_panic_on_warn)(\.cold)?$/;

/** Index of the frame that was interrupted by the exception that led to the panic; -1 where none did. */
export function exceptionIndex(trace: CpuTrace | undefined): number {
  if (trace === undefined) return -1;
  const gaveUp = trace.frames.findLastIndex((frame) => GIVING_UP.test(frame.symbol ?? ''));
  return trace.unwound.frames.findIndex((frame, i) => i > gaveUp && frame.interrupted?.user === false);
}

/** The registers of the kernel code that the exception which led to the panic interrupted. */
export function innermostException(trace: CpuTrace | undefined): RegisterSet | undefined {
  return trace?.unwound.frames[exceptionIndex(trace)]?.interrupted;
}

/** The line with which the kernel gave up, or the first that names what was wrong. */
const PANIC_LINES = [
  /Kernel panic - not syncing/,
  /^(BUG|Oops|Unable to handle|Internal error|watchdog: BUG|general protection)/,
];

function panicLine(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.replace(/^\[ *\d+\.\d+\](\[ *[TC]\d+\])? /, ''));
  for (const pattern of PANIC_LINES) {
    const at = lines.findLastIndex((line) => pattern.test(line) && !line.startsWith('---['));
    const found = lines[at];
    // v5.10-rt kernel/panic.c `panic()` says why in a message of its own.
    if (found !== undefined)
      return found.endsWith('not syncing:') ? `${found} ${lines[at + 1] ?? ''}`.trimEnd() : found;
  }
  return undefined;
}

async function codeBytes(kernel: Kernel, pc: bigint): Promise<PanicInfo['code']> {
  const [before, after] = await kernel.memory.read([
    { address: pc - BigInt(CODE_BEFORE), length: CODE_BEFORE },
    { address: pc, length: CODE_AFTER },
  ]);
  if (after?.bytes === undefined) return undefined;
  const bytes = [...(before?.bytes ?? []), ...after.bytes];
  return {
    bytes: bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
    at: before?.bytes?.length ?? 0,
  };
}
