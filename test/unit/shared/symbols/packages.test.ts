import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { ar, cpio, tar } from '../../../../clients/packaging/archive.ts';
import type { ArchiveEntry } from '../../../../clients/packaging/archive.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { FormatError, InputError } from '../../../../shared/errors.ts';
import { linesFrom } from '../../../../shared/symbols/lines/folder.ts';
import { debuginfodLines } from '../../../../shared/symbols/lines/debuginfod.ts';
import { buildsOf } from '../../../../shared/symbols/packages/builds.ts';
import type { BuildOutcome } from '../../../../shared/symbols/packages/builds.ts';
import { kernelFileName } from '../../../../shared/symbols/packages/kernel-files.ts';
import { splitBeside } from '../../../../shared/symbols/packages/companions.ts';
import { readElf } from '../../../../shared/symbols/elf/file.ts';
import { supplementaryLink } from '../../../../shared/symbols/elf/supplementary.ts';
import { LineTable } from '../../../../shared/symbols/table/read.ts';
import { disagreements, fixtureRows, symbolFixture } from '../../../support/symbol-fixtures.ts';

const directory = mkdtempSync(join(tmpdir(), 'symbols-test-'));
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const KERNEL = 'a0fcbe0251fe4f3e873f093ff2bed3433c0ec73f';
const MODULE = 'beec0aee921a8d260d46bf057378691491bd938f';
const file = (name: string, content: Uint8Array): ArchiveEntry => ({ name, mode: 0o644, content });
const FILES = [
  file('usr/share/doc/readme', Buffer.from('of no use')),
  file('usr/lib/debug/boot/vmlinux-6.1.0-test', symbolFixture('gcc-dwarf5')),
  file('usr/lib/debug/lib/modules/6.1.0-test/kernel/lib/test-lines.ko', symbolFixture('module-x86-64')),
  file('usr/lib/debug/lib/modules/6.1.0-test/kernel/lib/broken.ko', Buffer.from('no ELF file')),
];

const deb = (name: string, data: Uint8Array): Buffer =>
  ar(
    [
      { name: 'debian-binary', content: Buffer.from('2.0\n') },
      { name: 'control.tar.gz', content: Buffer.from('odd') },
      { name, content: data },
    ],
    0,
  );

function rpm(payload: Uint8Array): Buffer {
  const lead = Buffer.alloc(96);
  lead.writeUInt32BE(0xedabeedb);
  const header = (entries: number, store: number): Buffer => {
    const whole = Buffer.alloc(16 + entries * 16 + store);
    whole.writeUInt32BE(0x8eade801);
    whole.writeUInt32BE(entries, 8);
    whole.writeUInt32BE(store, 12);
    return whole;
  };
  return Buffer.concat([lead, header(1, 3), Buffer.alloc(5), header(2, 7), payload]);
}

const PACKAGES: [string, Buffer][] = [
  ['.deb, gzip', deb('data.tar.gz', gzipSync(tar(FILES, 0)))],
  ['.ddeb, zstd', deb('data.tar.zst', zstdCompressSync(tar(FILES, 0)))],
  ['.deb, not compressed', deb('data.tar', tar(FILES, 0))],
  ['.rpm, zstd', rpm(zstdCompressSync(cpio(FILES, 0)))],
  ['.rpm, gzip', rpm(gzipSync(cpio(FILES, 0)))],
];

async function outcomes(bytes: Uint8Array, wanted?: (id: string) => Promise<boolean>): Promise<BuildOutcome[]> {
  const found: BuildOutcome[] = [];
  const options = { directory, ...(wanted === undefined ? {} : { wanted }) };
  for await (const one of buildsOf(memorySource(bytes, 'package'), options)) found.push(one);
  return found;
}

describe('a debug package', () => {
  it.each(PACKAGES)('gives the lines of its kernel and modules: %s', async (_, bytes) => {
    const found = await outcomes(bytes);
    expect(found).toMatchObject([
      {
        outcome: 'made',
        lines: { header: { buildId: KERNEL, kind: 'kernel', name: 'vmlinux', release: '6.1.0-test' } },
      },
      {
        outcome: 'made',
        lines: { header: { buildId: MODULE, kind: 'module', name: 'test_lines', release: '6.1.0-test' } },
      },
      { outcome: 'failed', from: expect.stringMatching('broken.ko') },
    ]);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('costs nothing where its builds are there', async () => {
    const asked: string[] = [];
    const wanted = (id: string): Promise<boolean> => {
      asked.push(id);
      return Promise.resolve(false);
    };
    const found = await outcomes(PACKAGES[0]?.[1] ?? Buffer.alloc(0), wanted);
    expect(asked).toEqual([KERNEL, MODULE]);
    expect(found.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'failed']);
  });

  it('without a kernel is refused', async () => {
    await expect(outcomes(deb('data.tar', tar(FILES.slice(0, 1), 0)))).rejects.toThrow(InputError);
  });

  it.each(PACKAGES)(
    'that is cut or changed anywhere gives a FormatError, or what came before: %s',
    async (_, bytes) => {
      for (let step = 1; step < 12; step += 1) {
        const cut = bytes.subarray(0, Math.floor((bytes.length * step) / 12));
        const turned = Buffer.from(bytes);
        const at = Math.floor((bytes.length * step) / 12);
        turned[at] = (turned[at] ?? 0) ^ 0x5a;
        for (const odd of [cut, turned]) {
          const ended = await outcomes(odd).catch((error: unknown) => error);
          const isTyped = Array.isArray(ended) || ended instanceof FormatError || ended instanceof InputError;
          expect([step, isTyped ? 'as it should' : ended]).toEqual([step, 'as it should']);
        }
        expect(readdirSync(directory)).toEqual([]);
      }
    },
  );
});

describe('files that a debug file needs besides itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'companions-test-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const disagreeing = async (outcomes: readonly BuildOutcome[], rows: string) => {
    const [made] = outcomes;
    if (made?.outcome !== 'made') throw new Error(JSON.stringify(made));
    const table = await LineTable.open(memorySource(made.lines.bytes, rows));
    return disagreements(table, fixtureRows(rows));
  };
  const all = async (bytes: Uint8Array): Promise<BuildOutcome[]> => {
    const outcomes: BuildOutcome[] = [];
    for await (const one of buildsOf(memorySource(bytes, 'package'), { directory })) outcomes.push(one);
    return outcomes;
  };
  const vmlinux = (name: string) => file('usr/lib/debug/boot/vmlinux-6.1.0-test', symbolFixture(name));
  const common = (name: string, bytes = symbolFixture(name)) => file(`usr/lib/debug/.dwz/x86_64/${name}`, bytes);
  const packed = (...files: ArchiveEntry[]) => deb('data.tar', tar(files, 0));

  it.each([
    ['gcc-dwz', 'dwz-common'],
    ['gcc-dwz5', 'dwz-common5'],
  ])("are found in its package by dwz's link, before it and after it: %s", async (name, needed) => {
    for (const files of [
      [vmlinux(name), common(needed)],
      [common(needed), vmlinux(name)],
    ])
      expect(await disagreeing(await all(packed(...files)), name)).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('are not those of the same name and another id: names are missing then, files and lines are not', async () => {
    for (const other of [
      common('dwz-common', symbolFixture('dwz-common5')),
      common('dwz-common', Buffer.from('odd')),
    ]) {
      const made = await all(packed(other, vmlinux('gcc-dwz')));
      const wrong = await disagreeing(made, 'gcc-dwz');
      expect(wrong.length).toBeGreaterThan(0);
      for (const { row, got } of wrong)
        expect(got?.map(({ file: path, line }) => [path, line])).toEqual(
          row.chain.map(([, path, line]) => [path, line]),
        );
    }
    expect(readdirSync(directory)).toEqual([]);
  });

  it('are found by build-id in a folder of debug files', async () => {
    const id = (await supplementaryLink(await readElf(memorySource(symbolFixture('gcc-dwz'), 'x'))))?.id ?? '';
    const place = join(folder, 'debug', '.build-id', id.slice(0, 2));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${id.slice(2)}.debug`), symbolFixture('dwz-common'));
    writeFileSync(join(folder, 'debug', 'vmlinux'), symbolFixture('gcc-dwz'));
    const find = await linesFrom(join(folder, 'debug'), { directory });
    const [table] = await find({ kind: 'kernel', name: 'vmlinux' });
    if (table === undefined) throw new Error('no table');
    expect(await disagreements(table, fixtureRows('gcc-dwz'))).toEqual([]);
  });

  it('are the split files below its own folder, and never one outside', async () => {
    mkdirSync(join(folder, 'built'));
    writeFileSync(join(folder, 'outside.dwo'), 'x');
    for (const name of ['split5-lines.dwo', 'split5-other.dwo'])
      writeFileSync(join(folder, 'built', name), symbolFixture(name));
    const path = join(folder, 'built', 'vmlinux');
    writeFileSync(path, symbolFixture('gcc-split5'));
    const find = await linesFrom(path, { directory });
    const [table] = await find({ kind: 'kernel', name: 'vmlinux' });
    expect(table?.header.missingSplit).toBeUndefined();
    const { find: split, close } = splitBeside(path);
    expect(await split('/build/linux/split5-lines.dwo', '/build/linux')).toBeDefined();
    for (const name of [
      '../outside.dwo',
      join(folder, 'outside.dwo'),
      'a/../../outside.dwo',
      'vmlinux',
      '/dev/zero',
      'none.dwo',
    ])
      expect([name, await split(name, '/build/linux')]).toEqual([name, undefined]);
    mkdirSync(join(folder, 'built', 'folder.dwo'));
    expect(await split('folder.dwo', '/build/linux')).toBeUndefined();
    await close();
  });

  it('are taken from the package that lies beside the debug file', async () => {
    const path = join(directory, 'gcc-split4');
    writeFileSync(path, symbolFixture('gcc-split4'));
    writeFileSync(`${path}.dwp`, symbolFixture('gcc-split4.dwp'));
    const find = await linesFrom(path, { directory });
    const [table] = await find({ kind: 'kernel', name: 'vmlinux' });
    expect(table?.header.missingSplit).toBeUndefined();
    expect(table && (await disagreements(table, fixtureRows('gcc-split4')))).toEqual([]);
  });
});

describe('names in a debug package', () => {
  it.each([
    ['./usr/lib/debug/boot/vmlinux-6.1.0-56-amd64', { kind: 'kernel', release: '6.1.0-56-amd64' }],
    ['usr/lib/debug/lib/modules/6.12.0-55.el10.x86_64/vmlinux', { kind: 'kernel', release: '6.12.0-55.el10.x86_64' }],
    ['usr/lib/debug/boot/vmlinux-6.4.0-150600-default.debug', { kind: 'kernel', release: '6.4.0-150600-default' }],
    ['usr/lib/debug/lib/modules/6.9.7/kernel/fs/x-y.ko.debug', { kind: 'module', name: 'x_y', release: '6.9.7' }],
    ['ext4.ko', { kind: 'module', name: 'ext4' }],
    ['usr/lib/debug/usr/bin/perf.debug', undefined],
    ['usr/src/linux/vmlinux.lds', undefined],
  ])('say what %s is of', (path, expected) => {
    expect(kernelFileName(path)).toEqual(expected);
  });
});

describe('debug files at hand', () => {
  const folder = join(directory, '..', `${directory.split('/').at(-1) ?? ''}-folder`);
  const cache = join(folder, 'cache');
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const build = { kind: 'kernel', name: 'vmlinux', buildId: KERNEL, release: '6.1.0-test' } as const;
  const module = { kind: 'module', name: 'test_lines', release: '6.1.0-test' } as const;

  it('are found by build-id, by the names of a package, and once made in the cache', async () => {
    const byId = join(folder, '.build-id', KERNEL.slice(0, 2));
    const modules = join(folder, 'lib/modules/6.1.0-test/kernel');
    mkdirSync(byId, { recursive: true });
    mkdirSync(modules, { recursive: true });
    writeFileSync(join(byId, `${KERNEL.slice(2)}.debug`), symbolFixture('gcc-dwarf5'));
    writeFileSync(join(modules, 'test-lines.ko'), symbolFixture('module-x86-64'));
    const find = await linesFrom(folder, { directory, cache });
    expect((await find(build)).map(({ header }) => header.buildId)).toEqual([KERNEL]);
    expect((await find(module)).map(({ header }) => header.buildId)).toEqual([MODULE]);
    expect(await find({ ...build, buildId: 'cd'.repeat(20) })).toEqual([]);
    expect(await find({ ...module, release: '6.2.0' })).toEqual([]);
    expect(await find({ ...module, name: 'other' })).toEqual([]);
    expect(await find({ kind: 'kernel', name: 'vmlinux' })).toEqual([]);
    expect(readdirSync(cache).sort()).toEqual([`${KERNEL}.lines`, `${MODULE}.lines`]);
    const again = await linesFrom(join(byId, `${KERNEL.slice(2)}.debug`), { directory, cache });
    expect((await again(build)).map(({ header }) => header.buildId)).toEqual([KERNEL]);
    expect(await again({ ...build, buildId: 'cd'.repeat(20) })).toEqual([]);
  });

  it('of a debuginfod server are asked for by build-id alone, and taken only when they are of it', async () => {
    const asked: string[] = [];
    const server = (status: number, body: Uint8Array) =>
      ((url: URL) => {
        asked.push(url.href);
        return Promise.resolve(new Response(Buffer.from(body), { status }));
      }) as typeof fetch;
    const from = (status: number, body: Uint8Array, maxBytes = 1e6) =>
      debuginfodLines(new URL('https://debug.example/x'), { directory, fetch: server(status, body), maxBytes })(build);
    const elf = symbolFixture('gcc-dwarf5');
    expect((await from(200, elf)).map(({ header }) => header.buildId)).toEqual([KERNEL]);
    expect(asked).toEqual([`https://debug.example/x/buildid/${KERNEL}/debuginfo`]);
    expect(await from(404, Buffer.alloc(0))).toEqual([]);
    await expect(from(200, symbolFixture('module-x86-64'))).rejects.toThrow(FormatError);
    await expect(from(200, elf, 1000)).rejects.toThrow('more than 1000 bytes');
    await expect(from(500, Buffer.alloc(0))).rejects.toThrow('answered 500');
  });
});
