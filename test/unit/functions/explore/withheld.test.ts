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

describe('keys', () => {
  /** Of a key of the type `user`, and of an `asymmetric` one: the first word of each is what it holds. */
  const SECRETS = ['0xffff8c3ac2a17a40', '0xffff8c3ac1cb8c40'];
  /** Of a keyring: it names other keys. */
  const KEYRING = '0xffff8c3ac19d71c0';
  const source = memorySource(SAMPLE);
  let shown: Explorer;
  let whole: Explorer;
  beforeAll(async () => {
    shown = await openWithheld(source, {});
    whole = await Explorer.open([source]);
  });
  const ask = (explorer: Explorer, address: string): Promise<string> =>
    explorer.ask(`*(unsigned long *)${address}`).then(
      (answer) => JSON.stringify(answer),
      (error: unknown) => String(error),
    );

  it('show nothing of what they hold, by whatever address of the page', async () => {
    for (const secret of SECRETS) {
      expect([secret, await ask(whole, secret)]).toEqual([secret, expect.stringContaining('"integer"')]);
      const page = BigInt(secret) & ~0xfffn;
      for (const address of [secret, hex(page), hex(page + 0xff8n)]) {
        expect([address, await ask(shown, address)]).toEqual([address, expect.stringContaining('withheld')]);
      }
    }
  });

  it('are withheld each time that their page is read, in whatever company', async () => {
    const { kernel } = shown.world;
    const frameOf = (address: string): number => {
      const at = BigInt(address);
      const map = kernel.memory.space.linear.find(({ start, end }) => at >= start && at < end);
      if (map === undefined) throw new Error('not in the direct map');
      return Number((at - map.start + map.physicalStart) / BigInt(kernel.memory.pageSizeBytes));
    };
    const { memory } = shown.dump;
    for (const secret of SECRETS.map(frameOf)) {
      for (let time = 0; time < 3; time += 1) {
        const pages = await memory.readPages([secret - 1, secret, secret + 1]);
        expect(pages.map((page) => ('absence' in page ? page.absence : 'there'))).toEqual([
          'there',
          'withheld',
          'there',
        ]);
        expect(memory.peekPage?.(secret)).toBeUndefined();
      }
      const [beside] = await memory.readPages([secret - 1]);
      const [own] = await whole.dump.memory.readPages([secret - 1]);
      expect(beside).toEqual(own);
      expect(memory.peekPage?.(secret - 1)).toEqual(whole.dump.memory.peekPage?.(secret - 1));
    }
  });

  it('that only name others are shown, and so are the pages beside a secret', async () => {
    const beside = SECRETS.flatMap((secret) => [-1n, 1n].map((by) => hex((BigInt(secret) & ~0xfffn) + by * 0x1000n)));
    for (const address of [KEYRING, ...beside]) {
      expect([address, await ask(shown, address)]).toEqual([address, await ask(whole, address)]);
    }
  });

  it('that are more than are looked at are a reason not to open the dump: none is shown by being the last', async () => {
    const { rows } = (await whole.ask('walk rb &key_serial_tree type struct key.serial_node show serial')) as {
      readonly rows: readonly unknown[];
    };
    await expect(openWithheld(source, {}, rows.length - 1)).rejects.toMatchObject({
      ...{ code: 'conflict', message: expect.stringContaining(`more than ${rows.length - 1} keys`) },
    });
    const opened = await openWithheld(source, {}, rows.length);
    expect(await ask(opened, SECRETS[0] ?? '')).toContain('withheld');
    await opened.close();
  });

  it('are withheld also where a page was read before it was known', async () => {
    for (let i = 0; i < 2; i += 1) expect(await ask(shown, SECRETS[0] ?? '')).toContain('withheld');
    expect(await ask(shown, KEYRING)).toBe(await ask(whole, KEYRING));
  });
});
