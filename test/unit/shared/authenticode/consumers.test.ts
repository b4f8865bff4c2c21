import { beforeAll, describe, expect, it } from '@jest/globals';
import { objectId, element, sequence, time } from '../../../../shared/authenticode/asn1/der.ts';
import { OID } from '../../../../shared/authenticode/asn1/oids.ts';
import { SIGNATURE_TYPE } from '../../../../shared/authenticode/revocation/signature-list.ts';
import { applySignature, planSigning } from '../../../../shared/authenticode/sign/sign-image.ts';
import { signAuthenticode } from '../../../../shared/authenticode/sign/signed-data.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { certificateRecord } from '../../../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../../../shared/authenticode/verify.ts';
import { parseCertificate } from '../../../../shared/authenticode/x509/certificate.ts';
import { createHash } from 'node:crypto';
import { signOddly, type OddSignature } from '../../../support/odd-signature.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { answers, attach, bytesOf, digestOf, signedOddly } from '../../../support/signed-images.ts';
import { makeTestAuthority, type TestAuthority } from '../../../support/signing-keys.ts';

const image = buildPe({ bzImage: true });
let authority: TestAuthority;
let rogue: TestAuthority;

beforeAll(async () => {
  authority = await makeTestAuthority();
  rogue = await makeTestAuthority('Rogue');
});

type Row = readonly [name: string, odd: OddSignature, linux61: string, linux612: string, uefi: string];

describe('what consumers make of a signature', () => {
  const attribute = (oid: string): Uint8Array => sequence(objectId(oid), element(0x31, sequence()));
  const rows: readonly Row[] = [
    ['as all of them like it', {}, 'ok', 'ok', 'ok'],
    ['of SHA-1', { hash: 'sha1' }, 'ok', 'ok', 'ok'],
    ['of SHA-384, which 6.1 has as a module', { hash: 'sha384' }, 'ENOPKG', 'ok', 'ok'],
    ['of SHA-512', { hash: 'sha512' }, 'ENOPKG', 'ok', 'ok'],
    ['of MD5, unknown since 6.7', { hash: 'md5' }, 'ok', 'ENOPKG', 'refuse'],
    ['of SHA-224', { hash: 'sha224' }, 'ok', 'ok', 'refuse'],
    ['whose image digest is SHA-512 while it is of SHA-256', { contentHash: 'sha512' }, 'ENOPKG', 'ok', 'refuse'],
    ['whose algorithm is named sha256WithRSA', { signatureAlgorithm: OID.sha256WithRsa }, 'ENOPKG', 'ENOPKG', 'ok'],
    ['of RSA-PSS', { pss: true }, 'ENOPKG', 'ENOPKG', 'refuse'],
    [
      'of RSA-PSS that claims to be PKCS#1',
      { pss: true, signatureAlgorithm: OID.rsaEncryption },
      'EINVAL',
      'EINVAL',
      'refuse',
    ],
    ['without attributes', { withoutAttributes: true }, 'EBADMSG', 'EBADMSG', 'ok'],
    ['without contentType', { withoutContentTypeAttribute: true }, 'EBADMSG', 'EBADMSG', 'ok'],
    ['without messageDigest', { withoutMessageDigest: true }, 'EBADMSG', 'EBADMSG', 'refuse'],
    ['with messageDigest twice', { repeatedMessageDigest: true }, 'EKEYREJECTED', 'EKEYREJECTED', 'ok'],
    ['with another messageDigest', { wrongMessageDigest: true }, 'EKEYREJECTED', 'EKEYREJECTED', 'refuse'],
    ['with attributes in another order', { attributesUnsorted: true }, 'ok', 'ok', 'ok'],
    ['with SpcSpOpusInfo', { extraAttributes: [attribute(OID.spcSpOpusInfo)] }, 'ok', 'ok', 'ok'],
    ['with an attribute nobody knows', { extraAttributes: [attribute('1.2.3.4')] }, 'ok', 'ok', 'ok'],
    ['of pesign’s type', { peImageDataType: OID.individualCodeSigning }, 'ok', 'ok', 'ok'],
    ['of a type that is not PE image data', { peImageDataType: '1.3.6.1.4.1.311.2.1.30' }, 'EBADMSG', 'EBADMSG', 'ok'],
    ['by key identifier (CMS version 3)', { bySubjectKeyId: true }, 'ENOKEY', 'ENOKEY', 'refuse'],
    ['without certificates', { certificates: [] }, 'ENOKEY', 'ENOKEY', 'refuse'],
    ['by two signers', { signers: 2 }, 'ok', 'ok', 'ok'],
    ['without content', { withoutContent: true }, 'EKEYREJECTED', 'EKEYREJECTED', 'refuse'],
    ['over plain data', { contentType: OID.data }, 'EKEYREJECTED', 'EKEYREJECTED', 'refuse'],
    [
      'with a signing time within its certificate’s validity',
      { signingTime: new Date('2030-01-01Z') },
      'ok',
      'ok',
      'ok',
    ],
    [
      'with a signing time outside of it',
      { signingTime: new Date('2001-01-01Z') },
      'EKEYREJECTED',
      'EKEYREJECTED',
      'ok',
    ],
    [
      'with a signing time that is none',
      { extraAttributes: [sequence(objectId(OID.signingTime), element(0x31, sequence()))] },
      'EBADMSG',
      'EBADMSG',
      'ok',
    ],
    [
      'with a year before 2050 as GeneralizedTime',
      {
        extraAttributes: [
          sequence(objectId(OID.signingTime), element(0x31, element(0x18, Buffer.from('20300101000000Z', 'latin1')))),
        ],
      },
      'EBADMSG',
      'EBADMSG',
      'ok',
    ],
    [
      'larger than 64 KiB',
      { unsignedAttributes: sequence(objectId('1.2.3.4'), element(0x31, element(0x04, new Uint8Array(70_000)))) },
      'EMSGSIZE',
      'EMSGSIZE',
      'refuse',
    ],
  ];

  it.each(rows)('%s', async (_name, odd, linux61, linux612, uefi) => {
    const result = await answers(await signedOddly(image, authority, odd), authority);
    expect([result['kexec-6.1'], result['kexec-6.12'], result['uefi']]).toEqual([linux61, linux612, uefi]);
  });

  it('takes the root’s own certificate as the signer’s issuer when the signature brings it along', async () => {
    const signed = await signedOddly(image, authority, { certificates: [authority.leaf, authority.root] });
    expect(await answers(signed, authority)).toMatchObject({
      'kexec-6.1': 'ok',
      'kexec-6.12': 'ok',
      uefi: 'ok',
      shim: 'ok',
    });
  });

  it('knows that time() writes what decodeTime() reads', () => {
    expect(Buffer.from(time(new Date('2049-12-31T23:59:59Z'))).toString('latin1')).toContain('491231235959Z');
    expect(Buffer.from(time(new Date('2050-01-01T00:00:00Z'))).toString('latin1')).toContain('20500101000000Z');
  });
});

describe('a signer that is named by its key', () => {
  const told = async (certificates: readonly Uint8Array[]) => {
    const signed = await signedOddly(image, authority, { bySubjectKeyId: true, certificates });
    const { signatures } = await verifyImage(memorySource(signed), {
      policy: { db: [certificateRecord(authority.root)], dbx: [] },
    });
    return signatures[0]?.signers[0];
  };
  const keyId = () => Buffer.from(parseCertificate(authority.leaf).subjectKeyId ?? '').toString('hex');

  it('is told by that where its certificate is not there, whichever others are', async () => {
    for (const certificates of [[], [rogue.leaf], [rogue.leaf, rogue.root]]) {
      const signer = await told(certificates);
      expect(signer).toMatchObject({ keyId: keyId(), valid: false });
      expect(signer).not.toHaveProperty('subject');
    }
  });

  it('is found among other certificates', async () => {
    expect(await told([rogue.leaf, authority.leaf])).toMatchObject({
      subject: parseCertificate(authority.leaf).subjectText,
      state: 'valid',
    });
  });
});

it('an image that is refused is told with every rule that it breaks', async () => {
  const broken = Buffer.from(buildPe({ bzImage: true, directories: 4 }));
  await expect(planSigning({ ...memorySource(broken), name: 'vmlinuz' })).rejects.toThrow(
    /^vmlinuz: not signed: no-certificate-directory \([^;]+: 4: there is no place for a certificate table\)$/,
  );
  broken.writeUInt32LE(0, 0x80 + 24 + 16);
  await expect(planSigning({ ...memorySource(broken), name: 'vmlinuz' })).rejects.toThrow(
    /^vmlinuz: not signed: [a-z-]+ \([^;]+\); [a-z-]+ \([^;]+\)$/,
  );
});

describe('what consumers make of a certificate table', () => {
  const sign = (by: TestAuthority): Uint8Array => signOddly(digestOf(image), by);
  const table = (signed: Buffer): number => signed.readUInt32LE(0x80 + 24 + 112 + 32);

  it('Linux looks at the first signature alone, firmware at every one', async () => {
    const goodFirst = await answers(await attach(image, sign(authority), sign(rogue)), authority);
    const rogueFirst = await answers(await attach(image, sign(rogue), sign(authority)), authority);
    expect(goodFirst).toMatchObject({ 'kexec-6.1': 'ok', 'kexec-6.12': 'ok', uefi: 'ok', shim: 'ok' });
    expect(rogueFirst).toMatchObject({ 'kexec-6.1': 'ENOKEY', 'kexec-6.12': 'ENOKEY', uefi: 'ok', shim: 'ok' });
  });

  it.each([
    ['wRevision 0x100', 4, 0x0100, 'ENOTSUPP', 'ok'],
    ['wCertificateType 1', 6, 0x0001, 'ENOTSUPP', 'refuse'],
    ['a dwLength beyond the table', 2, 0x0001, 'ELIBBAD', 'refuse'],
    ['content that is no SEQUENCE', 8, 0x8231, 'ELIBBAD', 'refuse'],
  ])('%s', async (_name, offset, value, kexec, uefi) => {
    const signed = await attach(image, sign(authority));
    signed.writeUInt16LE(value, table(signed) + offset);
    expect(await answers(signed, authority)).toMatchObject({ 'kexec-6.1': kexec, 'kexec-6.12': kexec, uefi });
  });

  it('bytes behind the table go when it is signed again, and the new signature is good', async () => {
    const trailing = Buffer.concat([await attach(image, sign(rogue)), Buffer.alloc(12, 0x61)]);
    const plan = await planSigning(memorySource(trailing), { waive: true });
    const signature = await signAuthenticode(plan.digest, authority.identity);
    const signed = await bytesOf(await applySignature(plan, signature, 'replace'));
    expect(await answers(signed, authority)).toMatchObject({ 'kexec-6.1': 'ok', 'kexec-6.12': 'ok', uefi: 'ok' });
  });

  it('bytes behind the table are refused by all', async () => {
    const signed = Buffer.concat([await attach(image, sign(authority)), Buffer.alloc(8)]);
    expect(await answers(signed, authority)).toMatchObject({
      'kexec-6.1': 'EKEYREJECTED',
      'kexec-6.12': 'EKEYREJECTED',
      uefi: 'refuse',
      shim: 'refuse',
    });
  });

  it('padding and checksum are not digested', async () => {
    const signed = await attach(image, sign(authority));
    signed.writeUInt32LE(0xdeadbeef, 0x80 + 24 + 64);
    expect(await answers(signed, authority)).toMatchObject({ 'kexec-6.1': 'ok', uefi: 'ok' });
  });

  it('an unsigned image is ENODATA', async () => {
    expect(await answers(image, authority)).toMatchObject({
      'kexec-6.1': 'ENODATA',
      'kexec-6.12': 'ENODATA',
      uefi: 'refuse',
    });
  });

  it('what is no kernel is ENOEXEC before any signature is looked at', async () => {
    const application = buildPe();
    const signed = await signedOddly(application, authority);
    expect(await answers(signed, authority)).toMatchObject({ 'kexec-6.1': 'ENOEXEC', uefi: 'ok' });
  });
});

describe('what a dbx does', () => {
  const answer = async (typeName: 'sha256' | 'x509' | 'x509Sha256', data: Uint8Array) =>
    answers(await signedOddly(image, authority), authority, [
      { type: SIGNATURE_TYPE[typeName], typeName, owner: '', data },
    ]);

  it('stops firmware and not Linux, by digest, by certificate and by the certificate’s hash', async () => {
    const tbs = createHash('sha256').update(parseCertificate(authority.leaf).tbs).digest();
    const results = [
      await answer('sha256', digestOf(image)('sha256')),
      await answer('x509', authority.leaf),
      await answer('x509', authority.root),
      await answer('x509Sha256', Buffer.concat([tbs, Buffer.alloc(16)])),
    ];
    for (const result of results)
      expect(result).toMatchObject({ uefi: 'refuse', 'kexec-6.1': 'ok', 'kexec-6.12': 'ok' });
  });

  it('stops Linux by a bare hash of 32 bytes, which no list in use has', async () => {
    const tbs = createHash('sha256').update(parseCertificate(authority.leaf).tbs).digest();
    expect(await answer('x509Sha256', tbs)).toMatchObject({
      'kexec-6.1': 'EKEYREJECTED',
      'kexec-6.12': 'EKEYREJECTED',
    });
  });

  it('trusts no certificate that is not in db', async () => {
    expect(() => certificateRecord(new Uint8Array(3))).toThrow();
    expect(await answers(await signedOddly(image, rogue), authority)).toMatchObject({
      'kexec-6.1': 'ENOKEY',
      uefi: 'refuse',
    });
  });
});
