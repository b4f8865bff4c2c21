/** The action's script with a curl and a command line of the test's: each round has a token of its own. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { scratch, type Directory } from '../cli/harness.ts';

const ACTION = join(import.meta.dirname, '../../../../clients/github-action');
const IDENTITY = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://identity.example/token?x=1',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-secret',
};

let directory: Directory;
beforeEach(() => {
  directory = scratch();
  const tools: Readonly<Record<string, string>> = {
    curl: 'cat >> "$CALLS.config"; echo "curl $*" >> "$CALLS"; n=$(grep -c "^curl" "$CALLS"); echo "{\\"access_token\\": \\"exchanged-$n\\", \\"value\\": \\"token-$n\\"}"',
    purgatory:
      'echo "purgatory $PURGATORY_TOKEN $*" >> "$CALLS"; n=$(grep -c "^purgatory" "$CALLS"); set -- $ANSWERS; shift $((n - 1)); case $1 in pending) echo "{ \\"state\\": \\"pending\\" }"; exit 1;; refused) echo "{ \\"state\\": \\"refused\\" }"; exit 1;; *) exit $1;; esac',
    sleep: 'echo "sleep $*" >> "$CALLS"',
  };
  for (const [name, body] of Object.entries(tools)) {
    directory.write(name, `#!/bin/sh\n${body}\n`);
    chmodSync(join(directory.path, name), 0o755);
  }
  writeFileSync(join(directory.path, 'calls'), '');
});
afterEach(() => {
  directory.remove();
});

function run(answers: string, settings: Readonly<Record<string, string>> = {}) {
  const calls = join(directory.path, 'calls');
  const { status, stdout } = spawnSync(join(ACTION, 'sign-release.sh'), {
    encoding: 'utf8',
    env: {
      PATH: `${directory.path}:/usr/bin:/bin`,
      CALLS: calls,
      ANSWERS: answers,
      PURGATORY_COMMAND: 'purgatory',
      RELEASE_MANIFEST: '',
      RELEASE_PATH: 'build dir',
      RELEASE_NAME: 'v1',
      RELEASE_OUTPUT: 'signed',
      TOKEN_AUDIENCE: 'purgatory',
      WAIT_MINUTES: '0',
      EXCHANGE_URL: '',
      EXCHANGE_CLIENT: 'purgatory',
      ...IDENTITY,
      ...settings,
    },
  });
  return { status, stdout, calls: readFileSync(calls, 'utf8').split('\n').filter(Boolean) };
}

describe('sign-release.sh', () => {
  it('signs by a token of the job, which is masked and on no command line', () => {
    const { status, stdout, calls } = run('0');
    expect(status).toBe(0);
    expect(stdout).toContain('::add-mask::token-1');
    expect(calls).toEqual([
      expect.stringMatching(/^curl .*--proto =https.* https:\/\/identity\.example\/token\?x=1&audience=purgatory$/),
      'purgatory token-1 sign build dir --release v1 -o signed --json',
    ]);
    expect(calls.join('\n')).not.toContain('request-secret');
    expect(readFileSync(join(directory.path, 'calls.config'), 'utf8')).toContain('bearer request-secret');
  });

  it('has the job’s token exchanged where the service’s issuer is another', () => {
    const { status, calls } = run('0', { EXCHANGE_URL: 'https://issuer.example/token' });
    expect(status).toBe(0);
    expect(calls[1]).toMatch(/^curl .*grant-type:token-exchange.*audience=purgatory https:\/\/issuer\.example\/token$/);
    expect(calls.join('\n')).not.toContain('subject_token=token-1');
    expect(readFileSync(join(directory.path, 'calls.config'), 'utf8')).toContain('subject_token=token-1');
    expect(calls[2]).toMatch(/^purgatory exchanged-2 /);
  });

  it('waits for approvals, each round with a fresh token, and also where a token’s time was over', () => {
    const { status, calls } = run('pending 4 0', { WAIT_MINUTES: '5' });
    expect(status).toBe(0);
    expect(calls.filter((call) => call.startsWith('purgatory')).map((call) => call.split(' ')[1])).toEqual([
      'token-1',
      'token-2',
      'token-3',
    ]);
  });

  it.each([
    ['pending', {}, 1, /approve it and run the job again/],
    ['refused', { WAIT_MINUTES: '60' }, 1, /are refused/],
    ['3', { WAIT_MINUTES: '60' }, 3, /status 3/],
    ['0', { RELEASE_NAME: '' }, 2, /path and release/],
    ['0', { RELEASE_MANIFEST: 'm.yaml' }, 2, /leave path and release out/],
    ['0', { WAIT_MINUTES: 'x' }, 2, /number of minutes/],
    ['0', { ACTIONS_ID_TOKEN_REQUEST_URL: '' }, 2, /id-token: write/],
  ])('ends with %s %j as it should: %s', (answers, settings, status, message) => {
    const ended = run(answers, settings);
    expect(ended.status).toBe(status);
    expect(ended.stdout).toMatch(message);
  });
});

describe('action.yml', () => {
  const action = parse(readFileSync(join(ACTION, 'action.yml'), 'utf8')) as {
    inputs: Record<string, { required: boolean }>;
    runs: { using: string; steps: { env: Record<string, string>; run: string }[] };
  };

  it('passes each input by the environment, never into a script', () => {
    const [step] = action.runs.steps;
    const passed = Object.values(step?.env ?? {}).map((value) => /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)?.[1]);
    expect(passed.toSorted()).toEqual(Object.keys(action.inputs).toSorted());
    expect([action.runs.using, step?.run]).toEqual(['composite', '"$GITHUB_ACTION_PATH/sign-release.sh"']);
  });

  it('is used by the example as it is', () => {
    const example = parse(readFileSync(join(ACTION, 'example-workflow.yml'), 'utf8')) as {
      permissions: Record<string, string>;
      jobs: { sign: { steps: { uses?: string; with?: Record<string, unknown> }[] } };
    };
    const step = example.jobs.sign.steps.find(({ uses }) => uses?.includes('github-action') === true);
    const given = Object.keys(step?.with ?? {});
    expect(given.filter((name) => !(name in action.inputs))).toEqual([]);
    const required = Object.entries(action.inputs).filter(([, input]) => input.required);
    expect(required.map(([name]) => name).filter((name) => !given.includes(name))).toEqual([]);
    expect(example.permissions['id-token']).toBe('write');
    expect(existsSync(join(ACTION, 'sign-release.sh'))).toBe(true);
  });
});
