/** A log on its way through triage: asked for, looked up, read. */
import { createHash } from 'node:crypto';
import type { Occurrence } from '../../shared/contract/crashes.ts';
import type { TriageResult } from '../../shared/contract/triage.ts';
import { occurrenceOf } from './occurrence.ts';
import type { UploadFacts } from './occurrence.ts';

/** One log to look at. */
export interface TriageRequest {
  /** Of the message that asks for it. */
  readonly messageId: string;
  readonly uploadId: string;
  readonly key: string;
  /** How often the message was delivered, this time included. */
  readonly receives: number;
  /** To be read by itself, with more time: a first reading showed nothing. */
  readonly careful?: boolean | undefined;
}

export interface Triaged {
  readonly request: TriageRequest;
  readonly upload: UploadFacts;
  readonly occurrence: Occurrence;
  readonly result: TriageResult;
  /** The group's own fingerprint first; empty where there is no crash. */
  readonly fingerprints: readonly string[];
}

export interface Candidate {
  readonly request: TriageRequest;
  readonly upload: UploadFacts;
}

export function triagedOf({ request, upload }: Candidate, result: TriageResult, now: Date): Triaged {
  const occurrence = occurrenceOf(upload, result, now);
  return { request, upload, occurrence, result, fingerprints: fingerprintsOf(result, upload.host) };
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

/** The same upload may be in a batch twice; its last log counts. */
export function distinctUploads(members: readonly Triaged[]): Triaged[] {
  return [...new Map(members.map((member) => [member.occurrence.uploadId, member])).values()];
}
