import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { InputError } from '../../../../../shared/errors.ts';
import {
  MemorySink,
  extractDump,
  fileSink,
  recordPages,
  writeKdump,
} from '../../../../../shared/vmcore/extract/index.ts';
import type { Dump } from '../../../../../shared/vmcore/formats/dump.ts';
import { openDump } from '../../../../../shared/vmcore/formats/index.ts';
import { testPages, vmcoreinfoNote, writeElf, writeKdump as writeTestKdump } from '../../../../support/dump-writer.ts';

const INFO = 'OSRELEASE=6.1.0-test\nPAGESIZE=4096\nNUMBER(phys_base)=-4096\nCRASHTIME=1700000123\n';
const LIMIT = 64 * 1024 * 1024;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'purgatory-extract-'));
});
afterAll(() => rm(directory, { recursive: true }));

function open(bytes: Uint8Array): Promise<Dump> {
  return openDump([memorySource(bytes)], { scanBytes: 0 });
}

async function written(dump: Dump, pfns: readonly number[], codec?: 'zlib' | 'zstd'): Promise<Dump> {
  const sink = new MemorySink(LIMIT);
  await writeKdump(dump, pfns, sink, codec === undefined ? {} : { codec });
  return open(sink.bytes);
}

async function knownMemory(dump: Dump): Promise<unknown[]> {
  const runs = [];
  for await (const run of dump.knownMemory()) runs.push(run);
  return runs;
}

describe('writeKdump', () => {
  const pages = testPages([0, 1, 9, 64, 5000, 40_000]);
  const source = writeTestKdump({
    pages,
    excluded: [2, 3, 65],
    maxPfn: 50_000,
    notes: [{ name: 'CORE', type: 1, desc: Buffer.alloc(336, 9) }, vmcoreinfoNote(INFO)],
    eraseinfo: 'erase secrets',
  });

  it.each(['zstd', 'zlib'] as const)('writes a %s dump of the pages asked for and nothing else', async (codec) => {
    const dump = await written(await open(source), [64, 0, 64, 40_000, 7], codec);
    expect(dump.info).toMatchObject({
      format: 'kdump-compressed',
      compression: codec,
      dumpLevel: 31,
      incomplete: false,
    });
    const results = await dump.memory.readPages([0, 64, 40_000, 1, 2, 7]);
    expect(results.map((page) => (page.bytes === undefined ? page.absence : page.bytes.length))).toEqual([
      4096,
      4096,
      4096,
      'excluded',
      'excluded',
      'no-memory',
    ]);
    expect(Buffer.compare(results[1]!.bytes!, pages.get(64)!)).toBe(0);
  });

  it('keeps notes, VMCOREINFO, what was erased, and what the header says', async () => {
    const whole = await open(source);
    const dump = await written(whole, [0]);
    expect(dump.notes).toEqual(whole.notes);
    expect(dump.vmcoreinfo).toEqual(whole.vmcoreinfo);
    expect(dump.eraseinfo).toBe('erase secrets');
    expect(dump.header).toEqual({ ...whole.header, physBase: 2n ** 64n - 4096n });
    expect(dump.memory.maxPfn).toBe(50_000);
    expect(await knownMemory(dump)).toEqual(await knownMemory(whole));
  });

  it('takes what an ELF dump does not say from VMCOREINFO', async () => {
    const segments = [{ physicalAddress: 4096, bytes: Buffer.alloc(8192, 1), memoryBytes: 40_960 }];
    const elf = await open(writeElf({ segments, notes: [vmcoreinfoNote(INFO)] }));
    const dump = await written(elf, [1]);
    expect(dump.header).toMatchObject({ release: '6.1.0-test', machine: 'x86_64', timestamp: 1_700_000_123 });
    expect(await knownMemory(dump)).toEqual([{ startPfn: 1, endPfn: 11 }]);
  });

  it('writes what it read back, whatever the pages', async () => {
    const sets = fc.uniqueArray(fc.nat(70_000), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(sets, sets, fc.constantFrom('zlib', 'zstd'), async (there, asked, codec) => {
        const map = new Map([...testPages(there), [there[0]!, new Uint8Array(4096)]]);
        const whole = await open(writeTestKdump({ pages: map, maxPfn: 70_001 }));
        const dump = await written(whole, [...asked, ...there.slice(0, 3)], codec);
        const wanted = [...new Set([...asked, ...there.slice(0, 3)])];
        expect(await dump.memory.readPages(wanted)).toEqual(await whole.memory.readPages(wanted));
      }),
      { numRuns: 25 },
    );
  });

  it('writes a dump without pages that can be opened', async () => {
    const dump = await written(await open(source), []);
    expect(await dump.memory.readPages([0])).toEqual([{ absence: 'excluded' }]);
  });
});

describe('recordPages', () => {
  it('remembers pages that were read or peeked at, and only those with bytes', async () => {
    const { dump, touched } = recordPages(await open(writeTestKdump({ pages: testPages([1, 2, 3]), excluded: [4] })));
    await dump.memory.readPages([1, 4, 9]);
    expect([...touched]).toEqual([1]);
    dump.memory.peekPage?.(2);
    expect([...touched]).toEqual([1]);
    await dump.memory.readPages([2, 3]);
    expect([...touched]).toEqual([1, 2, 3]);
  });
});

describe('extractDump', () => {
  it('extracts what the report read, even of a kernel that can not be opened', async () => {
    const dump = await open(writeTestKdump({ pages: testPages([1, 2, 3]) }));
    const sink = new MemorySink(LIMIT);
    const report = { findings: [], unavailable: [] } as never;
    const extracted = await extractDump(dump, sink, {
      examine: async (recorded) => {
        await recorded.memory.readPages([2]);
        return report;
      },
    });
    expect(extracted).toMatchObject({ pages: 1, report });
    const small = await open(sink.bytes);
    expect((await small.memory.readPages([1, 2])).map((page) => page.bytes !== undefined)).toEqual([false, true]);
  });
});

describe('fileSink', () => {
  it('writes a file that only its owner reads, and no existing one', async () => {
    const path = join(directory, 'small.vmcore');
    const sink = await fileSink(path);
    await sink.write(5, Buffer.from('world'));
    await sink.write(0, Buffer.from('hello'));
    await sink.close();
    expect(await readFile(path, 'latin1')).toBe('helloworld');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(fileSink(path)).rejects.toThrow(InputError);
    await (await fileSink(path, { overwrite: true })).close();
    await expect(fileSink(join(directory, 'no', 'where'))).rejects.toThrow("can't be written");
  });
});

describe('MemorySink', () => {
  it('stops at its limit', () => {
    expect(() => new MemorySink(10).write(5, Buffer.alloc(6))).toThrow('beyond 10 bytes');
  });
});
