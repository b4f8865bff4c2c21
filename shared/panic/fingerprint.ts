/** A crash's fingerprint: what its group is found by. */
import { createHash } from 'node:crypto';

export const FINGERPRINT_VERSION = 1;

export function fingerprintOf(kind: string, title: string, frames: readonly string[]): string {
  const digest = createHash('sha256')
    .update([kind, title, ...frames].join('\n'))
    .digest('hex');
  return `v${FINGERPRINT_VERSION}:${digest.slice(0, 32)}`;
}
