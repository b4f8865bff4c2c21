/** Proofs that are wrong in one thing, tiles that are not there, and entries at their largest. */
import { describe, expect, it } from '@jest/globals';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootHash,
  verifyConsistency,
  verifyInclusion,
} from '../../../../../shared/authenticode/log/merkle.ts';
import {
  appendEntries,
  parseBundle,
  readEntry,
  TileReader,
  tilePath,
  type TileStore,
} from '../../../../../shared/authenticode/log/tiles.ts';

const entry = (index: number): Uint8Array => Buffer.from(`entry ${index}`);

function memory(): TileStore & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    get: (name) => Promise.resolve(files.get(name)),
    put: (name, bytes) => Promise.resolve(void files.set(name, bytes)),
  };
}

/** Large enough for every shape of a tree; small enough to try all pairs. */
const SIZE = 33;
const store = memory();
await appendEntries(
  store,
  0,
  Array.from({ length: SIZE }, (_, index) => entry(index)),
);
const reader = new TileReader(store, SIZE);
const roots = await Promise.all(Array.from({ length: SIZE + 1 }, (_, size) => rootHash(reader, size)));
const rootOf = (size: number): Uint8Array => roots[size] ?? new Uint8Array(0);
const other = new Uint8Array(32).fill(7);

/** Each way in which a proof is wrong. */
function* spoiled(proof: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  yield [...proof, other];
  if (proof.length === 0) return;
  yield proof.slice(1);
  yield proof.slice(0, -1);
  for (const index of proof.keys()) {
    yield proof.with(index, other);
    yield proof.with(index, (proof[index] ?? other).subarray(1));
  }
}

describe('proofs', () => {
  it('of any leaf in any tree are good, and good for nothing else', async () => {
    const wrong: string[] = [];
    for (let size = 1; size <= SIZE; size++) {
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(reader, index, size);
        const check = (of: readonly Uint8Array[], at = index, among = size): boolean =>
          verifyInclusion(leafHash(entry(index)), at, among, of, rootOf(size));
        if (!check(proof)) wrong.push(`${index} of ${size}: refused`);
        for (const one of spoiled(proof)) if (check(one)) wrong.push(`${index} of ${size}: a spoiled one is taken`);
        if (check(proof, index + 1) || check(proof, -1) || check(proof, index + 0.5))
          wrong.push(`${index}: another place`);
        if (verifyInclusion(leafHash(entry(index)), index, size, proof, rootOf(size - 1))) wrong.push(`${size}: root`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('that a log only grew are good, and good for nothing else', async () => {
    const wrong: string[] = [];
    for (let second = 1; second <= SIZE; second++) {
      for (let first = 1; first <= second; first++) {
        const proof = await consistencyProof(reader, first, second);
        const check = (of: readonly Uint8Array[], from = rootOf(first), to = rootOf(second)): boolean =>
          verifyConsistency(first, second, of, from, to);
        if (!check(proof)) wrong.push(`${first} in ${second}: refused`);
        for (const one of spoiled(proof)) if (check(one)) wrong.push(`${first} in ${second}: a spoiled one is taken`);
        if (check(proof, other) || check(proof, rootOf(first), other)) wrong.push(`${first} in ${second}: other roots`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('of nothing: an empty log is the beginning of any, by an empty proof alone', async () => {
    expect(await consistencyProof(reader, 0, 5)).toEqual([]);
    expect(verifyConsistency(0, 5, [], rootOf(0), rootOf(5))).toBe(true);
    expect(verifyConsistency(0, 5, [other], rootOf(0), rootOf(5))).toBe(false);
    expect(verifyConsistency(-1, 5, [], rootOf(0), rootOf(5))).toBe(false);
    expect(verifyConsistency(6, 5, [], rootOf(5), rootOf(5))).toBe(false);
    expect(verifyConsistency(3, 5, [], rootOf(3), rootOf(5))).toBe(false);
    expect(verifyConsistency(5, 5, [], rootOf(5), rootOf(4))).toBe(false);
    expect(verifyConsistency(5, 5, [other], rootOf(5), rootOf(5))).toBe(false);
  });

  it('are not made of what is not in the tree', async () => {
    await expect(inclusionProof(reader, 5, 5)).rejects.toThrow('leaf 5 of a tree of 5');
    await expect(inclusionProof(reader, -1, 5)).rejects.toThrow(RangeError);
    await expect(consistencyProof(reader, 6, 5)).rejects.toThrow('a tree of 6 leaves in one of 5');
    await expect(consistencyProof(reader, -1, 5)).rejects.toThrow(RangeError);
    expect(verifyInclusion(leafHash(entry(5)), 5, 5, [], rootOf(5))).toBe(false);
  });

  it('of large trees keep numbers whole', () => {
    expect(verifyInclusion(rootOf(1), 2 ** 40, 2 ** 40 + 1, [], rootOf(1))).toBe(false);
    expect(verifyInclusion(rootOf(1), 2 ** 53, 2 ** 54, [], rootOf(1))).toBe(false);
  });
});

describe('files of a log', () => {
  it('are named by thousands', () => {
    expect([999, 1000, 999_999, 1_000_000].map((index) => tilePath(0, index))).toEqual([
      'tile/0/999',
      'tile/0/x001/000',
      'tile/0/x999/999',
      'tile/0/x001/x000/000',
    ]);
    expect([tilePath('entries', 0, 255), tilePath('entries', 0, 256)]).toEqual([
      'tile/entries/000.p/255',
      'tile/entries/000',
    ]);
  });

  it('of 256 entries are full, and the level above begins', async () => {
    const at = async (size: number): Promise<string[]> => {
      const files = memory();
      await appendEntries(
        files,
        0,
        Array.from({ length: size }, (_, index) => entry(index)),
      );
      return [...files.files.keys()].sort();
    };
    expect(await at(255)).toEqual(['tile/0/000.p/255', 'tile/entries/000.p/255']);
    expect(await at(256)).toEqual(['tile/0/000', 'tile/1/000.p/1', 'tile/entries/000']);
    expect(await at(257)).toEqual([
      ...['tile/0/000', 'tile/0/001.p/1', 'tile/1/000.p/1', 'tile/entries/000', 'tile/entries/001.p/1'],
    ]);
  });

  it('are each fetched once', async () => {
    const asked: string[] = [];
    const counting: TileStore = {
      ...store,
      get: (name) => {
        asked.push(name);
        return store.get(name);
      },
    };
    await rootHash(new TileReader(counting, SIZE), SIZE);
    expect(asked).toEqual(['tile/0/000.p/33']);
  });

  it('that are not there are waited for; those of another size are an error', async () => {
    const empty = memory();
    await expect(rootHash(new TileReader(empty, 1), 1)).rejects.toMatchObject({ name: 'TransientError' });
    await expect(rootHash(new TileReader(empty, 1), 1)).rejects.toThrow('log: tile/0/000.p/1 is not there');
    await expect(readEntry(empty, 0, 1)).rejects.toThrow('log: tile/entries/000.p/1 is not there');
    await expect(appendEntries(empty, 1, [entry(1)])).rejects.toThrow('is not there');
    empty.files.set('tile/0/000.p/1', new Uint8Array(33));
    await expect(rootHash(new TileReader(empty, 1), 1)).rejects.toMatchObject({
      ...{ code: 'bad-value', format: 'log', field: 'tile/0/000.p/1' },
    });
  });

  it('hold entries of 65535 bytes and no more', async () => {
    const files = memory();
    const largest = new Uint8Array(0xffff).fill(3);
    expect(await appendEntries(files, 0, [largest, entry(1)])).toBe(2);
    expect(await readEntry(files, 0, 2)).toEqual(largest);
    expect(await readEntry(files, 1, 2)).toEqual(new Uint8Array(entry(1)));
    const none = memory();
    await expect(appendEntries(none, 0, [entry(0), new Uint8Array(0x10000)])).rejects.toMatchObject({ code: 'limit' });
    expect(none.files.size).toBe(0);
  });

  it.each<[string, Uint8Array, number | undefined]>([
    ['no entry', Buffer.alloc(0), 0],
    ['an empty one', Buffer.of(0, 0), 1],
    ['one of 256 bytes', Buffer.concat([Buffer.of(1, 0), Buffer.alloc(256)]), 1],
    ['one that is cut by a byte', Buffer.concat([Buffer.of(1, 0), Buffer.alloc(255)]), undefined],
    ['half a length', Buffer.of(0, 0, 0), undefined],
    ['256 entries', Buffer.alloc(512), 256],
    ['257 entries', Buffer.alloc(514), undefined],
  ])('of entries: %s', (_name, bytes, count) => {
    if (count === undefined) expect(() => parseBundle(bytes)).toThrow(expect.objectContaining({ code: 'truncated' }));
    else expect(parseBundle(bytes)).toHaveLength(count);
  });

  it('with too few entries say which is missing', async () => {
    const files = memory();
    files.files.set('tile/entries/000.p/2', Buffer.of(0, 0));
    await expect(readEntry(files, 1, 2)).rejects.toThrow('log: entries: no entry 1');
  });
});
