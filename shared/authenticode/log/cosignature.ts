/**
 * A witness's line on a checkpoint (C2SP tlog-cosignature, Ed25519): that this log had this root at this time, and only grew since the
 * witness saw it last.
 *
 *     — witness.example/w1 <base64 of key id (4 bytes), time (u64, big-endian, seconds) and signature (64 bytes)>\n
 *
 * The signature is over `cosignature/v1\n`, `time <seconds>\n` and the checkpoint's text.
 */
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { EM_DASH, signatureLines, signedText, splitVerifierKey } from './checkpoint.ts';

const SIGNATURE_TYPE_COSIGNATURE = 0x04;
const KEY_BYTES = 32;
const LINE_BYTES = 4 + 8 + 64;
/** SubjectPublicKeyInfo of an Ed25519 key, in front of the key itself (RFC 8410). */
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

export interface Witness {
  readonly name: string;
  /** Ed25519, 32 bytes. */
  readonly key: Uint8Array;
}

/** A witness's verifier key: `NAME+ID+BASE64(0x04 || key)`. @throws {FormatError} */
export function parseWitnessKey(text: string): Witness {
  const { name, keyId, type, key } = splitVerifierKey(text);
  const refuse = (problem: string): FormatError =>
    new FormatError(FormatErrorCode.BadValue, { format: 'checkpoint', field: 'witness' }, problem);
  if (type !== SIGNATURE_TYPE_COSIGNATURE || key.length !== KEY_BYTES) throw refuse('not the key of a witness');
  if (Buffer.compare(witnessKeyId({ name, key }), keyId) !== 0) throw refuse('its id is of another key');
  return { name, key };
}

export function writeWitnessKey(witness: Witness): string {
  const key = Buffer.concat([Uint8Array.of(SIGNATURE_TYPE_COSIGNATURE), witness.key]);
  return `${witness.name}+${Buffer.from(witnessKeyId(witness)).toString('hex')}+${key.toString('base64')}`;
}

function witnessKeyId({ name, key }: Witness): Uint8Array {
  const hash = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(SIGNATURE_TYPE_COSIGNATURE)).update(key);
  return hash.digest().subarray(0, 4);
}

/** The note with the line of a witness added. What the witness vouches for is to be checked before. */
export function cosign(note: string, name: string, privateKey: KeyObject, at: Date): string {
  const witness: Witness = { name, key: rawKeyOf(privateKey) };
  const seconds = Math.floor(at.getTime() / 1000);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, cosignedText(note, seconds), privateKey);
  const blob = Buffer.concat([witnessKeyId(witness), time, signature]);
  return `${note}${EM_DASH} ${name} ${blob.toString('base64')}\n`;
}

/** When each of these witnesses vouched for the checkpoint; those that did not are absent. */
export function cosignaturesOf(note: string, witnesses: readonly Witness[]): ReadonlyMap<string, Date> {
  const found = new Map<string, Date>();
  for (const { name, blob } of signatureLines(note)) {
    const witness = witnesses.find((candidate) => candidate.name === name);
    if (witness === undefined || blob.length !== LINE_BYTES) continue;
    if (Buffer.compare(blob.subarray(0, 4), witnessKeyId(witness)) !== 0) continue;
    const seconds = blob.readBigUInt64BE(4);
    if (seconds > BigInt(Number.MAX_SAFE_INTEGER) / 1000n) continue;
    const key = createPublicKey({ key: Buffer.concat([ED25519_PREFIX, witness.key]), format: 'der', type: 'spki' });
    if (verify(null, cosignedText(note, Number(seconds)), key, blob.subarray(12))) {
      found.set(name, new Date(Number(seconds) * 1000));
    }
  }
  return found;
}

function cosignedText(note: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${signedText(note)}`);
}

/** @throws {FormatError} for a key that is not Ed25519 */
function rawKeyOf(privateKey: KeyObject): Uint8Array {
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: 'checkpoint', field: 'witness' },
      `a witness signs with Ed25519, not with ${privateKey.asymmetricKeyType ?? '?'}`,
    );
  }
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(ED25519_PREFIX.length);
}
