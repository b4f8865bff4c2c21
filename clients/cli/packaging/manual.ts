import type { CommandNode } from '../command-tree.ts';
import { EXIT_STATUS } from '../exit-code.ts';

export interface Manual {
  readonly version: string;
  /** Days are enough: `2026-11-30`. */
  readonly date: string;
  readonly commands: readonly CommandNode[];
}

const ENVIRONMENT: readonly (readonly [name: string, meaning: string])[] = [
  ['PURGATORY_URL', "the service's address, where --url is not given"],
  ['PURGATORY_TOKEN', 'a token, in place of the one that purgatory login keeps'],
  ['PURGATORY_DEBUG', '1: errors with the place in the program where they arose'],
];

const EXAMPLES: readonly (readonly [what: string, command: string])[] = [
  ['What crashed, from a log alone:', 'purgatory triage console.log'],
  ['The whole report of a dump, as a page to mail around:', 'purgatory examine vmcore --html report.html'],
  ['A question to a dump:', "purgatory explore vmcore -c 'init_task.comm'"],
  ['Who would load this kernel, and why not:', 'purgatory verify vmlinuz'],
  ['Problems of one kernel line that nobody has resolved:', 'purgatory crashes list state:unresolved kernel:6.12'],
];

/** `purgatory.1`, man(7). */
export function manualPage({ version, date, commands }: Manual): string {
  return [
    `.TH PURGATORY 1 "${date}" "purgatory ${plain(version)}" "User Commands"`,
    '.SH NAME',
    String.raw`purgatory \- crash dumps of a Linux fleet, and the signing of its kernels`,
    '.SH SYNOPSIS',
    '.B purgatory',
    String.raw`.I VERB\fR [\fIOPTION\fR]... [\fIARGUMENT\fR]...`,
    '.SH DESCRIPTION',
    'Names the panic in a log, reports on and explores a dump, verifies images, and talks to a Purgatory service, which keeps',
    'crashes and has kernels signed. Answers go to standard output, messages and progress to standard error; what comes from a',
    'dump or a log never reaches the terminal raw.',
    '.SH COMMANDS',
    ...commands.flatMap((node) => section(node, 'purgatory')),
    '.SH EXIT STATUS',
    ...EXIT_STATUS.flatMap(([status, meaning]) => term(`\\fB${status}\\fR`, meaning)),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, meaning]) => term(`\\fB${plain(name)}\\fR`, meaning)),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([what, command]) => ['.PP', line(what), '.PP', '.nf', '.RS', line(command), '.RE', '.fi']),
    '',
  ].join('\n');
}

/** A command that only parts into others has no options of its own worth a line. */
function section(node: CommandNode, above: string): string[] {
  const name = `${above} ${node.name}`;
  if (node.commands.length > 0) {
    return [`.SS ${plain(name)}`, line(node.description), ...node.commands.flatMap((child) => section(child, name))];
  }
  const words = node.arguments.map(({ usage }) => `\\fI${plain(usage)}\\fR`);
  return [
    `.SS ${plain(name)}`,
    '.PP',
    [`\\fB${plain(name)}\\fR`, '[\\fIOPTION\\fR]...', ...words].join(' '),
    '.PP',
    line(node.description),
    ...node.arguments
      .filter(({ description }) => description !== '')
      .flatMap(({ usage, description }) => term(`\\fI${plain(usage)}\\fR`, description)),
    ...node.options.flatMap(({ usage, description, choices }) =>
      term(`\\fB${plain(usage)}\\fR`, choices.length === 0 ? description : `${description}: ${choices.join(', ')}`),
    ),
  ];
}

function term(head: string, meaning: string): string[] {
  return ['.TP', head, line(meaning === '' ? ' ' : meaning)];
}

/** A line of text: troff takes one that begins with a dot or a quote for a request. */
function line(text: string): string {
  return plain(text)
    .split('\n')
    .map((each) => (/^[.']/.test(each) ? `\\&${each}` : each))
    .join('\n');
}

/** Only ASCII, which every troff reads: other characters by their number. */
function plain(text: string): string {
  return text
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replace(
      /[^\n -~]/gu,
      (letter) => String.raw`\[u${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
}
