import { createHash, createPrivateKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openCheckpoint, parseCheckpoint, signCheckpoint } from '../../../../shared/authenticode/log/checkpoint.ts';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  nodeHash,
  rootHash,
  verifyConsistency,
  verifyInclusion,
  type HashReader,
} from '../../../../shared/authenticode/log/merkle.ts';
import {
  appendEntries,
  parseBundle,
  readEntry,
  TileReader,
  tilePath,
  type TileStore,
} from '../../../../shared/authenticode/log/tiles.ts';
import { FormatError } from '../../../../shared/errors.ts';
import { makeTestKey } from '../../../support/signing-keys.ts';

const entry = (index: number): Uint8Array => Buffer.from(`entry ${index}`);

/** The definition of RFC 6962, word for word. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return createHash('sha256').digest();
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return leafHash(only);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

function memoryStore(): TileStore & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    get: (name) => Promise.resolve(files.get(name)),
    put(name, bytes) {
      const there = files.get(name);
      if (there !== undefined && Buffer.compare(there, bytes) !== 0) throw new Error(`${name} was changed`);
      files.set(name, bytes);
      return Promise.resolve();
    },
  };
}

async function makeLog(sizes: readonly number[]): Promise<{ store: TileStore; size: number }> {
  const store = memoryStore();
  let size = 0;
  for (const count of sizes) {
    size = await appendEntries(
      store,
      size,
      Array.from({ length: count }, (_, index) => entry(size + index)),
    );
  }
  return { store, size };
}

describe('a log in tiles', () => {
  it('has the root that RFC 6962 defines, however it grew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }), async (sizes) => {
        const { store, size } = await makeLog(sizes);
        const leaves = Array.from({ length: size }, (_, index) => entry(index));
        expect(await rootHash(new TileReader(store, size), size)).toEqual(treeHash(leaves));
      }),
      { numRuns: 25 },
    );
  });

  it('proves that any entry is in it, and that any earlier log is its beginning', async () => {
    const { store, size } = await makeLog([300, 1, 255, 513]);
    const reader = new TileReader(store, size);
    const root = await rootHash(reader, size);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: size - 1 }),
        fc.integer({ min: 1, max: size }),
        async (index, first) => {
          const proof = await inclusionProof(reader, index, size);
          expect(verifyInclusion(leafHash(entry(index)), index, size, proof, root)).toBe(true);
          expect(verifyInclusion(leafHash(entry(index + 1)), index, size, proof, root)).toBe(false);
          expect(verifyInclusion(leafHash(entry(index)), (index + 1) % size, size, proof, root)).toBe(false);
          expect(await readEntry(store, index, size)).toEqual(entry(index));
          const firstRoot = await rootHash(reader, first);
          const steps = await consistencyProof(reader, first, size);
          expect(verifyConsistency(first, size, steps, firstRoot, root)).toBe(true);
          const forged = Uint8Array.from(firstRoot);
          forged[0] = (forged[0] ?? 0) ^ 1;
          expect(verifyConsistency(first, size, steps, forged, root)).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads an earlier size from the files of that time', async () => {
    const { store } = await makeLog([300, 400]);
    expect(await rootHash(new TileReader(store, 300), 300)).toEqual(
      treeHash(Array.from({ length: 300 }, (_, index) => entry(index))),
    );
  });

  it('names files as tlog-tiles says', () => {
    expect(tilePath(0, 0, 17)).toBe('tile/0/000.p/17');
    expect(tilePath(1, 1234067)).toBe('tile/1/x001/x234/067');
    expect(tilePath('entries', 5)).toBe('tile/entries/005');
  });

  it('throws nothing but FormatError for a bundle, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          parseBundle(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });

  it('answers for hashes that it computes itself as for those it is given', async () => {
    const leaves = Array.from({ length: 7 }, (_, index) => entry(index));
    const reader: HashReader = {
      subtree: (level, index) => Promise.resolve(treeHash(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
    };
    const root = await rootHash(reader, 7);
    expect(verifyInclusion(leafHash(entry(6)), 6, 7, await inclusionProof(reader, 6, 7), root)).toBe(true);
  });
});

describe('a checkpoint', () => {
  const key = makeTestKey();
  const checkpoint = { origin: 'example.org/log', size: 42, root: createHash('sha256').update('x').digest() };

  it('is opened with the key that signed it, and with no other', async () => {
    const note = await signCheckpoint(checkpoint, key.publicKey, key.sign);
    expect(openCheckpoint(note, 'example.org/log', key.publicKey)).toEqual(checkpoint);
    expect(() => openCheckpoint(note, 'example.org/log', makeTestKey().publicKey)).toThrow('not signed by the log');
    expect(() => openCheckpoint(note, 'example.org/other', key.publicKey)).toThrow(FormatError);
    expect(() => openCheckpoint(note.replace('\n42\n', '\n43\n'), 'example.org/log', key.publicKey)).toThrow(
      FormatError,
    );
    expect(createPrivateKey(key.privateKey.export({ format: 'pem', type: 'pkcs8' })).type).toBe('private');
  });

  it('refuses text that is none', () => {
    for (const text of ['', 'a\nb\nc\n\n', 'a\n1\nAAAA\n\n', 'a\n01\n'])
      expect(() => parseCheckpoint(text)).toThrow(FormatError);
  });
});
