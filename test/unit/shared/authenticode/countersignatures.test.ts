/** What stands beside signatures, and algorithms that few makers use: each is good, is not, or can't be told, and never taken for another. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  algorithm,
  element,
  objectId,
  octetString,
  sequence,
  setOf,
  smallInteger,
  tagged,
  time,
} from '../../../../shared/authenticode/asn1/der.ts';
import { OID } from '../../../../shared/authenticode/asn1/oids.ts';
import { writeModuleSignature } from '../../../../shared/authenticode/image/module-signature.ts';
import { makeLeafCertificate } from '../../../../shared/authenticode/sign/certificate.ts';
import { certificateRecord } from '../../../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../../../shared/authenticode/verify.ts';
import { parseCertificate } from '../../../../shared/authenticode/x509/certificate.ts';
import { parseSignedData } from '../../../../shared/authenticode/pkcs7/signed-data.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import type { Countersignature, VerifyReport } from '../../../../shared/contract/verify.ts';
import { buildModule } from '../../../support/module-writer.ts';
import { signOddly, type OddSignature } from '../../../support/odd-signature.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { attach, digestOf } from '../../../support/signed-images.ts';
import { makeTestAuthority, type TestAuthority } from '../../../support/signing-keys.ts';

const image = buildPe({ bzImage: true });
const other = buildPe({ bzImage: true, release: '6.12.99-other' });
const AT = new Date('2026-05-01T10:00:00Z');

let maker: TestAuthority;
let authority: TestAuthority;
beforeAll(async () => {
  maker = await makeTestAuthority('Maker');
  authority = await makeTestAuthority('Time');
});

const verified = (bytes: Uint8Array, trusted: Uint8Array = maker.root): Promise<VerifyReport> =>
  verifyImage(memorySource(bytes), { policy: { db: [certificateRecord(trusted)], dbx: [] } });
const attribute = (oid: string, ...values: Uint8Array[]): Uint8Array =>
  sequence(objectId(oid), element(0x31, ...values));
const hashOf = (bytes: Uint8Array, hash = 'sha256'): Buffer => createHash(hash).update(bytes).digest();

/** The value of the signature that `signOddly` makes: RSA's is always the same. */
function valueOf(odd: OddSignature = {}): Uint8Array {
  const [signer] = parseSignedData(signOddly(digestOf(image), maker, odd)).signerInfos;
  return signer?.signature ?? new Uint8Array(0);
}

/** A SignerInfo over content with its type and digest as attributes. */
function signerInfo(type: string, content: Uint8Array, by: TestAuthority, ...more: readonly Uint8Array[]): Uint8Array {
  const { issuer, serial } = parseCertificate(by.leaf);
  const attributes = setOf(
    attribute(OID.contentType, objectId(type)),
    attribute(OID.messageDigest, octetString(hashOf(content))),
    ...more,
  );
  return sequence(
    smallInteger(1),
    sequence(issuer, element(0x02, serial)),
    algorithm(OID.sha256),
    Uint8Array.from([0xa0, ...attributes.subarray(1)]),
    algorithm(OID.rsaEncryption),
    octetString(sign('sha256', attributes, by.leafKey.privateKey)),
  );
}

/** TimeStampToken over the value of a signature. */
function token(value: Uint8Array, change: { readonly type?: string; readonly broken?: true } = {}): Uint8Array {
  const type = change.type ?? OID.tstInfo;
  const info = sequence(
    smallInteger(1),
    objectId('1.2.3.4'),
    sequence(algorithm(OID.sha256), octetString(hashOf(value))),
    smallInteger(7),
    element(0x18, Buffer.from('20260501100000.25Z')),
  );
  const signed = signerInfo(type, change.broken === true ? Buffer.concat([info, info]) : info, authority);
  const content = sequence(objectId(type), tagged(0, octetString(info)));
  const parts = [smallInteger(3), setOf(algorithm(OID.sha256)), content, tagged(0, authority.leaf), setOf(signed)];
  return sequence(objectId(OID.signedData), tagged(0, sequence(...parts)));
}

async function beside(unsignedAttributes: Uint8Array, odd: OddSignature = {}): Promise<Countersignature | undefined> {
  const signature = signOddly(digestOf(image), maker, { ...odd, unsignedAttributes });
  const { signatures, verdicts } = await verified(await attach(image, signature));
  // Whatever stands there, no consumer looks at it.
  for (const consumer of ['uefi', 'kexec-6.1', 'kexec-6.12'])
    expect(verdicts.find((verdict) => verdict.consumer === consumer)).toMatchObject({ accepts: true });
  const [signer] = signatures[0]?.signers ?? [];
  expect(signer).toMatchObject({ state: 'valid', trusted: true });
  expect(signer?.countersignatures ?? []).toHaveLength(1);
  return signer?.countersignatures?.[0];
}

describe('a timestamp (RFC 3161)', () => {
  it.each([OID.msTimestampToken, OID.timestampToken])('as %s is good of the signature that it names', async (oid) => {
    const found = await beside(attribute(oid, token(valueOf())));
    const expected = { kind: 'rfc3161', state: 'valid', time: AT.toISOString(), digestAlgorithm: 'sha256' };
    expect(found).toEqual({ ...expected, signer: parseCertificate(authority.leaf).subjectText });
  });

  it.each<[string, () => Uint8Array, Countersignature['state']]>([
    ['of another signature', () => token(randomBytes(256)), 'invalid'],
    ['of another content than was signed', () => token(valueOf(), { broken: true }), 'invalid'],
    ['that was signed as something else', () => token(valueOf(), { type: OID.data }), 'invalid'],
    ['that is none', () => sequence(smallInteger(1)), 'not-checkable'],
  ])('%s is not good', async (_name, make, state) => {
    expect(await beside(attribute(OID.msTimestampToken, make()))).toMatchObject({ kind: 'rfc3161', state });
  });
});

describe('a countersignature of Authenticode', () => {
  const made = (value: Uint8Array): Uint8Array =>
    attribute(OID.counterSignature, signerInfo(OID.data, value, authority, attribute(OID.signingTime, time(AT))));

  it('is good of this signature, where its certificate is included', async () => {
    const certificates = [maker.leaf, authority.leaf];
    expect(await beside(made(valueOf()), { certificates })).toMatchObject({
      ...{ kind: 'authenticode', state: 'valid', time: AT.toISOString() },
      signer: parseCertificate(authority.leaf).subjectText,
    });
    expect(await beside(made(randomBytes(256)), { certificates })).toMatchObject({ state: 'invalid' });
  });

  it('is not checkable without it', async () => {
    const found = await beside(made(valueOf()));
    expect(found).toMatchObject({ kind: 'authenticode', state: 'not-checkable' });
    expect(found?.signer).toBeUndefined();
  });
});

describe('a nested signature', () => {
  const nested = (of: Uint8Array, odd: OddSignature = {}): Uint8Array =>
    attribute(OID.nestedSignature, signOddly(digestOf(of), authority, odd));

  it.each(['sha256', 'sha384', 'sha512', 'sha1'] as const)('over %s is good of this image', async (hash) => {
    expect(await beside(nested(image, { hash }))).toMatchObject({
      ...{ kind: 'nested', state: 'valid', digestAlgorithm: hash, digestMatches: true },
      digest: Buffer.from(digestOf(image)(hash)).toString('hex'),
    });
  });

  it('of another image is not, however good it is there', async () => {
    expect(await beside(nested(other))).toMatchObject({ state: 'invalid', digestMatches: false });
  });

  it('whose value was changed, or that names no image, is not', async () => {
    expect(await beside(nested(image, { corruptSignature: true }))).toMatchObject({ state: 'invalid' });
    expect(await beside(nested(image, { contentType: OID.data }))).toMatchObject({ state: 'invalid' });
  });
});

describe('a module signed with ML-DSA', () => {
  const module = buildModule();
  const names = { 'ml-dsa-44': OID.mlDsa44, 'ml-dsa-65': OID.mlDsa65, 'ml-dsa-87': OID.mlDsa87 } as const;
  const VALIDITY = { notBefore: new Date('2026-01-01Z'), notAfter: new Date('2050-01-01Z') };

  async function signed(name: keyof typeof names, change: { content?: Uint8Array; as?: string } = {}) {
    const { publicKey, privateKey } = keyPair(name);
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    const fields = { subject: { commonName: name }, publicKey: spki, ...VALIDITY };
    const certificate = await makeLeafCertificate(fields, maker.root, maker.rootKey.sign);
    const { issuer, serial } = parseCertificate(certificate);
    const info = sequence(
      smallInteger(1),
      sequence(issuer, element(0x02, serial)),
      sequence(objectId(OID.sha512)),
      sequence(objectId(change.as ?? names[name])),
      // The whole of the content is signed, without a digest before (RFC 9882).
      octetString(sign(null, change.content ?? module, privateKey)),
    );
    const parts = [smallInteger(1), setOf(sequence(objectId(OID.sha512))), sequence(objectId(OID.data))];
    const data = sequence(...parts, tagged(0, certificate), setOf(info));
    const pkcs7 = sequence(objectId(OID.signedData), tagged(0, data));
    return { file: Buffer.concat([module, writeModuleSignature(pkcs7)]), certificate };
  }

  it.each(Object.keys(names) as (keyof typeof names)[])(
    '%s is checked, and kernels before 7 do not know it',
    async (name) => {
      const { file, certificate } = await signed(name);
      const { signatures, verdicts } = await verified(file, certificate);
      expect(signatures[0]?.signers).toMatchObject([{ state: 'valid', subject: `CN=${name}` }]);
      expect(verdicts.find(({ consumer }) => consumer === 'module')).toMatchObject({
        accepts: false,
        reason: expect.stringContaining(names[name]),
      });
    },
  );

  it('over another module, or by another of its parameter sets, is not good', async () => {
    const stateOf = async (change: Parameters<typeof signed>[1]): Promise<string | undefined> => {
      const { file, certificate } = await signed('ml-dsa-65', change);
      return (await verified(file, certificate)).signatures[0]?.signers[0]?.state;
    };
    expect(await stateOf({ content: Buffer.concat([module, module]) })).toBe('invalid');
    expect(await stateOf({ as: OID.mlDsa87 })).toBe('invalid');
    expect(await stateOf({ as: '1.2.3.4' })).not.toBe('valid');
  });
});

function keyPair(name: 'ml-dsa-44' | 'ml-dsa-65' | 'ml-dsa-87'): { publicKey: KeyObject; privateKey: KeyObject } {
  switch (name) {
    case 'ml-dsa-44':
      return generateKeyPairSync('ml-dsa-44');
    case 'ml-dsa-65':
      return generateKeyPairSync('ml-dsa-65');
    case 'ml-dsa-87':
      return generateKeyPairSync('ml-dsa-87');
  }
}
