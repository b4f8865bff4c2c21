/** What a panic's log says: the answer of `triage`, by command line, API and events. */
import * as z from 'zod';
import { PANIC_KINDS } from './panic-kinds.ts';
import { SourceFields } from './report.ts';

export const PanicKind = z.enum(PANIC_KINDS);
export type PanicKind = z.infer<typeof PanicKind>;

/** One frame of a trace as the log prints it, innermost first. */
export const TraceFrame = z.object({
  symbol: z.string(),
  offset: z.number().int().nonnegative().optional(),
  module: z.string().optional(),
  /** False for `? symbol+…` lines. */
  reliable: z.boolean(),
  /** `file:line` where the log was decoded. */
  source: z.string().optional(),
  /** Of the function, as the log prints it: to the next symbol. */
  sizeBytes: z.number().int().positive().optional(),
  /** Where the processor stood; else the address is the one after a call. */
  exact: z.boolean().optional(),
  ...SourceFields,
});
export type TraceFrame = z.infer<typeof TraceFrame>;

export const TriageReport = z.object({
  title: z.string(),
  kind: PanicKind,
  /** Line of the input the report begins at, from 1. */
  line: z.number().int().positive(),
  /** It is of the crash kernel, which was to save the memory of the one that crashed before. */
  crashKernel: z.literal(true).optional(),
});

/** `title` is null and `kind` is `none` for a log with no crash in it. */
export const TriageResult = z.object({
  title: z.string().nullable(),
  /** Other titles under which the same bug is known to show. */
  altTitles: z.array(z.string()),
  kind: PanicKind,
  /** The report is cut, or interleaved with other output, so that its title may be wrong. */
  corrupted: z.boolean(),
  corruptedReason: z.string().optional(),
  /** The kernel said that it panicked. */
  panicked: z.boolean(),
  /** `v<rules>:<hex>`; null for no crash. */
  fingerprint: z.string().nullable(),
  altFingerprints: z.array(z.string()).optional(),
  /** The function that the title blames. */
  guilty: z.string().optional(),
  /** The cause, as far as the log shows it: one line. Absent where it does not. */
  likely: z.string().max(200).optional(),
  frames: z.array(TraceFrame),
  line: z.number().int().positive().optional(),
  /** Kernel release and machine as the log names them, e.g. `6.12.117+deb13-amd64`. */
  kernelRelease: z.string().optional(),
  cpu: z.number().int().optional(),
  pid: z.number().int().optional(),
  comm: z.string().optional(),
  hardware: z.string().optional(),
  /** The letters of what taints the kernel, `OE`; empty where it said that it is not tainted. */
  taint: z.string().max(64).optional(),
  /** Seconds since boot at the report's first line, where the log is stamped with it. */
  uptimeSeconds: z.number().nonnegative().optional(),
  /** Why the answer is of a part of the log only: it may miss what came later. Absent where all of it was read. */
  partial: z.enum(['size', 'time']).optional(),
  /** Further reports in the same log, in order. */
  others: z.array(TriageReport),
});
export type TriageResult = z.infer<typeof TriageResult>;
