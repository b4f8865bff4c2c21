import type { LogIdentity } from '../../shared/domain/image/order.ts';
import type { TransparencyLog } from '../../shared/aws/images/transparency-log.ts';

/** The log, as the holder of the signing key and everybody else knows it. */
export async function logIdentity(log: Pick<TransparencyLog, 'origin' | 'publicKey'>): Promise<LogIdentity> {
  return { origin: log.origin, publicKey: Buffer.from(await log.publicKey()).toString('base64') };
}
