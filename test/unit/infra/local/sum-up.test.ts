import { describe, expect, it } from '@jest/globals';
import { sumUp } from '../../../../infra/local/sum-up.ts';
import type { JestResult } from '../../../../infra/local/sum-up.ts';

const result = (passed: number, failed = 0, broken = 0, skipped: readonly string[] = []): JestResult => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numRuntimeErrorTestSuites: broken,
  testResults: [
    {
      assertionResults: [
        { status: 'passed', fullName: 'a test that passed' },
        ...skipped.map((fullName) => ({ status: 'pending', fullName })),
      ],
    },
  ],
});

describe('the last lines of npm test', () => {
  it('add the parts up, and say what was skipped', () => {
    const sum = sumUp([
      { part: 'unit', result: result(3, 0, 0, ['drgn (skipped: drgn is not installed)']) },
      { part: 'integration', result: result(2) },
    ]);
    expect(sum).toEqual({
      isGood: true,
      lines: [
        '',
        'Skipped, for what is missing here:',
        '  drgn (skipped: drgn is not installed)',
        '',
        '5 passed, 0 failed, 1 skipped',
      ],
    });
  });

  it.each([
    ['a test failed', result(3, 1)],
    ['a file could not run', result(3, 0, 1)],
  ])('are bad where %s', (_, bad) => {
    const sum = sumUp([{ part: 'unit', result: bad }]);
    expect(sum).toEqual({ isGood: false, lines: ['', '3 passed, 1 failed'] });
  });

  it('are bad where no test ran', () => {
    expect(sumUp([{ part: 'unit', result: result(0) }]).isGood).toBe(false);
    expect(sumUp([]).isGood).toBe(false);
  });

  it('name the part that ended without results, with its last words just above the sum', () => {
    const words = Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n');
    const sum = sumUp([
      { part: 'unit', result: result(3, 0, 0, ['drgn']) },
      { part: 'integration', lastWords: `${words}\n\nLocalStack ended by SIGKILL\n` },
    ]);
    expect(sum.isGood).toBe(false);
    expect(sum.lines.slice(-12, -9)).toEqual(['', 'integration: no results. It ended so:', '  line 13']);
    expect(sum.lines.slice(-3)).toEqual(['  LocalStack ended by SIGKILL', '', '3 passed, 1 failed, 1 skipped']);
  });

  it('point above where nothing was kept', () => {
    expect(sumUp([{ part: 'unit' }]).lines).toEqual([
      '',
      'unit: no results. It ended so:',
      '  what it said stands above',
      '',
      '0 passed, 1 failed',
    ]);
  });
});
