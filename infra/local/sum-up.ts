/** The last lines of `npm test`: what was skipped, what ended before its tests did, how many passed and failed. */

/** As much of Jest's results as is read: `--json`. */
export interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

export interface PartResult {
  readonly part: string;
  /** Absent where it ended before Jest wrote any. */
  readonly result?: JestResult | undefined;
  /** The end of what it said, where that was kept. */
  readonly lastWords?: string | undefined;
}

export interface Sum {
  readonly lines: readonly string[];
  /** Whether all parts have results, some test ran, and none failed. */
  readonly isGood: boolean;
}

const MOST_LINES = 8;

export function sumUp(parts: readonly PartResult[]): Sum {
  const results = parts.flatMap(({ result }) => (result === undefined ? [] : [result]));
  const lost = parts.filter(({ result }) => result === undefined);
  const total = (count: (result: JestResult) => number): number => results.reduce((sum, each) => sum + count(each), 0);
  const passed = total(({ numPassedTests }) => numPassedTests);
  const failed =
    lost.length + total(({ numFailedTests, numRuntimeErrorTestSuites }) => numFailedTests + numRuntimeErrorTestSuites);
  const skipped = results
    .flatMap(({ testResults }) => testResults)
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending')
    .map(({ fullName }) => fullName);
  const lines = [
    ...section('Skipped, for what is missing here:', skipped),
    ...lost.flatMap(({ part, lastWords }) => section(`${part}: no results. It ended so:`, tail(lastWords))),
    '',
    `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
  ];
  return { lines, isGood: failed === 0 && passed > 0 };
}

function section(head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', head, ...lines.map((line) => `  ${line}`)];
}

function tail(said = ''): string[] {
  const lines = said.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length === 0 ? ['what it said stands above'] : lines.slice(-MOST_LINES);
}
