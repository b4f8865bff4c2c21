/**
 * `examine`, as the package installs it, on a dump of some 17 MB: time, memory, bytes and rounds of reads, beside crash and drgn where
 * they and the kernel's debuginfo are installed ($PURGATORY_VMLINUX, $PURGATORY_PYTHON); on the dump made 16 times larger with pages that
 * have nothing to do with the crash; and on a header that claims 16 TiB.
 */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleModules } from '../../clients/cli/packaging/bundle.ts';
import { Report } from '../../shared/contract/report.ts';
import { openDumpFiles } from '../../shared/vmcore/formats/files.ts';
import { testPages, writeKdump } from '../support/dump-writer.ts';
import { CORPUS, commandPath } from '../support/outside.ts';
import { writeEnlarged } from './enlarge.ts';
import { faster, measure } from './measure.ts';
import type { Measured } from './measure.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  readonly target?: number;
  readonly ratio?: number;
  readonly peer?: string;
}

const REPOSITORY = join(import.meta.dirname, '../..');
const SAMPLE = join(REPOSITORY, 'test/fixtures/vmcore/sample.kdump');
const REAL = join(CORPUS, 'vmcores/d-abba.zstd-d31.kdump');
const VMLINUX = process.env['PURGATORY_VMLINUX'] ?? '/usr/lib/debug/boot/vmlinux-6.1.0-56-amd64';
const PYTHON = process.env['PURGATORY_PYTHON'] ?? 'python3';
const RUNS = 9;
const TIMES = 16;

const DRGN_BT = `
import sys, drgn
prog = drgn.Program()
prog.set_core_dump(sys.argv[1])
prog.load_debug_info([sys.argv[2]])
print(prog.crashed_thread().stack_trace())
`;

export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const directory = mkdtempSync(join(tmpdir(), 'purgatory-bench-'));
  const add = (
    name: string,
    value: number,
    unit: string,
    target?: number,
    peer?: { name: string; value: number },
  ): void => {
    figures.push({
      name,
      value: Number(value.toPrecision(4)),
      unit,
      higherIsBetter: false,
      ...(target === undefined ? {} : { target }),
      ...(peer === undefined ? {} : { peer: peer.name, ratio: Number((peer.value / value).toPrecision(3)) }),
    });
  };
  try {
    const main = await install(join(directory, 'purgatory'));
    const examine = (path: string): Promise<Measured> => measure(process.execPath, [main, 'examine', path, '--json']);
    const dump = existsSync(REAL) ? REAL : SAMPLE;
    const { ours, drgn } = await besideDrgn(dump, examine);
    const report = reportOf(ours);
    const beside = (pick: (measured: Measured) => number): { name: string; value: number } | undefined =>
      drgn && { name: 'drgn', value: pick(drgn) };
    add(
      'examine, wall',
      ours.seconds,
      's',
      1.1,
      beside(({ seconds }) => seconds),
    );
    add(
      'examine, processor',
      ours.cpuSeconds,
      's',
      undefined,
      beside(({ cpuSeconds }) => cpuSeconds),
    );
    add(
      'examine, peak memory',
      ours.peakMb,
      'MB',
      268,
      beside(({ peakMb }) => peakMb),
    );
    // What drgn takes until it has started and shown one stack, and what the whole report takes.
    if (drgn !== undefined) add("examine, processor of drgn's", ours.cpuSeconds / drgn.cpuSeconds, 'times', 0.6);
    const crash = dump === REAL && existsSync(VMLINUX) ? await measureCrash(dump, directory) : undefined;
    if (crash !== undefined) {
      const [name, { seconds, peakMb }] = ['crash', crash];
      add(`examine, wall against ${name}`, ours.seconds, 's', seconds / 10, { name, value: seconds });
      add(`examine, peak memory against ${name}`, ours.peakMb, 'MB', undefined, { name, value: peakMb });
    }
    add('examine, bytes read of the dump', (100 * report.dump.bytesRead) / report.dump.sizeBytes, '%');
    add('examine, rounds of reads', report.dump.rounds ?? 0, 'rounds', 40);

    const larger = join(directory, 'larger');
    await writeEnlarged(dump, larger, TIMES);
    // One after the other in turn: what slows the machine down slows both.
    let [small, large] = [await examine(dump), await examine(larger)];
    for (let i = 1; i < RUNS; i++) {
      small = faster(small, await examine(dump));
      large = faster(large, await examine(larger));
    }
    add(`${TIMES} times larger: size`, statSync(larger).size / statSync(dump).size, 'times');
    add(`${TIMES} times larger: wall`, large.seconds / small.seconds, 'times', 1.3);
    add(`${TIMES} times larger: processor`, large.cpuSeconds / small.cpuSeconds, 'times', 1.3);
    add(`${TIMES} times larger: peak memory`, large.peakMb / small.peakMb, 'times');
    add(
      `${TIMES} times larger: bytes beyond the page index`,
      (await bytesOfPages(larger)) / (await bytesOfPages(dump)),
      'times',
      1.05,
    );

    const huge = join(directory, 'huge');
    writeHuge(huge);
    const opened = await measure(process.execPath, ['-e', openOnly(huge)]);
    // Half a GiB of zeros that nobody had read before, counted, and walked for a VMCOREINFO that is not there.
    add('a header that claims 16 TiB: processor', opened.cpuSeconds, 's', 2);
    add('a header that claims 16 TiB: peak memory', opened.peakMb, 'MB', 512);
  } finally {
    rmSync(directory, { recursive: true });
  }
  return figures;
}

/** The files of the npm package; answers the one that runs. */
async function install(folder: string): Promise<string> {
  for (const [name, bytes] of (await bundleModules('0.0.0')).files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  return join(folder, 'start.cjs');
}

function reportOf(measured: Measured): Report {
  return Report.parse(JSON.parse(measured.output));
}

/**
 * A whole report, and drgn from its start to the panicking task's trace with all that it is given, debuginfo of 633 MB: one after the
 * other in turn, so that what slows the machine down slows both. The first run of each, which fills caches, counts for nothing.
 */
async function besideDrgn(
  dump: string,
  examine: (path: string) => Promise<Measured>,
): Promise<{ readonly ours: Measured; readonly drgn: Measured | undefined }> {
  const hasDrgn = dump === REAL && existsSync(VMLINUX) && spawnSync(PYTHON, ['-c', 'import drgn']).status === 0;
  const askDrgn = (): Promise<Measured> => measure(PYTHON, ['-c', DRGN_BT, dump, VMLINUX]);
  await examine(dump);
  const works = hasDrgn && (await askDrgn()).status === 0;
  let ours = await examine(dump);
  let drgn = works ? await askDrgn() : undefined;
  for (let i = 1; i < RUNS; i++) {
    ours = leaner(ours, await examine(dump));
    if (drgn !== undefined) drgn = leaner(drgn, await askDrgn());
  }
  return { ours, drgn };
}

/** The least of each: time on the clock and of the processor are disturbed by different things. */
function leaner(a: Measured, b: Measured): Measured {
  return { ...faster(a, b), cpuSeconds: Math.min(a.cpuSeconds, b.cpuSeconds) };
}

async function measureCrash(dump: string, directory: string): Promise<Measured | undefined> {
  if (commandPath('crash') === undefined) return undefined;
  const commands = join(directory, 'commands');
  writeFileSync(commands, 'bt\nquit\n');
  const measured = await measure('crash', ['-s', VMLINUX, dump, '-i', commands]);
  return measured.status === 0 ? measured : undefined;
}

/** What a report reads of a dump beside bitmaps and descriptors. */
async function bytesOfPages(path: string): Promise<number> {
  const { examineKernel } = await import('../../shared/vmcore/report/examine.ts');
  const dump = await openDumpFiles([path]);
  await examineKernel(dump);
  const { bytesRead, indexBytes } = dump.readStats;
  await dump.close();
  return bytesRead - indexBytes;
}

const HUGE_PFNS = 2 ** 32;

/** A kdump file whose bitmaps are for 16 TiB and nearly empty: a sparse file of 1 GiB. */
function writeHuge(path: string): void {
  const small = writeKdump({ pages: testPages([1]), maxPfn: 8, codec: 'none' });
  const header = Buffer.from(small.subarray(0, 8192));
  const bitmapBytes = HUGE_PFNS / 8;
  header.writeUInt32LE((2 * bitmapBytes) / 4096, 436);
  header.writeBigUInt64LE(BigInt(HUGE_PFNS), 4096 + 96);
  const file = openSync(path, 'w');
  writeSync(file, header, 0, header.length, 0);
  // One page frame at the very end, so that every bit before it has to be counted.
  writeSync(file, Buffer.from([0x80]), 0, 1, 8192 + 2 * bitmapBytes - 1);
  ftruncateSync(file, 8192 + 2 * bitmapBytes + 24 + 4096);
  closeSync(file);
}

function openOnly(path: string): string {
  const module = join(REPOSITORY, 'shared/vmcore/formats/files.ts');
  return `
    const { openDumpFiles } = await import(${JSON.stringify(module)});
    const dump = await openDumpFiles([${JSON.stringify(path)}], { scanBytes: 0 });
    await dump.memory.readPages([1, ${HUGE_PFNS - 1}]);
    await dump.close();
  `;
}
