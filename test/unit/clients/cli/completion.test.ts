/** What the shells themselves make of the scripts. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VERBS } from '../../../../clients/cli/registry.ts';
import { itWith } from '../../../support/oracles.ts';
import { cli, scratch } from './harness.ts';

const VERB_NAMES = VERBS.map(({ name }) => name).sort();
/** What is typed up to the cursor, and every word that completes it. */
const CASES: readonly (readonly [typed: string, words: readonly string[]])[] = [
  ['purgatory ', VERB_NAMES],
  ['purgatory cra', ['crashes']],
  ['purgatory crashes li', ['list']],
  ['purgatory crashes list --own', ['--owner']],
  ['purgatory crashes list --state ', ['acknowledged', 'ignored', 'open', 'resolved']],
  ['purgatory crashes list --kernel ', []],
  ['purgatory completion ', ['bash', 'fish', 'zsh']],
  ['purgatory sign --output it’s', ['it’s a file']],
  ['purgatory verify it’s', ['it’s a file']],
];

describe('purgatory completion', () => {
  const folder = scratch();
  const scripts: Record<string, string> = {};

  beforeAll(async () => {
    folder.write('it’s a file', '');
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { exitCode, stdout } = await cli(['completion', shell]);
      expect(exitCode).toBe(0);
      scripts[shell] = folder.write(`completion.${shell}`, stdout);
    }
  });
  afterAll(() => {
    folder.remove();
  });

  const run = (command: string, ...args: string[]): string[] => {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: folder.path,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder.path, LC_ALL: 'C.UTF-8' },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .sort();
  };

  it('asks for one of the shells that it knows', async () => {
    const { exitCode, stderr } = await cli(['completion', 'csh']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });

  describe.each(CASES)('%s', (typed, words) => {
    const line = typed.split(' ');

    itWith({ commands: ['bash'] }, 'in bash', () => {
      const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _purgatory; printf '%s\\n' "\${COMPREPLY[@]}"`;
      expect(run('bash', '-c', script, 'bash', scripts['bash'] ?? '', ...line)).toEqual(words);
    });

    itWith({ commands: ['fish'] }, 'in fish', () => {
      const script = `source $argv[1]; complete -C $argv[2]`;
      const found = run('fish', '-c', script, scripts['fish'] ?? '', typed).map((each) => each.split('\t')[0]);
      expect(found).toEqual(words);
    });

    // zsh's own functions need a terminal: ours say what they were given.
    itWith({ commands: ['zsh'] }, 'in zsh', () => {
      const script = `
        compdef() { : }
        _message() { : }
        _files() { print -l -- "$PREFIX"* }
        compadd() { shift; print -l -- "\${(@M)@:#$PREFIX*}" }
        _describe() { local each; for each in "\${(@P)\${@[-1]}}"; do [[ $each != $PREFIX* ]] || print -r -- "\${each%%:*}"; done }
        source $1; shift; words=("$@"); CURRENT=$#; PREFIX=\${words[-1]}; _purgatory`;
      expect(run('zsh', '-f', '-c', script, 'zsh', scripts['zsh'] ?? '', ...line)).toEqual(words);
    });
  });

  itWith({ commands: ['shellcheck'] }, 'is a script that shellcheck finds clean', () => {
    expect(run('shellcheck', '--shell=bash', scripts['bash'] ?? '')).toEqual([]);
  });
});
