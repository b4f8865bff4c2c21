/**
 * Filters as words in one box: `kernel:6.12 state:open host:fs-* ext4`. A word with a known key filters that field, any
 * other is looked for in the text. Quotes keep spaces: `title:"use after free"`.
 */

export interface Filter {
  readonly fields: readonly { readonly key: string; readonly value: string }[];
  readonly words: readonly string[];
}

/** Splits at spaces outside quotes; an unclosed quote reaches to the end. */
function tokens(text: string): string[] {
  const found: string[] = [];
  let current = '';
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (char === ' ' && !quoted) {
      if (current !== '') found.push(current);
      current = '';
    } else current += char;
  }
  if (current !== '') found.push(current);
  return found;
}

export function parseFilter(text: string, keys: readonly string[]): Filter {
  const fields: { key: string; value: string }[] = [];
  const words: string[] = [];
  for (const token of tokens(text)) {
    const colon = token.indexOf(':');
    const key = token.slice(0, Math.max(0, colon)).toLowerCase();
    const value = token.slice(colon + 1);
    if (colon > 0 && value !== '' && keys.includes(key)) fields.push({ key, value });
    else words.push(token.toLowerCase());
  }
  return { fields, words };
}
