/**
 * Real dumps, and one of them in every container that makedumpfile writes: the pages must be the same in all.
 *
 * Needs the corpus, makedumpfile and zstd; the last part xz and gzip.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Dump } from '../../shared/vmcore/formats/dump.ts';
import { openDumpFiles } from '../../shared/vmcore/formats/files.ts';
import { examineKernel } from '../../shared/vmcore/report/examine.ts';
import { CORPUS, describeWith } from '../support/oracles.ts';

const vmcores = join(CORPUS, 'vmcores');
const manifestPath = join(vmcores, 'MANIFEST.json');

interface ManifestEntry {
  readonly name: string;
  readonly file: string;
  readonly format: string;
  readonly compression: string | null;
  readonly dump_level: number;
  readonly kernel_release: string;
  readonly machine: string;
}

function open(...paths: readonly string[]): Promise<Dump> {
  return openDumpFiles(paths, { scanBytes: 0 });
}

async function presentPages(dump: Dump): Promise<number[]> {
  const pfns: number[] = [];
  for await (const batch of dump.presentPages()) pfns.push(...batch);
  return pfns;
}

/** The report, without what differs between containers. */
async function reportOf(dump: Dump): Promise<unknown> {
  return { ...(await examineKernel(dump)), dump: undefined };
}

/** Every page of the dump that is a prime's multiple away from the last: enough to meet every part of the file. */
function sample(pfns: readonly number[]): number[] {
  return pfns.filter((_, i) => i % 13 === 0);
}

describeWith({ files: [manifestPath] }, 'every dump of the corpus', () => {
  const entries = JSON.parse(readFileSync(manifestPath, 'utf8')) as ManifestEntry[];

  it.each(entries.map((entry) => [entry.name, entry] as const))('%s opens as what it is', async (_, entry) => {
    const dump = await open(join(vmcores, entry.file));
    const isElf = entry.format.includes('elf');
    expect(dump.info).toMatchObject({
      format: entry.format.replace(' of ', ' ').replace('(kdump)', 'kdump-compressed'),
      compression: entry.compression ?? 'none',
      incomplete: false,
      ...(isElf ? {} : { dumpLevel: entry.dump_level }),
    });
    expect(dump.machine).toBe(entry.machine);
    expect(dump.vmcoreinfo[0]).toContain(`OSRELEASE=${entry.kernel_release}\n`);
    expect(dump.problems).toEqual([]);
    expect(dump.notes.filter(({ name, type }) => name === 'CORE' && type === 1)).toHaveLength(2);
    const results = await dump.memory.readPages(sample(await presentPages(dump)));
    expect(results.filter(({ bytes }) => bytes === undefined)).toEqual([]);
    await dump.close();
  });
});

const packed = join(vmcores, 'a-sysrq-c.d31.elf.zst');

describeWith(
  { commands: ['makedumpfile', 'zstd'], files: [packed] },
  'one dump in every container of makedumpfile',
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'purgatory-interop-'));
    const at = (name: string): string => join(directory, name);
    const elf = at('a.elf');
    let reference: { dump: Dump; pfns: number[]; pages: Map<number, Uint8Array>; report: unknown };

    beforeAll(async () => {
      execFileSync('zstd', ['-q', '-d', packed, '-o', elf]);
      const dump = await open(elf);
      const pfns = sample(await presentPages(dump));
      const results = await dump.memory.readPages(pfns);
      const pages = new Map(pfns.map((pfn, i) => [pfn, results[i]!.bytes!]));
      reference = { dump, pfns, pages, report: await reportOf(dump) };
    });
    afterAll(async () => {
      await reference.dump.close();
      rmSync(directory, { recursive: true });
    });

    function convert(options: readonly string[], ...outputs: readonly string[]): void {
      execFileSync('makedumpfile', [...options, elf, ...outputs], { stdio: 'ignore' });
    }
    function flatten(options: readonly string[], output: string): void {
      const fd = openSync(output, 'w');
      execFileSync('makedumpfile', ['-F', ...options, elf], { stdio: ['ignore', fd, 'ignore'] });
      closeSync(fd);
    }

    /** Pages that the container has are the same; none is corrupt; what makedumpfile filtered again is excluded. */
    async function expectSamePages(dump: Dump): Promise<void> {
      const results = await dump.memory.readPages(reference.pfns);
      const counts = { same: 0, excluded: 0 };
      reference.pfns.forEach((pfn, i) => {
        const result = results[i]!;
        if (result.bytes === undefined) {
          // Above the highest page frame that makedumpfile sees as memory lies qemu's firmware.
          expect(result.absence).toBe(pfn < dump.memory.maxPfn ? 'excluded' : 'no-memory');
          counts.excluded += 1;
        } else {
          expect(Buffer.compare(result.bytes, reference.pages.get(pfn)!)).toBe(0);
          counts.same += 1;
        }
      });
      expect(counts.excluded).toBeLessThan(0.2 * counts.same);
      expect(dump.vmcoreinfo).toEqual(reference.dump.vmcoreinfo);
      expect(dump.notes).toEqual(reference.dump.notes);
      expect(dump.problems).toEqual([]);
      expect(await reportOf(dump)).toEqual(reference.report);
      await dump.close();
    }

    it.each([
      [['-d', '31'], 'none'],
      [['-c', '-d', '31'], 'zlib'],
      [['-c', '-d', '1'], 'zlib'],
      [['-l', '-d', '31'], 'lzo'],
    ])('makedumpfile %j', async (options, compression) => {
      const output = at(options.join(''));
      convert(options, output);
      const dump = await open(output);
      expect(dump.info).toMatchObject({ format: 'kdump-compressed', compression, incomplete: false });
      await expectSamePages(dump);
    });

    it('makedumpfile -E', async () => {
      convert(['-E', '-d', '31'], at('e'));
      await expectSamePages(await open(at('e')));
    });

    it.each([
      [['-c', '-d', '31'], 'flattened kdump-compressed'],
      [['-l', '-d', '31'], 'flattened kdump-compressed'],
      [['-E', '-d', '31'], 'flattened elf'],
    ])('makedumpfile -F %j', async (options, format) => {
      const output = at(`F${options.join('')}`);
      flatten(options, output);
      const dump = await open(output);
      expect(dump.info).toMatchObject({ format, incomplete: false });
      await expectSamePages(dump);
    });

    it('makedumpfile --split', async () => {
      const parts = [at('s1'), at('s2'), at('s3')];
      convert(['--split', '--splitblock-size', '1024', '-c', '-d', '31'], ...parts);
      const dump = await open(parts[2]!, parts[0]!, parts[1]!);
      expect(dump.info.parts).toBe(3);
      await expectSamePages(dump);
      await expect(open(parts[0]!, parts[2]!)).rejects.toThrow(/the part with page frames \d+ to \d+ is missing/);
    });

    describeWith({ commands: ['xz', 'gzip'] }, 'packed once more', () => {
      it.each([
        ['xz', ['-T1', '-1']],
        ['xz', ['-T2', '-1', '--block-size=4MiB']],
        ['gzip', ['-1']],
        ['zstd', ['-q', '-1']],
      ])('by %s %j', async (command, options) => {
        const output = at(`packed${options.join('')}.${command}`);
        const fd = openSync(output, 'w');
        execFileSync(command, [...options, '-c', elf], { stdio: ['ignore', fd, 'ignore'] });
        closeSync(fd);
        const dump = await open(output);
        expect(dump.info.format).toBe(`${command} elf`);
        await expectSamePages(dump);
      });
    });
  },
);
