import { Command, CommanderError } from '@commander-js/extra-typings';
import { safeText } from '../../shared/render/safe-text.ts';
import { PurgatoryError } from '../../shared/errors.ts';
import type { CliContext } from './context.ts';
import { EXIT_STATUS, ExitCode, describeError, exitCodeOf, isSystemError } from './exit-code.ts';
import { exampleText } from './examples.ts';
import { VERBS } from './registry.ts';
import type { Verb } from './registry.ts';
import { version } from './version.ts';

const HELP = `
Exit status: ${EXIT_STATUS.map(([status, meaning]) => `${status} ${meaning.split(':')[0] ?? ''}`).join('; ')}.
The service's address is taken from --url or PURGATORY_URL, the token from PURGATORY_TOKEN or \`purgatory login\`.`;

/**
 * Runs one command line; what it exits with is in `context.exitCode`. Never throws for what a user can do wrong.
 *
 * @param argv without the program's own name
 */
export async function runCli(
  argv: readonly string[],
  context: CliContext,
  verbs: readonly Verb[] = VERBS,
): Promise<void> {
  try {
    const program = await buildProgram(argv, context, verbs);
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    context.exitCode = report(error, context);
  }
}

/** Only the verb that is called is loaded; the others are there by name, for the help. */
async function buildProgram(argv: readonly string[], context: CliContext, verbs: readonly Verb[]): Promise<Command> {
  const program = new Command('purgatory')
    .description('Crash dumps of a Linux fleet, and the signing of its kernels.')
    .version(argv.includes('--version') || argv.includes('-V') ? version() : '')
    .addHelpText('after', HELP)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => context.stdout.columns ?? 100,
      getErrHelpWidth: () => context.stderr.columns ?? 100,
    });
  const called = argv[0] === 'help' ? argv[1] : argv.find((word) => !word.startsWith('-'));
  for (const verb of verbs) {
    if (verb.name === called) {
      const command = (await verb.load())(context);
      inherit(command, program, [verb.name]);
      program.addCommand(command.summary(verb.summary));
    } else {
      program.addCommand(new Command(verb.name).summary(verb.summary));
    }
  }
  return program;
}

function inherit(
  command: ReturnType<Awaited<ReturnType<Verb['load']>>>,
  parent: Command,
  path: readonly string[],
): void {
  command.copyInheritedSettings(parent);
  const examples = exampleText(path.join(' '));
  if (examples !== '') command.addHelpText('after', examples);
  for (const child of command.commands) inherit(child, parent, [...path, child.name()]);
}

function report(error: unknown, context: CliContext): ExitCode {
  // Commander has printed its message (or the help) already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Ok : ExitCode.Usage;
  if (context.signal.aborted) return 130 as ExitCode;
  const code = exitCodeOf(error);
  const expected = error instanceof PurgatoryError || isSystemError(error);
  context.stderr.write(`purgatory: ${safeText(describeError(error))}\n`);
  if (!expected || context.env['PURGATORY_DEBUG'] === '1') {
    context.stderr.write(`${safeText(stackOf(error), { lines: true })}\n`);
  }
  return code;
}

function stackOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : '';
}
