// node .ci/results.mjs FOLDER PROBLEMS: which tests of Jest's results in FOLDER failed, and as last line how many passed and failed.
// Ends with 0 only where nothing failed, something ran, and the stages had no PROBLEMS.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lines of a failure: enough to tell what it is about; the whole stands above, with its stage. */
const MOST_LINES = 12;

const [folder, problems] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
  const result = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  for (const file of result.testResults.filter(({ status }) => status === 'failed')) tell(file);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = Number(problems) === 0 && failed === 0 && passed > 0 ? 0 : 1;

/** A file that could not run at all has a message and no assertion that failed. */
function tell({ name, message, assertionResults }) {
  const broken = assertionResults.filter(({ status }) => status === 'failed');
  console.log(`failed: ${name.split('/test/').at(-1)}`);
  if (broken.length === 0) console.log(shortened(message));
  for (const { fullName, failureMessages } of broken) {
    console.log(`  ${fullName}`);
    console.log(shortened(failureMessages[0] ?? ''));
  }
}

function shortened(text) {
  // eslint-disable-next-line no-control-regex -- Jest's colours
  const lines = text.replace(/\x1b\[[0-9;]*m/g, '').split('\n');
  return lines
    .slice(0, MOST_LINES)
    .map((line) => `    ${line.slice(0, 200)}`)
    .join('\n');
}
