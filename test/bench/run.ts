/**
 * `npm run bench [-- NAME… --OPTION…]`: every benchmark beside this file; a table on standard error, one JSON document on standard
 * output. A benchmark is `NAME.bench.ts` and exports `bench()`, which gives its figures; where a peer was found on the machine
 * a figure says the ratio to it.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  readonly target?: number;
  /** How often better than the peer that `peer` names: above 1 is better, whichever way the unit runs. */
  readonly ratio?: number;
  readonly peer?: string;
}

interface Benchmark {
  bench(): Promise<readonly Figure[]> | readonly Figure[];
}

const names = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => names.length === 0 || names.includes(file.replace('.bench.ts', '')));
const results: Record<string, readonly Figure[]> = {};
let failed = files.length === 0;
for (const file of files) {
  const name = file.replace('.bench.ts', '');
  console.error(`\n${name}`);
  try {
    const benchmark = (await import(join(import.meta.dirname, file))) as Benchmark;
    results[name] = await benchmark.bench();
    for (const figure of results[name]) console.error(row(figure));
  } catch (error) {
    failed = true;
    console.error(`  failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
console.log(JSON.stringify(results, null, 2));
process.exitCode = failed ? 1 : 0;

function row({ name, value, unit, target, higherIsBetter, ratio, peer }: Figure): string {
  const met = target === undefined ? '' : (higherIsBetter ? value >= target : value <= target) ? 'met' : 'MISSED';
  const wanted = target === undefined ? '' : `${higherIsBetter ? 'at least' : 'at most'} ${target}: ${met}`;
  const against = ratio === undefined ? '' : `${ratio.toFixed(2)} × ${peer ?? 'the peer'}`;
  return `  ${name.padEnd(44)} ${String(value).padStart(10)} ${unit.padEnd(10)} ${against} ${wanted}`.trimEnd();
}
