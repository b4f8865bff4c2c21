import { ExploreError, ExploreErrorCode } from './explore-error.ts';
import { TokenKind, tokenize, type Token } from './lexer.ts';

/** The tokens of a question, read one after the other. */
export class TokenReader {
  readonly text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.text = text;
    this.#tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    return this.#tokens[Math.min(this.#next + ahead, last)] ?? { kind: TokenKind.End, text: '', at: 0, end: 0 };
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== TokenKind.End) this.#next++;
    return token;
  }

  /** True, and it is taken, where the next token is this mark or word. */
  accept(text: string): boolean {
    if (!this.at(text)) return false;
    this.#next++;
    return true;
  }

  at(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && (token.kind === TokenKind.Punctuation || token.kind === TokenKind.Name);
  }

  get atEnd(): boolean {
    return this.peek().kind === TokenKind.End;
  }

  /** @throws {ExploreError} syntax, where the next token is another */
  expect(text: string): Token {
    if (!this.at(text)) throw this.unexpected(`\`${text}\``);
    return this.take();
  }

  /** @throws {ExploreError} syntax */
  name(what: string): Token {
    if (this.peek().kind !== TokenKind.Name) throw this.unexpected(what);
    return this.take();
  }

  unexpected(expected: string): ExploreError {
    const token = this.peek();
    const found = token.kind === TokenKind.End ? 'the question ends' : `\`${token.text}\` stands here`;
    return new ExploreError(ExploreErrorCode.Syntax, found, { at: token.at, expected });
  }
}
