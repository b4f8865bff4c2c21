/**
 * Which uploads of one host are of one crash: a list of its latest crashes, and how it changes when another log was read. All that
 * is decided about it is decided here; the store only keeps the list.
 */
import { compareCrashes, joinEvidence } from './evidence.ts';
import type { CrashEvidence } from './evidence.ts';
import type { LastWord } from './last-words.ts';

/** One crash of a host. */
export interface KnownCrash {
  /** Of its occurrence: the upload that it is counted under. */
  readonly id: string;
  readonly uploads: readonly KnownUpload[];
  /** The weight of the best log of it, `weightOf`. */
  readonly weight: number;
}

interface KnownUpload extends CrashEvidence {
  readonly id: string;
}

export interface ReadLog {
  readonly uploadId: string;
  readonly evidence: CrashEvidence;
  readonly weight: number;
  /** The log is the dump's own: it is of the crash that the dump is of, whatever was sent beside it. */
  readonly fromDump: boolean;
}

export interface Settled {
  readonly crashes: readonly KnownCrash[];
  /** What the upload is counted under. */
  readonly occurrenceId: string;
  /** All uploads that are of the crash. What is counted under another of them is to be taken back. */
  readonly uploads: readonly string[];
  /** Nothing was known of it: neither the upload nor another one of the crash. */
  readonly isNew: boolean;
  /** How many crashes of the host are remembered, this one included. */
  readonly crashesOfHost: number;
}

/** So many crashes of a host are remembered; a host in a crash loop forgets its oldest. */
const MAX_CRASHES = 64;
const MAX_UPLOADS = 16;

/** @param known the newest last */
export function settle(known: readonly KnownCrash[], log: ReadLog): Settled {
  const before = known.find(({ uploads }) => uploads.some(({ id }) => id === log.uploadId));
  const said = before?.uploads.find(({ id }) => id === log.uploadId);
  const own = ownEvidence(said, log);
  const others = known.flatMap((crash) => {
    const uploads = crash.uploads.filter(({ id }) => id !== log.uploadId);
    return uploads.length === 0 ? [] : [{ ...crash, uploads }];
  });
  const stays = before !== undefined && !mayLeave(before, log.uploadId);
  const matches: KnownCrash[] = [];
  for (const crash of others) {
    const isSame = compareCrashes(own, evidenceOfAll(crash)).verdict === 'same' || (stays && crash.id === before.id);
    // What the new log brings together must not speak against each other.
    const fits = matches.every(
      (other) => compareCrashes(evidenceOfAll(other), evidenceOfAll(crash)).verdict !== 'different',
    );
    if (isSame && fits) matches.push(crash);
  }
  const counted = [
    ...matches.map(({ id, weight }) => ({ id, weight })),
    ...(before === undefined || matches.some(({ id }) => id === before.id) || before.id !== log.uploadId
      ? []
      : [{ id: before.id, weight: before.weight }]),
  ].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  const id = counted[0]?.id ?? log.uploadId;
  const crash: KnownCrash = {
    id,
    uploads: [...matches.flatMap(({ uploads }) => uploads), { ...own, id: log.uploadId }].slice(-MAX_UPLOADS),
    weight: Math.max(log.weight, ...counted.map(({ weight }) => weight)),
  };
  const crashes = [...others.filter((other) => !matches.includes(other)), crash].slice(-MAX_CRASHES);
  return {
    crashes,
    crashesOfHost: crashes.length,
    occurrenceId: id,
    uploads: crash.uploads.map((upload) => upload.id),
    isNew: before === undefined && matches.length === 0,
  };
}

/** What its crash is counted under may not leave it to the others. */
function mayLeave({ id, uploads }: KnownCrash, uploadId: string): boolean {
  return id !== uploadId || uploads.length === 1;
}

/** The dump's own log says what the upload is of: words of a log that was sent beside it count no more where it knows none of them. */
function ownEvidence(said: CrashEvidence | undefined, { evidence, fromDump }: ReadLog): CrashEvidence {
  if (said === undefined) return evidence;
  const joined = joinEvidence(evidence, said);
  if (!fromDump || evidence.words.length === 0 || shares(evidence.words, said.words)) return joined;
  return { ...joined, words: evidence.words };
}

function shares(words: readonly LastWord[], others: readonly LastWord[]): boolean {
  return words.some(({ digest }) => others.some((other) => other.digest === digest));
}

function evidenceOfAll({ uploads }: KnownCrash): CrashEvidence {
  return uploads.reduce<CrashEvidence>((all, { id: _, ...evidence }) => joinEvidence(all, evidence), { words: [] });
}
