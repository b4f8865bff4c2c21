/**
 * Reads walks:
 *
 *     walk SOURCE [, SOURCE …] [where CONDITION] [show EXPRESSION [as NAME], …] [from ROW] [limit ROWS]
 *     SOURCE:  KIND EXPRESSION [type TYPE[.MEMBER]] [as NAME]
 *
 * Sources after the first are walked for each entry of those before. `show` and `where` see what `as` names, `index`, and the
 * members of the innermost entry.
 */
import { ExploreError, ExploreErrorCode } from './explore-error.ts';
import { nearNames } from './near-names.ts';
import { TokenKind } from './lexer.ts';
import { parseTypeName } from './parse-type.ts';
import { Parser } from './parser.ts';
import type { Expression, MemberPath, TypeName } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

/** What can be walked, and what its expression is to be. */
export const SOURCE_KINDS = {
  list: 'the head of a struct list_head ring',
  rlist: 'the same, backwards',
  hlist: 'a struct hlist_head',
  llist: 'a struct llist_head',
  next: 'a pointer to the first of entries that point to the next',
  rb: 'a struct rb_root or rb_root_cached, in order',
  xarray: 'a struct xarray',
  radix: 'a struct radix_tree_root',
  idr: 'a struct idr',
  maple: 'a struct maple_tree',
  array: 'an array, or a slice of one',
  percpu: 'a per-CPU variable, for each processor',
  cpus: 'a number for each processor',
} as const;
export type SourceKind = keyof typeof SOURCE_KINDS;

export interface WalkSource {
  readonly kind: SourceKind;
  readonly over: Expression;
  readonly type: TypeName | undefined;
  readonly member: MemberPath | undefined;
  readonly as: string | undefined;
  readonly at: number;
}

export interface WalkColumn {
  readonly expression: Expression;
  readonly title: string;
}

export interface WalkQuestion {
  readonly sources: readonly WalkSource[];
  readonly where: Expression | undefined;
  readonly columns: readonly WalkColumn[];
  readonly from: number;
  readonly limit: number;
}

const DEFAULT_ROWS = 10_000;
const MAX_ROWS = 100_000;
const CLAUSES = ['where', 'show', 'from', 'limit'];
const MAX_SOURCES = 8;

/** @throws {ExploreError} syntax. `text` begins with the first source. */
export function parseWalk(text: string, isTypedef: (name: string) => boolean): WalkQuestion {
  const parser = new Parser(new TokenReader(text), isTypedef);
  const { tokens } = parser;
  const sources: WalkSource[] = [];
  do {
    if (sources.length >= MAX_SOURCES) throw tokens.unexpected(`at most ${MAX_SOURCES} sources`);
    sources.push(parseSource(parser));
  } while (tokens.accept(','));
  let where: Expression | undefined;
  let columns: WalkColumn[] = [];
  let from = 0;
  let limit = DEFAULT_ROWS;
  while (!tokens.atEnd) {
    if (tokens.accept('where')) where = parser.expression();
    else if (tokens.accept('show')) columns = parseColumns(parser);
    else if (tokens.accept('from')) from = number(tokens);
    else if (tokens.accept('limit')) limit = Math.min(number(tokens), MAX_ROWS);
    else throw tokens.unexpected(CLAUSES.join(', '));
  }
  return { sources, where, columns, from, limit };
}

function parseSource(parser: Parser): WalkSource {
  const { tokens } = parser;
  const { text, at } = tokens.name(`what to walk: ${Object.keys(SOURCE_KINDS).join(', ')}`);
  if (!isKind(text)) {
    const near = nearNames(text, Object.keys(SOURCE_KINDS));
    throw new ExploreError(ExploreErrorCode.Syntax, `\`${text}\` can't be walked`, {
      at,
      expected: Object.keys(SOURCE_KINDS).join(', '),
      near,
    });
  }
  const over: Expression = text === 'cpus' ? { node: 'number', value: 0n, suffix: '', at } : parser.expression();
  let type: TypeName | undefined;
  let member: MemberPath | undefined;
  if (tokens.accept('type')) {
    type = parseTypeName(parser);
    // What stands after the type may be the next clause, or the path to the node within it.
    if (tokens.accept('.')) member = parser.memberPath();
  }
  const as = tokens.accept('as') ? tokens.name('a name').text : undefined;
  return { kind: text, over, type, member, as, at };
}

function parseColumns(parser: Parser): WalkColumn[] {
  const { tokens } = parser;
  const columns: WalkColumn[] = [];
  do {
    const start = tokens.peek().at;
    const expression = parser.expression();
    const end = tokens.peek().at;
    const written = tokens.text.slice(start, end).trim();
    const title = tokens.accept('as') ? tokens.name('a name').text : written;
    columns.push({ expression, title });
  } while (tokens.accept(','));
  return columns;
}

function number(tokens: TokenReader): number {
  const token = tokens.peek();
  if (token.kind !== TokenKind.Number || token.value === undefined || token.value > 2n ** 31n)
    throw tokens.unexpected('a number');
  tokens.take();
  return Number(token.value);
}

function isKind(text: string): text is SourceKind {
  return Object.hasOwn(SOURCE_KINDS, text);
}
