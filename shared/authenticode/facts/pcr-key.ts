/** The key that a UKI says its PCR policies are signed by (`.pcrpkey`), which systemd-cryptenroll binds secrets to. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { PeHeaders } from '../pe/headers.ts';
import { textOf } from './section-text.ts';

/**
 * `pkfp` in `.pcrsig`: SHA-256 of the bare RSAPublicKey (PKCS#1), hex; systemd src/shared/openssl-util.c `pubkey_fingerprint`.
 *
 * @param publicKeyInfo SubjectPublicKeyInfo of an RSA key, DER
 */
export function fingerprintOf(publicKeyInfo: Uint8Array): string {
  return hashOf(createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' }));
}

function hashOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'pkcs1' }))
    .digest('hex');
}

/** Fingerprints of the keys in all sections `.pcrpkey`; `unreadable` where there is no key. */
export async function readPcrKeys(source: ByteSource, headers: PeHeaders): Promise<readonly string[]> {
  const found: string[] = [];
  for (const section of headers.sections.filter(({ name }) => name === '.pcrpkey')) {
    found.push(fingerprintOfPem((await textOf(source, section)) ?? ''));
  }
  return found;
}

function fingerprintOfPem(pem: string): string {
  try {
    return hashOf(createPublicKey(pem));
  } catch {
    return 'unreadable';
  }
}
