/** Reads names of types as casts have them, and whole declarations as headers have them. */
import { TokenKind } from './lexer.ts';
import type { Expression, TypeName } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

const QUALIFIERS = new Set([
  'const',
  'volatile',
  'restrict',
  '__restrict',
  'register',
  'static',
  'extern',
  '__user',
  '__percpu',
  '__rcu',
  '__iomem',
]);
const TAGS = new Set(['struct', 'union', 'enum']);
const WORDS = new Set([
  'void',
  'char',
  'short',
  'int',
  'long',
  'signed',
  'unsigned',
  '_Bool',
  'bool',
  'float',
  'double',
  '__int128',
]);
const MAX_DEPTH = 64;

export interface TypeReader {
  readonly tokens: TokenReader;
  /** A typedef of the dump's. */
  readonly isTypedef: (name: string) => boolean;
  expression(): Expression;
}

type Wrap = (base: TypeName) => TypeName;

/** True where what comes next can only be a type: `struct x`, `unsigned`, or a typedef followed by what a type has. */
export function startsType(reader: TypeReader, ahead = 0): boolean {
  const token = reader.tokens.peek(ahead);
  if (token.kind !== TokenKind.Name) return false;
  if (TAGS.has(token.text) || WORDS.has(token.text) || QUALIFIERS.has(token.text)) return true;
  if (!reader.isTypedef(token.text)) return false;
  let next = ahead + 1;
  while (reader.tokens.at('*', next)) next++;
  const stars = next - ahead - 1;
  // `(u64)x`, `(u64 *)x`, `offsetof(u64, …`; but `(a * b)` multiplies.
  return (
    [')', ',', '['].some((mark) => reader.tokens.at(mark, next)) ||
    (stars === 0 && reader.tokens.at('(', next) && reader.tokens.at('*', next + 1))
  );
}

/** A type with no name declared: `struct task_struct **`, `char (*)[16]`. @throws {ExploreError} syntax */
export function parseTypeName(reader: TypeReader): TypeName {
  const base = parseBase(reader, 0);
  return parseDeclarator(reader, 0, false).wrap(base);
}

/** `struct list_head modules`, `int (*handler)(int)`. @throws {ExploreError} syntax */
export function parseDeclaration(reader: TypeReader, depth = 0): { readonly name: string; readonly type: TypeName } {
  const base = parseBase(reader, depth);
  const { wrap, name } = parseDeclarator(reader, depth, true);
  if (name === undefined) throw reader.tokens.unexpected('a name');
  return { name, type: wrap(base) };
}

function parseBase(reader: TypeReader, depth: number): TypeName {
  const { tokens } = reader;
  if (depth > MAX_DEPTH) throw tokens.unexpected('fewer levels');
  skipQualifiers(tokens);
  const { at, text } = tokens.peek();
  if (TAGS.has(text)) {
    tokens.take();
    if (text === 'struct' && tokens.at('{')) return { ...parseMembers(reader, depth), at };
    const name = tokens.name(`the name of ${text === 'enum' ? 'an' : 'a'} ${text}`).text;
    skipQualifiers(tokens);
    return { type: 'named', tag: text as 'struct' | 'union' | 'enum', name, at };
  }
  const words: string[] = [];
  while (WORDS.has(tokens.peek().text)) {
    words.push(tokens.take().text);
    skipQualifiers(tokens);
  }
  const name = words.length > 0 ? plainName(words) : tokens.name('a type').text;
  skipQualifiers(tokens);
  return { type: 'named', tag: undefined, name, at };
}

/** `long unsigned int` and `unsigned long` are one type. */
function plainName(words: readonly string[]): string {
  const has = (word: string): boolean => words.includes(word);
  const longs = words.filter((word) => word === 'long').length;
  if (has('bool') || has('_Bool')) return '_Bool';
  for (const word of ['void', 'float', 'double']) if (has(word)) return word;
  const base = has('char')
    ? 'char'
    : has('short')
      ? 'short'
      : has('__int128')
        ? '__int128'
        : ['int', 'long', 'long long'][Math.min(longs, 2)];
  if (has('unsigned')) return `unsigned ${base ?? 'int'}`;
  return base === 'char' && has('signed') ? 'signed char' : (base ?? 'int');
}

function parseMembers(reader: TypeReader, depth: number): Extract<TypeName, { type: 'members' }> {
  const { tokens } = reader;
  const { at } = tokens.expect('{');
  const members: { name: string; type: TypeName }[] = [];
  while (!tokens.accept('}')) {
    members.push(parseDeclaration(reader, depth + 1));
    tokens.expect(';');
  }
  return { type: 'members', members, at };
}

function parseDeclarator(
  reader: TypeReader,
  depth: number,
  named: boolean,
): { readonly wrap: Wrap; readonly name: string | undefined } {
  const { tokens } = reader;
  if (depth > MAX_DEPTH) throw tokens.unexpected('fewer levels');
  const { at } = tokens.peek();
  let pointers = 0;
  while (tokens.accept('*')) {
    pointers++;
    skipQualifiers(tokens);
  }
  let inner: Wrap = (base) => base;
  let name: string | undefined;
  if (tokens.at('(') && tokens.at('*', 1)) {
    tokens.take();
    const nested = parseDeclarator(reader, depth + 1, named);
    inner = nested.wrap;
    name = nested.name;
    tokens.expect(')');
  } else if (named && tokens.peek().kind === TokenKind.Name) name = tokens.take().text;
  const suffixes = parseSuffixes(reader, at);
  const wrap: Wrap = (base) => {
    let type = base;
    for (let i = 0; i < pointers; i++) type = { type: 'pointer', to: type, at };
    for (const suffix of suffixes.toReversed()) type = suffix(type);
    return inner(type);
  };
  return { wrap, name };
}

function parseSuffixes(reader: TypeReader, at: number): Wrap[] {
  const { tokens } = reader;
  const suffixes: Wrap[] = [];
  for (;;) {
    if (tokens.accept('[')) {
      const length = tokens.at(']') ? undefined : reader.expression();
      tokens.expect(']');
      suffixes.push((of) => ({ type: 'array', of, length, at }));
    } else if (tokens.at('(')) {
      skipParameters(tokens);
      suffixes.push((returns) => ({ type: 'function', returns, at }));
    } else return suffixes;
  }
}

/** What a function takes does not matter to a cast. */
function skipParameters(tokens: TokenReader): void {
  let depth = 0;
  do {
    if (tokens.atEnd) throw tokens.unexpected('`)`');
    const { text } = tokens.take();
    if (text === '(') depth++;
    if (text === ')') depth--;
  } while (depth > 0);
}

function skipQualifiers(tokens: TokenReader): void {
  while (QUALIFIERS.has(tokens.peek().text)) tokens.take();
}
