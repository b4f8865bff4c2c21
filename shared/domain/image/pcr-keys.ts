/** The keys that sign PCR policies: the one of now and, while what is bound to it is moved to the new one, the one before. */
import { createHash } from 'node:crypto';
import type { PcrKey, PcrKeys } from '../../contract/images.ts';

/** The newest first. */
export function allPcrKeys({ before, ...newest }: PcrKeys): readonly PcrKey[] {
  return before === undefined ? [newest] : [newest, before];
}

/**
 * What stands in the place of a certificate's SHA-256 where PCR policies are signed: the key's fingerprint; of two keys a hash of both, so
 * that what one of them signed alone is not handed out as signed by both.
 */
export function pcrSignerId(keys: PcrKeys): string {
  const { before, fingerprint } = keys;
  if (before === undefined) return fingerprint;
  return createHash('sha256').update(`${fingerprint}\n${before.fingerprint}`).digest('hex');
}
