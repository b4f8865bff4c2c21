/**
 * A signature that is ordered, with all that the decision was made from and the log's proofs of it: whoever holds the key decides again from
 * the order alone.
 */
import * as z from 'zod';
import { InclusionProof, KeyRecord, SigningPolicy, SignatureKind } from '../../contract/images.ts';
import { Sha256 } from '../../contract/uploads.ts';
import { StoredImage } from './record.ts';
import { Revocations } from './revoked.ts';

/** The log whose proofs are believed: the first that `signer` was told of. */
export const LogIdentity = z.object({ origin: z.string().min(1), publicKey: z.base64() });
export type LogIdentity = z.infer<typeof LogIdentity>;

export const SignOrder = z.object({
  digest: Sha256,
  kind: SignatureKind,
  /** The request with its approvals. */
  image: StoredImage,
  policy: SigningPolicy,
  revocations: Revocations,
  /** All that are registered: the chain is made of them. */
  certificates: z.array(KeyRecord),
  log: LogIdentity,
  /** That the signature is announced in the log, and each approval that counts. */
  intent: InclusionProof,
  approvals: z.array(InclusionProof),
});
export type SignOrder = z.infer<typeof SignOrder>;
