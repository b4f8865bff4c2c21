/** A root and a signer that nobody keeps: to ask whether an image would be accepted before the real key is used on it. */
import { constants, generateKeyPair, privateEncrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { makeLeafCertificate, makeRootCertificate } from './certificate.ts';
import type { DigestSigner, SigningIdentity } from './signed-data.ts';

export interface ThrowawayIdentity {
  readonly root: Uint8Array;
  readonly identity: SigningIdentity;
}

const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const VALIDITY = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2049-01-01T00:00:00Z') };
let made: Promise<ThrowawayIdentity> | undefined;

/** Made once a process: it signs nothing that leaves it. */
export function makeThrowawayIdentity(): Promise<ThrowawayIdentity> {
  made ??= make();
  return made;
}

async function make(): Promise<ThrowawayIdentity> {
  const [ca, signer] = await Promise.all([makeKey(), makeKey()]);
  const root = await makeRootCertificate(
    { subject: { commonName: 'nobody' }, publicKey: ca.publicKey, ...VALIDITY },
    ca.sign,
  );
  const leaf = await makeLeafCertificate(
    { subject: { commonName: 'nobody either' }, publicKey: signer.publicKey, ...VALIDITY },
    root,
    ca.sign,
  );
  return { root, identity: { certificates: [leaf], sign: signer.sign } };
}

async function makeKey(): Promise<{ publicKey: Uint8Array; sign: DigestSigner }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    sign: (digest) =>
      Promise.resolve(
        privateEncrypt(
          { key: privateKey, padding: constants.RSA_PKCS1_PADDING },
          Buffer.concat([SHA256_DIGEST_INFO, digest]),
        ),
      ),
  };
}
