#!/usr/bin/env node
/** `purgatory`: the command line. Wiring to the process only; see `program.ts`. */
import { enableCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeFolder } from './code-folder.ts';
import type { CliContext } from './context.ts';

/** Put in by the bundler where what loads this program keeps its code by itself. */
declare const PURGATORY_KEEPS_CODE: boolean | undefined;

// A function, since the single executable is one CommonJS script, where nothing is awaited at the top.
void main();

async function main(): Promise<void> {
  // Compiled code is kept between runs, in the user's own cache: that halves the time to start. Before anything else is loaded.
  if (typeof PURGATORY_KEEPS_CODE === 'undefined') enableCompileCache(codeFolder(process.env));
  const { runCli } = await import('./program.ts');

  const interrupted = new AbortController();
  const context: CliContext = {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    fetch: globalThis.fetch,
    now: () => new Date(),
    sleep: (ms) => sleep(ms, undefined, { signal: interrupted.signal }),
    signal: interrupted.signal,
    exitCode: 0,
  };

  // `purgatory … | head` is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? context.exitCode : 3);
  });
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      interrupted.abort(new Error('interrupted'));
      // A second one, or a verb that does not listen, ends it for good.
      process.once(name, () => process.exit(130));
      setTimeout(() => process.exit(130), 2000).unref();
    });
  }

  await runCli(process.argv.slice(2), context);
  process.exitCode = context.exitCode;
}
