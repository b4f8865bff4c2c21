/**
 * Rust's mangled names, as kallsyms holds them, in the form that Rust programmers read.
 *
 * ```
 * _RNvXs1_CscPPBqWtAqum_11ashmem_rustNtB5_6AshmemNtNtCs43vyB533jt3_6kernel10miscdevice10MiscDevice4mmap
 * <ashmem_rust::Ashmem as kernel::miscdevice::MiscDevice>::mmap
 * ```
 * The grammar is RFC 2603 ("v0", what the kernel is built with). Generic arguments and constants are read over and not shown:
 * a title must not change with them. A name that does not follow the grammar stays as it is.
 */

const MAX_DEPTH = 64;
const MAX_STEPS = 4000;

const BASIC_TYPES: Readonly<Record<string, string>> = {
  a: 'i8',
  b: 'bool',
  c: 'char',
  d: 'f64',
  e: 'str',
  f: 'f32',
  h: 'u8',
  i: 'isize',
  j: 'usize',
  l: 'i32',
  m: 'u32',
  n: 'i128',
  o: 'u128',
  s: 'i16',
  t: 'u16',
  u: '()',
  v: '...',
  x: 'i64',
  y: 'u64',
  z: '!',
  p: '_',
};

class Malformed extends Error {}

class Reader {
  readonly #text: string;
  #at: number;
  #depth = 0;
  #steps = 0;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }

  #next(): string {
    const char = this.#text[this.#at];
    if (char === undefined || ++this.#steps > MAX_STEPS) throw new Malformed();
    this.#at++;
    return char;
  }

  #accept(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at++;
    return true;
  }

  /** `_` is 0, `0_` is 1, … */
  #base62(): number {
    if (this.#accept('_')) return 0;
    let value = 0;
    for (let char = this.#next(); char !== '_'; char = this.#next()) {
      const digit = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(char);
      if (digit < 0) throw new Malformed();
      // A crate's hash is larger than a number holds; only its extent matters. A place in the name never is.
      value = Math.min(value * 62 + digit, Number.MAX_SAFE_INTEGER - 1);
    }
    return value + 1;
  }

  #identifier(): string {
    if (this.#accept('s')) this.#base62();
    this.#accept('u');
    let length = 0;
    if (!/^[0-9]/.test(this.#peek())) throw new Malformed();
    if (!this.#accept('0')) {
      while (/^[0-9]/.test(this.#peek())) {
        length = length * 10 + Number(this.#next());
        if (length > this.#text.length) throw new Malformed();
      }
    }
    this.#accept('_');
    const name = this.#text.slice(this.#at, this.#at + length);
    if (name.length < length) throw new Malformed();
    this.#at += length;
    return name;
  }

  /** Reads what stands at an earlier place, then goes on here. */
  #back<T>(read: () => T): T {
    const start = this.#at - 1;
    const target = this.#base62() + 2;
    if (target >= start) throw new Malformed();
    const here = this.#at;
    this.#at = target;
    const value = this.#nested(read);
    this.#at = here;
    return value;
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw new Malformed();
    const value = read();
    this.#depth--;
    return value;
  }

  path(): string {
    return this.#nested(() => {
      switch (this.#next()) {
        case 'C':
          return this.#identifier();
        case 'M':
          this.#implPath();
          return `<${this.#type()}>`;
        case 'X': {
          this.#implPath();
          const type = this.#type();
          return `<${type} as ${this.path()}>`;
        }
        case 'Y': {
          const type = this.#type();
          return `<${type} as ${this.path()}>`;
        }
        case 'N': {
          const space = this.#next();
          const parent = this.path();
          const name = this.#identifier();
          if (space >= 'A' && space <= 'Z') return `${parent}::{${space === 'C' ? 'closure' : name}}`;
          return name === '' ? parent : `${parent}::${name}`;
        }
        case 'I': {
          const path = this.path();
          while (!this.#accept('E')) this.#argument();
          return path;
        }
        case 'B':
          return this.#back(() => this.path());
        default:
          throw new Malformed();
      }
    });
  }

  #implPath(): void {
    if (this.#accept('s')) this.#base62();
    this.path();
  }

  #argument(): void {
    if (this.#accept('L')) this.#base62();
    else if (this.#accept('K')) this.#constant();
    else this.#type();
  }

  #constant(): void {
    if (this.#accept('B')) {
      this.#back(() => {
        this.#constant();
      });
      return;
    }
    if (this.#accept('p')) return;
    this.#next();
    this.#accept('n');
    while (this.#next() !== '_');
  }

  #lifetime(): void {
    if (this.#accept('L')) this.#base62();
  }

  #type(): string {
    return this.#nested(() => {
      const tag = this.#peek();
      const basic = BASIC_TYPES[tag];
      if (basic !== undefined) {
        this.#at++;
        return basic;
      }
      switch (tag) {
        case 'A': {
          this.#at++;
          const item = this.#type();
          this.#constant();
          return `[${item}]`;
        }
        case 'S':
          this.#at++;
          return `[${this.#type()}]`;
        case 'T': {
          this.#at++;
          const items: string[] = [];
          while (!this.#accept('E')) items.push(this.#type());
          return `(${items.join(', ')})`;
        }
        case 'R':
        case 'Q':
          this.#at++;
          this.#lifetime();
          return `&${tag === 'Q' ? 'mut ' : ''}${this.#type()}`;
        case 'P':
          this.#at++;
          return `*const ${this.#type()}`;
        case 'O':
          this.#at++;
          return `*mut ${this.#type()}`;
        case 'F':
          this.#at++;
          return this.#function();
        case 'D':
          this.#at++;
          return this.#dynamic();
        case 'B':
          this.#at++;
          return this.#back(() => this.#type());
        default:
          return this.path();
      }
    });
  }

  #function(): string {
    if (this.#accept('G')) this.#base62();
    this.#accept('U');
    if (this.#accept('K') && !this.#accept('C')) this.#identifier();
    const inputs: string[] = [];
    while (!this.#accept('E')) inputs.push(this.#type());
    const output = this.#type();
    return `fn(${inputs.join(', ')})${output === '()' ? '' : ` -> ${output}`}`;
  }

  #dynamic(): string {
    if (this.#accept('G')) this.#base62();
    const traits: string[] = [];
    while (!this.#accept('E')) {
      traits.push(this.path());
      while (this.#accept('p')) {
        this.#identifier();
        this.#type();
      }
    }
    this.#lifetime();
    return `dyn ${traits.join(' + ')}`;
  }
}

/** The readable form of a Rust name; any other name as it is. */
export function readableName(symbol: string): string {
  if (!symbol.startsWith('_R') || symbol.length < 4) return symbol;
  try {
    return new Reader(symbol, 2).path();
  } catch (error) {
    if (error instanceof Malformed) return symbol;
    throw error;
  }
}
