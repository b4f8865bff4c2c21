/** What a word of a search could go on to: keys first, then the values of a key. */

export interface Completion {
  /** The whole search with the word completed. */
  readonly text: string;
  /** What is shown in the list. */
  readonly label: string;
}

const MOST = 12;

/**
 * @param text a search up to the caret
 * @param keys of fields, without their colon
 * @param values of a key, where some are known
 */
export function completions(
  text: string,
  keys: readonly string[],
  values: Readonly<Record<string, readonly string[]>>,
): readonly Completion[] {
  const quotes = text.split('"').length - 1;
  const start = quotes % 2 === 1 ? text.lastIndexOf('"') : text.search(/\S*$/);
  const before = text.slice(0, start);
  const [, minus = '', rest = ''] = /^(-?)([^]*)$/.exec(text.slice(start)) ?? [];
  const colon = rest.indexOf(':');
  if (colon < 0) {
    if (rest === '') return [];
    return keys
      .filter((key) => key.startsWith(rest.toLowerCase()))
      .slice(0, MOST)
      .map((key) => ({ text: `${before}${minus}${key}:`, label: `${key}:` }));
  }
  const key = rest.slice(0, colon).toLowerCase();
  const written = rest.slice(colon + 1).toLowerCase();
  return (values[key] ?? [])
    .filter((value) => value.toLowerCase().includes(written) && value.toLowerCase() !== written)
    .slice(0, MOST)
    .map((value) => ({ text: `${before}${minus}${key}:${/\s/.test(value) ? `"${value}"` : value} `, label: value }));
}
