/** Keys of tests: what KMS holds in the service. */
import { constants, createPublicKey, privateEncrypt, type KeyObject } from 'node:crypto';
import { makeLeafCertificate, makeRootCertificate } from '../../shared/authenticode/sign/certificate.ts';
import type { DigestSigner, SigningIdentity } from '../../shared/authenticode/sign/signed-data.ts';
import { takeRsaKey } from './rsa-keys.ts';

const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

export interface TestKey {
  readonly publicKey: Uint8Array;
  readonly privateKey: KeyObject;
  readonly sign: DigestSigner;
}

/** An RSA key that signs digests as KMS does with MessageType DIGEST. */
export function makeTestKey(bits = 2048): TestKey {
  const privateKey = takeRsaKey(bits);
  return {
    publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
    privateKey,
    sign: (digest) =>
      Promise.resolve(
        privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([DIGEST_INFO, digest])),
      ),
  };
}

/** DigestInfo up to the digest (RFC 8017, 9.2). */
const DIGEST_INFOS = {
  sha256: DIGEST_INFO,
  sha384: Buffer.from('3041300d060960864801650304020205000430', 'hex'),
  sha512: Buffer.from('3051300d060960864801650304020305000440', 'hex'),
} as const;

/** The same of a key that signs with the hash of a PCR bank. */
export function signForBank({ privateKey }: TestKey, bank: keyof typeof DIGEST_INFOS, digest: Uint8Array): Buffer {
  return privateEncrypt(
    { key: privateKey, padding: constants.RSA_PKCS1_PADDING },
    Buffer.concat([DIGEST_INFOS[bank], digest]),
  );
}

export interface TestAuthority {
  readonly root: Uint8Array;
  readonly rootKey: TestKey;
  readonly leaf: Uint8Array;
  readonly leafKey: TestKey;
  readonly identity: SigningIdentity;
}

const NOT_BEFORE = new Date('2026-01-01T00:00:00Z');
const NOT_AFTER = new Date('2051-01-01T00:00:00Z');

/** A root and a leaf of it. */
export async function makeTestAuthority(name = 'Test', bits = 2048): Promise<TestAuthority> {
  const rootKey = makeTestKey();
  const leafKey = makeTestKey(bits);
  const validity = { notBefore: NOT_BEFORE, notAfter: NOT_AFTER };
  const root = await makeRootCertificate(
    { subject: { commonName: `${name} root` }, publicKey: rootKey.publicKey, ...validity },
    rootKey.sign,
  );
  const leaf = await makeLeafCertificate(
    { subject: { commonName: `${name} signer` }, publicKey: leafKey.publicKey, ...validity },
    root,
    rootKey.sign,
  );
  return { root, rootKey, leaf, leafKey, identity: { certificates: [leaf], sign: leafKey.sign } };
}
