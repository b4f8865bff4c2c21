/** What an order says was decided, held against the log. Pure. */
import { openCheckpoint } from '../../authenticode/log/checkpoint.ts';
import { leafHash, verifyInclusion } from '../../authenticode/log/merkle.ts';
import { LogEntry, type InclusionProof } from '../../contract/images.ts';
import { FormatError } from '../../errors.ts';
import type { LogIdentity, SignOrder } from './order.ts';

/**
 * The entry that a proof shows to be in this log, of so many; undefined where the proof does not lead to its checkpoint.
 *
 * @throws {FormatError} where the checkpoint is malformed, or not of this log
 */
export function openProof(
  { index, entry, proof, checkpoint }: InclusionProof,
  { origin, publicKey }: LogIdentity,
): { readonly entry: LogEntry; readonly size: number } | undefined {
  const { size, root } = openCheckpoint(checkpoint, origin, Buffer.from(publicKey, 'base64'));
  const bytes = Buffer.from(entry, 'base64');
  const path = proof.map((hash) => Buffer.from(hash, 'hex'));
  if (!verifyInclusion(leafHash(bytes), index, size, path, root)) return undefined;
  return { entry: LogEntry.parse(JSON.parse(bytes.toString())), size };
}

/** The entry of the log that a proof shows; undefined where it shows none, or no such log has it. */
export function provenEntry(proof: InclusionProof, log: LogIdentity): LogEntry | undefined {
  try {
    return openProof(proof, log)?.entry;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/**
 * What is missing in the log of what an order says: the announcement by this certificate, and each approval, by somebody else each
 * time and not by who asked.
 *
 * @param needed how many approvals
 */
export function* objectionsToEvidence(order: SignOrder, certificateSha256: string, needed: number): Generator<string> {
  const { image, digest, log } = order;
  const intent = provenEntry(order.intent, log);
  const announced =
    intent?.type === 'signing' &&
    intent.imageId === image.id &&
    intent.name === image.name &&
    intent.digest === digest &&
    intent.signer === certificateSha256;
  if (!announced) yield 'the log does not announce this signature';

  const proven = new Map(order.approvals.map((proof) => [proof.index, provenEntry(proof, log)]));
  const subjects = new Set<string>();
  const entries = new Set<number>();
  for (const { decision, subject, by, logIndex } of image.approvals) {
    if (decision !== 'approve' || subject === image.requesterSubject || logIndex === undefined) continue;
    const entry = proven.get(logIndex);
    const isOfThis = entry?.imageId === image.id || entry?.imageId === image.approvedAs;
    if (
      entry?.type !== 'approved' ||
      !isOfThis ||
      entry.digest !== digest ||
      entry.by !== by ||
      entry.name !== image.name
    ) {
      continue;
    }
    subjects.add(subject);
    entries.add(logIndex);
  }
  const found = Math.min(subjects.size, entries.size);
  if (found < needed) yield `${needed} approvals are needed, the log has ${found} of other people for this digest`;
}
