import type { CommandNode, OptionNode } from '../command-tree.ts';

/** What may be typed after some words of the command line. */
export interface Place {
  /** Those words, each with a space before it: ` crashes list`; empty at the top. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly OptionNode[];
  /** Words to which its arguments are limited. */
  readonly choices: readonly string[];
  /** Whether an argument names a file. */
  readonly files: boolean;
}

/** What stands for a file in a usage: `<FILE>`, `[DUMP...]`. */
const FILE = /FILE|FOLDER|DIR|PATH|DUMP|IMAGE|PART|LOG|SIGNATURE|CHAIN|PROOF|PEM|CSV/;

/** Of every command, the top first. */
export function places(tree: readonly CommandNode[]): readonly Place[] {
  const top: Place = { path: '', commands: tree, options: [], choices: [], files: false };
  return [top, ...tree.flatMap((node) => placesBelow(node, ''))];
}

function placesBelow(node: CommandNode, above: string): readonly Place[] {
  const path = `${above} ${node.name}`;
  const place: Place = {
    path,
    commands: node.commands,
    options: node.options,
    choices: node.arguments.flatMap(({ choices }) => choices),
    files: node.arguments.some(({ usage, choices }) => choices.length === 0 && FILE.test(usage)),
  };
  return [place, ...node.commands.flatMap((child) => placesBelow(child, path))];
}

/** Of every command, for a `case` of bash or zsh: all but the top. */
export function pathPatterns(all: readonly Place[]): string {
  return all
    .filter(({ path }) => path !== '')
    .map(({ path }) => `      ${quoted(path)}`)
    .join(' | \\\n');
}

/** Options that a value follows, each with the pattern of a `case` that it is named by there. */
export function valuedOptions(
  all: readonly Place[],
): readonly { readonly option: OptionNode; readonly pattern: string }[] {
  return all.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map((option) => ({ option, pattern: option.names.map((name) => quoted(`${path} ${name}`)).join(' | ') })),
  );
}

/** Whether a file is what follows this option. */
export function takesFile({ takesValue, choices, usage }: OptionNode): boolean {
  return takesValue && choices.length === 0 && FILE.test(usage);
}

/** As one word of a shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
