import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Result } from '../../../infra/smoke/check.ts';
import { describeOnStack, stack } from '../support/stack.ts';

const MAIN = join(import.meta.dirname, '../../../infra/smoke/main.ts');

/** The command as an operator calls it. */
async function smoke(...args: string[]): Promise<{ status: number; results: readonly Result[]; stdout: string }> {
  return await new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env: process.env }, (error, stdout) => {
      const { results = [] } = (stdout.startsWith('{') ? JSON.parse(stdout) : {}) as { results?: Result[] };
      resolve({ status: error === null ? 0 : Number(error.code), results, stdout });
    });
  });
}

describeOnStack('npm run smoke', () => {
  it('finds the embedded stack in order, and says of what an emulator does not check that it is not shown', async () => {
    const { status, results } = await smoke('--url', stack.url, '--token', stack.tokens['ada'] ?? '', '--json');
    expect(results.filter((result) => result.status === 'failed')).toEqual([]);
    expect(status).toBe(0);
    const by = Object.fromEntries(results.map((result) => [result.name, result.status]));
    expect(by).toMatchObject({
      upload: 'passed',
      alert: 'passed',
      report: 'passed',
      keys: 'passed',
      'cleaned up': 'passed',
    });
    expect(by).toMatchObject({ address: 'not-shown', cookies: 'not-shown', quotas: 'not-shown', alarm: 'not-shown' });
  });

  it('says what failed and what to do, with exit status 1, where the token is none', async () => {
    const { status, results } = await smoke('--url', stack.url, '--token', 'nonsense', '--json', '--limit', '1');
    expect(status).toBe(1);
    const upload = results.find(({ name }) => name === 'upload');
    expect(upload).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('401'),
      todo: expect.stringContaining('runbook'),
    });
    expect(results.find(({ name }) => name === 'cleaned up')).toMatchObject({ status: 'passed' });
  });
});
