/** Writes the kernel's symbol table for tests, in any of the four address schemes, without compression of its own. */
export interface TestSymbol {
  readonly name: string;
  readonly type: string;
  readonly address: bigint;
}

export type TestScheme = 'absolute' | 'base-relative' | 'absolute-percpu' | 'place-relative';

/** Tokens: each character stands for itself, and one for a whole word, so that names are shorter than what they expand to. */
const WORD_TOKEN = 1;
const WORD = '__schedule';

export function writeTokens(): { readonly table: Buffer; readonly index: Buffer } {
  const texts = Array.from({ length: 256 }, (_, i) => {
    if (i === WORD_TOKEN) return WORD;
    return i >= 0x20 && i < 0x7f ? String.fromCharCode(i) : '~';
  });
  const index = Buffer.alloc(512);
  let at = 0;
  texts.forEach((text, i) => {
    index.writeUInt16LE(at, i * 2);
    at += text.length + 1;
  });
  return { table: Buffer.from(texts.map((text) => `${text}\0`).join(''), 'latin1'), index };
}

/** Names in order; one longer than 127 tokens gets a length of two bytes. */
export function writeNames(symbols: readonly TestSymbol[]): { readonly names: Buffer; readonly markers: number[] } {
  const markers: number[] = [];
  const parts: Buffer[] = [];
  let at = 0;
  symbols.forEach(({ name, type }, i) => {
    if (i % 256 === 0) markers.push(at);
    const text = `${type}${name}`;
    const tokens: number[] = [];
    for (let c = 0; c < text.length;) {
      if (c > 0 && text.startsWith(WORD, c)) {
        tokens.push(WORD_TOKEN);
        c += WORD.length;
      } else tokens.push(text.charCodeAt(c++));
    }
    const length = tokens.length < 128 ? [tokens.length] : [(tokens.length & 0x7f) | 0x80, tokens.length >> 7];
    const part = Buffer.from([...length, ...tokens]);
    parts.push(part);
    at += part.length;
  });
  return { names: Buffer.concat(parts), markers };
}

/** Offsets or addresses. `place` is where they will stand, for those that count from their own place. */
export function writeValues(symbols: readonly TestSymbol[], scheme: TestScheme, base: bigint, place: bigint): Buffer {
  const width = scheme === 'absolute' ? 8 : 4;
  const bytes = Buffer.alloc(symbols.length * width);
  symbols.forEach(({ address }, i) => {
    if (scheme === 'absolute') bytes.writeBigUInt64LE(address, i * 8);
    else if (scheme === 'base-relative') bytes.writeUInt32LE(Number(address - base), i * 4);
    else if (scheme === 'place-relative') bytes.writeInt32LE(Number(address - place) - i * 4, i * 4);
    else bytes.writeInt32LE(address < 0x1000_0000n ? Number(address) : Number(base - 1n - address), i * 4);
  });
  return bytes;
}
