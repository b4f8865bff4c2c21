/** Splits a question into tokens: C's, as far as expressions have them. */
import { ExploreError, ExploreErrorCode } from './explore-error.ts';

export const TokenKind = {
  Name: 'name',
  Number: 'number',
  String: 'string',
  Punctuation: 'punctuation',
  End: 'end',
} as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

export interface Token {
  readonly kind: TokenKind;
  /** As it was written; of a string its characters, escapes resolved. */
  readonly text: string;
  /** From the start of the question, in characters. */
  readonly at: number;
  readonly end: number;
  /** Of a number or a character. */
  readonly value?: bigint | undefined;
  /** `u`, `l`, `ul` … of a number. */
  readonly suffix?: string | undefined;
}

const MAX_QUESTION_CHARACTERS = 16_384;
const PUNCTUATION = ['...', '<<', '>>', '<=', '>=', '==', '!=', '&&', '||', '->', '..', '::'];
const SINGLE = '()[]{}.,;:?+-*/%&|^~!<>=@';
const NAME = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const NUMBER = /(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)([uU]?[lL]{0,2}[uU]?)(?![A-Za-z0-9_])/y;
const SPACE = /[ \t\r\n\f\v]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** @throws {ExploreError} syntax, for what is no token */
export function tokenize(text: string): Token[] {
  if (text.length > MAX_QUESTION_CHARACTERS) {
    throw new ExploreError(ExploreErrorCode.Limit, `a question has ${MAX_QUESTION_CHARACTERS} characters at most`);
  }
  const tokens: Token[] = [];
  let at = match(SPACE, text, 0)?.[0].length ?? 0;
  while (at < text.length) {
    const token = nextToken(text, at);
    tokens.push(token);
    at = token.end + (match(SPACE, text, token.end)?.[0].length ?? 0);
  }
  tokens.push({ kind: TokenKind.End, text: '', at: text.length, end: text.length });
  return tokens;
}

function nextToken(text: string, at: number): Token {
  const name = match(NAME, text, at)?.[0];
  if (name !== undefined) return { kind: TokenKind.Name, text: name, at, end: at + name.length };
  const number = match(NUMBER, text, at);
  if (number !== null) {
    const [all, digits = '0', suffix = ''] = number;
    const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
    return { kind: TokenKind.Number, text: all, at, end: at + all.length, value, suffix: suffix.toLowerCase() };
  }
  const character = text[at] ?? '';
  if (character === '"' || character === "'") return quoted(text, at, character);
  const punctuation =
    PUNCTUATION.find((each) => text.startsWith(each, at)) ?? (SINGLE.includes(character) ? character : '');
  if (punctuation === '') throw syntax(`${JSON.stringify(character)} is nothing that a question has`, at);
  return { kind: TokenKind.Punctuation, text: punctuation, at, end: at + punctuation.length };
}

function quoted(text: string, start: number, quote: string): Token {
  let found = '';
  let at = start + 1;
  while (at < text.length && text[at] !== quote) {
    let character = text[at] ?? '';
    if (character === '\\') {
      at++;
      character = ESCAPES[text[at] ?? ''] ?? '';
      if (character === '') throw syntax('no such escape', at);
    }
    found += character;
    at++;
  }
  if (at >= text.length) throw syntax(`no ${quote} ends what begins here`, start);
  const end = at + 1;
  if (quote === '"') return { kind: TokenKind.String, text: found, at: start, end };
  if (found.length !== 1) throw syntax('a character is one', start);
  return {
    kind: TokenKind.Number,
    text: text.slice(start, end),
    at: start,
    end,
    value: BigInt(found.charCodeAt(0)),
    suffix: '',
  };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function syntax(problem: string, at: number): ExploreError {
  return new ExploreError(ExploreErrorCode.Syntax, problem, { at });
}
