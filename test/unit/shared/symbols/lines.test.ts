import { describe, expect, it } from '@jest/globals';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { readElf } from '../../../../shared/symbols/elf/file.ts';
import { extractLines } from '../../../../shared/symbols/extract.ts';
import { LineTable } from '../../../../shared/symbols/table/read.ts';
import { disagreements, fixtureRows, splitFixture, symbolFixture, tableOf } from '../../../support/symbol-fixtures.ts';

describe('the lines of a build', () => {
  it.each([
    'gcc-dwarf4',
    'gcc-dwarf5',
    'gcc-lto',
    'clang-dwarf4',
    'clang-dwarf5',
    'clang-lto',
    'gcc-zlib',
    'gcc-zlib-gnu',
    'gcc-zstd',
    'gcc-split4',
    'gcc-split5',
    'clang-split5',
    'module-x86-64',
    'module-dwarf4',
    'module-arm64',
  ])('are those that elfutils and LLVM name: %s', async (name) => {
    const rows = fixtureRows(name);
    expect(rows.length).toBeGreaterThan(40);
    expect(await disagreements(await tableOf(symbolFixture(name), name), rows)).toEqual([]);
  });

  it.each([
    ['gcc-dwz', 'dwz-common'],
    ['gcc-dwz5', 'dwz-common5'],
  ])('are whole where dwz moved names of %s into a supplementary file', async (name, commonName) => {
    const common = memorySource(symbolFixture(commonName), commonName);
    const table = await tableOf(symbolFixture(name), name, common);
    expect(await disagreements(table, fixtureRows(name))).toEqual([]);
  });

  it('keep their files and lines where the supplementary file is not there', async () => {
    const table = await tableOf(symbolFixture('gcc-dwz'), 'gcc-dwz');
    const [row] = fixtureRows('gcc-dwz');
    const got = await table.lookup('', Number(row?.off));
    expect(got?.map(({ file, line }) => [file, line])).toEqual(row?.chain.map(([, file, line]) => [file, line]));
  });

  it('name the split files that were not given', async () => {
    const { header } = await extractLines(memorySource(symbolFixture('gcc-split5'), 'split'));
    expect(header.missingSplit?.length).toBe(2);
  });

  // GNU's packages are of version 2, LLVM's of version 5.
  it.each(['gcc-split4', 'clang-split5'])('are read from a package of split files: %s', async (name) => {
    const dwp = memorySource(symbolFixture(`${name}.dwp`), 'dwp');
    const { header, pieces } = await extractLines(memorySource(symbolFixture(name), name), {
      splitPackage: () => Promise.resolve(dwp),
    });
    expect(header.missingSplit).toBeUndefined();
    const table = await LineTable.open(memorySource(Buffer.concat(pieces), 'lines'));
    expect(await disagreements(table, fixtureRows(name))).toEqual([]);
  });

  it('take single split files where a package is of another build', async () => {
    const other = memorySource(symbolFixture('clang-split5.dwp'), 'dwp');
    const { header } = await extractLines(memorySource(symbolFixture('gcc-split4'), 'split'), {
      splitPackage: () => Promise.resolve(other),
      split: splitFixture,
    });
    expect(header.missingSplit).toBeUndefined();
  });

  it.each<[string, (index: Buffer) => void, string]>([
    ['has a version that is none', (index) => index.writeUInt16LE(3, 0), 'unsupported'],
    ['has more columns than there are', (index) => index.writeUInt32LE(17, 4), 'limit'],
    ['has more units than fit', (index) => index.writeUInt32LE(0xffff_ffff, 8), 'truncated'],
    ['has more slots than fit', (index) => index.writeUInt32LE(0xffff_ffff, 12), 'truncated'],
    ['names a row that is none', (index) => index.fill(9, 16 + 16 * 8, 16 + 16 * 12), 'bad-value'],
    ['has parts outside of their sections', (index) => index.fill(0x7f, 16 + 16 * 12 + 5 * 4), 'bad-value'],
  ])('refuse a package whose index %s', async (_, damage, code) => {
    const bytes = Buffer.from(symbolFixture('gcc-split4.dwp'));
    const { sections } = await readElf(memorySource(bytes, 'dwp'));
    const { offset = 0, sizeBytes = 0 } = sections.find(({ name }) => name === '.debug_cu_index') ?? {};
    damage(bytes.subarray(offset, offset + sizeBytes));
    const made = extractLines(memorySource(symbolFixture('gcc-split4'), 'split'), {
      splitPackage: () => Promise.resolve(memorySource(bytes, 'dwp')),
    });
    await expect(made).rejects.toMatchObject({ name: 'FormatError', code });
  });

  it('are told from _text for a kernel, by section for a module', async () => {
    const kernel = await tableOf(symbolFixture('gcc-dwarf5'), 'kernel');
    expect(kernel.header).toMatchObject({ kind: 'kernel', name: 'vmlinux', machine: 'x86_64' });
    const module = await tableOf(symbolFixture('module-arm64'), 'module');
    expect(module.header).toMatchObject({ kind: 'module', machine: 'aarch64' });
    expect(module.header.spaces.map(({ name }) => name)).toEqual(expect.arrayContaining(['.text', '.init.text']));
    expect(await module.lookup('.no.such', 0)).toBeUndefined();
    expect(await module.lookup('.text', 0x10_0000)).toBeUndefined();
  });

  it('find functions by name, with their sizes', async () => {
    const table = await tableOf(symbolFixture('gcc-dwarf5'), 'kernel');
    const [outer] = await table.symbol('outer');
    expect(outer?.sizeBytes).toBeGreaterThan(16);
    expect((await table.lookup('', outer?.offset ?? -1))?.at(-1)).toMatchObject({ function: 'outer' });
    expect(await table.symbol('no_such_function')).toEqual([]);
  });

  it('need three reads or fewer for an address', async () => {
    const { LineTable } = await import('../../../../shared/symbols/table/read.ts');
    const { pieces } = await extractLines(memorySource(symbolFixture('gcc-dwarf5'), 'kernel'));
    const whole = memorySource(Buffer.concat(pieces), 'lines');
    let reads = 0;
    const counted = {
      ...whole,
      read: (ranges: Parameters<typeof whole.read>[0]) => {
        reads += ranges.length;
        return whole.read(ranges);
      },
    };
    const table = await LineTable.open(counted);
    await table.lookup('', 0);
    expect(reads).toBeLessThanOrEqual(3);
  });
});
