/**
 * Source lines: making the file of lines and looking addresses up in it, beside llvm-symbolizer on the whole debug file and drgn's
 * start with it, and how much has to be downloaded for either. `PURGATORY_VMLINUX` names a vmlinux with debug information; without
 * it a small fixture is measured, and there is no peer.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { fileSource } from '../../shared/bytes/file-source.ts';
import { extractLines } from '../../shared/symbols/extract.ts';
import { LineTable } from '../../shared/symbols/table/read.ts';
import { symbolFixture } from '../support/symbol-fixtures.ts';
import type { Figure } from './panic.bench.ts';

const MEBI = 2 ** 20;
const LOOK_UPS = 1000;
/** What the issue asks of a vmlinux of 633 MB. */
const TARGETS = { seconds: 60, mebibytes: 1024, share: 5, ranges: 3 };

type PeerFigure = Figure & { readonly ratio?: number; readonly peer?: string };

export async function bench(): Promise<PeerFigure[]> {
  const path = process.env['PURGATORY_VMLINUX'];
  const source = path === undefined ? memorySource(symbolFixture('gcc-dwarf5'), 'fixture') : await fileSource(path);
  const figures: PeerFigure[] = [];
  const add = (name: string, value: number, unit: string, more: Partial<PeerFigure> = {}): void => {
    figures.push({ name, value: Number(value.toPrecision(4)), unit, higherIsBetter: false, ...more });
  };

  const cpu = process.cpuUsage();
  const { pieces, sizeBytes } = await extractLines(source);
  const used = process.cpuUsage(cpu);
  const isWhole = path !== undefined;
  add('extraction, processor time', (used.user + used.system) / 1e6, 's', isWhole ? { target: TARGETS.seconds } : {});
  add('extraction, most memory', process.resourceUsage().maxRSS / 1024, 'MiB', { target: TARGETS.mebibytes });
  add('file of lines', sizeBytes / MEBI, 'MiB');
  add(
    'file of lines, of the debug file',
    (100 * sizeBytes) / source.sizeBytes,
    '%',
    isWhole ? { target: TARGETS.share } : {},
  );

  const bytes = Buffer.concat(pieces);
  const { source: counted, count } = counting(memorySource(bytes, 'lines'));
  const cold = await LineTable.open(counted);
  await cold.lookup('', 64);
  add('first look-up, ranges read', count.ranges, 'ranges', { target: TARGETS.ranges });
  add('first look-up, bytes read', count.bytes / 1024, 'KiB');

  const end = cold.header.spaces[0]?.sizeBytes ?? 1;
  const addresses = Array.from({ length: LOOK_UPS }, (_, i) => Math.floor((end / LOOK_UPS) * i));
  const started = process.cpuUsage();
  const table = await LineTable.open(memorySource(bytes, 'lines'));
  await table.lookupAll(addresses.map((offset) => ({ space: '', offset })));
  const spent = process.cpuUsage(started);
  const ours = (spent.user + spent.system) / 1e6;
  const text = BigInt(cold.header.text ?? 0);
  const peer =
    path === undefined
      ? undefined
      : symbolizer(
          path,
          addresses.map((offset) => text + BigInt(offset)),
        );
  add(`${LOOK_UPS} look-ups from a cold start`, ours, 's', {
    ...(peer === undefined ? {} : { ratio: peer / ours, peer: 'llvm-symbolizer' }),
  });
  const start = path === undefined ? undefined : drgnStart(path);
  if (start !== undefined) {
    add('first place from a cold start', ours, 's', { ratio: start / ours, peer: 'drgn loading the debug file' });
  }
  if (path !== undefined) {
    const { size } = statSync(path);
    add('to download for a trace', count.bytes / MEBI, 'MiB', { ratio: size / count.bytes, peer: 'the debug file' });
  }
  return figures;
}

function counting(source: ByteSource): { source: ByteSource; count: { ranges: number; bytes: number } } {
  const count = { ranges: 0, bytes: 0 };
  return {
    count,
    source: {
      name: source.name,
      sizeBytes: source.sizeBytes,
      read(ranges) {
        count.ranges += ranges.length;
        count.bytes += ranges.reduce((sum, { length }) => sum + length, 0);
        return source.read(ranges);
      },
    },
  };
}

/** Processor seconds of llvm-symbolizer for the same addresses; undefined where it is not on the machine. */
function symbolizer(path: string, addresses: readonly bigint[]): number | undefined {
  const input = addresses.map((address) => `0x${address.toString(16)}\n`).join('');
  return timed('llvm-symbolizer', [`--obj=${path}`, '--inlines'], input);
}

/** Processor seconds until drgn knows a function of the debug file; `PURGATORY_PYTHON` names a python that has it. */
function drgnStart(path: string): number | undefined {
  const script =
    'import sys, drgn; p = drgn.Program(); m = p.extra_module("vmlinux", create=True); m.try_file(sys.argv[1], force=True); p.function("schedule")';
  return timed(process.env['PURGATORY_PYTHON'] ?? 'python3', ['-c', script, path]);
}

/** Processor seconds of a command and what it calls; undefined where it is not there, or fails. */
function timed(command: string, args: readonly string[], input = ''): number | undefined {
  const script = '"$@" >/dev/null 2>&1 || exit 1; times';
  const ran = spawnSync('bash', ['-c', script, 'bash', command, ...args], {
    input,
    encoding: 'utf8',
    timeout: 300_000,
  });
  const [, ofChildren = ''] = ran.stdout.split('\n');
  const seconds = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].map(([, min, rest]) => Number(min) * 60 + Number(rest));
  return ran.status === 0 && seconds.length === 2 ? seconds.reduce((sum, one) => sum + one, 0) : undefined;
}
