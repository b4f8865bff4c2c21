/** What is to be said of a host's token. Pure. */
import type { Host } from '../../../../shared/contract/roles.ts';

const DAY_MS = 86_400_000;
/** A token that ends sooner is to be made anew: somebody has to bring it to the host. */
const SOON_DAYS = 14;

export interface TokenState {
  readonly words: string;
  /** Somebody has to do something about it. */
  readonly alarming: boolean;
}

export function tokenState({ tokenExpiresAt, enrolledAt, revokedAt }: Host, now: Date): TokenState {
  // Tokens that were made later than the revocation are good.
  if (revokedAt !== undefined && revokedAt >= enrolledAt) return { words: 'revoked', alarming: true };
  const days = (Date.parse(tokenExpiresAt) - now.getTime()) / DAY_MS;
  if (days <= 0) return { words: 'expired', alarming: true };
  const left = Math.floor(days);
  return {
    words: left === 0 ? 'expires today' : `good for ${String(left)} ${left === 1 ? 'day' : 'days'}`,
    alarming: days < SOON_DAYS,
  };
}
