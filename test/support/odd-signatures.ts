/** Signatures that consumers disagree about, by name: each is the good one but for one thing. */
import { element, objectId, sequence } from '../../shared/authenticode/asn1/der.ts';
import { OID } from '../../shared/authenticode/asn1/oids.ts';
import type { OddSignature } from './odd-signature.ts';
import type { TestAuthority } from './signing-keys.ts';

const attribute = (oid: string): Uint8Array => sequence(objectId(oid), element(0x31, sequence()));

export function oddSignatures(authority: TestAuthority): Readonly<Record<string, OddSignature>> {
  return {
    plain: {},
    sha1: { hash: 'sha1' },
    sha384: { hash: 'sha384' },
    sha512: { hash: 'sha512' },
    md5: { hash: 'md5' },
    sha224: { hash: 'sha224' },
    'content-sha512': { contentHash: 'sha512' },
    sha256WithRSA: { signatureAlgorithm: OID.sha256WithRsa },
    pss: { pss: true },
    'pss-named-rsa': { pss: true, signatureAlgorithm: OID.rsaEncryption },
    'no-attributes': { withoutAttributes: true },
    'no-content-type': { withoutContentTypeAttribute: true },
    'no-digest': { withoutMessageDigest: true },
    'digest-twice': { repeatedMessageDigest: true },
    'wrong-digest': { wrongMessageDigest: true },
    unsorted: { attributesUnsorted: true },
    'opus-info': { extraAttributes: [attribute(OID.spcSpOpusInfo)] },
    'unknown-attribute': { extraAttributes: [attribute('1.2.3.4')] },
    'pesign-type': { peImageDataType: OID.individualCodeSigning },
    'wrong-type': { peImageDataType: '1.3.6.1.4.1.311.2.1.30' },
    'key-id': { bySubjectKeyId: true },
    'no-certificates': { certificates: [] },
    'with-root': { certificates: [authority.leaf, authority.root] },
    'two-signers': { signers: 2 },
    'no-content': { withoutContent: true },
    'plain-data': { contentType: OID.data },
    'time-inside': { signingTime: new Date('2030-01-01Z') },
    'time-outside': { signingTime: new Date('2001-01-01Z') },
    'time-is-none': { extraAttributes: [attribute(OID.signingTime)] },
    'time-misspelt': {
      extraAttributes: [
        sequence(objectId(OID.signingTime), element(0x31, element(0x18, Buffer.from('20300101000000Z', 'latin1')))),
      ],
    },
    large: { unsignedAttributes: sequence(objectId('1.2.3.4'), element(0x31, element(0x04, new Uint8Array(70_000)))) },
  };
}
