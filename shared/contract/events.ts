/**
 * The events on the bus `purgatory`: public, so that users attach rules of their own. docs/events.md describes them.
 *
 * EventBridge `source` is `purgatory`, `detail-type` the event's name, `detail` one of the schemas below. `version` grows
 * only when a field changes its meaning or goes away; new fields appear without notice, so consumers ignore what they
 * don't know. `id` is the same whenever the same event is sent again: whoever must not act twice remembers it.
 */
import * as z from 'zod';
import { CrashId, CrashState } from './crashes.ts';
import { HostQuotaName } from './refusals.ts';
import { Severity } from './report.ts';
import { PanicKind } from './triage.ts';
import { BuildId } from './symbols.ts';
import { HostName, Sha256, UploadId, UploadPolicy } from './uploads.ts';

export const EVENT_SOURCE = 'purgatory';

const Envelope = {
  version: z.literal(1),
  id: z.string().min(1).max(256),
  occurredAt: z.iso.datetime(),
  /** One id through the whole way of a crash: the upload's. */
  correlationId: z.string().max(64).optional(),
};

const KernelRelease = z.string().max(128);
const Text = z.string().max(500);

export const UploadCompleted = z.object({
  ...Envelope,
  uploadId: UploadId,
  host: HostName,
  kernelRelease: KernelRelease.optional(),
  sizeBytes: z.number().int().nonnegative(),
  chunkCount: z.number().int().nonnegative(),
  policy: UploadPolicy,
  /** Of the whole dump, where the host could read all of it. */
  sha256: Sha256.optional(),
  logReceived: z.boolean(),
});
export type UploadCompleted = z.infer<typeof UploadCompleted>;

export const UploadAborted = z.object({ ...Envelope, uploadId: UploadId, host: HostName, reason: Text });
export type UploadAborted = z.infer<typeof UploadAborted>;

/** What was wanted of a dump is there, and nobody has looked at it: the event of its arrival was lost. */
export const UploadAdvanced = z.object({
  ...Envelope,
  uploadId: UploadId,
  host: HostName,
  wantedRound: z.number().int().nonnegative(),
});
export type UploadAdvanced = z.infer<typeof UploadAdvanced>;

/** The group as it was when the event was sent; numbers include the occurrences that caused it. */
const CrashSnapshot = {
  crashId: CrashId,
  title: Text,
  kind: PanicKind,
  fingerprint: z.string().max(128),
  state: CrashState,
  count: z.number().int().nonnegative(),
  hostCount: z.number().int().nonnegative(),
  /** Some of the hosts, at most 10. */
  hosts: z.array(z.string()).max(10),
  /** Releases it was seen on, at most 10, most frequent first. */
  kernels: z.array(KernelRelease).max(10),
  /** Culprit frames, innermost first. */
  culprit: z.array(z.string().max(300)).max(5),
  /** Of the culprit's source file: a section of MAINTAINERS; absent where it is not known. */
  subsystem: z.string().max(200).optional(),
  owner: z.string().max(256).optional(),
  /** The cause that the log shows, one line; absent where it shows none. */
  likely: z.string().max(200).optional(),
  /** A kernel ended with it, and did not only warn. */
  fatal: z.boolean().optional(),
  /** Its logs were read in part: too long, or too slow to be read. */
  partial: z.boolean().optional(),
  /** A host of it died of it. */
  panicked: z.boolean().optional(),
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
};

const Cause = {
  /** The uploads that caused the event: at most 100, `added` says how many there were. */
  uploadIds: z.array(UploadId).max(100),
  added: z.number().int().positive(),
};

/** Only silenced hosts had it from then on, until now: the event was kept back for so long. */
const KeptBack = { untoldSince: z.iso.datetime().optional() };

export const CrashOpened = z.object({ ...Envelope, ...CrashSnapshot, ...Cause, ...KeptBack });
export type CrashOpened = z.infer<typeof CrashOpened>;

/** One event for all occurrences of a group that were handled together. */
export const CrashRecurred = z.object({ ...Envelope, ...CrashSnapshot, ...Cause });
export type CrashRecurred = z.infer<typeof CrashRecurred>;

export const CrashRegressed = z.object({
  ...Envelope,
  ...CrashSnapshot,
  ...Cause,
  ...KeptBack,
  /** Where it came back, and where it had been said to be fixed. */
  kernelRelease: KernelRelease.optional(),
  resolvedIn: KernelRelease.optional(),
});
export type CrashRegressed = z.infer<typeof CrashRegressed>;

export const CrashSpiking = z.object({
  ...Envelope,
  ...CrashSnapshot,
  /** Occurrences within the last full or running hour, and what an hour had on average over the week before. */
  lastHour: z.number().int().nonnegative(),
  usualPerHour: z.number().nonnegative(),
});
export type CrashSpiking = z.infer<typeof CrashSpiking>;

/** What only warned until now has ended a kernel: said once of a group. */
export const CrashFatal = z.object({ ...Envelope, ...CrashSnapshot });

/** A host panics again and again: said at most once a day. */
export const HostLooping = z.object({
  ...Envelope,
  host: HostName,
  /** Panics within the hour before `lastSeen`, and when the first and the last of them were. */
  count: z.number().int().positive(),
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
  /** The last one of them. */
  crashId: CrashId,
  title: Text,
  kernelRelease: KernelRelease.optional(),
});
export type HostLooping = z.infer<typeof HostLooping>;

/** A person asks whether a route works. */
export const AlertTest = z.object({ ...Envelope, route: z.string().max(40), by: z.string().max(256) });
export type AlertTest = z.infer<typeof AlertTest>;

/** A person or the service itself changed the state of a group. */
export const CrashChanged = z.object({
  ...Envelope,
  ...CrashSnapshot,
  previousState: CrashState,
  by: z.string().max(256),
});
export type CrashChanged = z.infer<typeof CrashChanged>;

export const FindingSummary = z.object({ code: z.string().max(100), severity: Severity, summary: Text });
export type FindingSummary = z.infer<typeof FindingSummary>;

export const DumpExamined = z.object({
  ...Envelope,
  uploadId: UploadId,
  host: HostName,
  crashId: CrashId.optional(),
  title: Text.nullable(),
  kernelRelease: KernelRelease.optional(),
  buildId: z.string().max(64).optional(),
  /** Most severe first, at most 20. */
  findings: z.array(FindingSummary).max(20),
  image: z.enum(['signed', 'unsigned', 'revoked', 'unknown']).optional(),
  /** Of a signed kernel: the subject of the certificate it was signed under. */
  signedBy: z.string().max(256).optional(),
  /** Places where kernel text in memory differs from its image; absent where it was not compared. */
  textDifferences: z.number().int().nonnegative().optional(),
  bytesRead: z.number().int().nonnegative(),
  sizeBytes: z.number().int().nonnegative(),
});
export type DumpExamined = z.infer<typeof DumpExamined>;

export const DumpUnreadable = z.object({
  ...Envelope,
  uploadId: UploadId,
  host: HostName,
  crashId: CrashId.optional(),
  code: z.string().max(50),
  reason: z.string().max(1000),
});
export type DumpUnreadable = z.infer<typeof DumpUnreadable>;

/** A kernel or a module of which there are no lines. */
export const WantedBuild = z.object({
  kind: z.enum(['kernel', 'module']),
  /** `vmlinux`, or the module's name. */
  name: z.string().max(256),
  buildId: BuildId,
  release: KernelRelease.optional(),
});
export type WantedBuild = z.infer<typeof WantedBuild>;

/** Builds asked for at once: the kernel and the modules of one report. */
export const MAX_WANTED_BUILDS = 16;

/** A report stands in builds that have no lines. Sent where a debuginfod server is set. */
export const SymbolsWanted = z.object({
  ...Envelope,
  uploadId: UploadId,
  host: HostName,
  builds: z.array(WantedBuild).min(1).max(MAX_WANTED_BUILDS),
});
export type SymbolsWanted = z.infer<typeof SymbolsWanted>;

/** Lines that a report wanted are there now. */
export const SymbolsAdded = z.object({
  ...Envelope,
  uploadId: UploadId,
  host: HostName,
  buildIds: z.array(BuildId).min(1).max(MAX_WANTED_BUILDS),
});
export type SymbolsAdded = z.infer<typeof SymbolsAdded>;

/** A log that nobody could read, however often it was tried. The log itself is kept. */
export const LogUnreadable = z.object({
  ...Envelope,
  uploadId: UploadId,
  host: HostName,
  reason: z.string().max(1000),
});
export type LogUnreadable = z.infer<typeof LogUnreadable>;

export const DumpSealed = z.object({
  ...Envelope,
  uploadId: UploadId,
  host: HostName,
  sizeBytes: z.number().int().nonnegative(),
  /** Within the `dumps` bucket; absent where it is in pieces, or a log was all. */
  key: z.string().max(1024).optional(),
  /** Only a part was sent: the manifest names its objects. */
  inPieces: z.literal(true).optional(),
  receivedBytes: z.number().int().nonnegative().optional(),
  manifestKey: z.string().max(1024),
  sha256: Sha256.optional(),
});
export type DumpSealed = z.infer<typeof DumpSealed>;

/** A host was refused for the first time in a span: it has had its share of uploads, logs or new groups. */
export const QuotaExceeded = z.object({
  ...Envelope,
  host: HostName,
  quota: HostQuotaName,
  limit: z.number().int().positive(),
  spanSeconds: z.number().int().positive(),
});
export type QuotaExceeded = z.infer<typeof QuotaExceeded>;

const Image = {
  imageId: z.string().max(128),
  /** Authenticode digest. */
  digest: Sha256.optional(),
  name: z.string().max(255).optional(),
  kernelRelease: KernelRelease.optional(),
  buildId: z.string().max(64).optional(),
};
const By = { by: z.string().max(256) };

export const ImageRequested = z.object({
  ...Envelope,
  ...Image,
  ...By,
  /** So many people have to approve it yet. */
  approvalsMissing: z.number().int().nonnegative().optional(),
  /** The release that it was asked for as a part of: people are told once of all of it. */
  partOf: z.string().max(256).optional(),
});
export const ImageApproved = z.object({ ...Envelope, ...Image, ...By });
export const ImageRefused = z.object({ ...Envelope, ...Image, ...By, reason: Text });
export const ImageSigned = z.object({ ...Envelope, ...Image, signer: z.string().max(256) });
export const ImageRevoked = z.object({
  ...Envelope,
  imageId: z.string().max(128).optional(),
  revocation: z.enum(['image', 'certificate', 'tbs', 'sbat', 'build-id', 'release']),
  value: z.string().max(500),
  reason: Text.optional(),
  ...By,
});

/** A change of what signing rests on: docs/signing.md, "Two people". */
const SigningChange = {
  changeId: z.string().max(64),
  kind: z.enum(['policy', 'certificate', 'revocation']),
  /** What it is, one line. */
  summary: Text,
  /** Why. */
  reason: Text,
  /** What whoever decides has to know, at most 5. */
  warnings: z.array(Text).max(5),
  ...By,
};
export const ChangeRequested = z.object({ ...Envelope, ...SigningChange });
export const ChangeApproved = z.object({ ...Envelope, ...SigningChange, effectiveAt: z.iso.datetime().optional() });
export const ChangeRefused = z.object({ ...Envelope, ...SigningChange });
export const ChangeInForce = z.object({
  ...Envelope,
  ...SigningChange,
  approvedBy: z.array(z.string().max(256)).max(5),
});
/** One person did it alone: the break-glass path. */
export const ChangeForced = z.object({ ...Envelope, ...SigningChange });

/** Every event by its `detail-type`. */
export const Events = {
  'upload.completed': UploadCompleted,
  'upload.advanced': UploadAdvanced,
  'upload.aborted': UploadAborted,
  'log.unreadable': LogUnreadable,
  'quota.exceeded': QuotaExceeded,
  'crash.opened': CrashOpened,
  'crash.recurred': CrashRecurred,
  'crash.regressed': CrashRegressed,
  'crash.spiking': CrashSpiking,
  'crash.fatal': CrashFatal,
  'host.looping': HostLooping,
  'alert.test': AlertTest,
  'crash.changed': CrashChanged,
  'dump.examined': DumpExamined,
  'dump.unreadable': DumpUnreadable,
  'dump.sealed': DumpSealed,
  'symbols.wanted': SymbolsWanted,
  'symbols.added': SymbolsAdded,
  'image.requested': ImageRequested,
  'image.approved': ImageApproved,
  'image.refused': ImageRefused,
  'image.signed': ImageSigned,
  'image.revoked': ImageRevoked,
  'change.requested': ChangeRequested,
  'change.approved': ChangeApproved,
  'change.refused': ChangeRefused,
  'change.in-force': ChangeInForce,
  'change.forced': ChangeForced,
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof Events;
export type EventDetail<N extends EventName> = z.infer<(typeof Events)[N]>;

/** An event with its name: what is sent, and what is read back from the bus. */
export type PurgatoryEvent = {
  readonly [N in EventName]: { readonly name: N; readonly detail: EventDetail<N> };
}[EventName];

function isEventName(name: string): name is EventName {
  return Object.hasOwn(Events, name);
}

/** Reads one event as it came from the bus; undefined for a name that is not known (a newer sender's). */
export function parseEvent(name: string, detail: unknown): PurgatoryEvent | undefined {
  if (!isEventName(name)) return undefined;
  // The schema looked up by name yields the detail of that name; the compiler cannot pair the two unions up.
  return { name, detail: Events[name].parse(detail) } as PurgatoryEvent;
}
