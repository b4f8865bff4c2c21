// Prints the test files of which a run skipped something, from the top of the checkout, given the run's results (Jest's JSON).
import { readFileSync } from 'node:fs';

export function filesWithSkips({ testResults }) {
  return testResults
    .filter(({ assertionResults }) => assertionResults.some(({ status }) => status === 'pending'))
    .map(({ name }) => name.slice(name.lastIndexOf('/test/') + 1))
    .sort();
}

if (process.argv[1] === import.meta.filename)
  for (const file of filesWithSkips(JSON.parse(readFileSync(process.argv[2], 'utf8')))) console.log(file);
