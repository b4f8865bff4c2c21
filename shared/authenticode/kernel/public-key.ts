/**
 * Signature checks with the errors of linux v6.1/v6.12 crypto/asymmetric_keys/public_key.c, crypto/rsa-pkcs1pad.c,
 * crypto/rsa.c and crypto/ecdsa.c. A general library answers only yes or no; the errno needs to know where it failed.
 */
import { constants, createPublicKey, publicEncrypt, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { encodeOid, OID, type OidName } from '../asn1/oids.ts';
import { BerMachine } from './ber-machine.ts';
import { KernelError } from './errno.ts';
import { hashOfOid, type KernelProfile } from './profile.ts';

/** `struct public_key` */
export interface KernelPublicKey {
  /** `rsa`, `ecdsa-nist-p256`, … */
  readonly algorithm: string;
  /** Content of the subjectPublicKey BIT STRING. */
  readonly key: Uint8Array;
}

/** `struct public_key_signature` */
export interface KernelSignature {
  readonly key: 'rsa' | 'ecdsa';
  readonly hash: string;
  readonly bytes: Uint8Array;
  /** What is signed, and its digest; undefined where the kernel lacks the digest algorithm. */
  readonly data: Uint8Array;
  readonly digest: Uint8Array | undefined;
}

const PAGE_SIZE = 4096;
const BYTES_PER_LIMB = 8;

const DIGEST_BYTES = {
  md5: 16,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
  sha3_256: 32,
  sha3_384: 48,
  sha3_512: 64,
} as const satisfies Partial<Record<OidName, number>>;

/** DigestInfo up to the digest itself (RFC 8017 9.2 note 1). */
const DIGEST_INFO: ReadonlyMap<string, Uint8Array> = new Map(
  (Object.keys(DIGEST_BYTES) as (keyof typeof DIGEST_BYTES)[]).map((name) => {
    const oid = encodeOid(OID[name]);
    const size = DIGEST_BYTES[name];
    const algorithm = [0x06, oid.length, ...oid, 0x05, 0x00];
    const inner = [0x30, algorithm.length, ...algorithm, 0x04, size];
    return [hashOfOid(name) ?? name, Uint8Array.from([0x30, inner.length + size, ...inner])];
  }),
);

/**
 * `public_key_verify_signature`
 * @throws {KernelError} with the errno it returns; returns on a good signature
 */
export function verifySignature(key: KernelPublicKey, signature: KernelSignature, profile: KernelProfile): void {
  const isEcdsa = key.algorithm.startsWith('ecdsa-');
  if (key.algorithm !== signature.key && !(isEcdsa && signature.key === 'ecdsa')) {
    throw new KernelError(
      'EKEYREJECTED',
      'public_key_verify_signature',
      `signature is of type ${signature.key}, the key of type ${key.algorithm}`,
    );
  }
  if (!profile.publicKeys.has(key.algorithm)) {
    throw new KernelError('ENOENT', 'public_key_verify_signature', `this kernel is built without ${key.algorithm}`);
  }
  const { digest } = signature;
  if (digest === undefined) {
    throw new KernelError('EINVAL', 'public_key_verify_signature', `no digest: ${signature.hash} is not there`);
  }
  if (isEcdsa) verifyEcdsa(key, signature);
  else verifyRsa(key, { ...signature, digest }, profile);
}

function verifyRsa(
  key: KernelPublicKey,
  signature: KernelSignature & { readonly digest: Uint8Array },
  profile: KernelProfile,
): void {
  const digestInfo = DIGEST_INFO.get(signature.hash);
  if (digestInfo === undefined) {
    throw new KernelError('ENOENT', 'pkcs1pad_create', `no RSA signatures over ${signature.hash}`);
  }
  const { modulus, exponent, sizeBytes } = parseRsaKey(key.key);
  if (signature.bytes.length !== sizeBytes) {
    throw new KernelError(
      'EINVAL',
      'pkcs1pad_verify',
      `signature of ${signature.bytes.length} bytes, the key has ${sizeBytes}`,
    );
  }
  const message = toBigInt(signature.bytes);
  const inRange = profile.strictRsaPayload ? message > 1n && message < modulus - 1n : message < modulus;
  if (!inRange) throw new KernelError('EINVAL', '_rsa_enc', 'signature value is not below the modulus');

  const encoded = rsaPublic(key.key, signature.bytes) ?? toBytes(power(message, exponent, modulus), sizeBytes);
  if (encoded[0] !== 0) {
    throw new KernelError('EINVAL', 'pkcs1pad_verify_complete', 'decrypted signature has no leading zero byte');
  }
  const bad = (problem: string): KernelError => new KernelError('EBADMSG', 'pkcs1pad_verify_complete', problem);
  if (encoded[1] !== 1) throw bad('decrypted signature is not PKCS#1 v1.5: another key made it, or it was changed');
  let at = 2;
  while (at < encoded.length && encoded[at] === 0xff) at += 1;
  if (at - 1 < 9 || at === encoded.length || encoded[at] !== 0) throw bad('decrypted signature has bad padding');
  at += 1;
  const found = encoded.subarray(at, at + digestInfo.length);
  if (Buffer.compare(found, digestInfo) !== 0) throw bad(`decrypted signature is not over ${signature.hash}`);
  at += digestInfo.length;
  if (Buffer.compare(encoded.subarray(at), signature.digest) !== 0) {
    throw new KernelError('EKEYREJECTED', 'pkcs1pad_verify_complete', 'signature is over other data');
  }
}

interface RsaKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
  readonly sizeBytes: number;
}

/** `rsa_set_pub_key`, `pkcs1pad_set_pub_key` */
function parseRsaKey(raw: Uint8Array): RsaKey {
  const m = new BerMachine(raw);
  let n: Uint8Array | undefined;
  let e: Uint8Array | undefined;
  m.constructed({ tag: 0x30 }, () => {
    m.leaf({ tag: 0x02 }, ({ value }) => {
      if (value.length === 0) throw new KernelError('EINVAL', 'rsa_get_n', 'empty modulus');
      n = value;
    });
    m.leaf({ tag: 0x02 }, ({ value }) => {
      if (value.length === 0 || value.length > (n?.length ?? 0)) {
        throw new KernelError('EINVAL', 'rsa_get_e', 'bad exponent');
      }
      e = value;
    });
  });
  const modulus = toBigInt(n ?? new Uint8Array(0));
  const limbs = Math.ceil(byteLength(modulus) / BYTES_PER_LIMB);
  const sizeBytes = limbs * BYTES_PER_LIMB;
  if (![512, 1024, 1536, 2048, 3072, 4096].includes(sizeBytes * 8) || sizeBytes > PAGE_SIZE) {
    throw new KernelError('EINVAL', 'rsa_check_key_length', `RSA key of ${sizeBytes * 8} bits`);
  }
  return { modulus, exponent: toBigInt(e ?? new Uint8Array(0)), sizeBytes };
}

const CURVE_OIDS: Readonly<Record<string, { readonly oid: string; readonly digitBytes: number }>> = {
  'ecdsa-nist-p192': { oid: OID.prime192v1, digitBytes: 24 },
  'ecdsa-nist-p256': { oid: OID.prime256v1, digitBytes: 32 },
  'ecdsa-nist-p384': { oid: OID.secp384r1, digitBytes: 48 },
  'ecdsa-nist-p521': { oid: OID.secp521r1, digitBytes: 72 },
};

/** `ecdsa_set_pub_key`, `ecdsa_verify` */
function verifyEcdsa(key: KernelPublicKey, signature: KernelSignature): void {
  const curve = CURVE_OIDS[key.algorithm];
  const coordinateBytes = (key.key.length - 1) / 2;
  if (
    curve === undefined ||
    key.key[0] !== 4 ||
    !Number.isInteger(coordinateBytes) ||
    Math.ceil(coordinateBytes / 8) * 8 !== curve.digitBytes
  ) {
    throw new KernelError('EINVAL', 'ecdsa_set_pub_key', 'not an uncompressed point of the curve');
  }
  const m = new BerMachine(signature.bytes);
  m.constructed({ tag: 0x30 }, () => {
    for (let part = 0; part < 2; part += 1) {
      m.leaf({ tag: 0x02 }, ({ value }) => {
        const tooLong = value.length > curve.digitBytes + 1 || (value.length > curve.digitBytes && value[0] !== 0);
        if (value.length === 0 || tooLong) throw new KernelError('EINVAL', 'ecdsa_get_signature_rs', 'bad r or s');
      });
    }
  });
  const oid = encodeOid(curve.oid);
  const algorithm = [0x06, 0x07, ...encodeOid(OID.ecPublicKey), 0x06, oid.length, ...oid];
  const point = [0x03, ...derLength(key.key.length + 1), 0x00, ...key.key];
  const body = [0x30, algorithm.length, ...algorithm, ...point];
  const spki = Uint8Array.from([0x30, ...derLength(body.length), ...body]);
  let good: boolean;
  try {
    const publicKey = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    good = verify(signature.hash, signature.data, publicKey, signature.bytes);
  } catch (error) {
    throw new KernelError('EINVAL', 'ecdsa_set_pub_key', `the key is no point of its curve: ${String(error)}`);
  }
  if (!good) throw new KernelError('EKEYREJECTED', '_ecdsa_verify', 'signature is over other data or of another key');
}

function derLength(length: number): number[] {
  return length < 0x80 ? [length] : [0x81, length];
}

function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint, length: number): Uint8Array {
  return Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
}

function byteLength(value: bigint): number {
  return value === 0n ? 0 : Math.ceil(value.toString(16).length / 2);
}

/** The same by OpenSSL, twenty times faster; undefined for keys that it does not take and the kernel does. */
function rsaPublic(key: Uint8Array, message: Uint8Array): Uint8Array | undefined {
  try {
    return publicEncrypt({ key: opensslKey(key), padding: constants.RSA_NO_PADDING }, message);
  } catch {
    return undefined;
  }
}

/** By all of their bytes. The same few certificates judge image after image, and to read a key takes as long as to use it. */
const opensslKeys = new Map<string, KeyObject>();
const KEPT_KEYS = 64;

function opensslKey(key: Uint8Array): KeyObject {
  const name = Buffer.from(key).toString('latin1');
  const known = opensslKeys.get(name);
  if (known !== undefined) return known;
  const made = createPublicKey({ key: Buffer.from(key), format: 'der', type: 'pkcs1' });
  if (opensslKeys.size >= KEPT_KEYS) opensslKeys.clear();
  opensslKeys.set(name, made);
  return made;
}

/** Both are bounded by the key's 4096 bits. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus <= 1n) return 0n;
  let result = 1n;
  let factor = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}
