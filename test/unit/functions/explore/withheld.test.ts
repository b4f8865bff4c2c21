import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWithheld } from '../../../../functions/explore/withheld.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { hex } from '../../../../shared/bytes/cursor.ts';
import { Explorer } from '../../../../shared/vmcore/explore/explorer.ts';
import {
  directAddress,
  hasFlag,
  pageAddress,
  pageMap,
  readPageInfo,
  saysSlab,
} from '../../../../shared/vmcore/explore/pages.ts';
import { editKdump } from '../../../support/edited-kdump.ts';

const SAMPLE = readFileSync(join(import.meta.dirname, '../../../fixtures/vmcore/sample.kdump'));
/** `kdump_sub_header.dump_level`, after `phys_base`, in the second block of the file. */
const DUMP_LEVEL_AT = 4096 + 8;
const LEVEL_OF_ALL = 0;

/** The sample as if makedumpfile had left out nothing: pages of processes may be in it. */
function withEverything(): Uint8Array {
  const bytes = Uint8Array.from(SAMPLE);
  new DataView(bytes.buffer).setInt32(DUMP_LEVEL_AT, LEVEL_OF_ALL, true);
  return bytes;
}

describe('a dump that may hold pages of processes', () => {
  let shown: Explorer;
  let whole: Explorer;
  beforeAll(async () => {
    const source = memorySource(withEverything());
    shown = await openWithheld(source, {});
    whole = await Explorer.open([source]);
    expect(whole.dump.info.dumpLevel).toBe(LEVEL_OF_ALL);
  });

  /** Addresses in the direct map of pages that fit. */
  async function pagesThat(
    fits: (page: {
      readonly mapping: bigint;
      readonly slab: boolean;
      readonly refcount: number;
      readonly reserved: boolean;
      readonly level: 'single' | 'larger';
    }) => boolean,
  ): Promise<string[]> {
    const map = await pageMap(whole.world);
    if (map === undefined) throw new Error('no struct pages');
    const found: string[] = [];
    for (let pfn = 256; pfn < whole.dump.memory.maxPfn && found.length < 5; pfn += 64) {
      const addresses = Array.from({ length: 64 }, (_, i) => pageAddress(map, pfn + i));
      for (const page of (await readPageInfo(map, addresses)).values()) {
        const slab = saysSlab(whole.world.kernel, page) === true;
        const at = directAddress(whole.world.kernel, page.pfn);
        const says = (flag: string): boolean => hasFlag(whole.world.kernel, page, flag) === true;
        const level = says('PG_head') ? 'larger' : 'single';
        const { mapping, refcount } = page;
        if (page.head !== page.address || at === undefined) continue;
        if (!fits({ mapping, slab, refcount, reserved: says('PG_reserved'), level })) continue;
        const [there] = await whole.dump.memory.readPages([page.pfn]);
        // Of most that is not the kernel's the dump has nothing to show, whoever asks.
        if (there?.bytes !== undefined || (mapping !== 0n && !slab)) found.push(hex(at));
      }
    }
    return found;
  }

  const wordAt = async (explorer: Explorer, address: string): Promise<string> =>
    explorer.ask(`*(unsigned long *)${address}`).then(
      (answer) => (answer.kind === 'value' && answer.datum.is === 'integer' ? 'a number' : answer.kind),
      (error: unknown) => String(error),
    );

  it('shows none of them, whoever asks', async () => {
    const anonymous = await pagesThat(({ mapping, slab }) => !slab && (mapping & 3n) === 1n);
    expect(anonymous.length).toBeGreaterThan(0);
    for (const address of anonymous) expect(await wordAt(shown, address)).toContain('withheld');
  });

  it('shows no cached file', async () => {
    const cached = await pagesThat(({ mapping, slab }) => !slab && (mapping & 3n) === 0n && mapping >> 47n !== 0n);
    expect(cached.length).toBeGreaterThan(0);
    for (const address of cached) expect(await wordAt(shown, address)).toContain('withheld');
  });

  it('shows no page that nobody uses: what a process left there', async () => {
    const free = await pagesThat(({ mapping, slab, refcount, reserved }) => {
      return !slab && !reserved && mapping === 0n && refcount === 0;
    });
    expect(free.length).toBeGreaterThan(0);
    for (const address of free) expect(await wordAt(shown, address)).toContain('withheld');
  });

  /** A page of the kernel's own, and what its `struct page` is made to say: offsets and words. */
  const claims: readonly (readonly [string, Readonly<Record<string, bigint>>])[] = [
    ['can be moved, as what zswap compressed', { mapping: 2n }],
    ['is anonymous', { mapping: 1n }],
    ['is cached of a file', { mapping: 0xffff_8c3a_c000_0000n }],
    ['is a part of one that can’t be read', { compound_head: 0xffff_0000_0000_0001n }],
  ];

  it.each(claims)('shows no page that %s', async (_, words) => {
    const map = await pageMap(whole.world);
    const [stack] = await pagesThat(({ mapping, slab, refcount, reserved, level }) => {
      return !slab && !reserved && mapping === 0n && refcount === 1 && level === 'single';
    });
    const type = whole.world.kernel.types.find('page');
    if (map === undefined || stack === undefined || type === undefined) throw new Error('no such page');
    expect(await wordAt(shown, stack)).toBe('a number');
    const { kernel } = whole.world;
    const page = pageAddress(map, kernel.memory.frameOf(BigInt(stack)) ?? 0);
    const edits = await Promise.all(
      Object.entries(words).map(async ([name, value]) => {
        const at = page + BigInt(type.field(name)?.offsetBytes ?? 0);
        await kernel.memory.word(at);
        const bytes = new Uint8Array(8);
        new DataView(bytes.buffer).setBigUint64(0, value, true);
        return { physical: BigInt(kernel.memory.frameOf(at) ?? 0) * 4096n + (at & 4095n), bytes };
      }),
    );
    const frames = [...new Set(edits.map(({ physical }) => Number(physical / 4096n)))];
    const pages = await whole.dump.memory.readPages(frames);
    const bytesOf = new Map(frames.map((frame, i) => [frame, pages[i]?.bytes ?? new Uint8Array(4096)]));
    const edited = editKdump(withEverything(), edits, (pfn) => bytesOf.get(pfn) ?? new Uint8Array(4096));
    const guarded = await openWithheld(memorySource(edited), {});
    expect(await wordAt(guarded, stack)).toContain('withheld');
    await guarded.close();
  });

  it('shows what is the kernel’s as if nothing were withheld', async () => {
    const slabs = await pagesThat(({ slab }) => slab);
    expect(slabs.length).toBeGreaterThan(0);
    for (const address of slabs)
      expect([address, await wordAt(shown, address)]).toEqual([address, await wordAt(whole, address)]);
    for (const question of ['ps', 'mod', 'mount', 'bt', 'per_cpu(runqueues, 0).curr->comm', 'log']) {
      expect([question, await shown.ask(question)]).toEqual([question, await whole.ask(question)]);
    }
  });
});
