import { describe, expect, it } from '@jest/globals';
import { ComparedText } from '../../../../../shared/vmcore/integrity/compared-text.ts';
import { PatchMap } from '../../../../../shared/vmcore/integrity/patch-sites.ts';
import type { Kernel } from '../../../../../shared/vmcore/kernel/kernel.ts';

const START = 0xffff_8000_0801_0000n;
const PAGE = 4096;
const AT = 0x200;
const NOP = 0xd503201f;
const CALL = 0x94000010;
const BRANCH = 0x14000010;

/** As far as a comparison asks a kernel: an arm64 one that was not moved, and names nothing. */
const KERNEL = {
  machine: 'aarch64',
  memory: { pageSizeBytes: PAGE },
  info: new Map<string, string>(),
  symbolize: () => undefined,
} as unknown as Kernel;

/** A page of code of which the words from {@link AT} on are these in the image, and those in memory. */
function compared(image: readonly number[], memory: readonly number[]) {
  const code = (words: readonly number[]) => {
    const bytes = Buffer.alloc(PAGE, 0x91);
    words.forEach((word, i) => bytes.writeUInt32LE(word, AT + i * 4));
    return bytes;
  };
  const found = code(memory);
  const text = new ComparedText(KERNEL, {
    start: START,
    expected: code(image),
    map: new PatchMap(START, PAGE),
    pages: [found],
  });
  const { states, image: shown } = text.compare(START + BigInt(AT), found.subarray(AT, AT + 4 * memory.length));
  const words = memory.map((_, i) => [...new Set(states.slice(i * 4, i * 4 + 4))]);
  return { differences: text.info.differences, words, shown: Buffer.from(shown) };
}

describe('ComparedText of arm64', () => {
  it('tells a call that is gone from what the kernel rewrote right behind it', () => {
    const { differences, words, shown } = compared([CALL, NOP, NOP], [NOP, BRANCH, NOP]);
    expect(differences).toMatchObject([{ address: `0x${(START + BigInt(AT)).toString(16)}`, expected: '10000094' }]);
    expect(words).toEqual([['changed'], ['rewritten'], ['same']]);
    // The image's where it is changed, memory's elsewhere.
    expect([shown.readUInt32LE(0), shown.readUInt32LE(4)]).toEqual([CALL, BRANCH]);
  });

  it('keeps telling it where damage lies on both sides of it, which is one place', () => {
    const { differences, words } = compared([CALL, NOP, CALL, NOP], [NOP, BRANCH, NOP, BRANCH]);
    expect(differences).toMatchObject([{ expected: '100000941f2003d510000094' }]);
    expect(words).toEqual([['changed'], ['rewritten'], ['changed'], ['rewritten']]);
  });
});
