/** The script that docs/signing.md puts in the place of sbsign, called as ukify 257 calls it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { scratch, type Directory } from './cli/harness.ts';

const PAGE = join(import.meta.dirname, '../../../docs/signing.md');

let directory: Directory;
beforeEach(() => {
  directory = scratch();
});
afterEach(() => {
  directory.remove();
});

it('has the service sign what ukify built, by the name that stands in the place of the key', () => {
  const [, script = ''] = /```sh\n(#!\/bin\/sh\n[^`]*)```/.exec(readFileSync(PAGE, 'utf8')) ?? [];
  const tools: Readonly<Record<string, string>> = {
    sbsign: script,
    purgatory: '#!/bin/sh\nfor each; do echo "[$each]"; done\nexit 3\n',
  };
  for (const [name, content] of Object.entries(tools)) {
    directory.write(name, content);
    chmodSync(join(directory.path, name), 0o755);
  }
  const args = [
    '--key',
    'linux-6.12.efi',
    '--cert',
    '/dev/null',
    '--engine',
    'purgatory',
    '/tmp/a b',
    '--output',
    'out',
  ];
  const { stdout, status } = spawnSync(join(directory.path, 'sbsign'), args, {
    encoding: 'utf8',
    env: { PATH: `${directory.path}:/usr/bin:/bin`, PURGATORY_WAIT: '5' },
  });
  const expected = ['sign', '/tmp/a b', '--name', 'linux-6.12.efi', '-o', 'out', '--wait', '5'];
  expect([status, stdout]).toEqual([3, expected.map((each) => `[${each}]\n`).join('')]);
});
