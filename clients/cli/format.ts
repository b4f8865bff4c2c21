import { safeJson } from '../../shared/render/safe-text.ts';
import type { CliContext, Output } from './context.ts';
import { ExitCode } from './exit-code.ts';

/** What a verb found out: data for programs, and how to say it to people. */
export interface Outcome {
  /** One JSON document. */
  readonly data: unknown;
  /** The same as text, made only when it is asked for. Ends without a line feed. */
  readonly text: (style: TextStyle) => string;
  readonly exitCode?: ExitCode;
}

export interface TextStyle {
  readonly colour: boolean;
  /** Columns at which text is broken into lines. */
  readonly width: number;
  /** Columns at which a row of a table is cut: never where a program reads it. */
  readonly tableWidth: number;
}

/** Colour only where a person looks, and not where they asked for none (https://no-color.org). */
export function styleFor(output: Output, env: CliContext['env']): TextStyle {
  const plain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb' || output.isTTY !== true;
  const columns = output.columns ?? Number(env['COLUMNS'] ?? 0);
  const width = columns > 0 ? Math.max(columns, 40) : 100;
  return { colour: !plain, width, tableWidth: columns > 0 ? width : Infinity };
}

/** Writes one outcome to stdout as the user wants it. */
export function show(context: CliContext, outcome: Outcome, options: { readonly json?: boolean | undefined }): void {
  if (options.json) {
    context.stdout.write(`${safeJson(outcome.data)}\n`);
  } else {
    const text = outcome.text(styleFor(context.stdout, context.env));
    if (text !== '') context.stdout.write(`${text}\n`);
  }
  context.exitCode = Math.max(context.exitCode, outcome.exitCode ?? ExitCode.Ok);
}
