import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const SCRIPT = join(import.meta.dirname, '../../../.ci/results.mjs');

const PASSED = {
  numPassedTests: 3,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [{ status: 'passed' }],
};
const FAILED = {
  numPassedTests: 1,
  numFailedTests: 1,
  numRuntimeErrorTestSuites: 0,
  testResults: [
    {
      status: 'failed',
      name: '/somewhere/test/e2e/guest.test.ts',
      assertionResults: [
        { status: 'passed', fullName: 'a guest boots', failureMessages: [] },
        { status: 'failed', fullName: 'a guest panics', failureMessages: ['Expected: \u001B[32m1\u001B[39m'] },
      ],
    },
  ],
};
const UNREADABLE = {
  numPassedTests: 0,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 1,
  testResults: [
    { status: 'failed', name: '/somewhere/test/unit/a.test.ts', message: 'Cannot find module', assertionResults: [] },
  ],
};

describe('the last words of .ci/run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'purgatory-results-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const told = (results: readonly unknown[], problems = 0) => {
    for (const [index, result] of results.entries())
      writeFileSync(join(folder, `${index}.json`), JSON.stringify(result));
    const { status, stdout } = spawnSync(process.execPath, [SCRIPT, folder, `${problems}`], { encoding: 'utf8' });
    return { status, lines: stdout.trimEnd().split('\n') };
  };

  it('counts what passed', () => {
    expect(told([PASSED, PASSED])).toEqual({ status: 0, lines: ['6 passed, 0 failed'] });
  });

  it('names each test that failed, without colours, before the count', () => {
    expect(told([PASSED, FAILED])).toEqual({
      status: 1,
      lines: ['failed: e2e/guest.test.ts', '  a guest panics', '    Expected: 1', '4 passed, 1 failed'],
    });
  });

  it('counts a file that could not run, and says why', () => {
    expect(told([PASSED, UNREADABLE])).toEqual({
      status: 1,
      lines: ['failed: unit/a.test.ts', '    Cannot find module', '3 passed, 1 failed'],
    });
  });

  it.each([
    ['no test ran', [], 0],
    ['a stage failed though every test passed', [PASSED], 1],
  ])('never passes where %s', (_, results, problems) => {
    expect(told(results, problems).status).toBe(1);
  });
});
