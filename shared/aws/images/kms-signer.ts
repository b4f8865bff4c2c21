/** Keys that sign and that nobody can export: KMS signs digests; everything around them is made here. */
import { GetPublicKeyCommand, SignCommand, type KMSClient, type SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import type { PcrBank } from '../../contract/images.ts';
import { TransientError } from '../../errors.ts';
import { askedOnce } from './asked-once.ts';

export interface KmsSigner {
  /** Signs a digest, of SHA-256 where nothing else is said. One call of kms:Sign. */
  sign(sha256: Uint8Array): Promise<Uint8Array>;
  /** SubjectPublicKeyInfo, DER. Fetched once. */
  publicKey(): Promise<Uint8Array>;
}

/** An RSA key that signs as Authenticode wants it: RSASSA-PKCS1-v1_5 over SHA-256. */
export function kmsRsaSigner(kms: KMSClient, keyId: string): KmsSigner {
  return signer(kms, keyId, 'RSASSA_PKCS1_V1_5_SHA_256');
}

/** Signs digests of PCR policies, each with the hash of its bank. */
export interface KmsPolicySigner {
  sign(bank: PcrBank, digest: Uint8Array): Promise<Uint8Array>;
  publicKey(): Promise<Uint8Array>;
}

/** An RSA key that TPMs take signatures of. */
export function kmsPolicySigner(kms: KMSClient, keyId: string): KmsPolicySigner {
  const signers: Record<PcrBank, KmsSigner> = {
    sha256: kmsRsaSigner(kms, keyId),
    sha384: signer(kms, keyId, 'RSASSA_PKCS1_V1_5_SHA_384'),
    sha512: signer(kms, keyId, 'RSASSA_PKCS1_V1_5_SHA_512'),
  };
  return { sign: (bank, digest) => signers[bank].sign(digest), publicKey: () => signers.sha256.publicKey() };
}

/** A P-256 key; its signatures are DER. */
export function kmsEcdsaSigner(kms: KMSClient, keyId: string): KmsSigner {
  return signer(kms, keyId, 'ECDSA_SHA_256');
}

function signer(kms: KMSClient, keyId: string, algorithm: SigningAlgorithmSpec): KmsSigner {
  return {
    async sign(sha256) {
      const answer = await kms.send(
        new SignCommand({ KeyId: keyId, Message: sha256, MessageType: 'DIGEST', SigningAlgorithm: algorithm }),
      );
      if (answer.Signature === undefined) throw new TransientError('KMS answered no signature');
      return answer.Signature;
    },
    publicKey: askedOnce(() => fetchPublicKey(kms, keyId)),
  };
}

async function fetchPublicKey(kms: KMSClient, keyId: string): Promise<Uint8Array> {
  const { PublicKey: publicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (publicKey === undefined) throw new TransientError('KMS answered no public key');
  return publicKey;
}
