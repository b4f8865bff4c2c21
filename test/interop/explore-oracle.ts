/**
 * Holds the explorer against drgn: `node test/interop/explore-oracle.ts [-v] DUMP QUESTIONS.json [QUESTIONS.json …]`.
 *
 * Asks every question of the files through the public explorer, and prints right and wrong by kind; `-v` shows what is wrong.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileSource } from '../../shared/bytes/file-source.ts';
import { Explorer } from '../../shared/vmcore/explore/explorer.ts';
import { fault, putQuestion, type Put, type Question } from '../support/explore-questions.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean', short: 'v' } },
});
const [dump, ...files] = positionals;
if (dump === undefined || files.length === 0) {
  console.error('usage: node test/interop/explore-oracle.ts [-v] DUMP QUESTIONS.json [QUESTIONS.json …]');
  process.exit(2);
}
const started = performance.now();
const questions = files.flatMap(
  (file) => (JSON.parse(readFileSync(file, 'utf8')) as { questions: Question[] }).questions,
);
const source = await fileSource(dump);
const explorer = await Explorer.open([source]);
const scores = new Map<string, { right: number; wrong: number; casts: number }>();
let first: number | undefined;
let slowest = { ms: 0, ask: '' };
for (const question of questions) {
  const asked = performance.now();
  const { answer, refusal, form } = await put(question);
  const ms = performance.now() - asked;
  first ??= performance.now() - started;
  if (ms > slowest.ms) slowest = { ms, ask: question.ask };
  const problem = fault(question, answer, refusal);
  const key = question.tag === undefined ? question.kind : `${question.kind} (${question.tag})`;
  const score = scores.get(key) ?? { right: 0, wrong: 0, casts: 0 };
  scores.set(key, score);
  if (problem === undefined) score.right++;
  else score.wrong++;
  if (form > 0 && question.kind !== 'walk') score.casts++;
  if (problem !== undefined && values.verbose === true)
    console.log(
      `WRONG ${question.id} ${question.ask}\n  want ${JSON.stringify(question.want).slice(0, 300)}\n  got  ${problem}`,
    );
}
await explorer.close();
await source.close();

const sum = { right: 0, wrong: 0, casts: 0 };
for (const [key, score] of [...scores].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`${key.padEnd(28)} ${String(score.right).padStart(5)} right ${String(score.wrong).padStart(5)} wrong`);
  sum.right += score.right;
  sum.wrong += score.wrong;
  sum.casts += score.casts;
}
const seconds = ((performance.now() - started) / 1000).toFixed(2);
const mebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  `${'all'.padEnd(28)} ${String(sum.right).padStart(5)} right ${String(sum.wrong).padStart(5)} wrong; ${sum.casts} in the cast form`,
);
console.log(
  `${seconds} s with start, first answer after ${((first ?? 0) / 1000).toFixed(2)} s, slowest ${slowest.ms.toFixed(0)} ms (${slowest.ask}); ${mebibytes} MiB`,
);
process.exitCode = sum.wrong > 0 ? 1 : 0;

/** What can't be put at all is a wrong answer, and the other questions are still asked. */
async function put(question: Question): Promise<Put> {
  try {
    return await putQuestion(explorer, question);
  } catch (error) {
    return { refusal: { code: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }, form: 0 };
  }
}
