/** A command on a real pseudo terminal, for tests: what is typed, and what is on the screen. Needs python3. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const RUNNER = join(import.meta.dirname, 'terminal.py');
const ROWS = 12;
const COLUMNS = 160;

export interface TerminalSession {
  /** Types, as a person's keys come: `\r` is Enter. */
  type(keys: string): void;
  /**
   * What is shown up to and with `expected`, from where the last such wait ended.
   *
   * @throws {Error} with the screen, where the command ends before
   */
  shows(expected: string | RegExp): Promise<string>;
  /** The exit status, once it has ended. */
  ended(): Promise<number | null>;
  kill(): void;
}

export const Keys = { enter: '\r', tab: '\t', up: '\u001b[A', ctrlC: '\u0003', ctrlD: '\u0004' } as const;

export function onTerminal(command: readonly string[], env: Readonly<Record<string, string>>): TerminalSession {
  const child = spawn('python3', [RUNNER, String(ROWS), String(COLUMNS), ...command], {
    env: { ...process.env, TERM: 'xterm', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const end = once(child, 'close') as Promise<[number | null]>;
  let screen = '';
  let seen = 0;
  let hasEnded = false;
  let wake: () => void = () => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    // What moves the cursor, colours or erases is no text.
    screen += stripVTControlCharacters(text);
    wake();
  });
  void end.then(() => {
    hasEnded = true;
    wake();
  });
  // Of a command that has ended: what is typed is lost.
  child.stdin.on('error', () => undefined);
  return {
    type(keys) {
      child.stdin.write(keys);
    },
    async shows(expected) {
      for (;;) {
        const rest = screen.slice(seen);
        const at = typeof expected === 'string' ? rest.indexOf(expected) : rest.search(expected);
        if (at >= 0) {
          const length = typeof expected === 'string' ? expected.length : (expected.exec(rest)?.[0].length ?? 0);
          seen += at + length;
          return rest.slice(0, at + length);
        }
        if (hasEnded) throw new Error(`it ended without showing ${String(expected)}:\n${screen}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async ended() {
      const [status] = await end;
      return status;
    },
    kill() {
      child.kill();
    },
  };
}
