/** The prompt over a dump that answers `forever` never, and everything else at once with what it was asked. */
import { setTimeout as sleep } from 'node:timers/promises';
import { runPrompt } from '../../clients/cli/explore/prompt.ts';

await runPrompt(
  {
    ask(question) {
      if (question === 'forever') {
        process.stdout.write('asked\n');
        return new Promise(() => undefined);
      }
      return Promise.resolve({ kind: 'text', text: `you asked ${question}` });
    },
    complete: () => {
      process.stdout.write('completing\n');
      return Promise.reject(new Error('the service is gone'));
    },
    close: () => Promise.resolve(),
  },
  process.stdin,
  {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    fetch: globalThis.fetch,
    now: () => new Date(),
    sleep: (ms) => sleep(ms),
    signal: new AbortController().signal,
    exitCode: 0,
  },
  {},
);
