import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { VirtualMemory } from '../../../../../shared/vmcore/memory/virtual-memory.ts';
import { walkRedBlack } from '../../../../../shared/vmcore/kernel/red-black.ts';
import { tries } from '../../../../support/thorough.ts';

const ROOT = 0xffff_8880_0000_0000n;
const MOST = 1000;
const nodeAt = (index: number): bigint => ROOT + 0x100n + BigInt(index) * 64n;

interface Drawn {
  readonly left?: Drawn | undefined;
  readonly right?: Drawn | undefined;
  readonly isRed: boolean;
}

/** Trees with so many black nodes on every way down. */
const drawTree = (blacks: number, mayBeRed: boolean): fc.Arbitrary<Drawn | undefined> => {
  if (blacks === 0 && !mayBeRed) return fc.constant(undefined);
  const black = (): fc.Arbitrary<Drawn | undefined> =>
    blacks === 0
      ? fc.constant(undefined)
      : fc.record({ left: drawTree(blacks - 1, true), right: drawTree(blacks - 1, true), isRed: fc.constant(false) });
  if (!mayBeRed) return black();
  const red = fc.record({ left: drawTree(blacks, false), right: drawTree(blacks, false), isRed: fc.constant(true) });
  return fc.oneof(black(), red);
};
const trees = fc.integer({ min: 1, max: 4 }).chain((blacks) => drawTree(blacks, false));

/** The words of a tree by their addresses, and its nodes. */
function lay(tree: Drawn | undefined): { readonly words: Map<bigint, bigint>; readonly nodes: bigint[] } {
  const words = new Map<bigint, bigint>();
  const nodes: bigint[] = [];
  const place = (node: Drawn | undefined, parent: bigint): bigint => {
    if (node === undefined) return 0n;
    const address = nodeAt(nodes.length);
    nodes.push(address);
    words.set(address, parent | (node.isRed ? 0n : 1n));
    words.set(address + 8n, place(node.right, address));
    words.set(address + 16n, place(node.left, address));
    return address;
  };
  words.set(ROOT, place(tree, 0n));
  return { words, nodes };
}

function memoryOf(words: ReadonlyMap<bigint, bigint>): VirtualMemory {
  const read = (ranges: readonly { readonly address: bigint; readonly length: number }[]): Promise<unknown> =>
    Promise.resolve(
      ranges.map(({ address, length }) => {
        const view = new DataView(new ArrayBuffer(length));
        for (let at = 0; at < length; at += 8) {
          const word = words.get(address + BigInt(at));
          if (word === undefined) return { failure: { reason: 'excluded', address } };
          view.setBigUint64(at, word, true);
        }
        return { bytes: new Uint8Array(view.buffer) };
      }),
    );
  return { read, word: (address: bigint) => Promise.resolve(words.get(address)) } as unknown as VirtualMemory;
}

const sorted = (nodes: readonly bigint[]): bigint[] => [...nodes].sort((a, b) => (a < b ? -1 : 1));

describe('walkRedBlack', () => {
  it('finds every node of a tree, and says that it is whole', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (tree) => {
        const { words, nodes } = lay(tree);
        const found = await walkRedBlack(memoryOf(words), ROOT, MOST);
        expect(found.broken).toBeUndefined();
        expect(sorted(found.nodes)).toEqual(sorted(nodes));
      }),
      { numRuns: tries(100, 1000) },
    );
  });

  it('says that a tree is broken where a pointer of it was overwritten, unless that cuts off red leaves alone', async () => {
    const isLeaf = (words: ReadonlyMap<bigint, bigint>, node: bigint): boolean =>
      words.get(node + 8n) === 0n && words.get(node + 16n) === 0n;
    await fc.assert(
      fc.asyncProperty(
        trees,
        fc.nat(),
        fc.constantFrom(0n, ROOT, nodeAt(0), 0x41n, 2n ** 64n - 8n),
        async (...drawn) => {
          const [tree, pick, value] = drawn;
          const { words, nodes } = lay(tree);
          const pointers = [...words].filter(([, to]) => nodes.includes(to) && to !== value).map(([at]) => at);
          const at = pointers[pick % pointers.length] ?? ROOT;
          const cut = words.get(at) ?? 0n;
          fc.pre(pointers.length > 0);
          const isRedLeaf = ((words.get(cut) ?? 0n) & 1n) === 0n && isLeaf(words, cut);
          fc.pre(at !== ROOT || value !== 0n);
          fc.pre(value !== 0n || !isRedLeaf);
          words.set(at, value);
          const { broken } = await walkRedBlack(memoryOf(words), ROOT, MOST);
          expect(broken).toEqual(expect.any(String));
        },
      ),
      { numRuns: tries(200, 2000) },
    );
  });

  it('ends in a ring, at its limit, and without a root, and says so', async () => {
    const { words, nodes } = lay({ isRed: false, left: { isRed: true }, right: { isRed: true } });
    expect(await walkRedBlack(memoryOf(words), ROOT, 3)).toMatchObject({ broken: undefined });
    expect(await walkRedBlack(memoryOf(words), ROOT, 2)).toMatchObject({ broken: 'it has more than 2 nodes' });
    expect(await walkRedBlack(memoryOf(new Map()), ROOT, 3)).toMatchObject({ nodes: [], broken: expect.any(String) });
    expect(await walkRedBlack(memoryOf(new Map([[ROOT, 0n]])), ROOT, 3)).toEqual({ nodes: [], broken: undefined });
    words.set(nodes[1] ?? 0n, nodes[2] ?? 0n);
    expect((await walkRedBlack(memoryOf(words), ROOT, 3)).broken).toContain('names another parent');
    words.set((nodes[0] ?? 0n) + 16n, nodes[0] ?? 0n);
    expect((await walkRedBlack(memoryOf(words), ROOT, 3)).broken).toContain('comes back to');
  });
});
