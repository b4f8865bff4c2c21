/** The stack trace of a report, frame by frame, as the contract has it. */
import type { TraceFrame } from '../contract/triage.ts';
import { callerOf, readFrame, readPointer, type Frame } from './frames.ts';
import { TraceHead, type ReportLine } from './report-line.ts';
import type { Report } from './report.ts';
import { SKIPPED } from './skip-list.ts';
import { withoutSuffix } from './titles.ts';
import { isLastOfRegisters } from './walk.ts';

const MAX_FRAMES = 256;

/** Lines that end a trace; anything else between frames (registers of an interrupt, `<TASK>`) is passed over. */
const TRACE_ENDS = [
  '---[ end ',
  'Modules linked in:',
  'Kernel panic',
  'Showing all locks',
  'NMI backtrace for cpu',
  'Uninit was',
  'Code disassembly',
  '=====',
  'The buggy address belongs',
  'Memory state around',
  'Kernel Offset:',
];

/** Innermost first: where the processor stood, then the first trace. Guesses of the unwinder are in it, marked unreliable. */
export function readTrace(report: Report): TraceFrame[] {
  const lines = report.all;
  const start = findStart(lines);
  const frames: TraceFrame[] = [];
  if (start.pointer !== undefined) frames.push({ ...start.pointer, exact: true });
  for (let i = start.at; i < lines.length && frames.length < MAX_FRAMES; i++) {
    const line = lines[i];
    if (line === undefined) break;
    const { text, frame } = line;
    const last = frames.at(-1);
    if (frame === null) {
      if (line.beginsTrace || TRACE_ENDS.some((end) => text.includes(end)) || readPointer(text)?.user === true) break;
      // Where the processor stood when the interrupt came whose frames are above.
      const interrupted = pointerFrame(text);
      if (interrupted !== undefined && interrupted.symbol !== last?.symbol) frames.push(interrupted);
      continue;
    }
    // arm64 and riscv print where the processor stood once more as the trace's first frame.
    if (frames.length === 1 && start.pointer !== undefined && isSame(last, frame)) continue;
    frames.push(toTraceFrame(frame));
    const caller = frame.offset === undefined ? callerOf(text) : null;
    if (caller !== null && lines[i + 1]?.frame?.symbol !== caller) {
      frames.push({ symbol: caller, reliable: true });
    }
  }
  return frames;
}

function isSame(one: TraceFrame | undefined, other: Frame): boolean {
  return one?.symbol === other.symbol && one.offset === other.offset;
}

function toTraceFrame({ symbol, offset, sizeBytes, module, source, reliable }: Frame): TraceFrame {
  const frame: TraceFrame = { symbol, reliable };
  if (offset !== undefined) frame.offset = offset;
  if (sizeBytes !== undefined) frame.sizeBytes = sizeBytes;
  if (module !== undefined) frame.module = module;
  return source === undefined ? frame : { ...frame, source, ...splitPlace(source) };
}

/** `file:line` as the kernel or its decoder wrote it; one that stands outside of the tree is told as `source` alone. */
function splitPlace(source: string): Pick<TraceFrame, 'file' | 'line'> {
  const [, file, line] = /^([^/\s:][^\s:]*):([1-9]\d{0,8})$/.exec(source) ?? [];
  return file === undefined ? {} : { file, line: Number(line) };
}

/** Lines after the header within which a trace with no head of its own (KMSAN, KFENCE) begins. */
const NEAR = 3;

function findStart(lines: readonly ReportLine[]): { at: number; pointer?: TraceFrame } {
  // Of a report that lost its header it is the first line.
  let pointer = pointerFrame(lines[0]?.text ?? '');
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) break;
    if (line.beginsCallTrace || line.head === TraceHead.Leak)
      return { at: i + 1, ...(pointer === undefined ? {} : { pointer }) };
    if (i <= NEAR && line.frame !== null) return { at: i };
    pointer ??= pointerFrame(line.text);
  }
  return { at: headlessTrace(lines), ...(pointer === undefined ? {} : { pointer }) };
}

/**
 * Where frames begin that no heading announces (riscv's warnings, arm with CONFIG_ARM_UNWIND); the number of lines where they do not.
 */
export function headlessTrace(lines: readonly ReportLine[]): number {
  const at = lines.findIndex(
    ({ frame }, i) =>
      i > 0 && frame?.reliable === true && (lines[i + 1]?.frame?.reliable === true || isAfterRegisters(lines[i - 1])),
  );
  return at < 0 ? lines.length : at;
}

function isAfterRegisters(line: ReportLine | undefined): boolean {
  return line !== undefined && isLastOfRegisters(line);
}

function pointerFrame(text: string): TraceFrame | undefined {
  const found = readPointer(text);
  if (found === null || found.user || found.symbol === null) return undefined;
  const at = text.indexOf(`${found.symbol}+0x`);
  const frame = at < 0 ? null : readFrame(text.slice(at));
  return frame === null ? { symbol: found.symbol, reliable: true } : toTraceFrame(frame);
}

/** The functions of a trace that tell one crash from another: helpers skipped, suffixes gone. */
export function significantNames(
  frames: readonly { readonly symbol: string; readonly reliable?: boolean }[],
): string[] {
  return frames
    .filter((frame) => frame.reliable !== false)
    .map((frame) => withoutSuffix(frame.symbol))
    .filter((name) => name !== '' && !SKIPPED.matches(name));
}
