/**
 * What `sign`, which decides, asks of `signer`, the one function that may use the key that signs images and that of the CA: JSON, both
 * ways. An order holds all that the decision was made from, and the log's proofs of it: `signer` reads nothing of the deployment, so that it
 * can stand in an account of its own.
 */
import * as z from 'zod';
import { CertificateRequest, InclusionProof, InitKeys, PcrKeys } from '../../../contract/images.ts';
import { Sha256 } from '../../../contract/uploads.ts';
import { LogIdentity, SignOrder } from '../../../domain/image/order.ts';
import { TransientError } from '../../../errors.ts';
import type { Ask } from '../../runtime/invoke.ts';
import { askedOnce } from '../asked-once.ts';

const Base64 = z.base64();

export const SignerRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('public-key') }),
  z.object({ ask: z.literal('pcr-key') }),
  z.object({ ask: z.literal('sign'), order: SignOrder }),
  /** The certificates of a new deployment. Asked again, the same ones. */
  z.object({ ask: z.literal('certificates'), names: InitKeys, kek: Base64, log: LogIdentity }),
  /** PKCS#10 of the signing key, for an outside CA, that the log announces. */
  z.object({
    ask: z.literal('certificate-request'),
    subject: CertificateRequest,
    log: LogIdentity,
    intent: InclusionProof,
  }),
]);
export type SignerRequest = z.infer<typeof SignerRequest>;

/** Why there is no signature. `stale`: what was decided on is older than what `signer` knows; decided anew, it may be signed. */
export const NotSigned = z.object({ outcome: z.enum(['refused', 'stale']), reason: z.string() });
export type NotSigned = z.infer<typeof NotSigned>;

/** Of PCR policies `pcrSignerId` stands in the place of a certificate's. */
export const Signed = z.object({ outcome: z.literal('signed'), signature: Base64, certificateSha256: Sha256 });
export type Signed = z.infer<typeof Signed>;

export const PublicKey = z.object({ publicKey: Base64 });
/** DER. */
export const IssuedCertificates = z.object({ root: Base64, signer: Base64, kek: Base64 });
export const IssuedRequest = z.object({ request: Base64 });

/** What the key's holder refuses, in words for whoever decides. */
export interface Refused {
  readonly refused: string;
}

/** The key that signs images, and the CA's, as whoever decides may use them. */
export interface Signer {
  /** SubjectPublicKeyInfo of the key that signs images, DER. Asked once. */
  publicKey(): Promise<Uint8Array>;
  /** The keys that sign PCR policies, as they are now: another deployment may have other ones. */
  pcrKeys(): Promise<PcrKeys>;
  /** @throws {TransientError} where the decision is older than what the holder of the key knows */
  sign(order: SignOrder): Promise<{ readonly signature: Uint8Array; readonly certificateSha256: string } | Refused>;
  certificates(
    names: InitKeys,
    kek: Uint8Array,
    log: LogIdentity,
  ): Promise<Readonly<Record<'root' | 'signer' | 'kek', Uint8Array>> | Refused>;
  certificateRequest(
    subject: CertificateRequest,
    log: LogIdentity,
    intent: InclusionProof,
  ): Promise<Uint8Array | Refused>;
}

export function signer(ask: Ask): Signer {
  const request = (asked: SignerRequest): Promise<unknown> => ask(asked);
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64');
  return {
    publicKey: askedOnce(async () => bytes(PublicKey.parse(await request({ ask: 'public-key' })).publicKey)),
    pcrKeys: async () => PcrKeys.parse(await request({ ask: 'pcr-key' })),
    async sign(order) {
      const answer = z.union([Signed, NotSigned]).parse(await request({ ask: 'sign', order }));
      if (answer.outcome !== 'signed') return refusal(answer);
      return { signature: bytes(answer.signature), certificateSha256: answer.certificateSha256 };
    },
    async certificates(names, kek, log) {
      const asked = { ask: 'certificates', names, kek: Buffer.from(kek).toString('base64'), log } as const;
      const answer = z.union([IssuedCertificates, NotSigned]).parse(await request(asked));
      if ('outcome' in answer) return refusal(answer);
      return { root: bytes(answer.root), signer: bytes(answer.signer), kek: bytes(answer.kek) };
    },
    async certificateRequest(subject, log, intent) {
      const asked = { ask: 'certificate-request', subject, log, intent } as const;
      const answer = z.union([IssuedRequest, NotSigned]).parse(await request(asked));
      return 'outcome' in answer ? refusal(answer) : bytes(answer.request);
    },
  };
}

function refusal({ outcome, reason }: NotSigned): Refused {
  if (outcome === 'stale') throw new TransientError(`${reason}: try again`);
  return { refused: reason };
}
