/** Certificates that differ from those the service makes: what consumers disagree about. */
import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  sign as signBytes,
  type KeyObject,
} from 'node:crypto';
import {
  algorithm,
  bitString,
  boolean,
  element,
  objectId,
  octetString,
  sequence,
  setOf,
  smallInteger,
  tagged,
  taggedPrimitive,
  time,
  unsignedInteger,
  utf8String,
} from '../../shared/authenticode/asn1/der.ts';
import { OID } from '../../shared/authenticode/asn1/oids.ts';
import { takeRsaKey } from './rsa-keys.ts';

export interface OddKey {
  readonly publicKey: Uint8Array;
  readonly privateKey: KeyObject;
  readonly elliptic: boolean;
}

export function makeOddKey(kind: number | 'prime256v1' | 'secp384r1' | 'secp521r1' = 2048): OddKey {
  const privateKey =
    typeof kind === 'number' ? takeRsaKey(kind) : generateKeyPairSync('ec', { namedCurve: kind }).privateKey;
  return {
    publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
    privateKey,
    elliptic: typeof kind !== 'number',
  };
}

export interface Issued {
  readonly der: Uint8Array;
  readonly key: OddKey;
  readonly name: Uint8Array;
  readonly serial: Uint8Array;
  /** Its subject key identifier. */
  readonly keyId: Uint8Array;
}

export interface OddCertificate {
  readonly commonName: string;
  readonly key?: OddKey;
  /** Self-signed where absent. */
  readonly issuer?: Issued;
  readonly hash?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly pss?: boolean;
  readonly serial?: Uint8Array;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Value of basicConstraints; `none`: without the extension. */
  readonly basicConstraints?: Uint8Array | 'none';
  /** First octet of the bit string; `none`: without the extension. */
  readonly keyUsage?: number | 'none';
  readonly extendedKeyUsage?: readonly string[];
  readonly withoutSubjectKeyId?: boolean;
  readonly authorityKeyId?: 'none' | 'wrong' | 'issuer-and-serial';
  readonly extra?: readonly Uint8Array[];
  readonly version1?: boolean;
}

export const AUTHORITY = { basicConstraints: sequence(boolean(true)), keyUsage: 0x06 } as const;

const SIGNATURES = {
  sha1: [OID.sha1WithRsa, OID.ecdsaWithSha1],
  sha256: [OID.sha256WithRsa, OID.ecdsaWithSha256],
  sha384: [OID.sha384WithRsa, OID.ecdsaWithSha384],
  sha512: [OID.sha512WithRsa, OID.ecdsaWithSha512],
} as const;

export function extension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(objectId(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}

export function issue(odd: OddCertificate): Issued {
  const key = odd.key ?? makeOddKey();
  const name = sequence(setOf(sequence(objectId(OID.commonName), utf8String(odd.commonName))));
  const serial = odd.serial ?? createHash('sha256').update(key.publicKey).digest().subarray(0, 15);
  const signer = odd.issuer?.key ?? key;
  const hash = odd.hash ?? 'sha256';
  const signatureAlgorithm =
    odd.pss === true
      ? algorithm(OID.rsaPss)
      : signer.elliptic
        ? sequence(objectId(SIGNATURES[hash][1]))
        : algorithm(SIGNATURES[hash][0]);
  const tbs = sequence(
    ...(odd.version1 === true ? [] : [tagged(0, smallInteger(2))]),
    unsignedInteger(serial),
    signatureAlgorithm,
    odd.issuer?.name ?? name,
    sequence(
      time(odd.notBefore ?? new Date('2026-01-01T00:00:00Z')),
      time(odd.notAfter ?? new Date('2051-01-01T00:00:00Z')),
    ),
    name,
    key.publicKey,
    ...(odd.version1 === true ? [] : [tagged(3, sequence(...extensions(odd, key, odd.issuer)))]),
  );
  const padding = odd.pss === true ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const signature = signBytes(hash, tbs, { key: signer.privateKey, padding });
  return { der: sequence(tbs, signatureAlgorithm, bitString(signature)), key, name, serial, keyId: keyId(key) };
}

function extensions(odd: OddCertificate, key: OddKey, issuer: Issued | undefined): readonly Uint8Array[] {
  const constraints = odd.basicConstraints ?? sequence();
  const usage = odd.keyUsage ?? 0x80;
  return [
    ...(constraints === 'none' ? [] : [extension(OID.basicConstraints, true, constraints)]),
    ...(usage === 'none' ? [] : [extension(OID.keyUsage, true, bitString(Uint8Array.of(usage)))]),
    ...(odd.extendedKeyUsage === undefined
      ? []
      : [extension(OID.extKeyUsage, false, sequence(...odd.extendedKeyUsage.map((oid) => objectId(oid))))]),
    ...(odd.withoutSubjectKeyId === true ? [] : [extension(OID.subjectKeyIdentifier, false, octetString(keyId(key)))]),
    ...authorityKeyId(odd.authorityKeyId, issuer?.keyId ?? keyId(key), issuer),
    ...(odd.extra ?? []),
  ];
}

function authorityKeyId(
  kind: OddCertificate['authorityKeyId'],
  id: Uint8Array,
  issuer: Issued | undefined,
): Uint8Array[] {
  if (kind === 'none') return [];
  const value =
    kind === 'issuer-and-serial' && issuer !== undefined
      ? sequence(tagged(1, tagged(4, issuer.name)), element(0x82, issuer.serial))
      : sequence(taggedPrimitive(0, kind === 'wrong' ? Buffer.from(id).reverse() : id));
  return [extension(OID.authorityKeyIdentifier, false, value)];
}

function keyId(key: OddKey): Uint8Array {
  return createHash('sha1').update(key.publicKey).digest();
}

/** Leaves, by what is odd about them. */
export function oddLeaves(): Readonly<Record<string, Partial<OddCertificate>>> {
  return {
    'rsa-1024': { key: makeOddKey(1024) },
    'rsa-2056': { key: makeOddKey(2056) },
    'rsa-3072': { key: makeOddKey(3072) },
    'rsa-4096': { key: makeOddKey(4096) },
    'p-256': { key: makeOddKey('prime256v1') },
    'p-384': { key: makeOddKey('secp384r1') },
    sha1: { hash: 'sha1' },
    sha384: { hash: 'sha384' },
    sha512: { hash: 'sha512' },
    pss: { pss: true },
    'no-authority-key-id': { authorityKeyId: 'none' },
    'wrong-authority-key-id': { authorityKeyId: 'wrong' },
    'no-subject-key-id': { withoutSubjectKeyId: true },
    'no-key-usage': { keyUsage: 'none' },
    'key-usage-encipher': { keyUsage: 0x20 },
    'no-basic-constraints': { basicConstraints: 'none' },
    'false-spelt-out': { basicConstraints: sequence(boolean(false)) },
    'is-a-ca': AUTHORITY,
    'ca-without-cert-sign': { basicConstraints: sequence(boolean(true)), keyUsage: 0x80 },
    'server-eku': { extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'] },
    'code-eku': { extendedKeyUsage: [OID.codeSigning] },
    'module-eku': { extendedKeyUsage: [OID.moduleSigningOnly] },
    'empty-eku': { extendedKeyUsage: [] },
    'critical-unknown': { extra: [extension('1.2.3.4', true, sequence())] },
    'unknown-extension': { extra: [extension('1.2.3.4', false, sequence())] },
    'not-yet-valid': { notBefore: new Date('2045-01-01Z') },
    'long-serial': { serial: new Uint8Array(20).fill(0x7f) },
    'longer-serial': { serial: new Uint8Array(32).fill(0x7f) },
    'high-serial': { serial: new Uint8Array(8).fill(0xff) },
    'serial-zero': { serial: new Uint8Array(1) },
    'version-1': { version1: true },
    'after-2050': { notAfter: new Date('2099-12-31T23:59:59Z') },
  };
}
