/** A dump as the console and the command line show it: an upload, what became of it, and what its log was called. */
import * as z from 'zod';
import { CrashId } from './crashes.ts';
import { HeldHost } from './held.ts';
import { PanicKind } from './triage.ts';
import { AnalysisState, HostName, UploadId, UploadPolicy, UploadState } from './uploads.ts';

export const DumpDetail = z.object({
  /** The upload's id. */
  id: UploadId,
  host: HostName,
  state: UploadState,
  analysis: AnalysisState,
  /** Why it was aborted, or can't be read. */
  reason: z.string().optional(),
  policy: UploadPolicy,
  /** What the host would have sent, where it was asked for less. */
  askedPolicy: UploadPolicy.optional(),
  /** The upload that the crash is counted under, where it is another one. */
  sameCrashAs: UploadId.optional(),
  sizeBytes: z.number().int().nonnegative(),
  receivedBytes: z.number().int().nonnegative(),
  logReceived: z.boolean(),
  /** Of a log alone: its host sent what the crash kernel said of itself as well. */
  crashKernelLog: z.literal(true).optional(),
  /** Nothing but a log was sent, and nothing else will be: what it says is to be had as `/triage`. */
  logOnly: z.boolean().optional(),
  /** Ranges that the analyser still waits for, and how many bytes they are. */
  wantedRanges: z.number().int().nonnegative().optional(),
  wantedBytes: z.number().int().nonnegative().optional(),
  /** Its host stays in its crash kernel, or did a moment ago: it can be asked for what was not sent. */
  held: HeldHost.optional(),
  /** How often the analyser has asked for more. */
  wantedRound: z.number().int().nonnegative().optional(),
  kernelRelease: z.string().optional(),
  buildId: z.string().optional(),
  fileName: z.string().optional(),
  /** Absent where no log has been read yet; null where it shows no crash. */
  title: z.string().nullable().optional(),
  kind: PanicKind.optional(),
  crashId: CrashId.optional(),
  /** Of the whole dump, once it is known. */
  sha256: z.string().optional(),
  /** When it crashed: by the kernel's own clock where that is known, else as the host said. */
  capturedAt: z.iso.datetime({ offset: true }).optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** When its alert was handed over, and when its report was there. */
  alertedAt: z.iso.datetime().optional(),
  examinedAt: z.iso.datetime().optional(),
});
export type DumpDetail = z.infer<typeof DumpDetail>;

export const DumpPage = z.object({ dumps: z.array(DumpDetail), next: z.string().optional() });
export type DumpPage = z.infer<typeof DumpPage>;

/** Where the sealed dump can be had, by ranged GETs, until `expiresAt`. */
export const DumpDownload = z.object({
  /** Of the dump or, where only a part of it was sent, of the manifest that says what the pieces hold. */
  url: z.url(),
  /** Only a part was sent: the address of each object that the manifest names, by its key. */
  pieces: z.record(z.string(), z.url()).optional(),
  /** Bytes of the dump that there are; absent where it is whole. */
  presentBytes: z.number().int().nonnegative().optional(),
  expiresAt: z.iso.datetime(),
  sizeBytes: z.number().int().nonnegative(),
  fileName: z.string(),
  /** Of the whole, as the host said it. */
  sha256: z.string().optional(),
});
export type DumpDownload = z.infer<typeof DumpDownload>;
