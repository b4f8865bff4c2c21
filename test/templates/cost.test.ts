import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { crashCost, keepCost, scaled } from '../bench/cost/model.ts';
import type { Run } from '../bench/cost/model.ts';
import { COST_PAGE, COUNTS, fixedMonth, tables } from '../bench/cost/tables.ts';

const runs = JSON.parse(readFileSync(COUNTS, 'utf8')) as Run[];

const RUN: Run = {
  policy: 'all',
  occurrence: 'first',
  dumpBytes: 100,
  sentBytes: 100,
  apiRequests: 1000,
  calls: { 's3.PutObject': 1000, 's3.GetObject': 1000, 's3.DeleteObjects': 1000, 'dynamodb.PutItem': 1000 },
  functions: { triage: { invocations: 1000, billedMs: 999_000, memoryMib: 1024 } },
  logBytes: 0,
};

describe('docs/cost.md', () => {
  it.each(Object.entries(tables(runs)))('holds the table %s as it is computed from what was counted', (name, table) => {
    const page = readFileSync(COST_PAGE, 'utf8');
    const [, shown] = new RegExp(`<!-- table: ${name} -->\n\n([^]*?)\n\n<!-- end -->`).exec(page) ?? [];
    expect(shown).toBe(table);
  });

  it('begins with what the tables say that it costs idle', () => {
    const [, month] = /an installation costs some (\d+) USD a month/.exec(readFileSync(COST_PAGE, 'utf8')) ?? [];
    expect(month).toBe(String(Math.round(fixedMonth())));
  });
});

describe('crashCost', () => {
  it('is calls times prices', () => {
    const cost = crashCost(RUN);
    expect(cost.api).toBeCloseTo(0.0035, 10);
    // 1,000 puts and 1,000 gets; deletions cost nothing.
    expect(cost.s3).toBeCloseTo(0.005 + 0.0004, 10);
    // Each item in its table and two indexes.
    expect(cost.dynamo).toBeCloseTo(3000 * 0.625e-6, 10);
    // 999 seconds and one to start, with 1 GB.
    expect(cost.lambda).toBeCloseTo(1000 * 0.2e-6 + 1000 * 0.0000133334, 10);
  });
});

describe('scaled', () => {
  it('takes what grows with the dump on a line through two runs, and leaves the rest', () => {
    const large: Run = { ...RUN, dumpBytes: 200, calls: { ...RUN.calls, 's3.PutObject': 1010 } };
    const { calls, apiRequests } = scaled(RUN, large, RUN, 1100);
    expect(calls).toEqual({ ...RUN.calls, 's3.PutObject': 1100 });
    expect(apiRequests).toBe(1000);
  });
});

describe('keepCost', () => {
  it('is least in the coldest tier and next to nothing for a log', () => {
    const gib = 2 ** 30;
    expect(keepCost(gib, 'standard')).toBeGreaterThan(0.023 * 12);
    expect(keepCost(gib, 'intelligent-tiering')).toBeLessThan(keepCost(gib, 'standard'));
    expect(keepCost(gib, 'glacier-ir')).toBeLessThan(keepCost(gib, 'intelligent-tiering'));
    expect(keepCost(0, 'standard')).toBeLessThan(0.001);
  });
});
