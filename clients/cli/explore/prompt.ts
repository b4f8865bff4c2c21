/** The prompt of `purgatory explore`: history, completion, paging. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';
import type { CliContext } from '../context.ts';
import { answerOne, type AnswerOptions } from './answer.ts';
import type { Asker } from './asker.ts';

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
    history,
    historySize: MAX_HISTORY,
    removeHistoryDuplicates: true,
    completer: async (line: string): Promise<[string[], string]> => {
      const { candidates, partial } = await explorer.complete(line);
      return [[...candidates], partial];
    },
  });
  const asked: string[] = [];
  try {
    context.stdout.write('Ask by C expressions, `walk`, `what`, or a command of crash; `help` tells of all.\n');
    for (;;) {
      const line = await nextLine(lines, context.signal);
      const question = line?.trim();
      if (question === undefined || question === 'exit' || question === 'quit' || question === 'q') break;
      if (question === '' || question.startsWith('#')) continue;
      asked.push(question);
      await page(lines, (await answerOne(explorer, question, options)).text, context);
    }
  } finally {
    lines.close();
    await keepHistory(historyFile, [...asked.toReversed(), ...history]);
  }
}

/** Undefined at the end of the input. */
async function nextLine(lines: Interface, signal: AbortSignal): Promise<string | undefined> {
  const closed = new Promise<undefined>((resolve) => {
    lines.once('close', () => {
      resolve(undefined);
    });
  });
  try {
    return await Promise.race([lines.question(PROMPT, { signal }), closed]);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

/** A screen at a time, where it is more than one. */
async function page(lines: Interface, text: string, context: CliContext): Promise<void> {
  const rows = text.split('\n');
  const screen = Math.max(4, (process.stdout.isTTY ? process.stdout.rows : DEFAULT_ROWS) - 1);
  for (let from = 0; from < rows.length; from += screen) {
    context.stdout.write(`${rows.slice(from, from + screen).join('\n')}\n`);
    const left = rows.length - from - screen;
    if (left <= 0) return;
    const answer = await lines
      .question(`-- ${left} more lines; Enter goes on, q leaves -- `, { signal: context.signal })
      .catch(() => 'q');
    if (answer.trim().startsWith('q')) return;
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
