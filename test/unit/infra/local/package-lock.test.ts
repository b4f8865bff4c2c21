import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

it('package-lock.json names the packages of every platform, so that `npm ci` takes it everywhere', () => {
  const script = join(import.meta.dirname, '../../../../.ci/complete-lock.mjs');
  const { status, stdout } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
