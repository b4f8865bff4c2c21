import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWithheld } from '../../../../functions/explore/withheld.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { hex } from '../../../../shared/bytes/cursor.ts';
import { Explorer } from '../../../../shared/vmcore/explore/explorer.ts';
import {
  directAddress,
  pageAddress,
  pageMap,
  readPageInfo,
  saysSlab,
} from '../../../../shared/vmcore/explore/pages.ts';

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
    fits: (page: { readonly mapping: bigint; readonly slab: boolean }) => boolean,
  ): Promise<string[]> {
    const map = await pageMap(whole.world);
    if (map === undefined) throw new Error('no struct pages');
    const found: string[] = [];
    for (let pfn = 256; pfn < whole.dump.memory.maxPfn && found.length < 5; pfn += 64) {
      const addresses = Array.from({ length: 64 }, (_, i) => pageAddress(map, pfn + i));
      for (const page of (await readPageInfo(map, addresses)).values()) {
        const slab = saysSlab(whole.world.kernel, page) === true;
        const at = directAddress(whole.world.kernel, page.pfn);
        if (page.head === page.address && at !== undefined && fits({ mapping: page.mapping, slab }))
          found.push(hex(at));
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
