/**
 * `npm run mutate -- FOLDER…`: puts small faults into the code of a folder, one at a time, and says which ones no test notices.
 * `npm run mutate -- --change`: the same for the lines that a change touches, as CI does it. See docs/mutation.md.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { changeSince, folderOf, upperBound } from './change.ts';
import { mutate, type Run } from './engine.ts';
import { sourcesOf } from './folder.ts';
import { mutantsOf, sample, type Mutant } from './mutants.ts';
import { asJson, asText, tally } from './report.ts';

const USAGE = `npm run mutate -- FOLDER… [--sample N] [--seed TEXT] [--line FILE:LINE] [--jobs N] [--json]
npm run mutate -- --change [--base REVISION] [--threshold PERCENT] [--budget SECONDS]
  FOLDER        below the project, such as functions/ingest or shared/aws/uploads; or a file
  --sample N    mutants a folder, the same ones for the same code and seed (200; 0 takes all)
  --line F:L    only the mutants of one line, to look at a survivor again
  --change      the lines changed since --base; without that, since the newest commit before the change
  --threshold P fail where the tests certainly notice less than P per cent (60)
  --budget S    begin no more mutants after S seconds`;

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '200' },
    seed: { type: 'string', default: 'purgatory' },
    line: { type: 'string', multiple: true, default: [] },
    change: { type: 'boolean', default: false },
    base: { type: 'string' },
    threshold: { type: 'string', default: '60' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    budget: { type: 'string', default: 'Infinity' },
    json: { type: 'boolean', default: false },
  },
});
const LEAST_SHARE_MS = 60_000;
const until = performance.now() + Number(values.budget) * 1000;
const runs: Run[] = [];

if (values.change) await ofChange();
else if (folders.length > 0) {
  for (const folder of folders) await ofFolder(folder.replace(/\/+$/, ''));
} else {
  console.error(USAGE);
  process.exitCode = 2;
}
if (values.json) console.log(JSON.stringify(runs.map(asJson), undefined, 2));

async function ofFolder(folder: string): Promise<void> {
  const count = Number(values.sample);
  await run(folder, sourcesOf(folder), (mutants) =>
    values.line.length > 0 ? mutants.filter(isAsked) : sample(mutants, count === 0 ? mutants.length : count),
  );
}

async function ofChange(): Promise<void> {
  let change;
  try {
    change = changeSince(values.base);
  } catch (error) {
    console.log(
      `cannot mutate: git does not say what has changed (${error instanceof Error ? error.message : String(error)})`,
    );
    return;
  }
  const { base, lines } = change;
  const touched = new Map<string, { files: string[]; changed: number }>();
  for (const [file, changed] of lines) {
    if (sourcesOf(file).length === 0) continue;
    const of = touched.get(folderOf(file)) ?? { files: [], changed: 0 };
    touched.set(folderOf(file), { files: [...of.files, file], changed: of.changed + changed.size });
  }
  const mostFirst = [...touched].toSorted(([, a], [, b]) => b.changed - a.changed);
  console.log(
    `changed since ${base.slice(0, 12)}: ${mostFirst.length === 0 ? 'nothing that is mutated' : mostFirst.map(([folder]) => folder).join(', ')}`,
  );
  for (const [at, [folder, { files }]] of mostFirst.entries()) {
    const now = performance.now();
    if (now > until) {
      console.log(`${folder}: no time was left`);
      continue;
    }
    // No folder takes the time of those behind it, and none gets so little that its tests are only run without a mutant.
    const share = Math.max(LEAST_SHARE_MS, (until - now) / (mostFirst.length - at));
    await run(
      folder,
      files,
      (mutants) =>
        sample(
          mutants.filter(({ file, line, endLine }) => overlaps(lines.get(file), line, endLine)),
          Number(values.sample),
        ),
      Math.min(until, now + share),
    );
  }
  const { killed, tried } = tally(runs.flatMap(({ results }) => results));
  if (tried === 0) return;
  const best = upperBound(killed, tried);
  const threshold = Number(values.threshold);
  const verdict = best < threshold ? 'too few' : 'enough';
  console.log(
    `${killed} of ${tried} mutants of the change killed; at best ${best.toFixed(0)} % of such, ${threshold} % are asked for: ${verdict}`,
  );
  if (best < threshold) process.exitCode = 1;
}

async function run(
  folder: string,
  files: readonly string[],
  choose: (all: readonly Mutant[]) => Mutant[],
  endsAt = until,
): Promise<void> {
  const { mutants, sources } = await mutantsOf(files, values.seed);
  const chosen = choose(mutants);
  if (chosen.length === 0) return;
  const done = await mutate(
    folder,
    { mutants: chosen, sources },
    {
      jobs: Number(values.jobs),
      until: endsAt,
      progress,
    },
  );
  runs.push(done);
  if (!values.json) console.log(asText(done, mutants.length));
}

function isAsked({ file, line }: Mutant): boolean {
  return values.line.some((asked) => `${file}:${line}`.endsWith(asked));
}

/** A mutant on a changed line; one that spans unchanged lines too is the business of its parts. */
function overlaps(changed: ReadonlySet<number> | undefined, from: number, to: number): boolean {
  for (let line = from; line <= to; line++) if (changed?.has(line) !== true) return false;
  return true;
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001b[K`);
}
