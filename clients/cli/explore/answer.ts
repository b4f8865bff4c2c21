/** Puts questions to a dump and writes what it says. */
import { hex } from '../../../shared/bytes/cursor.ts';
import { renderAnswer } from '../../../shared/render/explore-text.ts';
import { safeJson, safeText } from '../../../shared/render/safe-text.ts';
import { ExploreError } from '../../../shared/vmcore/explore/explore-error.ts';
import type { CliContext } from '../context.ts';
import { ExitCode } from '../exit-code.ts';
import type { Asker } from './asker.ts';

export interface AnswerOptions {
  readonly json?: boolean | undefined;
}

/** One after the other; each that has no answer says why, and the others go on. */
export async function answerAll(
  explorer: Asker,
  questions: Iterable<string> | AsyncIterable<string>,
  context: CliContext,
  options: AnswerOptions,
): Promise<void> {
  for await (const question of questions) {
    context.signal.throwIfAborted();
    const { text, exitCode, failed } = await answerOne(explorer, question, options);
    if (failed && options.json !== true) context.stderr.write(`${text}\n`);
    else if (text !== '') context.stdout.write(`${text}\n`);
    context.exitCode = Math.max(context.exitCode, exitCode);
  }
}

export async function answerOne(
  explorer: Pick<Asker, 'ask'>,
  question: string,
  options: AnswerOptions,
): Promise<{ readonly text: string; readonly exitCode: ExitCode; readonly failed: boolean }> {
  try {
    const answer = await explorer.ask(question);
    const text = options.json === true ? safeJson({ ask: question, ...answer }) : renderAnswer(answer);
    return { text, exitCode: ExitCode.Ok, failed: false };
  } catch (error) {
    if (!(error instanceof ExploreError)) throw error;
    // Memory that is not there is an answer that is no; a question that is none is a wrong use.
    const exitCode = error.fault === undefined ? ExitCode.Usage : ExitCode.No;
    return {
      text: options.json === true ? errorJson(question, error) : errorText(question, error),
      exitCode,
      failed: true,
    };
  }
}

function errorJson(ask: string, error: ExploreError): string {
  const { code, message, at, expected, near, fault } = error;
  const told = fault === undefined ? {} : { fault: { address: hex(fault.address), why: fault.why } };
  return safeJson({ ask, kind: 'error', code, message, at, expected, near, ...told });
}

/** The question with a mark below the place that is wrong. */
function errorText(question: string, error: ExploreError): string {
  const message = safeText(error.message);
  if (error.at === undefined || question.includes('\n')) return message;
  return `${safeText(question)}\n${' '.repeat(Math.min(error.at, question.length))}^ ${message}`;
}

/** What ends a session, typed or piped. */
export const LEAVES: ReadonlySet<string> = new Set(['exit', 'quit', 'q']);

/** The lines of a script that ask something, as far as one that leaves: no blank ones, none that begin with `#`. */
export async function* questionsOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of input) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (LEAVES.has(line.trim())) return;
      if (isQuestion(line)) yield line;
    }
  }
  if (isQuestion(rest) && !LEAVES.has(rest.trim())) yield rest;
}

function isQuestion(line: string): boolean {
  const text = line.trim();
  return text !== '' && !text.startsWith('#');
}
