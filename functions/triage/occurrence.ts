/** From an upload and what its log says to the occurrence that is kept. */
import type { Occurrence } from '../../shared/contract/crashes.ts';
import { innermostPlace, placeText } from '../../shared/contract/source-place.ts';
import type { TriageResult } from '../../shared/contract/triage.ts';
import type { AnalysisState, UploadPolicy } from '../../shared/contract/uploads.ts';
import { trueCrashTime } from '../../shared/domain/crash/time.ts';
import { SKIPPED } from '../../shared/panic/skip-list.ts';

/** What triage has to know of an upload. */
export interface UploadFacts {
  readonly id: string;
  readonly host: string;
  readonly kernelRelease?: string | undefined;
  readonly capturedAt?: string | undefined;
  readonly createdAt: string;
  readonly policy: UploadPolicy;
  readonly analysis: AnalysisState;
  /** What its log was called the last time that it was looked at. */
  readonly title?: string | null | undefined;
  /** The upload that the crash is counted under, as far as was known. */
  readonly sameCrashAs?: string | undefined;
  /** The group of its crash, as far as was known. */
  readonly crashId?: string | undefined;
  /** Groups that were being opened for its log when somebody died. */
  readonly opening?: ReadonlySet<string> | undefined;
  /** What the host says of which crash it is: `evidenceOf`. */
  readonly crashKey?: string | undefined;
  readonly logKey?: string | undefined;
  readonly buildId?: string | undefined;
  /** Of its dump, when that was read. */
  readonly crashedAt?: string | undefined;
  readonly findings?: readonly string[] | undefined;
  readonly sizeBytes?: number | undefined;
  readonly mayBeLimited?: boolean | undefined;
  /** How often reading its log was begun and may not have ended. */
  readonly logTries?: number | undefined;
  /** Why its log was given up. */
  readonly logReason?: string | undefined;
}

const MAX_TITLE = 300;
const MAX_NAME = 128;
const NO_CRASH_TITLE = 'no crash found in the log';
const NO_CRASH_IN_PART_TITLE = 'no crash found in the part of the log that was read';
const UNREADABLE_TITLE = 'the log could not be read';

/** @param source whose log it is, the host's or the dump's own */
export function occurrenceOf(upload: UploadFacts, result: TriageResult, source: 'log' | 'dump', now: Date): Occurrence {
  const kernelRelease = result.kernelRelease ?? upload.kernelRelease;
  const model = result.hardware === undefined ? undefined : modelOf(result.hardware);
  return {
    uploadId: upload.id,
    host: upload.host,
    title: result.title === null ? withoutCrash(result) : oneLine(result.title, MAX_TITLE),
    kind: result.kind,
    fingerprint: result.fingerprint,
    ...(kernelRelease === undefined ? {} : { kernelRelease: oneLine(kernelRelease, MAX_NAME) }),
    ...(model === undefined || model === '' ? {} : { model }),
    corrupted: result.corrupted,
    panicked: result.panicked,
    ...(source === 'log' ? {} : { source }),
    ...(result.partial === undefined ? {} : { partial: result.partial }),
    capturedAt: trueCrashTime(upload, now),
    receivedAt: now.toISOString(),
  };
}

/** Other titles of the crash, as a group keeps them. */
export function altTitlesOf({ altTitles }: Pick<TriageResult, 'altTitles'>): string[] {
  return altTitles.map((title) => title.slice(0, MAX_TITLE));
}

/** Of a log that was read in part it is not known that there is no crash in it. */
function withoutCrash({ partial }: TriageResult): string {
  return partial === undefined ? NO_CRASH_TITLE : NO_CRASH_IN_PART_TITLE;
}

/** A crash of which nothing is known but that there was one. */
export function unreadableOccurrence(upload: UploadFacts, now: Date): Occurrence {
  return {
    uploadId: upload.id,
    host: upload.host,
    title: UNREADABLE_TITLE,
    kind: 'unknown',
    fingerprint: null,
    ...(upload.kernelRelease === undefined ? {} : { kernelRelease: oneLine(upload.kernelRelease, MAX_NAME) }),
    corrupted: false,
    panicked: false,
    capturedAt: trueCrashTime(upload, now),
    receivedAt: now.toISOString(),
  };
}

/** `Dell Inc. PowerEdge R640/0H28RR, BIOS 2.10.2 02/24/2021` -> `Dell Inc. PowerEdge R640/0H28RR`. */
export function modelOf(hardware: string): string {
  const [model = ''] = hardware.split(/,? BIOS /, 1);
  return oneLine(model, MAX_NAME);
}

/** What a host says of itself goes into keys and messages: one line of bounded length, no control characters. */
export function oneLine(text: string, maxLength: number): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, maxLength);
}

/**
 * Frames that name the culprit, as the alert shows them: `ext4_mb_new_blocks+0x31a`. From the function that the title
 * blames, or the first one that is neither a helper nor part of dying.
 */
export function culpritFrames(result: TriageResult): string[] {
  return culprits(result).map((frame) => {
    const { symbol, offset, module } = frame;
    const place = offset === undefined ? symbol : `${symbol}+0x${offset.toString(16)}`;
    const source = placeText(innermostPlace(frame));
    const inModule = module === undefined ? place : `${place} [${module}]`;
    return oneLine(source === undefined ? inModule : `${inModule} (${source})`, 300);
  });
}

/** The source file that the culprit is in, where it is known. */
export function culpritFile(result: TriageResult): string | undefined {
  const [first] = culprits(result);
  return first === undefined ? undefined : (first.file ?? innermostPlace(first).file);
}

function culprits(result: TriageResult): TriageResult['frames'] {
  const reliable = result.frames.filter((frame) => frame.reliable);
  const guilty = reliable.findIndex((frame) => frame.symbol === result.guilty);
  const first = guilty >= 0 ? guilty : reliable.findIndex((frame) => !SKIPPED.matches(frame.symbol));
  return reliable.slice(Math.max(0, first), Math.max(0, first) + 4);
}
