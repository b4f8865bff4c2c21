/** `AuthenticodeVerify` of edk2 CryptoPkg/Library/BaseCryptLib/Pk/CryptAuthenticode.c, which shim has too. */
import { FormatError } from '../../errors.ts';
import { OID } from '../asn1/oids.ts';
import { parseSignedData, type SignedData } from '../pkcs7/signed-data.ts';
import type { Certificate } from '../x509/certificate.ts';
import { pkcs7Verify, type OpensslResult } from './openssl.ts';

/** A message that OpenSSL can't parse verifies against nothing. */
export function parseAuthenticode(pkcs7: Uint8Array): { message: SignedData } | { problem: string } {
  try {
    return { message: parseSignedData(pkcs7) };
  } catch (error) {
    if (error instanceof FormatError) return { problem: error.message };
    throw error;
  }
}

/** Is the message over this digest, by a signer whom `trusted` vouches for? The type of the content is not looked at. */
export function authenticodeVerify(message: SignedData, trusted: Certificate, imageDigest: Uint8Array): OpensslResult {
  if (message.contentType !== OID.spcIndirectData) {
    return { ok: false, reason: `content of type ${message.contentType}, not SpcIndirectData` };
  }
  const element = message.content;
  if (element === undefined) return { ok: false, reason: 'no content' };
  const content = element.content;
  if (content.length < imageDigest.length) return { ok: false, reason: 'the content is shorter than a digest' };
  const stated = content.subarray(content.length - imageDigest.length);
  if (Buffer.compare(stated, imageDigest) !== 0) {
    const hex = Buffer.from(imageDigest).toString('hex');
    return { ok: false, reason: `the signature is not over the image's digest ${hex}: it was changed after signing` };
  }
  return pkcs7Verify(message, trusted, content);
}
