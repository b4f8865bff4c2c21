/** The prompt of `purgatory explore`: history, completion, paging, Ctrl-C. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CliContext } from '../context.ts';
import { answerOne, LEAVES, type AnswerOptions } from './answer.ts';
import type { Asker } from './asker.ts';
import { TypedLines } from './typed-lines.ts';

const MAX_HISTORY = 1000;
const PROMPT = 'explore> ';
const DEFAULT_ROWS = 24;

/** Until the end of input, `exit` or `quit`. */
export async function runPrompt(
  explorer: Asker,
  input: NodeJS.ReadStream,
  context: CliContext,
  options: AnswerOptions,
): Promise<void> {
  const historyFile = join(
    context.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'),
    'purgatory',
    'explore-history',
  );
  const history = await readHistory(historyFile);
  const lines = createInterface({
    input,
    output: process.stdout,
    // A copy: readline adds to what it is given.
    history: [...history],
    historySize: MAX_HISTORY,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: null, completion: [string[], string]) => void) => {
      explorer.complete(line).then(
        ({ candidates, partial }) => {
          done(null, [[...candidates], partial]);
        },
        // Nothing to go on with: what is wrong with the question is told when it is asked.
        () => {
          done(null, [[], line]);
        },
      );
    },
  });
  const write = (text: string): void => {
    context.stdout.write(text);
  };
  const typed = new TypedLines(lines, write);
  const stop = (): void => {
    lines.close();
  };
  context.signal.addEventListener('abort', stop, { once: true });
  const asked: string[] = [];
  // What is said to the pager is no question.
  let isPaging = false;
  lines.on('history', (all: string[]) => {
    if (isPaging && all[0]?.trim() === 'q') all.shift();
  });
  try {
    write('Ask by C expressions, `walk`, `what`, or a command of crash; `help` tells of all.\n');
    for (;;) {
      const next = await typed.next(PROMPT);
      if (next.is === 'end') {
        write('\n');
        break;
      }
      const question = next.is === 'line' ? next.text.trim() : '';
      if (LEAVES.has(question)) break;
      if (question === '' || question.startsWith('#')) continue;
      asked.push(question);
      const answer = await typed.unlessInterrupted(answerOne(explorer, question, options));
      if (answer === undefined) continue;
      isPaging = true;
      await page(typed, answer.text, write);
      isPaging = false;
    }
  } finally {
    context.signal.removeEventListener('abort', stop);
    lines.close();
    await keepHistory(historyFile, [...asked.toReversed(), ...history]);
  }
}

/** A screen at a time, where it is more than one. Whoever types a question instead is asked no further. */
async function page(typed: TypedLines, text: string, write: (text: string) => void): Promise<void> {
  const rows = text.split('\n');
  const screen = Math.max(4, (process.stdout.isTTY ? process.stdout.rows : DEFAULT_ROWS) - 1);
  for (let from = 0; from < rows.length; from += screen) {
    write(`${rows.slice(from, from + screen).join('\n')}\n`);
    const left = rows.length - from - screen;
    if (left <= 0) return;
    const next = await typed.next(`-- ${left} more lines; Enter goes on, q leaves -- `);
    if (next.is !== 'line') return;
    const said = next.text.trim();
    if (said !== '' && said !== 'q') typed.putBack(next.text);
    if (said !== '') return;
  }
}

async function readHistory(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).slice(0, MAX_HISTORY);
}

/** Best effort: a home that can't be written to keeps nobody from asking. */
async function keepHistory(file: string, lines: readonly string[]): Promise<void> {
  const kept = [...new Set(lines)].slice(0, MAX_HISTORY);
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, `${kept.join('\n')}\n`, { mode: 0o600 });
  } catch {
    // There is nothing to be said: the next prompt has no history.
  }
}
