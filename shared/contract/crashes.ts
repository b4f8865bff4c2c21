/**
 * Crash groups and their occurrences: what the store keeps, what the API and the command line answer.
 *
 * A group is one problem, whatever number of hosts it hit; an occurrence is one upload that shows it.
 */
import * as z from 'zod';
import { CRASH_STATES } from './crash-states.ts';
import { isKernelRelease } from './kernel-release.ts';
import { PanicKind } from './triage.ts';
import { HostName, UploadId } from './uploads.ts';

/** `c` and 24 hex digits, made from the first fingerprint of the group; it never changes afterwards. */
export const CrashId = z.string().regex(/^c[0-9a-f]{24}$/, 'must be the id of a crash: c and 24 hex digits');

export const CrashState = z.enum(CRASH_STATES);
export type CrashState = z.infer<typeof CrashState>;

const Actor = z.string().min(1).max(256);
/** Why somebody did it: for whoever looks at it later. */
const Reason = z.string().trim().min(1).max(500);
const Release = z.string().min(1).max(128);
/** Said by a person: one that can't be compared would make every recurrence a regression. */
const FixedRelease = Release.refine(isKernelRelease, 'a kernel release, such as 6.12.118');

/** The state of a group with what belongs to it: who, when, until when, resolved in which release. */
export const CrashStatus = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('open'),
    since: z.iso.datetime(),
    /** It had been resolved, and was seen again in its release or a later one. */
    regressed: z.boolean().optional(),
  }),
  z.object({ state: z.literal('acknowledged'), since: z.iso.datetime(), by: Actor, reason: Reason.optional() }),
  z.object({
    state: z.literal('resolved'),
    since: z.iso.datetime(),
    by: Actor,
    /** The first release that holds the fix; without it any occurrence captured afterwards is a regression. */
    release: Release.optional(),
    reason: Reason.optional(),
    /** All that was in it turned out to be of other problems: whatever comes next opens it anew. */
    emptied: z.literal(true).optional(),
  }),
  z.object({
    state: z.literal('ignored'),
    since: z.iso.datetime(),
    by: Actor,
    /** Until then; without `until` and `untilCount`: for good. */
    until: z.iso.datetime().optional(),
    /** Until the group's count reaches this. */
    untilCount: z.number().int().positive().optional(),
    reason: Reason.optional(),
  }),
]);
export type CrashStatus = z.infer<typeof CrashStatus>;

/** What a person can do to a group. */
export const CrashAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('acknowledge'), reason: Reason.optional() }),
  z.object({ action: z.literal('resolve'), release: FixedRelease.optional(), reason: Reason.optional() }),
  z.object({
    action: z.literal('ignore'),
    until: z.iso.datetime().optional(),
    untilCount: z.number().int().positive().optional(),
    reason: Reason.optional(),
  }),
  z.object({ action: z.literal('reopen'), reason: Reason.optional() }),
]);
export type CrashAction = z.infer<typeof CrashAction>;

/** Where the fault lies, judged by who is hit; `evidence` holds the numbers that say so. */
export const Attribution = z.object({
  cause: z.enum(['hardware', 'firmware', 'kernel']),
  summary: z.string(),
  evidence: z.array(z.string()),
});
export type Attribution = z.infer<typeof Attribution>;

/** It is the same problem as another one: its crashes are counted there, and so is what its fingerprints find from now on. */
export const Merged = z.object({
  into: CrashId,
  at: z.iso.datetime(),
  by: Actor,
  reason: Reason.optional(),
  /** What it was before: it is that again when the merge is undone. */
  was: CrashStatus,
  /** The other group had not been seen under this one's title before. */
  addedTitle: z.boolean(),
});
export type Merged = z.infer<typeof Merged>;

/** It was told apart from another group, by its fingerprint. */
export const SplitOff = z.object({ from: CrashId, at: z.iso.datetime(), by: Actor, reason: Reason.optional() });
export type SplitOff = z.infer<typeof SplitOff>;

/** Something that a person did to a group. */
export const Activity = z.object({
  at: z.iso.datetime(),
  by: Actor,
  what: z.enum([
    ...(['acknowledged', 'resolved', 'ignored', 'reopened', 'owner', 'note', 'tracker'] as const),
    /** Into, or from, the group `crashId`. */
    ...(['merged', 'took in', 'unmerged', 'gave back', 'split off', 'was split off'] as const),
  ]),
  reason: Reason.optional(),
  /** What belongs to it: a release, an owner. */
  detail: z.string().max(300).optional(),
  crashId: CrashId.optional(),
});
export type Activity = z.infer<typeof Activity>;

/**
 * News of a group that nobody was told, because only silenced hosts have had it: what it is, and what it takes to tell of it when another
 * host has it.
 */
export const Untold = z.discriminatedUnion('word', [
  z.object({
    word: z.literal('NEW'),
    since: z.iso.datetime(),
    /** All that had been in the group went elsewhere then: it is opened once more. */
    emptiedAt: z.iso.datetime().optional(),
  }),
  z.object({
    word: z.literal('REGRESSED'),
    since: z.iso.datetime(),
    /** As it had been resolved. */
    resolvedAt: z.iso.datetime(),
    release: Release.optional(),
  }),
]);
export type Untold = z.infer<typeof Untold>;

const Tally = z.record(z.string(), z.number().int().nonnegative());

export const CrashGroup = z.object({
  id: CrashId,
  title: z.string(),
  /** Other titles that were seen for it. */
  altTitles: z.array(z.string()),
  kind: PanicKind,
  /** The first one; all of them are `fingerprints`. */
  fingerprint: z.string(),
  fingerprints: z.array(z.string()),
  /** Culprit frames, innermost first, as `symbol+0xoffset`. */
  culprit: z.array(z.string()),
  /** The part of the kernel that the culprit's source file is of: a section of MAINTAINERS. */
  subsystem: z.string().max(200).optional(),
  /** The cause that its first log shows; absent where it shows none. */
  likely: z.string().optional(),
  /** A kernel ended with it, and did not only warn: it said that it panicked, or there is a dump. */
  fatal: z.boolean().optional(),
  /** All that is known of it comes from logs that were read in part: too long, or too slow to be read. */
  partial: z.boolean().optional(),
  /** A host of it died of it: its kernel panicked, whatever the kind says. */
  panicked: z.boolean().optional(),
  status: CrashStatus,
  count: z.number().int().nonnegative(),
  hostCount: z.number().int().nonnegative(),
  /** Some of them, the earliest first; all are to be had page by page. */
  sampleHosts: z.array(z.string()),
  /** Occurrences by kernel release and by hardware model. */
  kernels: Tally,
  models: Tally,
  /** Occurrences by day (`2026-11-23`, UTC), the last 30 days that had any. */
  days: Tally,
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
  attribution: Attribution.optional(),
  /** Codes of the findings that examined dumps of this group had. */
  findings: z.array(z.string()),
  owner: z.string().max(256).optional(),
  note: z.string().max(10_000).optional(),
  tracker: z.string().max(2_000).optional(),
  merged: Merged.optional(),
  /** Groups that were merged into it. */
  absorbed: z.array(CrashId).optional(),
  split: SplitOff.optional(),
  /** Groups that were split off it. */
  splits: z.array(CrashId).optional(),
  /** What nobody was told, because only silenced hosts have had it; absent where all was told. */
  untold: Untold.optional(),
  /** Likewise: that it ended a kernel, where others had only been warned. */
  untoldFatal: z.literal(true).optional(),
  /** What people did to it, the newest first; lists leave it out. */
  activity: z.array(Activity).optional(),
});
export type CrashGroup = z.infer<typeof CrashGroup>;

export const Occurrence = z.object({
  uploadId: UploadId,
  /** Absent where the log shows no crash. */
  crashId: CrashId.optional(),
  host: HostName,
  title: z.string(),
  kind: PanicKind,
  fingerprint: z.string().nullable(),
  kernelRelease: z.string().optional(),
  model: z.string().optional(),
  corrupted: z.boolean(),
  panicked: z.boolean(),
  /** Which log says it: the one that the host sent (absent: that one), or the dump's own. */
  source: z.enum(['log', 'dump']).optional(),
  /** The group that its fingerprint names, where that is merged into the one that it is counted in. */
  home: CrashId.optional(),
  /** The group that it was counted in until its dump, or a person, said otherwise. */
  movedFrom: CrashId.optional(),
  /** What was taken for its time until a better clock was known. */
  timeWas: z.iso.datetime().optional(),
  /** Why its log was read in part only; absent where all of it was. */
  partial: z.enum(['size', 'time']).optional(),
  capturedAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
});
export type Occurrence = z.infer<typeof Occurrence>;

/** Texts of people; an empty one takes what was there away. */
export const CrashNotes = z.object({
  owner: z.string().max(256).optional(),
  note: z.string().max(10_000).optional(),
  tracker: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2_000)]).optional(),
});
export type CrashNotes = z.infer<typeof CrashNotes>;

export const CrashPage = z.object({
  crashes: z.array(CrashGroup),
  next: z.string().optional(),
  /** In an order other than `last`: there are more groups than could be put in order, and those last seen were. */
  partial: z.boolean().optional(),
});
export type CrashPage = z.infer<typeof CrashPage>;
export const OccurrencePage = z.object({ occurrences: z.array(Occurrence), next: z.string().optional() });
export type OccurrencePage = z.infer<typeof OccurrencePage>;

/** How a person puts groups together or tells them apart. Regrouping keeps to it, and each can be undone. */
export const GroupingAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('merge'), into: CrashId, reason: Reason.optional() }),
  /** All crashes with this fingerprint become a group of their own. */
  z.object({ action: z.literal('split'), fingerprint: z.string().min(1).max(128), reason: Reason.optional() }),
  /** Takes a merge back, or puts what was split off where it was. */
  z.object({ action: z.literal('undo'), reason: Reason.optional() }),
  /** Goes on with what an earlier request had no time for. */
  z.object({ action: z.literal('settle'), cursor: z.string().min(1).max(4096).optional() }),
]);
export type GroupingAction = z.infer<typeof GroupingAction>;

export const Grouping = z.object({
  /** The group as it is then. */
  group: CrashGroup,
  /** The group that was split off. */
  split: CrashGroup.optional(),
  /** Crashes that are counted elsewhere now. */
  moved: z.number().int().nonnegative(),
  /** There was no time for all of them: ask this group to settle from here on. */
  next: z.object({ crashId: CrashId, cursor: z.string() }).optional(),
});
export type Grouping = z.infer<typeof Grouping>;

/** Groups that may be the same problem, the nearest first, and what speaks for it. */
export const SimilarCrashes = z.object({
  crashes: z.array(z.object({ crash: CrashGroup, reasons: z.array(z.string()) })),
  /** There are more groups than were looked at. */
  partial: z.boolean().optional(),
});
export type SimilarCrashes = z.infer<typeof SimilarCrashes>;
