import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWithheld } from '../../../../functions/explore/withheld.ts';
import { memorySource, type ByteSource } from '../../../../shared/bytes/byte-source.ts';
import { hex } from '../../../../shared/bytes/cursor.ts';
import { TransientError } from '../../../../shared/errors.ts';
import { Explorer } from '../../../../shared/vmcore/explore/explorer.ts';
import { pageAddress, pageMap, readPageInfo, saysSlab } from '../../../../shared/vmcore/explore/pages.ts';
import { slabCaches } from '../../../../shared/vmcore/explore/slab-objects.ts';
import { readKeys } from '../../../../shared/vmcore/kernel/keys.ts';
import { editKdump } from '../../../support/edited-kdump.ts';

const SAMPLE = readFileSync(join(import.meta.dirname, '../../../fixtures/vmcore/sample.kdump'));
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

  it('are withheld with what their payloads name: a private key is not in the payload itself', async () => {
    const { keys } = await readKeys(whole.world.kernel, 100);
    const certificate = keys.find(({ type }) => type === 'asymmetric');
    // `asym_crypto` of the payload is a `struct public_key`, that begins with a pointer to the key.
    const named = hex((await whole.world.kernel.memory.word(certificate?.payload[0] ?? 0n)) ?? 0n);
    expect(await ask(whole, named)).toContain('"integer"');
    expect(await ask(shown, named)).toContain('withheld');
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

  it('are withheld also where a page was read before it was known', async () => {
    for (let i = 0; i < 2; i += 1) expect(await ask(shown, SECRETS[0] ?? '')).toContain('withheld');
    expect(await ask(shown, KEYRING)).toBe(await ask(whole, KEYRING));
  });
});

describe('a dump of which not all keys are known', () => {
  const SECRETS = ['0xffff8c3ac2a17a40', '0xffff8c3ac1cb8c40'];
  const source = memorySource(SAMPLE);
  let whole: Explorer;
  beforeAll(async () => {
    whole = await Explorer.open([source]);
  });

  const physical = async (address: bigint): Promise<bigint> => {
    const { memory } = whole.world.kernel;
    await memory.word(address);
    const frame = memory.frameOf(address);
    if (frame === undefined) throw new Error(`${hex(address)} is nowhere`);
    return BigInt(frame) * 4096n + (address & 4095n);
  };

  const number = async (question: string): Promise<bigint> => {
    const answer = await whole.ask(question);
    if (answer.kind !== 'value') throw new Error(question);
    if (answer.datum.is === 'pointer') return BigInt(answer.datum.address);
    if (answer.datum.is === 'integer') return BigInt(answer.datum.value);
    throw new Error(`${question} is no number`);
  };
  const word = (value: bigint): Uint8Array => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, value, true);
    return bytes;
  };
  const edited = async (edits: readonly { readonly address: bigint; readonly bytes?: Uint8Array }[]) => {
    const inMemory = await Promise.all(
      edits.map(async ({ address, ...rest }) => ({ physical: await physical(address), ...rest })),
    );
    const frames = [...new Set(inMemory.map((edit) => Number(edit.physical / 4096n)))];
    const pages = await whole.dump.memory.readPages(frames);
    const bytes = new Map(frames.map((frame, i) => [frame, pages[i]?.bytes]));
    return memorySource(editKdump(SAMPLE, inMemory, (pfn) => bytes.get(pfn) ?? new Uint8Array(4096)));
  };
  const answer = (explorer: Explorer, address: string): Promise<string> =>
    explorer.ask(`*(unsigned long *)${address}`).then(
      (told) => JSON.stringify(told),
      (error: unknown) => String(error),
    );
  const keyOf = async (secret: string): Promise<bigint> => {
    const { keys } = await readKeys(whole.world.kernel, 100);
    const key = keys.find(({ payload }) => payload.includes(BigInt(secret)));
    if (key === undefined) throw new Error(`nobody holds ${secret}`);
    return key.address;
  };

  /** What is wrong, what is said of it, and how the dump is made so. */
  const breaks: readonly (readonly [string, string, () => Promise<Parameters<typeof edited>[0]>])[] = [
    [
      'the root of the tree of keys is 0',
      'the kernel counts 11 keys, and its tree of keys has 0',
      async () => [{ address: await number('(unsigned long)&key_serial_tree'), bytes: word(0n) }],
    ],
    [
      'a part of the tree is cut off',
      'out of balance',
      async () => {
        const root = await number('(unsigned long)key_serial_tree.rb_node');
        return [{ address: root + 8n, bytes: word(0n) }];
      },
    ],
    [
      'the tree comes back to itself',
      'comes back',
      async () => {
        const root = await number('(unsigned long)key_serial_tree.rb_node');
        return [{ address: root + 8n, bytes: word(root) }];
      },
    ],
    [
      'a node of it can’t be read',
      'can’t be read'.replace('’', "'"),
      async () => [{ address: await keyOf(SECRETS[0] ?? '') }],
    ],
    [
      'keys are being destroyed, and are in no tree',
      'the kernel counts 12 keys',
      async () => [
        { address: await number('(unsigned long)&root_key_user.nkeys'), bytes: new Uint8Array([14, 0, 0, 0]) },
      ],
    ],
    [
      'who owns keys can’t be told',
      'owners',
      async () => [{ address: await number('(unsigned long)&key_user_tree'), bytes: word(0xffff_0000_dead_0000n) }],
    ],
  ];

  it.each(breaks)('withholds all memory that may hold one where %s, and says why', async (_, why, edits) => {
    const shown = await openWithheld(await edited(await edits()), {});
    for (const secret of SECRETS) {
      const told = await answer(shown, secret);
      expect(told).toContain('is withheld');
      expect(told).toContain(why);
      expect(told).toContain('purgatory explore FILE');
    }
    // What no key lies in is asked as ever.
    for (const question of ['ps', 'bt', 'mod', 'log', 'per_cpu(runqueues, 0).curr->comm'])
      expect([question, await shown.ask(question)]).toEqual([question, await whole.ask(question)]);
    await shown.close();
  });

  it('withholds them whatever was read of them while the dump was opened', async () => {
    const root = { address: await number('(unsigned long)&key_serial_tree'), bytes: word(0n) };
    const shown = await openWithheld(await edited([root]), {});
    const frames = Array.from({ length: shown.dump.memory.maxPfn }, (_, pfn) => pfn);
    const map = await pageMap(whole.world);
    if (map === undefined) throw new Error('no struct pages');
    const pages = await readPageInfo(
      map,
      frames.map((pfn) => pageAddress(map, pfn)),
    );
    const slabs = [...pages.values()].filter(
      (page) => page.head === page.address && saysSlab(map.kernel, page) === true,
    );
    const caches = await slabCaches(whole.world);
    const rows = await map.kernel
      .shape('slab', { cache: 'slab_cache' })
      .need('cache')
      .readGood(
        map.kernel.memory,
        slabs.map(({ address }) => address),
      );
    const named = new Map(rows.map((row) => [row.address, caches.get(row.pointer('cache'))?.name ?? '']));
    const secret = slabs.filter(({ address }) => named.get(address)?.startsWith('kmalloc')).map(({ pfn }) => pfn);
    expect(secret.length).toBeGreaterThan(100);
    const read = await shown.dump.memory.readPages(secret);
    expect(read.filter((page) => !('absence' in page))).toEqual([]);
    await shown.close();
  });

  it('withholds what it can’t be told of, too: whose page it is, or which cache a slab is of', async () => {
    const root = { address: await number('(unsigned long)&key_serial_tree'), bytes: word(0n) };
    const map = await pageMap(whole.world);
    const [secret = ''] = SECRETS;
    if (map === undefined) throw new Error('no struct pages');
    const page = pageAddress(map, whole.world.kernel.memory.frameOf(BigInt(secret)) ?? 0);
    const unread = await openWithheld(await edited([root, { address: page }]), {});
    expect(await answer(unread, secret)).toContain('is withheld');
    await unread.close();
    const caches = { address: await number('(unsigned long)&slab_caches'), bytes: new Uint8Array(16) };
    const nameless = await openWithheld(await edited([root, caches]), {});
    for (const at of [secret, hex(await number('(unsigned long)task(1)'))])
      expect(await answer(nameless, at)).toContain('is withheld');
    await nameless.close();
  });

  it.each([0x7fff_ffff, 256 * 4096 + 8])(
    'withholds them where a payload is said to be of an object of %i bytes',
    async (size) => {
      const caches = [...(await slabCaches(whole.world)).values()].filter(({ name }) => name.startsWith('kmalloc'));
      const at = BigInt(whole.world.kernel.types.struct('kmem_cache').offsetOf('size'));
      const bytes = word(BigInt(size)).subarray(0, 4);
      const shown = await openWithheld(
        await edited(caches.map(({ address }) => ({ address: address + at, bytes }))),
        {},
      );
      for (const secret of SECRETS) expect(await answer(shown, secret)).toContain('no length that one can have');
      await shown.close();
    },
  );

  it('withholds them where there are more than are told one by one', async () => {
    const shown = await openWithheld(source, {}, 10);
    for (const secret of SECRETS) expect(await answer(shown, secret)).toContain('it has more than 10 nodes');
    await shown.close();
    const opened = await openWithheld(source, {}, 11);
    for (const secret of SECRETS) expect(await answer(opened, secret)).not.toContain('nodes');
    await opened.close();
  });

  it('is not opened where it can’t be read for now: nothing is shown because a look failed', async () => {
    const counted = { reads: 0, last: Infinity };
    const failing: ByteSource = {
      ...{ name: source.name, sizeBytes: source.sizeBytes },
      read(ranges) {
        counted.reads += 1;
        return counted.reads < counted.last ? source.read(ranges) : Promise.reject(new TransientError('S3 is busy'));
      },
    };
    await (await openWithheld(failing, {})).close();
    const { reads } = counted;
    expect(reads).toBeGreaterThan(4);
    for (let last = reads; last > reads - 4; last -= 1) {
      Object.assign(counted, { reads: 0, last });
      await expect(openWithheld(failing, {})).rejects.toThrow('S3 is busy');
    }
  });
});
