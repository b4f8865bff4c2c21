/** All that the command line takes, as data: what completion and the manual page are made from. */
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CliContext } from './context.ts';
import type { Verb } from './registry.ts';

export interface OptionNode {
  /** As it is typed: `--json`, `-o`. */
  readonly names: readonly string[];
  /** With what it takes: `-o, --output <FILE>`. */
  readonly usage: string;
  readonly description: string;
  /** Whether a word follows. */
  readonly takesValue: boolean;
  /** The only words that may follow; empty where any may. */
  readonly choices: readonly string[];
}

export interface ArgumentNode {
  /** `<FILE>`, `[SEARCH...]`. */
  readonly usage: string;
  readonly description: string;
  readonly choices: readonly string[];
}

export interface CommandNode {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly options: readonly OptionNode[];
  readonly arguments: readonly ArgumentNode[];
  readonly commands: readonly CommandNode[];
}

const HELP: OptionNode = {
  names: ['-h', '--help'],
  usage: '-h, --help',
  description: 'what it takes',
  takesValue: false,
  choices: [],
};

/** Loads every verb: a matter of a second, for who asks for a completion or builds a package. */
export async function commandTree(context: CliContext, verbs: readonly Verb[]): Promise<readonly CommandNode[]> {
  return Promise.all(verbs.map(async ({ load, summary }) => ({ ...nodeOf((await load())(context)), summary })));
}

function nodeOf(command: CommandUnknownOpts): CommandNode {
  const description = command.description();
  return {
    name: command.name(),
    summary: command.summary() || description,
    description,
    options: [
      ...command.options
        .filter(({ hidden }) => !hidden)
        .map(({ short, long, flags, description: text, required, optional, argChoices }) => ({
          names: [short, long].filter((name) => name !== undefined),
          usage: flags,
          description: text,
          takesValue: required || optional,
          choices: argChoices ?? [],
        })),
      HELP,
    ],
    arguments: command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return {
        usage: argument.required ? `<${name}>` : `[${name}]`,
        description: argument.description,
        choices: argument.argChoices ?? [],
      };
    }),
    commands: command.commands.map(nodeOf),
  };
}
