/**
 * Images that consumers disagree about, or that they refuse for different reasons: each is a good one but for one thing. Small, a
 * bzImage in its headers and code that returns at once: firmware starts it, and kexec_file_load takes it for a kernel.
 */
import { createHash } from 'node:crypto';
import { boolean, element, sequence } from '../../shared/authenticode/asn1/der.ts';
import { OID } from '../../shared/authenticode/asn1/oids.ts';
import { SIGNATURE_TYPE, type SignatureRecord } from '../../shared/authenticode/revocation/signature-list.ts';
import { parseCertificate } from '../../shared/authenticode/x509/certificate.ts';
import { AUTHORITY, issue, makeOddKey, oddLeaves, type Issued } from './odd-certificates.ts';
import { signOddly, type OddSignature, type OddSigner } from './odd-signature.ts';
import { oddSignatures } from './odd-signatures.ts';
import { oddLayouts } from './odd-layouts.ts';
import { oddEncodings, oddTables } from './odd-tables.ts';
import { buildPe } from './pe-writer.ts';
import { attach, digestOf } from './signed-images.ts';
import { makeTestAuthority, type TestAuthority } from './signing-keys.ts';

export interface OddWorld {
  /** Whose root is the first certificate of `db`. */
  readonly authority: TestAuthority;
  /** Certificates that the machine trusts. */
  readonly db: readonly Uint8Array[];
  /** Digests that it trusts, SHA-256. */
  readonly dbDigests: readonly Uint8Array[];
  readonly dbx: readonly SignatureRecord[];
  readonly images: Readonly<Record<string, Buffer>>;
}

/** Where verify is stricter on purpose: this firmware looks in dbx for digests of the signature's own algorithm alone (edk2#10111). */
export const STRICTER: readonly string[] = ['revoked-digest-signed-sha512'];

const OWNER = '11111111-2222-3333-4444-555566667777';

export async function makeOddWorld(): Promise<OddWorld> {
  const authority = await makeTestAuthority('Odd');
  const rogue = await makeTestAuthority('Rogue');
  const { subject, serial, subjectKeyId } = parseCertificate(authority.root);
  const root: Issued = {
    der: authority.root,
    key: { publicKey: authority.rootKey.publicKey, privateKey: authority.rootKey.privateKey, elliptic: false },
    name: subject,
    serial,
    keyId: subjectKeyId ?? new Uint8Array(0),
  };
  const plain = buildPe({ bzImage: true });
  const images = new Map<string, Buffer>();
  const dbx: SignatureRecord[] = [];
  const db: Uint8Array[] = [authority.root];

  const add = async (name: string, image: Uint8Array, ...signatures: readonly Uint8Array[]): Promise<Buffer> => {
    const signed = await attach(image, ...signatures);
    images.set(name, signed);
    return signed;
  };
  const over = (image: Uint8Array, odd: OddSignature = {}, signer: OddSigner = authority): Uint8Array =>
    signOddly(digestOf(image), signer, odd);
  const good = over(plain);
  const bad = over(plain, {}, rogue);

  await add('unsigned', plain);
  await add('good', plain, good);
  await add('rogue', plain, bad);
  await add('good-rogue', plain, good, bad);
  await add('rogue-good', plain, bad, good);
  await add('good-twice', plain, good, good);
  for (const [name, odd] of Object.entries(oddSignatures(authority))) {
    await add(`signature-${name}`, plain, over(plain, odd));
  }
  const leafSerial = parseCertificate(authority.leaf).serial;
  await add(
    'signature-serial-padded',
    plain,
    over(plain, { signerSerial: Buffer.concat([Buffer.alloc(1), leafSerial]) }),
  );
  await add('signature-wrong-serial', plain, over(plain, { signerSerial: Buffer.from(leafSerial).reverse() }));
  await add('signature-duplicate-certificate', plain, over(plain, { certificates: [authority.leaf, authority.leaf] }));
  await add('signature-root-first', plain, over(plain, { certificates: [authority.root, authority.leaf] }));
  await add('signature-stranger-first', plain, over(plain, { certificates: [rogue.leaf, authority.leaf] }));
  await add('signature-stranger-last', plain, over(plain, { certificates: [authority.leaf, rogue.root] }));
  await add(
    'signature-certificate-cut',
    plain,
    over(plain, { certificates: [authority.leaf, authority.leaf.subarray(0, authority.leaf.length - 1)] }),
  );
  await add('signature-by-root', plain, over(plain, {}, { leaf: root.der, leafKey: root.key }));
  for (const [name, bytes] of Object.entries(oddEncodings(good))) await add(`encoding-${name}`, plain, bytes);

  // Certificates
  const signedBy = async (name: string, issued: Issued, odd: OddSignature = {}): Promise<Buffer> => {
    const algorithm = issued.key.elliptic ? { signatureAlgorithm: OID.ecdsaWithSha256 } : {};
    const signer = { leaf: issued.der, leafKey: issued.key };
    return add(`certificate-${name}`, distinct(name), over(distinct(name), { ...algorithm, ...odd }, signer));
  };
  for (const [name, odd] of Object.entries(oddLeaves())) {
    await signedBy(name, issue({ commonName: `Odd ${name}`, issuer: root, ...odd }));
  }
  const expired = { notBefore: new Date('2015-01-01Z'), notAfter: new Date('2016-01-01Z') };
  const old = issue({ commonName: 'Odd expired', issuer: root, ...expired });
  await signedBy('expired', old);
  await signedBy('expired-time-inside', old, { signingTime: new Date('2015-06-01Z') });
  await signedBy('expired-time-outside', old, { signingTime: new Date('2026-06-01Z') });
  await signedBy('expired-time-last-second', old, { signingTime: new Date('2016-01-01T00:00:00Z') });
  await signedBy('expired-time-first-second', old, { signingTime: new Date('2015-01-01T00:00:00Z') });

  const middle = issue({ commonName: 'Odd middle', issuer: root, ...AUTHORITY });
  const below = issue({ commonName: 'Odd below', issuer: middle });
  await signedBy('chain', below, { certificates: [below.der, middle.der] });
  await signedBy('chain-reversed', below, { certificates: [middle.der, below.der] });
  await signedBy('chain-with-root', below, { certificates: [below.der, middle.der, root.der] });
  await signedBy('chain-without-middle', below);
  const weak = issue({ commonName: 'Odd weak middle', issuer: root, keyUsage: 0x80 });
  const belowWeak = issue({ commonName: 'Odd below weak', issuer: weak });
  await signedBy('chain-through-leaf', belowWeak, { certificates: [belowWeak.der, weak.der] });
  const flat = issue({
    commonName: 'Odd flat',
    issuer: root,
    ...AUTHORITY,
    basicConstraints: sequence(boolean(true), element(0x02, Uint8Array.of(0))),
  });
  const deep = issue({ commonName: 'Odd deep', issuer: flat, ...AUTHORITY });
  const deepest = issue({ commonName: 'Odd deepest', issuer: deep });
  await signedBy('chain-too-long', deepest, { certificates: [deepest.der, deep.der, flat.der] });
  const forged = issue({ commonName: 'Odd forged', issuer: { ...root, key: makeOddKey() } });
  await signedBy('forged', forged);
  const impostor = issue({
    commonName: 'Odd impostor',
    issuer: { ...root, key: makeOddKey() },
    authorityKeyId: 'none',
  });
  await signedBy('forged-without-key-id', impostor);
  const byReference = issue({ commonName: 'Odd by reference', issuer: root, authorityKeyId: 'issuer-and-serial' });
  await signedBy('issuer-and-serial', byReference);

  // Trusted themselves
  const trust = (issued: Issued): Issued => {
    db.push(issued.der);
    return issued;
  };
  const strange = issue({ commonName: 'Odd stranger', ...AUTHORITY });
  await signedBy('leaf-in-db', trust(issue({ commonName: 'Odd leaf in db', issuer: strange })));
  await signedBy(
    'leaf-in-db-without-key-ids',
    trust(issue({ commonName: 'Odd bare leaf', issuer: strange, withoutSubjectKeyId: true, authorityKeyId: 'none' })),
  );
  const leafInDb = trust(issue({ commonName: 'Odd other leaf in db', issuer: strange }));
  await signedBy('leaf-in-db-not-sent', leafInDb, { certificates: [] });
  await signedBy('leaf-in-db-and-chain', leafInDb, { certificates: [leafInDb.der, strange.der] });
  await signedBy('self-signed', trust(issue({ commonName: 'Odd self-signed' })));
  await signedBy('self-signed-version-1', trust(issue({ commonName: 'Odd version 1', version1: true })));
  const trustedMiddle = trust(issue({ commonName: 'Odd trusted middle', issuer: strange, ...AUTHORITY }));
  await signedBy('middle-in-db', issue({ commonName: 'Odd of trusted middle', issuer: trustedMiddle }));
  const notAuthority = trust(issue({ commonName: 'Odd no CA', basicConstraints: 'none', keyUsage: 'none' }));
  await signedBy('root-without-extensions', issue({ commonName: 'Odd of no CA', issuer: notAuthority }));
  const onlyKeyUsage = trust(issue({ commonName: 'Odd only usage', basicConstraints: 'none', keyUsage: 0x06 }));
  await signedBy('root-with-key-usage-alone', issue({ commonName: 'Odd of only usage', issuer: onlyKeyUsage }));
  const oldRoot = trust(issue({ commonName: 'Odd version 1 root', version1: true }));
  await signedBy('root-version-1', issue({ commonName: 'Odd of version 1', issuer: oldRoot }));
  const curve = trust(issue({ commonName: 'Odd curve root', key: makeOddKey('prime256v1'), ...AUTHORITY }));
  await signedBy('root-elliptic', issue({ commonName: 'Odd of curve', issuer: curve }));
  const expiredRoot = trust(issue({ commonName: 'Odd expired root', ...AUTHORITY, ...expired }));
  await signedBy('root-expired', issue({ commonName: 'Odd of expired root', issuer: expiredRoot }));
  const sha1Root = trust(issue({ commonName: 'Odd SHA-1 root', ...AUTHORITY, hash: 'sha1' }));
  await signedBy('root-sha1', issue({ commonName: 'Odd of SHA-1 root', issuer: sha1Root, hash: 'sha1' }));
  const moduleRoot = trust(
    issue({ commonName: 'Odd module root', ...AUTHORITY, extendedKeyUsage: [OID.moduleSigningOnly] }),
  );
  await signedBy('root-for-modules', issue({ commonName: 'Odd of module root', issuer: moduleRoot }));

  // Revoked
  const revoke = (
    typeName: 'sha256' | 'sha1' | 'sha384' | 'sha512' | 'x509' | 'x509Sha256' | 'x509Sha384',
    data: Uint8Array,
  ): void => {
    dbx.push({ type: SIGNATURE_TYPE[typeName], typeName, owner: OWNER, data });
  };
  const tbsHash = (issued: Issued, hash: string): Uint8Array =>
    Buffer.concat([createHash(hash).update(parseCertificate(issued.der).tbs).digest(), Buffer.alloc(16)]);
  const digestRevoked = distinct('revoked-digest');
  revoke('sha256', digestOf(digestRevoked)('sha256'));
  await add('revoked-digest', digestRevoked, over(digestRevoked));
  await add('revoked-digest-signed-sha512', digestRevoked, over(digestRevoked, { hash: 'sha512' }));
  await add('revoked-digest-unsigned', digestRevoked);
  const sha512Revoked = distinct('revoked-sha512');
  revoke('sha512', digestOf(sha512Revoked)('sha512'));
  await add('revoked-sha512', sha512Revoked, over(sha512Revoked));
  await add('revoked-sha512-signed-sha512', sha512Revoked, over(sha512Revoked, { hash: 'sha512' }));
  const leafRevoked = issue({ commonName: 'Odd revoked leaf', issuer: root });
  revoke('x509', leafRevoked.der);
  await signedBy('revoked', leafRevoked);
  const authorityRevoked = issue({ commonName: 'Odd revoked CA', issuer: root, ...AUTHORITY });
  revoke('x509', authorityRevoked.der);
  const ofRevoked = issue({ commonName: 'Odd of revoked', issuer: authorityRevoked });
  await signedBy('of-revoked', ofRevoked, { certificates: [ofRevoked.der, authorityRevoked.der] });
  const both = issue({ commonName: 'Odd trusted and revoked', issuer: strange });
  revoke('x509', trust(both).der);
  await signedBy('trusted-and-revoked', both);
  const hashRevoked = issue({ commonName: 'Odd revoked by hash', issuer: root });
  revoke('x509Sha256', tbsHash(hashRevoked, 'sha256'));
  await signedBy('revoked-by-hash', hashRevoked);
  const hash384Revoked = issue({ commonName: 'Odd revoked by SHA-384', issuer: root });
  revoke('x509Sha384', tbsHash(hash384Revoked, 'sha384'));
  await signedBy('revoked-by-sha384', hash384Revoked);
  const authorityHashRevoked = issue({ commonName: 'Odd CA revoked by hash', issuer: root, ...AUTHORITY });
  revoke('x509Sha256', tbsHash(authorityHashRevoked, 'sha256'));
  const ofHashRevoked = issue({ commonName: 'Odd of CA revoked by hash', issuer: authorityHashRevoked });
  await signedBy('of-revoked-by-hash', ofHashRevoked, { certificates: [ofHashRevoked.der, authorityHashRevoked.der] });
  const trustedHashRevoked = trust(issue({ commonName: 'Odd trusted CA revoked by hash', ...AUTHORITY }));
  revoke('x509Sha256', tbsHash(trustedHashRevoked, 'sha256'));
  await signedBy('of-trusted-revoked-by-hash', issue({ commonName: 'Odd of that', issuer: trustedHashRevoked }));
  const twoKinds = distinct('two-kinds');
  await add(
    'revoked-good',
    twoKinds,
    over(twoKinds, {}, { leaf: leafRevoked.der, leafKey: leafRevoked.key }),
    over(twoKinds),
  );
  await add(
    'good-revoked',
    twoKinds,
    over(twoKinds),
    over(twoKinds, {}, { leaf: leafRevoked.der, leafKey: leafRevoked.key }),
  );

  // Trusted by their digest
  const byDigest = distinct('by-digest');
  await add('digest-in-db', byDigest);
  await add('digest-in-db-rogue', byDigest, over(byDigest, {}, rogue));

  // Tables and layouts
  const signed = images.get('good') ?? Buffer.alloc(0);
  for (const [name, bytes] of Object.entries(oddTables(signed, plain.length))) images.set(`table-${name}`, bytes);
  for (const [name, bytes] of Object.entries(oddLayouts())) {
    images.set(`layout-${name}`, Buffer.from(bytes((digest) => signOddly(digest, authority))));
  }
  return {
    authority,
    db,
    dbDigests: [digestOf(byDigest)('sha256')],
    dbx,
    images: Object.fromEntries(images),
  };
}

/** An image of its own, with its own digest. */
function distinct(name: string): Uint8Array {
  return buildPe({ bzImage: true, release: `6.1.0-${name}` });
}
