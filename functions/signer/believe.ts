import type { LogIdentity } from '../../shared/domain/image/order.ts';
import type { NotSigned } from '../../shared/aws/images/signing/order.ts';
import type { SignerDeps } from './ports.ts';

/** The log of an order must be the one that was told of first. */
export async function believes(told: LogIdentity, { ledger }: SignerDeps): Promise<NotSigned | undefined> {
  const { origin, publicKey } = await ledger.log(told);
  if (origin === told.origin && publicKey === told.publicKey) return undefined;
  return {
    outcome: 'refused',
    reason: `the proofs are of another log, or key, than ${origin}, which is believed here`,
  };
}
