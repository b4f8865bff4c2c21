/** The command line against the embedded AWS, as people use it. */
import { afterAll, beforeAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliContext } from '../../../clients/cli/context.ts';
import { runCli } from '../../../clients/cli/program.ts';
import { stack } from './stack.ts';

/** What the command line keeps between calls: of this file's tests, not of whoever runs them. */
let configuration: string;
beforeAll(() => {
  configuration = mkdtempSync(join(tmpdir(), 'purgatory-cli-'));
});
afterAll(() => {
  rmSync(configuration, { recursive: true });
});

interface CliAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whatever the verb says; tests look into it. */
  readonly json: never;
}

/** `purgatory …` as `person`. */
export async function purgatory(person: string, ...args: string[]): Promise<CliAnswer> {
  let stdout = '';
  let stderr = '';
  const context: CliContext = {
    stdout: { write: (text) => (stdout += Buffer.from(text).toString()) },
    stderr: { write: (text) => (stderr += Buffer.from(text).toString()) },
    stdin: (async function* () {})(),
    env: { PURGATORY_URL: stack.url, PURGATORY_TOKEN: stack.tokens[person], XDG_CONFIG_HOME: configuration },
    fetch: globalThis.fetch,
    now: () => new Date(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    signal: new AbortController().signal,
    exitCode: 0,
  };
  await runCli(args, context);
  const [line = ''] = stdout.split('\n');
  return {
    exitCode: context.exitCode,
    stdout,
    stderr,
    json: (line.startsWith('{') ? JSON.parse(line) : undefined) as never,
  };
}
