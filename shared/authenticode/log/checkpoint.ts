/**
 * Checkpoints (C2SP tlog-checkpoint) as signed notes (C2SP signed-note): the log's origin, size and root, and a signature.
 *
 *     example.org/purgatory\n
 *     1234\n
 *     <root, base64>\n
 *     \n
 *     — example.org/purgatory <base64 of key id (4 bytes) and signature>\n
 *
 * The log's signature is ECDSA over SHA-256, DER, of a KMS key on P-256: type 0x02 of C2SP signed-note, whose key id is of the
 * SubjectPublicKeyInfo alone. Checkpoints of earlier versions named the same key as one of type 0xff; they are read still. A witness adds
 * a line of its own: `cosignature.ts`.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { HASH_BYTES } from './merkle.ts';

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Signs the SHA-256 digest of a note. */
export type NoteSigner = (sha256: Uint8Array) => Promise<Uint8Array>;

const SIGNATURE_TYPE_ECDSA = 0x02;
const SIGNATURE_TYPE_OTHER = 0xff;
/** What earlier versions called the keys in notes of the type 0xff. */
const EARLIER_NAMES: Readonly<Partial<Record<string, string>>> = {
  rsa: 'purgatory/rsa-pkcs1-sha256',
  ec: 'purgatory/ecdsa-sha256',
};
export const EM_DASH = '\u2014';
const MAX_NOTE_BYTES = 64 * 1024;
/** Verifiers look at no more lines. */
const MAX_SIGNATURES = 100;

/** Names the key in a note. */
function noteKeyId(name: string, publicKeyInfo: Uint8Array): Uint8Array {
  if (keyTypeOf(publicKeyInfo) === 'ec') return createHash('sha256').update(publicKeyInfo).digest().subarray(0, 4);
  return earlierKeyId(name, publicKeyInfo);
}

/** The same in notes of earlier versions; of an RSA key, which no type of signed-note is for, still. */
function earlierKeyId(name: string, publicKeyInfo: Uint8Array): Uint8Array {
  const type = keyTypeOf(publicKeyInfo);
  const algorithm = EARLIER_NAMES[type];
  if (algorithm === undefined) throw malformed('key', `a key of type ${type} signs no checkpoints`);
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(SIGNATURE_TYPE_OTHER))
    .update(algorithm)
    .update(publicKeyInfo)
    .digest()
    .subarray(0, 4);
}

function keyTypeOf(publicKeyInfo: Uint8Array): string {
  try {
    return createPublicKey(spki(publicKeyInfo)).asymmetricKeyType ?? '?';
  } catch (cause) {
    throw new FormatError(FormatErrorCode.BadValue, { format: 'checkpoint', field: 'key' }, 'no public key', { cause });
  }
}

function spki(publicKeyInfo: Uint8Array) {
  return { key: Buffer.from(publicKeyInfo), format: 'der' as const, type: 'spki' as const };
}

/** A log's key as verifiers and witnesses take it: `NAME+KEYID+BASE64(type || key)`; of an ECDSA key. @throws {FormatError} */
export function verifierKey(name: string, publicKeyInfo: Uint8Array): string {
  if (keyTypeOf(publicKeyInfo) !== 'ec') throw malformed('key', 'no ECDSA key: verifiers know no other of KMS');
  const key = Buffer.concat([Uint8Array.of(SIGNATURE_TYPE_ECDSA), publicKeyInfo]);
  return `${name}+${Buffer.from(noteKeyId(name, publicKeyInfo)).toString('hex')}+${key.toString('base64')}`;
}

/** The name and the SubjectPublicKeyInfo in a verifier key of an ECDSA log. @throws {FormatError} */
export function parseVerifierKey(text: string): { readonly name: string; readonly publicKeyInfo: Uint8Array } {
  const { name, type, key, keyId } = splitVerifierKey(text);
  if (type !== SIGNATURE_TYPE_ECDSA || keyTypeOf(key) !== 'ec')
    throw malformed('key', `of type ${type}, not of an ECDSA log`);
  if (Buffer.compare(noteKeyId(name, key), keyId) !== 0) throw malformed('key', 'its id is of another key');
  return { name, publicKeyInfo: key };
}

/** @throws {FormatError} */
export function splitVerifierKey(text: string): {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly type: number;
  readonly key: Uint8Array;
} {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  if (name === undefined || id === undefined || base64 === undefined) {
    throw malformed('key', 'no verifier key: NAME+ID+KEY');
  }
  const [type = 0, ...key] = Buffer.from(base64, 'base64');
  return { name, keyId: Buffer.from(id, 'hex'), type, key: Uint8Array.from(key) };
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

export async function signCheckpoint(
  checkpoint: Checkpoint,
  publicKeyInfo: Uint8Array,
  sign: NoteSigner,
): Promise<string> {
  const text = checkpointText(checkpoint);
  const signature = await sign(createHash('sha256').update(text).digest());
  const blob = Buffer.concat([noteKeyId(checkpoint.origin, publicKeyInfo), signature]);
  return `${text}\n${EM_DASH} ${checkpoint.origin} ${blob.toString('base64')}\n`;
}

/**
 * A checkpoint whose signature by the key is good.
 *
 * @throws {FormatError} where it is malformed, of another origin, or not signed by the key
 */
export function openCheckpoint(note: string, origin: string, publicKeyInfo: Uint8Array): Checkpoint {
  const checkpoint = parseCheckpoint(note);
  if (checkpoint.origin !== origin) throw malformed('origin', `${JSON.stringify(checkpoint.origin)}, not ${origin}`);
  const ids = [noteKeyId(origin, publicKeyInfo), earlierKeyId(origin, publicKeyInfo)];
  const key = createPublicKey(spki(publicKeyInfo));
  const good = signatureLines(note).some(({ name, blob }) => {
    const isOurs = ids.some((id) => Buffer.compare(blob.subarray(0, 4), id) === 0);
    return name === origin && isOurs && verify('sha256', Buffer.from(signedText(note)), key, blob.subarray(4));
  });
  if (!good) throw malformed('signature', 'not signed by the log’s key');
  return checkpoint;
}

/** The text of a note, its signature not looked at. @throws {FormatError} */
export function parseCheckpoint(note: string): Checkpoint {
  if (note.length > MAX_NOTE_BYTES) throw malformed('note', `${note.length} characters`);
  const [origin = '', size = '', root = '', ...rest] = note.split('\n');
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || !rest.includes(''))
    throw malformed('note', 'no checkpoint');
  const hash = Buffer.from(root, 'base64');
  if (hash.length !== HASH_BYTES || hash.toString('base64') !== root) throw malformed('root', 'no hash of 32 bytes');
  return { origin, size: Number(size), root: hash };
}

/** What the signatures of a note are over. */
export function signedText(note: string): string {
  return note.slice(0, note.indexOf('\n\n') + 1);
}

/** Each line of signatures: who, and the key's id followed by the signature. */
export function signatureLines(note: string): readonly { readonly name: string; readonly blob: Buffer }[] {
  return note
    .slice(note.indexOf('\n\n') + 2)
    .split('\n')
    .slice(0, MAX_SIGNATURES)
    .flatMap((line) => {
      const [dash, name = '', blob = '', more] = line.split(' ');
      return dash === EM_DASH && more === undefined ? [{ name, blob: Buffer.from(blob, 'base64') }] : [];
    });
}

function malformed(field: string, problem: string): FormatError {
  return new FormatError(FormatErrorCode.BadValue, { format: 'checkpoint', field }, problem);
}
