/** Reads expressions: C's, with slices (`a[2:5]`), and what kernel people write as macros (`container_of`, `per_cpu`). */
import { ExploreError, ExploreErrorCode } from './explore-error.ts';
import { TokenKind } from './lexer.ts';
import { parseTypeName, startsType, type TypeReader } from './parse-type.ts';
import type { Binary, Expression, MemberPath, Unary } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

/** From what binds least. */
const LEVELS: readonly (readonly Binary[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const UNARY: readonly Unary[] = ['&', '*', '-', '+', '~', '!'];
const MAX_DEPTH = 256;

export class Parser implements TypeReader {
  readonly tokens: TokenReader;
  readonly isTypedef: (name: string) => boolean;
  #depth = 0;

  constructor(tokens: TokenReader, isTypedef: (name: string) => boolean) {
    this.tokens = tokens;
    this.isTypedef = isTypedef;
  }

  /** @throws {ExploreError} syntax */
  expression(): Expression {
    return this.#nested(() => this.#conditional());
  }

  /** `run_node`, `se.run_node`, `mem[2].base`. @throws {ExploreError} syntax */
  memberPath(): MemberPath {
    const { tokens } = this;
    const first = tokens.name('the name of a member');
    const steps: MemberPath['steps'][number][] = [{ name: first.text, at: first.at }];
    for (;;) {
      if (tokens.accept('.')) {
        const { text, at } = tokens.name('the name of a member');
        steps.push({ name: text, at });
      } else if (tokens.accept('[')) {
        steps.push({ index: this.expression() });
        tokens.expect(']');
      } else return { steps, at: first.at };
    }
  }

  #nested<T>(read: () => T): T {
    if (this.#depth >= MAX_DEPTH) {
      throw new ExploreError(ExploreErrorCode.Limit, `nested more than ${MAX_DEPTH} deep`, {
        at: this.tokens.peek().at,
      });
    }
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  #conditional(): Expression {
    const test = this.#binary(0);
    const { at } = this.tokens.peek();
    if (!this.tokens.accept('?')) return test;
    const yes = this.expression();
    this.tokens.expect(':');
    return { node: 'conditional', test, yes, no: this.expression(), at };
  }

  #binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    let length = 0;
    for (;;) {
      const { text, at, kind } = this.tokens.peek();
      const operator = operators.find((each) => each === text);
      if (operator === undefined || kind !== TokenKind.Punctuation) return left;
      if (++length > MAX_DEPTH)
        throw new ExploreError(ExploreErrorCode.Limit, `more than ${MAX_DEPTH} operations`, { at });
      this.tokens.take();
      left = { node: 'binary', operator, left, right: this.#binary(level + 1), at };
    }
  }

  #unary(): Expression {
    return this.#nested(() => {
      const { tokens } = this;
      const { text, at, kind } = tokens.peek();
      const operator = kind === TokenKind.Punctuation ? UNARY.find((each) => each === text) : undefined;
      if (operator !== undefined) {
        tokens.take();
        return { node: 'unary', operator, operand: this.#unary(), at };
      }
      if (tokens.at('(') && startsType(this, 1)) {
        tokens.take();
        const type = parseTypeName(this);
        tokens.expect(')');
        return { node: 'cast', type, operand: this.#unary(), at };
      }
      if (tokens.at('sizeof')) return this.#sizeof();
      return this.#postfix(this.#primary());
    });
  }

  #sizeof(): Expression {
    const { tokens } = this;
    const { at } = tokens.take();
    if (tokens.at('(') && startsType(this, 1)) {
      tokens.take();
      const of = parseTypeName(this);
      tokens.expect(')');
      return { node: 'sizeof', of, at };
    }
    return { node: 'sizeof', of: this.#unary(), at };
  }

  #postfix(start: Expression): Expression {
    const { tokens } = this;
    let of = start;
    let length = 0;
    for (;;) {
      const { at } = tokens.peek();
      if (++length > MAX_DEPTH) throw new ExploreError(ExploreErrorCode.Limit, `more than ${MAX_DEPTH} steps`, { at });
      if (tokens.at('.') || tokens.at('->')) {
        const arrow = tokens.take().text === '->';
        const name = tokens.name('the name of a member');
        of = { node: 'member', of, name: name.text, arrow, at: name.at };
      } else if (tokens.accept('[')) of = this.#subscript(of, at);
      else return of;
    }
  }

  #subscript(of: Expression, at: number): Expression {
    const { tokens } = this;
    const index = this.expression();
    if (tokens.accept(':') || tokens.accept('..')) {
      const to = this.expression();
      tokens.expect(']');
      return { node: 'slice', of, from: index, to, at };
    }
    tokens.expect(']');
    return { node: 'index', of, index, at };
  }

  #primary(): Expression {
    const { tokens } = this;
    const token = tokens.peek();
    const { at } = token;
    if (token.kind === TokenKind.Number) {
      tokens.take();
      return { node: 'number', value: token.value ?? 0n, suffix: token.suffix ?? '', at };
    }
    if (token.kind === TokenKind.String) {
      tokens.take();
      return { node: 'string', text: token.text, at };
    }
    if (tokens.accept('(')) {
      const inner = this.expression();
      tokens.expect(')');
      return inner;
    }
    if (token.kind !== TokenKind.Name) throw tokens.unexpected('a name, a number or `(`');
    tokens.take();
    return tokens.at('(') ? this.#call(token.text, at) : { node: 'name', name: token.text, at };
  }

  #call(name: string, at: number): Expression {
    const { tokens } = this;
    tokens.expect('(');
    if (name === 'offsetof') {
      const type = parseTypeName(this);
      tokens.expect(',');
      const path = this.memberPath();
      tokens.expect(')');
      return { node: 'offsetof', type, path, at };
    }
    if (name === 'container_of' || name === 'list_entry' || name === 'hlist_entry' || name === 'rb_entry') {
      const pointer = this.expression();
      tokens.expect(',');
      const type = parseTypeName(this);
      tokens.expect(',');
      const path = this.memberPath();
      tokens.expect(')');
      return { node: 'container_of', pointer, type, path, at };
    }
    const given: Expression[] = [];
    while (!tokens.at(')')) {
      given.push(this.expression());
      if (!tokens.accept(',')) break;
    }
    tokens.expect(')');
    return { node: 'call', name, arguments: given, at };
  }
}

/** One whole expression. @throws {ExploreError} syntax */
export function parseExpression(text: string, isTypedef: (name: string) => boolean): Expression {
  const parser = new Parser(new TokenReader(text), isTypedef);
  const expression = parser.expression();
  if (!parser.tokens.atEnd) throw parser.tokens.unexpected('an operator, or the end');
  return expression;
}
