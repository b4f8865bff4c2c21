/**
 * Is a PKCS#7 message consistent, and does a trusted key vouch for it? linux v6.1/v6.12 crypto/asymmetric_keys/pkcs7_verify.c,
 * pkcs7_trust.c and certs/system_keyring.c.
 */
import { createHash } from 'node:crypto';
import type { KernelCertificate, KeyId } from './certificate.ts';
import { KernelError } from './errno.ts';
import type { KernelPkcs7Message, KernelSignedInfo } from './pkcs7-message.ts';
import { hasHash, type KernelProfile } from './profile.ts';
import { verifySignature, type KernelSignature } from './public-key.ts';

/** `enum key_being_used_for` */
export type KeyUse = 'module' | 'kexec-pe';

/** What verifying found of one signer. */
interface SignerState {
  readonly info: KernelSignedInfo;
  signature: KernelSignature | undefined;
  /** The signer's certificate and those above it, as far as the message holds them. */
  chain: readonly KernelCertificate[];
  /** The chain ends in a self-signed certificate of the message. */
  endsInRoot: boolean;
  blacklisted: boolean;
  unsupported: boolean;
}

export interface Keyrings {
  /** Builtin and secondary keys: those of the distribution's own. */
  readonly secondary: readonly KernelCertificate[];
  /** UEFI db and MokListRT. */
  readonly platform: readonly KernelCertificate[];
  /** Certificates of dbx and MokListXRT, where the kernel keeps them (CONFIG_SYSTEM_REVOCATION_LIST). */
  readonly revoked: readonly KernelCertificate[];
}

/** `pkcs7_verify`: what the keyrings are not needed for. */
export function verifyMessage(
  message: KernelPkcs7Message,
  use: KeyUse,
  profile: KernelProfile,
): readonly SignerState[] {
  if (use === 'module') {
    if (message.dataType !== 'data') {
      throw new KernelError('EKEYREJECTED', 'pkcs7_verify', 'module signature whose content is not pkcs7-data');
    }
    if (message.hasAttributes) {
      throw new KernelError('EKEYREJECTED', 'pkcs7_verify', 'module signature with authenticated attributes');
    }
  } else if (message.dataType !== 'spcIndirectData') {
    throw new KernelError('EKEYREJECTED', 'pkcs7_verify', 'not an Authenticode signature');
  }

  const states = message.signedInfos.map((info) => newState(info));
  let outcome: KernelError | undefined = new KernelError(
    'ENOPKG',
    'pkcs7_verify',
    'no signature whose algorithms this kernel has',
  );
  for (const state of states) {
    try {
      verifyOne(message, state, profile);
    } catch (error) {
      if (!(error instanceof KernelError) || error.errno !== 'ENOPKG') throw error;
      state.unsupported = true;
      if (outcome?.errno === 'ENOPKG') outcome = new KernelError('ENOPKG', error.at, error.message);
      continue;
    }
    if (!state.blacklisted) outcome = undefined;
    else if (outcome?.errno === 'ENOPKG') {
      outcome = new KernelError(
        'EKEYREJECTED',
        'pkcs7_verify',
        'a certificate of the chain is blacklisted by the hash of its TBS',
      );
    }
  }
  if (outcome !== undefined) throw outcome;
  return states;
}

function newState(info: KernelSignedInfo): SignerState {
  return { info, signature: undefined, chain: [], endsInRoot: false, blacklisted: false, unsupported: false };
}

/** `pkcs7_verify_one` */
function verifyOne(message: KernelPkcs7Message, state: SignerState, profile: KernelProfile): void {
  const { info } = state;
  const signature = digestSigned(message, info, profile);
  state.signature = signature;
  const signer = message.certificates.find(({ id }) => id === info.signerId);
  if (signer === undefined) return;
  state.chain = [signer];
  if (info.signingTime !== undefined && (info.signingTime < signer.validFrom || info.signingTime > signer.validTo)) {
    throw new KernelError(
      'EKEYREJECTED',
      'pkcs7_verify_one',
      `signingTime ${iso(info.signingTime)} is outside the validity of the signer's certificate, ` +
        `${iso(signer.validFrom)} to ${iso(signer.validTo)}`,
    );
  }
  verifySignature(signer.key, signature, profile);
  followChain(message, state, signer, profile);
}

/** `pkcs7_digest` */
function digestSigned(message: KernelPkcs7Message, info: KernelSignedInfo, profile: KernelProfile): KernelSignature {
  if (!hasHash(profile, info.hash)) {
    throw new KernelError('ENOPKG', 'pkcs7_digest', `${info.hash} is not built into this kernel`);
  }
  const content = message.data ?? new Uint8Array(0);
  let data = content;
  if (info.attributes !== undefined) {
    const digest = createHash(info.hash).update(content).digest();
    if (info.messageDigest === undefined) {
      throw new KernelError('EKEYREJECTED', 'pkcs7_digest', 'no messageDigest attribute');
    }
    if (info.messageDigest.length !== digest.length) {
      throw new KernelError('EBADMSG', 'pkcs7_digest', `messageDigest of ${info.messageDigest.length} bytes`);
    }
    if (Buffer.compare(info.messageDigest, digest) !== 0) {
      throw new KernelError('EKEYREJECTED', 'pkcs7_digest', 'messageDigest is not the digest of the content');
    }
    data = info.attributes;
  }
  const digest = createHash(info.hash).update(data).digest();
  return { key: info.key, hash: info.hash, bytes: info.signature, data, digest };
}

/** `pkcs7_verify_sig_chain` */
function followChain(
  message: KernelPkcs7Message,
  state: SignerState,
  signer: KernelCertificate,
  profile: KernelProfile,
): void {
  const chain: KernelCertificate[] = [signer];
  state.chain = chain;
  for (let current = signer; ;) {
    if (current.blacklisted) {
      state.blacklisted = true;
      return;
    }
    if (current.selfSigned) {
      state.endsInRoot = !current.unsupportedSignature;
      return;
    }
    const issuer = findIssuer(message.certificates, current, state.info.index);
    if (issuer === undefined || chain.includes(issuer)) return;
    verifySignature(issuer.key, current.signature, profile);
    chain.push(issuer);
    current = issuer;
  }
}

function findIssuer(
  certificates: readonly KernelCertificate[],
  { authorityId, authoritySkid }: KernelCertificate,
  index: number,
): KernelCertificate | undefined {
  if (authorityId !== undefined) {
    const found = certificates.find(({ id }) => id === authorityId);
    if (found !== undefined && authoritySkid !== undefined && found.skid !== authoritySkid) {
      throw new KernelError(
        'EKEYREJECTED',
        'pkcs7_verify_sig_chain',
        `signer ${index}: the parts of an authority key identifier name different certificates`,
      );
    }
    return found;
  }
  return authoritySkid === undefined ? undefined : certificates.find(({ skid }) => skid === authoritySkid);
}

/** `pkcs7_validate_trust`. @throws {KernelError} ENOKEY where no key of the keyring vouches for any signer */
export function validateTrust(
  states: readonly SignerState[],
  keyring: readonly KernelCertificate[],
  profile: KernelProfile,
): KernelCertificate {
  const verified = new Set<KernelCertificate>();
  const seen = new Set<KernelCertificate>();
  let outcome: KernelError | KernelCertificate = new KernelError(
    'ENOKEY',
    'pkcs7_validate_trust',
    'no key of the keyring signed it or one of its certificates',
  );
  for (const state of states) {
    const result = trustOne(state, keyring, profile, seen, verified);
    if (!(result instanceof KernelError)) outcome = result;
    else if (result.errno === 'ENOPKG') {
      if (outcome instanceof KernelError && outcome.errno === 'ENOKEY') outcome = result;
    } else if (result.errno !== 'ENOKEY') throw result;
    else if (outcome instanceof KernelError && outcome.errno === 'ENOKEY') outcome = result;
  }
  if (outcome instanceof KernelError) throw outcome;
  return outcome;
}

/** `pkcs7_validate_trust_one`: the key that vouches, or why none does. */
function trustOne(
  state: SignerState,
  keyring: readonly KernelCertificate[],
  profile: KernelProfile,
  seen: Set<KernelCertificate>,
  verified: Set<KernelCertificate>,
): KernelCertificate | KernelError {
  const at = 'pkcs7_validate_trust_one';
  if (state.unsupported || state.signature === undefined) {
    return new KernelError('ENOPKG', at, 'algorithms that this kernel lacks');
  }
  let signature = state.signature;
  for (const [index, certificate] of state.chain.entries()) {
    if (seen.has(certificate)) {
      if (!verified.has(certificate)) return new KernelError('ENOKEY', at, 'a certificate already found not trusted');
      for (const below of state.chain.slice(0, index)) verified.add(below);
      return certificate;
    }
    seen.add(certificate);
    const key = findKey(keyring, certificate.id, certificate.skid);
    if (key !== undefined && key !== 'mismatch') {
      return vouch(key, signature, state.chain.slice(0, index + 1), profile, verified);
    }
    if (state.endsInRoot && index === state.chain.length - 1) {
      return new KernelError('ENOKEY', at, 'the chain ends in a self-signed certificate that is not in the keyring');
    }
    signature = certificate.signature;
  }

  const last = state.chain.at(-1);
  if (last !== undefined && (last.authorityId !== undefined || last.authoritySkid !== undefined)) {
    const key = findKey(keyring, last.authorityId, last.authoritySkid);
    if (key === 'mismatch') {
      return new KernelError('EKEYREJECTED', at, 'a trusted key has the issuer named, and another key identifier');
    }
    if (key !== undefined) return vouch(key, last.signature, state.chain, profile, verified);
  }
  if (state.info.signerId === '') {
    return new KernelError(
      'EINVAL',
      'asymmetric_key_hex_to_key_id',
      'the signer is named neither by issuer nor by key',
    );
  }
  const direct = findKey(keyring, state.info.signerId, undefined);
  if (direct !== undefined && direct !== 'mismatch') return vouch(direct, state.signature, [], profile, verified);
  const why =
    last !== undefined && last.authorityId === undefined && last.authoritySkid === undefined
      ? 'the last certificate of the chain has no authority key identifier to find its issuer by'
      : 'no trusted key is the issuer of the last certificate of the chain';
  return new KernelError('ENOKEY', at, why);
}

function vouch(
  key: KernelCertificate,
  signature: KernelSignature,
  below: readonly KernelCertificate[],
  profile: KernelProfile,
  verified: Set<KernelCertificate>,
): KernelCertificate | KernelError {
  try {
    verifySignature(key.key, signature, profile);
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return new KernelError(
      'EKEYREJECTED',
      'pkcs7_validate_trust_one',
      `a trusted key is named as the signer and did not make the signature: ${error.message}`,
    );
  }
  for (const certificate of below) verified.add(certificate);
  return key;
}

/** `find_asymmetric_key`: `mismatch` where the first identifier is a key's and the second is not. */
function findKey(
  keyring: readonly KernelCertificate[],
  first: KeyId | undefined,
  second: KeyId | undefined,
): KernelCertificate | 'mismatch' | undefined {
  const lookup = first ?? second;
  const key = keyring.find(({ id, skid }) => id === lookup || skid === lookup);
  if (key !== undefined && first !== undefined && second !== undefined && key.skid !== second) return 'mismatch';
  return key;
}

/**
 * `verify_pkcs7_message_sig` for one keyring.
 * @throws {KernelError} with the errno it returns
 */
export function verifyAgainstKeyring(
  message: KernelPkcs7Message,
  keyring: 'secondary' | 'platform',
  use: KeyUse,
  keyrings: Keyrings,
  profile: KernelProfile,
): KernelCertificate {
  const states = verifyMessage(message, use, profile);
  if (profile.revocationList && (profile.revocationBeforeTrust || keyring === 'platform')) {
    checkNotRevoked(states, keyrings.revoked, profile);
  }
  return validateTrust(states, keyrings[keyring], profile);
}

/** `is_key_on_revocation_list`: a chain that a revoked certificate vouches for. Any other answer means: not revoked. */
function checkNotRevoked(
  states: readonly SignerState[],
  revoked: readonly KernelCertificate[],
  profile: KernelProfile,
): void {
  try {
    validateTrust(states, revoked, profile);
  } catch (error) {
    if (error instanceof KernelError) return;
    throw error;
  }
  throw new KernelError(
    'EKEYREJECTED',
    'is_key_on_revocation_list',
    'a certificate of the chain, or its issuer, is revoked',
  );
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
