/**
 * What differs between the kernels that are modelled: of a line what its code knows, of a build what its configuration has (`configs.ts`), in
 * the state a kdump kernel finds: an algorithm that is only a module and not loaded is not there.
 */
import type { OidName } from '../asn1/oids.ts';
import { defaultConfig, KernelLine, type KernelOptions } from './builds.ts';

/** Names as the kernel's crypto API has them. */
export type HashName =
  'md4' | 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sha3-256' | 'sha3-384' | 'sha3-512';

export interface KernelProfile {
  readonly line: KernelLine;
  /** Digests that `crypto_alloc_shash` finds. */
  readonly hashes: ReadonlySet<string>;
  /** Public-key algorithms that `crypto_alloc_akcipher` or `crypto_alloc_sig` finds; RSA stands for pkcs1pad(rsa,…). */
  readonly publicKeys: ReadonlySet<string>;
  /** Digest algorithms that the PKCS#7 parser names (`pkcs7_sig_note_digest_algo`). */
  readonly pkcs7Digests: ReadonlySet<OidName>;
  /** Digest algorithms that the Authenticode parser names (`mscode_note_digest_algo`). */
  readonly authenticodeDigests: ReadonlySet<OidName>;
  /** X.509 signature algorithms (`x509_note_sig_algo`) and the digest of each. */
  readonly certificateSignatures: ReadonlyMap<OidName, { readonly key: 'rsa' | 'ecdsa'; readonly hash: HashName }>;
  readonly curves: ReadonlyMap<OidName, string>;
  /** `rsa_check_payload`: 1 < m < n-1 instead of 0 <= m < n. */
  readonly strictRsaPayload: boolean;
  /** keyUsage and basicConstraints are parsed, and badly formed ones refused (`x509_process_extension`). */
  readonly parsesCertificateUsage: boolean;
  /** The revocation list is asked for every keyring, not only for the platform's (`verify_pkcs7_message_sig`). */
  readonly revocationBeforeTrust: boolean;
  /** CONFIG_SYSTEM_REVOCATION_LIST. */
  readonly revocationList: boolean;
  /** Certificates of db and MokListRT are on a keyring: CONFIG_INTEGRITY_PLATFORM_KEYRING and CONFIG_LOAD_UEFI_KEYS. */
  readonly platformKeyring: boolean;
}

/** What the code of a line knows, however it is built. */
type KnownByLine = Omit<KernelProfile, 'hashes' | 'publicKeys' | 'revocationList' | 'platformKeyring'>;

const SHA2: readonly OidName[] = ['sha256', 'sha384', 'sha512'];
const SHA3: readonly OidName[] = ['sha3_256', 'sha3_384', 'sha3_512'];

const SIGNATURES_61 = [
  ['sha1WithRsa', { key: 'rsa', hash: 'sha1' }],
  ['sha224WithRsa', { key: 'rsa', hash: 'sha224' }],
  ['sha256WithRsa', { key: 'rsa', hash: 'sha256' }],
  ['sha384WithRsa', { key: 'rsa', hash: 'sha384' }],
  ['sha512WithRsa', { key: 'rsa', hash: 'sha512' }],
  ['ecdsaWithSha1', { key: 'ecdsa', hash: 'sha1' }],
  ['ecdsaWithSha224', { key: 'ecdsa', hash: 'sha224' }],
  ['ecdsaWithSha256', { key: 'ecdsa', hash: 'sha256' }],
  ['ecdsaWithSha384', { key: 'ecdsa', hash: 'sha384' }],
  ['ecdsaWithSha512', { key: 'ecdsa', hash: 'sha512' }],
] as const satisfies readonly (readonly [OidName, { key: 'rsa' | 'ecdsa'; hash: HashName }])[];

const LINUX_61: KnownByLine = {
  line: KernelLine.Linux61,
  pkcs7Digests: new Set<OidName>(['md4', 'md5', 'sha1', 'sha224', ...SHA2]),
  authenticodeDigests: new Set<OidName>(['md4', 'md5', 'sha1', 'sha224', ...SHA2]),
  certificateSignatures: new Map<OidName, { key: 'rsa' | 'ecdsa'; hash: HashName }>(SIGNATURES_61),
  curves: new Map<OidName, string>([
    ['prime192v1', 'ecdsa-nist-p192'],
    ['prime256v1', 'ecdsa-nist-p256'],
    ['secp384r1', 'ecdsa-nist-p384'],
  ]),
  strictRsaPayload: false,
  parsesCertificateUsage: false,
  revocationBeforeTrust: false,
};

const LINUX_612: KnownByLine = {
  line: KernelLine.Linux612,
  pkcs7Digests: new Set<OidName>(['sha1', 'sha224', ...SHA2, ...SHA3]),
  authenticodeDigests: new Set<OidName>(['sha1', ...SHA2, ...SHA3]),
  certificateSignatures: LINUX_61.certificateSignatures,
  curves: new Map<OidName, string>([...LINUX_61.curves, ['secp521r1', 'ecdsa-nist-p521']]),
  strictRsaPayload: true,
  parsesCertificateUsage: true,
  revocationBeforeTrust: true,
};

/** 7.x is taken to judge as 6.12 does; what it adds (ML-DSA) firmware does not accept yet. */
const LINUX_7: KnownByLine = { ...LINUX_612, line: KernelLine.Linux7 };

const LINES: Readonly<Record<KernelLine, KnownByLine>> = {
  [KernelLine.Linux61]: LINUX_61,
  [KernelLine.Linux612]: LINUX_612,
  [KernelLine.Linux7]: LINUX_7,
};

/** What options make available to signatures. */
const HASHES: readonly (readonly [option: string, names: readonly HashName[]])[] = [
  ['CRYPTO_MD4', ['md4']],
  ['CRYPTO_MD5', ['md5']],
  ['CRYPTO_SHA1', ['sha1']],
  ['CRYPTO_SHA256', ['sha224', 'sha256']],
  ['CRYPTO_SHA512', ['sha384', 'sha512']],
  ['CRYPTO_SHA3', ['sha3-256', 'sha3-384', 'sha3-512']],
];

/**
 * A kernel of `line` as it is built with `options`, or as Debian builds its amd64 kernel; `revocationList` for the same with
 * CONFIG_SYSTEM_REVOCATION_LIST.
 */
export function kernelProfile(
  line: KernelLine,
  { options = defaultConfig(line), revocationList = false }: { options?: KernelOptions; revocationList?: boolean } = {},
): KernelProfile {
  const known = LINES[line];
  const has = (option: string): boolean => options[option] === 'y';
  return {
    ...known,
    hashes: new Set(HASHES.flatMap(([option, names]) => (has(option) ? names : []))),
    publicKeys: new Set([...(has('CRYPTO_RSA') ? ['rsa'] : []), ...(has('CRYPTO_ECDSA') ? known.curves.values() : [])]),
    revocationList: revocationList || has('SYSTEM_REVOCATION_LIST'),
    platformKeyring: has('INTEGRITY_PLATFORM_KEYRING') && has('LOAD_UEFI_KEYS'),
  };
}

/** The kernel's name of a digest. */
export function hashOfOid(name: OidName): HashName | undefined {
  switch (name) {
    case 'md4':
    case 'md5':
    case 'sha1':
    case 'sha224':
    case 'sha256':
    case 'sha384':
    case 'sha512':
      return name;
    case 'sha3_256':
      return 'sha3-256';
    case 'sha3_384':
      return 'sha3-384';
    case 'sha3_512':
      return 'sha3-512';
    default:
      return undefined;
  }
}

/** Does `crypto_alloc_shash(name)` find it? */
export function hasHash(profile: KernelProfile, name: string | undefined): boolean {
  return name !== undefined && profile.hashes.has(name);
}
