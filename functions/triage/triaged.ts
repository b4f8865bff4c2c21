/** A log that was read: what it says, and which crash of its host it is of. */
import { createHash } from 'node:crypto';
import type { Occurrence } from '../../shared/contract/crashes.ts';
import type { TriageResult } from '../../shared/contract/triage.ts';
import { evidenceOf, joinWords } from '../../shared/domain/crash/evidence.ts';
import type { LastWord } from '../../shared/domain/crash/last-words.ts';
import { weightOf } from '../../shared/domain/crash/weight.ts';
import { occurrenceOf } from './occurrence.ts';
import type { UploadFacts } from './occurrence.ts';
import type { TriageDeps } from './ports.ts';
import type { TriageRequest } from './request.ts';

export interface Candidate {
  readonly request: TriageRequest;
  readonly upload: UploadFacts;
}

export interface Triaged extends Candidate {
  /** Under the upload that the crash is counted under. */
  readonly occurrence: Occurrence;
  readonly result: TriageResult;
  /** The group's own fingerprint first; empty where there is no crash. */
  readonly fingerprints: readonly string[];
  /** Something may be on record of the crash already. */
  readonly isKnown: boolean;
  /** How many crashes of its host are remembered. */
  readonly crashesOfHost: number;
  /** Uploads of the same crash that it is not counted under. */
  readonly others: readonly string[];
}

/** Decides which crash of its host the log is of. */
export async function identify(
  { request, upload }: Candidate,
  { result, words }: { readonly result: TriageResult; readonly words: readonly LastWord[] },
  deps: Pick<TriageDeps, 'crashes' | 'now'>,
): Promise<Triaged> {
  const own = occurrenceOf(upload, result, request.source, deps.now());
  const said = evidenceOf(upload);
  const settled = await deps.crashes.identity.settle(upload.host, {
    uploadId: upload.id,
    evidence: { ...said, words: joinWords(words, said.words) },
    weight: weightOf(own),
    fromDump: request.source === 'dump',
  });
  return {
    request,
    upload,
    occurrence: { ...own, uploadId: settled.occurrenceId },
    result,
    fingerprints: fingerprintsOf(result, upload.host),
    isKnown: !settled.isNew,
    crashesOfHost: settled.crashesOfHost,
    others: settled.uploads.filter((id) => id !== settled.occurrenceId),
  };
}

/**
 * A title without a fingerprint is of a log in which nothing tells one bug from another: it makes a group for each host, so that the next
 * bug is not hidden behind the first, and one host's log that comes again tells nobody twice.
 */
function fingerprintsOf(result: TriageResult, host: string): string[] {
  if (result.title === null) return [];
  const of = createHash('sha256').update(`${result.title}\n${host}`).digest('hex');
  const own = result.fingerprint ?? `v0:${of.slice(0, 24)}`;
  return [own, ...(result.altFingerprints ?? [])];
}
