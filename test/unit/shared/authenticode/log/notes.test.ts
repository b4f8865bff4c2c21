/** Notes, keys and cosignatures at their bounds: what is one thing off is refused, and the refusal says which. */
import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  checkpointText,
  EM_DASH,
  openCheckpoint,
  parseCheckpoint,
  parseVerifierKey,
  signatureLines,
  signCheckpoint,
  signedText,
  splitVerifierKey,
  verifierKey,
} from '../../../../../shared/authenticode/log/checkpoint.ts';
import {
  cosign,
  cosignaturesOf,
  parseWitnessKey,
  writeWitnessKey,
} from '../../../../../shared/authenticode/log/cosignature.ts';
import { makeTestKey } from '../../../../support/signing-keys.ts';

const ORIGIN = 'example.org/log';
const root = createHash('sha256').update('x').digest();
const checkpoint = { origin: ORIGIN, size: 42, root };
const TEXT = checkpointText(checkpoint);
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
const signText = () => Promise.resolve(sign('sha256', Buffer.from(TEXT), privateKey));
const note = await signCheckpoint(checkpoint, publicKey, signText);

const problemOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

/** A line of signatures with a key's id in front. */
const line = (name: string, id: Buffer, signature: Uint8Array): string =>
  `${EM_DASH} ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;

describe('the text of a checkpoint', () => {
  const base64 = root.toString('base64');
  it.each<[string, string, string]>([
    ['without an origin', `\n1\n${base64}\n\n`, 'checkpoint: note: no checkpoint'],
    ['with a size that begins with zero', `a\n01\n${base64}\n\n`, 'checkpoint: note: no checkpoint'],
    ['with a size of 17 digits', `a\n${'1'.repeat(17)}\n${base64}\n\n`, 'checkpoint: note: no checkpoint'],
    ['with a size and more', `a\n1 \n${base64}\n\n`, 'checkpoint: note: no checkpoint'],
    ['without an empty line', `a\n1\n${base64}`, 'checkpoint: note: no checkpoint'],
    ['with a root of 31 bytes', `a\n1\n${root.subarray(1).toString('base64')}\n\n`, 'checkpoint: root: no hash of 32'],
    ['with a root of 33 bytes', `a\n1\n${Buffer.alloc(33).toString('base64')}\n\n`, 'checkpoint: root: no hash of 32'],
    ['with a root written otherwise', `a\n1\n${base64.slice(0, -1)}\n\n`, 'checkpoint: root: no hash of 32 bytes'],
    ['of more than 64 KiB', `a\n1\n${base64}\n\n`.padEnd(65537), 'checkpoint: note: 65537 characters'],
  ])('%s is none', (_name, text, problem) => {
    expect(problemOf(() => parseCheckpoint(text))).toContain(problem);
  });

  it.each([
    ['0', 0],
    ['1', 1],
    ['1'.repeat(16), Number('1'.repeat(16))],
  ])('has a size of %s', (written, size) => {
    expect(parseCheckpoint(`a\n${written}\n${base64}\n\n`.padEnd(65536))).toEqual({ origin: 'a', size, root });
  });

  it('may have more lines, which are signed with it', () => {
    expect(signedText(`a\n1\n${base64}\nmore\n\n${EM_DASH} x\n`)).toBe(`a\n1\n${base64}\nmore\n`);
    expect(parseCheckpoint(`a\n1\n${base64}\nmore\n\n`)).toMatchObject({ origin: 'a' });
  });
});

describe('the signatures of a note', () => {
  it('are lines of a dash, a name and base64, and nothing more; of which a hundred count', () => {
    const lines = [
      `${EM_DASH} a AAEC`,
      `- b AAEC`,
      `${EM_DASH} c AAEC more`,
      `${EM_DASH} d`,
      ...Array.from({ length: 96 }, (_, index) => `${EM_DASH} e${index} AA==`),
      `${EM_DASH} too-late AA==`,
    ];
    const found = signatureLines(`${TEXT}\n${lines.join('\n')}\n`);
    expect(found.slice(0, 2)).toEqual([
      { name: 'a', blob: Buffer.of(0, 1, 2) },
      { name: 'd', blob: Buffer.alloc(0) },
    ]);
    expect(found).toHaveLength(98);
    expect(found.at(-1)?.name).toBe('e95');
  });

  it('of which one has to be the log’s: name, id and signature', () => {
    const [own] = signatureLines(note);
    const blob = own?.blob ?? Buffer.alloc(0);
    const [id, signature] = [blob.subarray(0, 4), blob.subarray(4)];
    expect(openCheckpoint(note, ORIGIN, publicKey)).toEqual(checkpoint);
    const other = line('someone', id, signature);
    expect(openCheckpoint(`${TEXT}\n${other}${line(ORIGIN, id, signature)}`, ORIGIN, publicKey)).toEqual(checkpoint);
    const refused = 'checkpoint: signature: not signed by the log’s key';
    for (const lines of [
      '',
      other,
      line(ORIGIN, Buffer.of(1, 2, 3, 4), signature),
      line(ORIGIN, id, Buffer.from(signature).fill(1, 8)),
    ]) {
      expect(problemOf(() => openCheckpoint(`${TEXT}\n${lines}`, ORIGIN, publicKey))).toBe(refused);
    }
    expect(problemOf(() => openCheckpoint(note, 'other', publicKey))).toBe(
      'checkpoint: origin: "example.org/log", not other',
    );
  });

  it('are read by the ids of earlier versions too, which name the kind of key', () => {
    const id = (name: string, algorithm: string, key: Uint8Array) =>
      createHash('sha256')
        .update(`${name}\n`)
        .update(Buffer.of(0xff))
        .update(algorithm)
        .update(key)
        .digest()
        .subarray(0, 4);
    const signature = sign('sha256', Buffer.from(TEXT), privateKey);
    const of = (algorithm: string) => `${TEXT}\n${line(ORIGIN, id(ORIGIN, algorithm, publicKey), signature)}`;
    expect(openCheckpoint(of('purgatory/ecdsa-sha256'), ORIGIN, publicKey)).toEqual(checkpoint);
    expect(() => openCheckpoint(of('purgatory/rsa-pkcs1-sha256'), ORIGIN, publicKey)).toThrow('not signed');
    const rsa = makeTestKey();
    const bySigner = sign('sha256', Buffer.from(TEXT), rsa.privateKey);
    const rsaId = id(ORIGIN, 'purgatory/rsa-pkcs1-sha256', rsa.publicKey);
    expect(openCheckpoint(`${TEXT}\n${line(ORIGIN, rsaId, bySigner)}`, ORIGIN, rsa.publicKey)).toEqual(checkpoint);
  });

  it('are of no key of another kind, and of no key that is none', () => {
    const ed = createPublicKey(generateKeyPairSync('ed25519').privateKey).export({ format: 'der', type: 'spki' });
    expect(problemOf(() => openCheckpoint(note, ORIGIN, ed))).toBe(
      'checkpoint: key: a key of type ed25519 signs no checkpoints',
    );
    expect(problemOf(() => openCheckpoint(note, ORIGIN, Buffer.from('key')))).toBe('checkpoint: key: no public key');
  });
});

describe('a verifier key', () => {
  const text = verifierKey(ORIGIN, publicKey);
  const [, name = '', id = '', base64 = ''] = /^([^+]*)\+([^+]*)\+(.*)$/.exec(text) ?? [];

  it('is read as it was written, with white space around it', () => {
    expect(parseVerifierKey(` ${text}\n`)).toEqual({ name: ORIGIN, publicKeyInfo: new Uint8Array(publicKey) });
    expect(splitVerifierKey(text)).toMatchObject({ name, type: 2, keyId: Buffer.from(id, 'hex') });
  });

  it.each<[string, string, string]>([
    ['without a name', `+${id}+${base64}`, 'no verifier key: NAME+ID+KEY'],
    ['with a space in its name', `a b+${id}+${base64}`, 'no verifier key: NAME+ID+KEY'],
    ['with an id of seven digits', `${name}+${id.slice(1)}+${base64}`, 'no verifier key: NAME+ID+KEY'],
    ['with something behind it', `${text}+x y`, 'no verifier key: NAME+ID+KEY'],
    ['of another key', `${name}+00000000+${base64}`, 'its id is of another key'],
    [
      'of another type',
      `${name}+${id}+${Buffer.concat([Buffer.of(4), publicKey]).toString('base64')}`,
      'of type 4, not',
    ],
  ])('%s is none', (_name, written, problem) => {
    expect(problemOf(() => parseVerifierKey(written))).toContain(`checkpoint: key: ${problem}`);
  });

  it('is of an ECDSA key', () => {
    expect(() => verifierKey(ORIGIN, makeTestKey().publicKey)).toThrow('no ECDSA key: verifiers know no other of KMS');
    const rsa = Buffer.concat([Buffer.of(2), makeTestKey().publicKey]).toString('base64');
    expect(() => parseVerifierKey(`${name}+${id}+${rsa}`)).toThrow('not of an ECDSA log');
  });
});

describe('a witness', () => {
  const own = generateKeyPairSync('ed25519').privateKey;
  const rawKey = createPublicKey(own).export({ format: 'der', type: 'spki' }).subarray(12);
  const witness = { name: 'w1', key: new Uint8Array(rawKey) };
  const at = new Date('2026-11-23T12:00:00.900Z');
  const signed = cosign(note, 'w1', own, at);
  const blob = signatureLines(signed).at(-1)?.blob ?? Buffer.alloc(0);
  const withBlob = (changed: Buffer, name = 'w1'): string =>
    `${note}${EM_DASH} ${name} ${changed.toString('base64')}\n`;
  const changed = (offset: number): Buffer => {
    const copy = Buffer.from(blob);
    copy.writeUInt8(copy.readUInt8(offset) ^ 1, offset);
    return copy;
  };

  it('vouches to the second', () => {
    expect([...cosignaturesOf(signed, [witness])]).toEqual([['w1', new Date('2026-11-23T12:00:00Z')]]);
    expect(openCheckpoint(signed, ORIGIN, publicKey)).toEqual(checkpoint);
    expect(cosignaturesOf(note, [witness]).size).toBe(0);
    expect(cosignaturesOf(signed, []).size).toBe(0);
  });

  it.each<[string, string]>([
    ['another name', withBlob(blob, 'w2')],
    ['another id', withBlob(changed(0))],
    ['another time', withBlob(changed(11))],
    ['another signature', withBlob(changed(12))],
    ['a byte less', withBlob(blob.subarray(0, -1))],
    ['a byte more', withBlob(Buffer.concat([blob, Buffer.of(0)]))],
    [
      'a time that no clock shows',
      withBlob(Buffer.concat([blob.subarray(0, 4), Buffer.alloc(8, 0xff), blob.subarray(12)])),
    ],
    ['another checkpoint', signed.replace('\n42\n', '\n43\n')],
  ])('does not with %s', (_name, text) => {
    expect(cosignaturesOf(text, [witness, { ...witness, name: 'other' }]).size).toBe(0);
  });

  it('has a key of Ed25519, which is read as it was written', () => {
    const text = writeWitnessKey(witness);
    expect(parseWitnessKey(text)).toEqual(witness);
    const withKey = (type: number, key: Uint8Array) =>
      `w1+00000000+${Buffer.concat([Buffer.of(type), key]).toString('base64')}`;
    expect(problemOf(() => parseWitnessKey(withKey(2, rawKey)))).toBe('checkpoint: witness: not the key of a witness');
    expect(problemOf(() => parseWitnessKey(withKey(4, rawKey.subarray(1))))).toContain('not the key of a witness');
    expect(problemOf(() => parseWitnessKey(text.replace(/\+[0-9a-f]{8}\+/, '+00000000+')))).toContain(
      'checkpoint: witness: its id is of another key',
    );
    expect(problemOf(() => cosign(note, 'w1', privateKey, at))).toBe(
      'checkpoint: witness: a witness signs with Ed25519, not with ec',
    );
  });
});
