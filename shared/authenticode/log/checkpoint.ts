/**
 * Checkpoints (C2SP tlog-checkpoint) as signed notes (C2SP signed-note): the log's origin, size and root, and a signature.
 *
 *     example.org/purgatory\n
 *     1234\n
 *     <root, base64>\n
 *     \n
 *     — example.org/purgatory <base64 of key id (4 bytes) and signature>\n
 *
 * The signature is over SHA-256, of a KMS key: ECDSA of P-256 (DER) or RSASSA-PKCS1-v1_5. Of signed-note's types it is 0xff, with a
 * name of its own for the algorithm.
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

const ALGORITHMS: Readonly<Partial<Record<string, string>>> = {
  rsa: 'purgatory/rsa-pkcs1-sha256',
  ec: 'purgatory/ecdsa-sha256',
};
const SIGNATURE_TYPE_OTHER = 0xff;
const EM_DASH = '\u2014';
const MAX_NOTE_BYTES = 64 * 1024;

/** Names the key in a note: the first four bytes of a hash over name, type and key. */
export function noteKeyId(name: string, publicKeyInfo: Uint8Array): Uint8Array {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(SIGNATURE_TYPE_OTHER))
    .update(algorithmOf(publicKeyInfo))
    .update(publicKeyInfo)
    .digest()
    .subarray(0, 4);
}

function algorithmOf(publicKeyInfo: Uint8Array): string {
  const type = createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' }).asymmetricKeyType;
  const algorithm = ALGORITHMS[type ?? ''];
  if (algorithm === undefined) throw malformed('key', `a key of type ${type ?? '?'} signs no checkpoints`);
  return algorithm;
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
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  const keyId = noteKeyId(origin, publicKeyInfo);
  const key = createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' });
  const good = signatureLines(note).some(([name, blob]) => {
    if (name !== origin || Buffer.compare(blob.subarray(0, 4), keyId) !== 0) return false;
    return verify('sha256', Buffer.from(text), key, blob.subarray(4));
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

function signatureLines(note: string): readonly (readonly [string, Buffer])[] {
  return note
    .slice(note.indexOf('\n\n') + 2)
    .split('\n')
    .flatMap((line) => {
      const [dash, name = '', blob = '', more] = line.split(' ');
      return dash === EM_DASH && more === undefined ? [[name, Buffer.from(blob, 'base64')] as const] : [];
    });
}

function malformed(field: string, problem: string): FormatError {
  return new FormatError(FormatErrorCode.BadValue, { format: 'checkpoint', field }, problem);
}
