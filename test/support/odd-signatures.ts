/** Signatures that consumers disagree about, by name: each is the good one but for one thing. */
import {
  algorithm,
  bitString,
  element,
  objectId,
  octetString,
  sequence,
  tagged,
  taggedPrimitive,
  time,
} from '../../shared/authenticode/asn1/der.ts';
import { OID } from '../../shared/authenticode/asn1/oids.ts';
import type { OddSignature } from './odd-signature.ts';
import type { TestAuthority } from './signing-keys.ts';

const attribute = (oid: string, ...values: readonly Uint8Array[]): Uint8Array =>
  sequence(objectId(oid), element(0x31, ...values));
const file = (content: Uint8Array): Uint8Array => tagged(0, tagged(2, content));
const signingTime = (tag: number, text: string): Uint8Array =>
  attribute(OID.signingTime, element(tag, Buffer.from(text, 'latin1')));

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
    'opus-info': { extraAttributes: [attribute(OID.spcSpOpusInfo, sequence())] },
    'unknown-attribute': { extraAttributes: [attribute('1.2.3.4', sequence())] },
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
    'time-is-none': { extraAttributes: [attribute(OID.signingTime, sequence())] },
    'time-misspelt': {
      extraAttributes: [
        sequence(objectId(OID.signingTime), element(0x31, element(0x18, Buffer.from('20300101000000Z', 'latin1')))),
      ],
    },
    large: { unsignedAttributes: sequence(objectId('1.2.3.4'), element(0x31, element(0x04, new Uint8Array(70_000)))) },

    'no-file': { peImageData: sequence(bitString(new Uint8Array(0))) },
    'flag-set': {
      peImageData: sequence(bitString(Uint8Array.of(0x80), 7), file(taggedPrimitive(0, new Uint8Array(0)))),
    },
    'data-empty': { peImageData: sequence() },
    'data-null': { peImageData: element(0x05) },
    'data-octets': { peImageData: octetString(new Uint8Array(300)) },
    'no-null': { withoutNull: true },
    'two-digest-algorithms': { digestAlgorithms: [OID.sha256, OID.sha1] },
    'other-digest-first': { digestAlgorithms: [OID.sha1, OID.sha256] },
    'no-digest-algorithms': { digestAlgorithms: [] },
    'other-digest-algorithm': { digestAlgorithms: [OID.sha512] },
    'unknown-digest-algorithm': { digestAlgorithms: [OID.sha256, '1.2.3.4'] },
    'md5-listed': { digestAlgorithms: [OID.sha256, OID.md5] },
    'version-0': { version: 0 },
    'version-2': { version: 2 },
    'version-3': { version: 3 },
    'signer-version-0': { signerVersion: 0 },
    'signer-version-3': { signerVersion: 3 },
    'key-id-version-1': { bySubjectKeyId: true, version: 1, signerVersion: 1 },
    'no-signers': { signers: 0 },
    'three-signers': { signers: 3 },
    'small-unsigned-attribute': { unsignedAttributes: attribute('1.2.3.4', octetString(new Uint8Array(10))) },
    timestamp: { unsignedAttributes: attribute('1.2.840.113549.1.9.6', sequence()) },
    'empty-unsigned-attributes': { unsignedAttributes: new Uint8Array(0) },
    'crl-malformed': { crls: sequence() },
    crl: { crls: emptyCrl() },
    'sha224-listed': { digestAlgorithms: [OID.sha256, OID.sha224] },
    'wrong-image-digest': { digest: new Uint8Array(32).fill(7) },
    'short-image-digest': { digest: new Uint8Array(20).fill(7) },
    'empty-image-digest': { digest: new Uint8Array(0) },
    corrupt: { corruptSignature: true },
    'zero-after': { trailing: Buffer.alloc(8) },
    'bytes-after': { trailing: Buffer.alloc(8, 0xaa) },
    'content-sha1': { contentHash: 'sha1' },
    'sha512-content-sha256': { hash: 'sha512', contentHash: 'sha256' },
    'sha1WithRSA-named': { signatureAlgorithm: OID.sha1WithRsa },
    'ecdsa-named': { signatureAlgorithm: OID.ecdsaWithSha256 },
    'opus-twice': {
      extraAttributes: [attribute(OID.spcSpOpusInfo, sequence()), attribute(OID.spcSpOpusInfo, sequence())],
    },
    'statement-type': {
      extraAttributes: [attribute(OID.spcStatementType, sequence(objectId(OID.individualCodeSigning)))],
    },
    'smime-capabilities': { extraAttributes: [attribute(OID.smimeCapabilities, sequence())] },
    'content-type-twice': { extraAttributes: [attribute(OID.contentType, objectId(OID.spcIndirectData))] },
    'content-type-of-data': {
      withoutContentTypeAttribute: true,
      extraAttributes: [attribute(OID.contentType, objectId(OID.data))],
    },
    'attribute-without-value': { extraAttributes: [attribute('1.2.3.4')] },
    'attribute-of-two-values': {
      extraAttributes: [attribute('1.2.3.4', octetString(Uint8Array.of(1)), octetString(Uint8Array.of(2)))],
    },
    'two-times': {
      signingTime: new Date('2030-01-01Z'),
      extraAttributes: [signingTime(0x17, '300101000000Z')],
    },
    'time-without-seconds': {
      extraAttributes: [signingTime(0x17, '3001010000Z')],
    },
    'time-30-february': { extraAttributes: [signingTime(0x17, '300230000000Z')] },
    'time-24-hours': { extraAttributes: [signingTime(0x17, '300101240000Z')] },
    'time-leap-second': { extraAttributes: [signingTime(0x17, '300101000060Z')] },
    'time-2050': { extraAttributes: [signingTime(0x18, '20500101000000Z')] },
    'time-1999': { extraAttributes: [signingTime(0x17, '990101000000Z')] },
  };
}

/** CertificateList (RFC 5280 5.1) that nobody signed. */
function emptyCrl(): Uint8Array {
  const name = sequence(element(0x31, sequence(objectId(OID.commonName), element(0x0c, Buffer.from('CRL')))));
  const tbs = sequence(algorithm(OID.sha256WithRsa), name, time(new Date('2026-01-01Z')));
  return sequence(tbs, algorithm(OID.sha256WithRsa), bitString(new Uint8Array(256)));
}
