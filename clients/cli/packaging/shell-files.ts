import { commandTree } from '../command-tree.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import type { CliContext } from '../context.ts';
import { VERBS } from '../registry.ts';
import { manualPage } from './manual.ts';

/** What a shell and man(1) know of the command line, as text. */
export interface ShellFiles {
  readonly bash: string;
  readonly zsh: string;
  readonly fish: string;
  readonly manual: string;
}

/** @param date of the manual page: `2026-11-30` */
export async function shellFiles(version: string, date: string): Promise<ShellFiles> {
  const commands = await commandTree(nowhere(), VERBS);
  return {
    bash: bashCompletion(commands),
    zsh: zshCompletion(commands),
    fish: fishCompletion(commands),
    manual: manualPage({ version, date, commands }),
  };
}

/** No verb is run to be described: what it could touch of the world is not there. */
function nowhere(): CliContext {
  const silent = { write: () => true };
  return {
    stdout: silent,
    stderr: silent,
    stdin: (async function* () {})(),
    env: {},
    fetch: () => Promise.reject(new Error('no network while packages are built')),
    now: () => new Date(0),
    sleep: () => Promise.resolve(),
    signal: AbortSignal.abort(),
    exitCode: 0,
  };
}
