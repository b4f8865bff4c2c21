/**
 * Small faults in a script of POSIX sh, of the kinds that Stryker puts into TypeScript; and the script with a line before each of its
 * statements that tells that it ran, by which a mutant is held against the tests that come by.
 */
import { forEachChild, parse } from 'unbash';
import type { AndOr, ArithmeticBinary, Case, Command, ParameterExpansionPart, Statement, SyntaxNode } from 'unbash';

/** `start` and `end` are offsets in the text, `statement` that of the statement around it, as {@link withTrace} tells it. */
export interface ScriptMutant {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly statement: number;
}

type Edit = Omit<ScriptMutant, 'statement'>;

const TESTS: Readonly<Record<string, readonly string[]>> = {
  '-eq': ['-ne'],
  '-ne': ['-eq'],
  '-lt': ['-le', '-ge'],
  '-le': ['-lt', '-gt'],
  '-gt': ['-ge', '-le'],
  '-ge': ['-gt', '-lt'],
  '=': ['!='],
  '!=': ['='],
  '-z': ['-n'],
  '-n': ['-z'],
  ...Object.fromEntries(['-d', '-e', '-f', '-p', '-r', '-s'].map((operator) => [operator, [`! ${operator}`]])),
};
const ARITHMETIC: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '<': '<=' };
const REMOVALS: Readonly<Record<string, string>> = { '#': '##', '##': '#', '%': '%%', '%%': '%' };

/** @throws Error where the text is no script */
export function scriptMutantsOf(text: string): ScriptMutant[] {
  const mutants: ScriptMutant[] = [];
  const visit = (node: SyntaxNode, statement: number, isTraced: boolean): void => {
    const at = (isTraced ? placeOf(node) : undefined) ?? statement;
    for (const edit of editsOf(node, text)) mutants.push({ ...edit, statement: at });
    forEachChild(node, (child) => {
      // The words of a pattern are no conditions of their own: the item is.
      if (node.type === 'CaseItem' && child.type === 'Word') return;
      visit(child, at, isTraced && node.type !== 'CommandExpansion');
    });
  };
  visit(scriptOf(text), 0, true);
  return mutants.filter(({ start, end, replacement }) => text.slice(start, end) !== replacement);
}

/** The script that appends to the file `path` the offset of each statement that it comes to, one a line. */
export function withTrace(text: string, path: string): string {
  const places: number[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'CommandExpansion') return;
    const place = node.type === 'Statement' ? placeOf(node) : undefined;
    if (place !== undefined) places.push(place);
    forEachChild(node, visit);
  };
  visit(scriptOf(text));
  let traced = '';
  let done = 0;
  for (const place of places.sort((a, b) => a - b)) {
    traced += `${text.slice(done, place)}ran_here ${place}; `;
    done = place;
  }
  // A statement may ask for the status of the one before.
  const tell = `ran_here() { ran_status=$?; echo "$1" >>'${path.replaceAll("'", "'\\''")}'; return "$ran_status"; }`;
  const [first = '', ...rest] = `${traced}${text.slice(done)}`.split('\n');
  return [first, tell, ...rest].join('\n');
}

/** Where it is told that a node runs: before a statement, and of a function before the first in its body, not where it is defined. */
function placeOf(node: SyntaxNode): number | undefined {
  if (node.type === 'Function') return firstStatementOf(node.body);
  return node.type === 'Statement' && node.command.type !== 'Function' ? node.pos : undefined;
}

function firstStatementOf(node: SyntaxNode): number | undefined {
  let first: number | undefined;
  forEachChild(node, (child) => {
    first ??= placeOf(child) ?? firstStatementOf(child);
  });
  return first;
}

export function withMutant(text: string, { start, end, replacement }: Edit): string {
  return `${text.slice(0, start)}${replacement}${text.slice(end)}`;
}

function scriptOf(text: string): SyntaxNode {
  const script = parse(text);
  const [error] = script.errors ?? [];
  if (error !== undefined) throw new Error(`not a script: ${error.message} at byte ${error.pos}`);
  return script;
}

function editsOf(node: SyntaxNode, text: string): Edit[] {
  switch (node.type) {
    case 'Statement':
      return statementEdits(node, text);
    case 'Function':
      return [replaced('FunctionBody', node.body, '{ :; }')];
    case 'If':
    case 'Elif':
      return ['true', 'false'].map((value) => replaced('Condition', node.clause, value));
    case 'While':
      // Without an end it would only be waited for.
      return [replaced('Condition', node.clause, 'false')];
    case 'AndOr':
      return andOrEdits(node, text);
    case 'Negation':
      return [{ kind: 'Negation', start: node.pos, end: node.end, replacement: '' }];
    case 'Case':
      return caseEdits(node);
    case 'Command':
      return commandEdits(node);
    case 'Redirect':
      return [
        replaced('Redirection', node, ''),
        ...(node.operator === '>>' ? [operatorEdit('Redirection', text, node.pos, node.end, '>>', '>')] : []),
      ];
    case 'DoubleQuoted':
    case 'SingleQuoted':
      return hasLiteral(node) ? [replaced('String', node, "''")] : [];
    case 'ArithmeticBinary':
      return arithmeticEdits(node, text);
    case 'ArithmeticWord':
      return numberEdits(node.value, node);
    case 'Assignment':
      return node.value.type === 'Word' ? numberEdits(node.value.text, node.value) : [];
    case 'ParameterExpansion':
      return expansionEdits(node);
    default:
      return [];
  }
}

interface Range {
  readonly pos: number;
  readonly end: number;
}

function replaced(kind: string, { pos, end }: Range, replacement: string): Edit {
  return { kind, start: pos, end, replacement };
}

/** `from` is the operator between two offsets. */
function operatorEdit(kind: string, text: string, start: number, end: number, from: string, to: string): Edit {
  const at = text.slice(start, end).indexOf(from) + start;
  return { kind, start: at, end: at + from.length, replacement: to };
}

function statementEdits({ pos, end, command }: Statement, text: string): Edit[] {
  // The text of a here-document stands behind the statement.
  if (command.type === 'Function' || text.slice(pos, end).includes('<<')) return [];
  return [replaced('Statement', { pos, end: command.end }, ':')];
}

function andOrEdits({ commands, operators }: AndOr, text: string): Edit[] {
  return operators.map((operator, i) =>
    operatorEdit(
      'LogicalOperator',
      text,
      commands[i]?.end ?? 0,
      commands[i + 1]?.pos ?? 0,
      operator,
      operator === '&&' ? '||' : '&&',
    ),
  );
}

function caseEdits({ items }: Case): Edit[] {
  return items.length < 2 ? [] : items.slice(0, -1).map((item) => replaced('CaseItem', item, ''));
}

function commandEdits({ name, args }: Command): Edit[] {
  if (name?.text === 'return' || name?.text === 'exit') {
    return args.flatMap((arg) =>
      /^[01]$/.test(arg.text) ? [replaced('Number', arg, String(1 - Number(arg.text)))] : [],
    );
  }
  return args.flatMap((arg) => {
    if (arg.type !== 'Word') return [];
    const others = name?.text === '[' ? (TESTS[arg.text] ?? []) : [];
    return [...others.map((other) => replaced('TestOperator', arg, other)), ...numberEdits(arg.text, arg)];
  });
}

function arithmeticEdits({ operator, left, right }: ArithmeticBinary, text: string): Edit[] {
  const other = ARITHMETIC[operator];
  return other === undefined ? [] : [operatorEdit('ArithmeticOperator', text, left.end, right.pos, operator, other)];
}

function expansionEdits({ operation }: ParameterExpansionPart): Edit[] {
  if (operation?.type === 'Default') return [replaced('Default', operation.operand, '')];
  if (operation?.type !== 'Remove') return [];
  const { pos, operatorEnd, operator } = operation;
  return [replaced('Removal', { pos, end: operatorEnd }, REMOVALS[operator] ?? operator)];
}

function numberEdits(value: string, range: Range): Edit[] {
  return /^\d{1,15}$/.test(value) ? [replaced('Number', range, String(Number(value) + 1))] : [];
}

function hasLiteral(node: Extract<SyntaxNode, { type: 'DoubleQuoted' | 'SingleQuoted' }>): boolean {
  return node.type === 'SingleQuoted' ? node.value !== '' : node.parts.some(({ type }) => type === 'Literal');
}
