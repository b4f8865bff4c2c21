import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { itWith } from '../../support/oracles.ts';
import { AGENT } from './harness.ts';

describe('purgatory-agent', () => {
  it('explains itself', () => {
    const help = spawnSync('sh', [AGENT, '--help'], { encoding: 'utf8' });
    expect(help.status).toBe(0);
    for (const command of ['upload', 'log', 'status', 'doctor']) expect(help.stdout).toContain(`  ${command} `);
  });

  itWith({ commands: ['shellcheck'] }, 'is clean for shellcheck', () => {
    expect(spawnSync('shellcheck', ['--shell=sh', AGENT], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stdout: '',
    });
  });

  it('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(AGENT, '../../../package.json'), 'utf8')) as { version: string };
    expect(spawnSync('sh', [AGENT, '--version'], { encoding: 'utf8' }).stdout).toBe(`purgatory-agent ${version}\n`);
  });
});
