/** Proofs that a stranger can check: with the key that they have, by a verifier that they wrote themselves. */
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprintOf, logKeyStore, readLogKey, type LogKey } from '../../../../clients/cli/images/log-keys.ts';
import { checkProof, ProofFile } from '../../../../clients/cli/images/proof.ts';
import {
  checkpointText,
  openCheckpoint,
  parseVerifierKey,
  signCheckpoint,
  verifierKey,
} from '../../../../shared/authenticode/log/checkpoint.ts';
import {
  cosign,
  cosignaturesOf,
  parseWitnessKey,
  writeWitnessKey,
} from '../../../../shared/authenticode/log/cosignature.ts';
import { inclusionProof, rootHash } from '../../../../shared/authenticode/log/merkle.ts';
import { appendEntries, TileReader, type TileStore } from '../../../../shared/authenticode/log/tiles.ts';
import { describeWith } from '../../../support/oracles.ts';

const ORIGIN = 'purgatory/eu-central-1/123456789012';
const NOW = new Date('2026-11-23T12:00:00Z');
const SIZE = 11;

const spkiOf = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' });
const newLog = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const logOf = (key: KeyObject): LogKey => ({ origin: ORIGIN, publicKey: spkiOf(key).toString('base64') });

/** A log of a few entries, one of which is about `digest`, and the proof of that. */
async function proofOf(digest: string, key: KeyObject): Promise<ProofFile> {
  const files = new Map<string, Uint8Array>();
  const tiles: TileStore = {
    get: (name) => Promise.resolve(files.get(name)),
    put: (name, bytes) => Promise.resolve(void files.set(name, bytes)),
  };
  const entry = (index: number): Buffer =>
    Buffer.from(
      JSON.stringify({
        version: 1,
        type: 'signed',
        at: NOW.toISOString(),
        by: `n${index}`,
        digest: index === 6 ? digest : undefined,
      }),
    );
  await appendEntries(
    tiles,
    0,
    Array.from({ length: SIZE }, (_, index) => entry(index)),
  );
  const reader = new TileReader(tiles, SIZE);
  const checkpoint = { origin: ORIGIN, size: SIZE, root: await rootHash(reader, SIZE) };
  const signDigest = (sha256: Uint8Array): Promise<Uint8Array> => {
    const text = checkpointText(checkpoint);
    expect(Buffer.from(sha256)).toEqual(createHash('sha256').update(text).digest());
    return Promise.resolve(sign('sha256', Buffer.from(text), key));
  };
  return {
    proof: {
      index: 6,
      entry: entry(6).toString('base64'),
      proof: (await inclusionProof(reader, 6, SIZE)).map((hash) => Buffer.from(hash).toString('hex')),
      checkpoint: await signCheckpoint(checkpoint, spkiOf(key), signDigest),
    },
  };
}

const key = newLog();
const witness = generateKeyPairSync('ed25519').privateKey;
const witnessKey = (of: KeyObject, name: string): string => writeWitnessKey({ name, key: spkiOf(of).subarray(-32) });
const digest = 'ab'.repeat(32);
let good: ProofFile;
beforeAll(async () => {
  good = await proofOf(digest, key);
});

describe('a proof', () => {
  it('is checked with the key that the checker has, and says whose log it is of', () => {
    const proven = checkProof(good, logOf(key));
    expect(proven).toMatchObject({ index: 6, size: SIZE, entry: { type: 'signed', digest } });
    expect(proven.log).toEqual({ ...logOf(key), fingerprint: fingerprintOf(logOf(key)) });
  });

  it('that was forged, and brings a key of its own along, proves nothing', async () => {
    const forger = newLog();
    const forged = { ...(await proofOf('cd'.repeat(32), forger)), log: logOf(forger) };
    const read = ProofFile.parse(JSON.parse(JSON.stringify(forged)));
    expect(read).toEqual({ proof: forged.proof });
    expect(() => checkProof(read, logOf(key))).toThrow('not signed');
  });

  it.each<[string, (file: ProofFile) => void]>([
    ['another entry', (file) => void (file.proof.entry = Buffer.from('{}').toString('base64'))],
    ['another place', (file) => void (file.proof.index = 7)],
    ['a shorter path', (file) => void file.proof.proof.pop()],
    ['a path that is too long', (file) => void file.proof.proof.push('00'.repeat(32))],
    ['another size', (file) => void (file.proof.checkpoint = file.proof.checkpoint.replace(`\n${SIZE}\n`, '\n12\n'))],
  ])('of %s does not hold', (_name, spoil) => {
    const file = structuredClone(good);
    spoil(file);
    expect(() => checkProof(file, logOf(key))).toThrow();
  });

  it('is vouched for by a witness, and not by who is none', () => {
    const note = cosign(good.proof.checkpoint, 'witness.example/w1', witness, NOW);
    const cosigned = { proof: { ...good.proof, checkpoint: note } };
    const known = parseWitnessKey(witnessKey(witness, 'witness.example/w1'));
    expect(checkProof(cosigned, logOf(key), [known]).witnesses).toEqual([
      { name: 'witness.example/w1', at: NOW.toISOString() },
    ]);
    expect(() => checkProof(good, logOf(key), [known])).toThrow('witness.example/w1');
    const other = parseWitnessKey(witnessKey(generateKeyPairSync('ed25519').privateKey, 'witness.example/w1'));
    expect(() => checkProof(cosigned, logOf(key), [other])).toThrow('witness.example/w1');
    const moved = note.replace(`\n${SIZE}\n`, '\n12\n');
    expect(cosignaturesOf(moved, [known]).size).toBe(0);
    expect(() => cosign(note, 'w', key, NOW)).toThrow('Ed25519');
  });
});

describe('the key of a log', () => {
  it('is of the type that verifiers know: 0x02, its id of the key alone', () => {
    const spki = spkiOf(key);
    const text = verifierKey(ORIGIN, spki);
    const id = createHash('sha256').update(spki).digest('hex').slice(0, 8);
    expect(text).toBe(`${ORIGIN}+${id}+${Buffer.concat([Uint8Array.of(2), spki]).toString('base64')}`);
    expect(parseVerifierKey(text)).toEqual({ name: ORIGIN, publicKeyInfo: new Uint8Array(spki) });
    const line = good.proof.checkpoint.trimEnd().split('\n').at(-1) ?? '';
    expect(
      Buffer.from(line.split(' ')[2] ?? '', 'base64')
        .subarray(0, 4)
        .toString('hex'),
    ).toBe(id);
  });

  it('is taken as verifier key, PEM or base64, and no other log’s is', () => {
    const spki = spkiOf(key);
    const pem = createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString();
    for (const text of [verifierKey(ORIGIN, spki), pem, spki.toString('base64')]) {
      expect(readLogKey(`${text}\n`, ORIGIN)).toEqual(logOf(key));
    }
    expect(() => readLogKey(verifierKey('example.org/log', spki), ORIGIN)).toThrow('example.org/log');
    expect(() => readLogKey('what?', ORIGIN)).toThrow('no key of a log');
  });

  it('that earlier versions named otherwise opens what they signed', () => {
    const spki = spkiOf(key);
    const old = createHash('sha256')
      .update(`${ORIGIN}\n`)
      .update(Uint8Array.of(0xff))
      .update('purgatory/ecdsa-sha256')
      .update(spki)
      .digest()
      .subarray(0, 4);
    const text = checkpointText({ origin: ORIGIN, size: 1, root: Buffer.alloc(32, 7) });
    const blob = Buffer.concat([old, sign('sha256', Buffer.from(text), key)]).toString('base64');
    expect(openCheckpoint(`${text}\n\u2014 ${ORIGIN} ${blob}\n`, ORIGIN, spki).size).toBe(1);
  });

  describe('is kept', () => {
    const home = mkdtempSync(join(tmpdir(), 'purgatory-pins-'));
    afterAll(() => {
      rmSync(home, { recursive: true, force: true });
    });

    it('from the first time on, and another one is refused', async () => {
      const store = logKeyStore({ XDG_CONFIG_HOME: home });
      await expect(store.find(ORIGIN)).resolves.toBeUndefined();
      await expect(store.keep(logOf(key))).resolves.toBe(true);
      await expect(store.keep(logOf(key))).resolves.toBe(false);
      await expect(store.find(ORIGIN)).resolves.toEqual(logOf(key));
      await expect(store.keep(logOf(newLog()))).rejects.toThrow('another key');
      await expect(store.find('__proto__')).resolves.toBeUndefined();
      writeFileSync(store.path, '{"logs":');
      await expect(store.find(ORIGIN)).rejects.toThrow('damaged');
    });
  });
});

describeWith({ commands: ['python3'] }, 'a second verifier, written by hand in another language', () => {
  const folder = mkdtempSync(join(tmpdir(), 'purgatory-second-'));
  const script = new URL('../../../support/second-verifier.py', import.meta.url).pathname;
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const second = (file: ProofFile, ...keys: readonly string[]): string => {
    const path = join(folder, 'proof.json');
    writeFileSync(path, JSON.stringify(file));
    try {
      return execFileSync('python3', [script, path, ...keys], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      return `refused: ${(error as { stderr: string }).stderr}`;
    }
  };

  it('comes to the same answers', () => {
    const logKey = verifierKey(ORIGIN, spkiOf(key));
    expect(second(good, logKey)).toContain(digest);
    const note = cosign(good.proof.checkpoint, 'witness.example/w1', witness, NOW);
    const cosigned = { proof: { ...good.proof, checkpoint: note } };
    const known = witnessKey(witness, 'witness.example/w1');
    expect(second(cosigned, logKey, known)).toContain(digest);
    expect(second(good, logKey, known)).toContain('does not vouch');
    expect(second(good, verifierKey(ORIGIN, spkiOf(newLog())))).toContain('did not sign');
    expect(second({ proof: { ...good.proof, index: 5 } }, logKey)).toContain('does not lead');
    const longer = { proof: { ...good.proof, checkpoint: good.proof.checkpoint.replace(`\n${SIZE}\n`, '\n12\n') } };
    expect(second(longer, logKey)).toContain('did not sign');
  });
});
