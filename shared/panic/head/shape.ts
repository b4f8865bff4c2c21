/**
 * The head of a report's first line, learned where no part of it is known: a log shipper's columns, a container's name, a quotation's
 * marks. What stands before the kernel's words there stands before its neighbours too, but for the digits.
 */
import { skipDigits, skipSpaces } from './line.ts';

const MAX_HEAD = 300;
const MAX_PARTS = 100;

/** The kernel's text behind a head: where a quoted field is open, it ends where the field does. */
export function ofField(head: string, rest: string): string {
  if ((head.split('"').length & 1) === 1) return rest;
  const close = rest.lastIndexOf('"');
  return (close < 0 ? rest : rest.slice(0, close)).replaceAll('""', '"');
}

/**
 * What stands in a line before the words at `at` of its text. Behind the text a field's closing quote and what follows it may be
 * gone, so that the words are looked for where lengths would put them, or before.
 */
export function headBefore(plain: string, text: string, at: number): string {
  const last = Math.max(0, plain.length - text.length + at);
  const [words = ''] = text.slice(at).split('"', 1);
  const found = words === '' ? -1 : plain.lastIndexOf(words, last);
  return plain.slice(0, found < 0 ? last : found);
}

export class Shape {
  /** Runs of digits (as ''), of blanks, and of all else. */
  readonly #parts: readonly string[];

  private constructor(parts: readonly string[]) {
    this.#parts = parts;
  }

  /** Null where the head is empty, blank, or too long to be one. */
  static learn(head: string): Shape | null {
    if (head.trim() === '' || head.length > MAX_HEAD) return null;
    const parts = head.match(/\d+| +|[^\d ]+/g) ?? [];
    return parts.length > MAX_PARTS ? null : new Shape(parts.map((part) => (/^\d/.test(part) ? '' : part)));
  }

  /** The line without such a head; null where it has another. */
  strip(line: string): string | null {
    const end = this.#endIn(line);
    if (end < 0) return null;
    return ofField(line.slice(0, end), line.slice(end));
  }

  #endIn(line: string): number {
    let at = 0;
    for (const [i, part] of this.#parts.entries()) {
      const from = at;
      if (part === '') {
        at = skipDigits(line, at);
        if (at === from) return -1;
      } else if (part.startsWith(' ')) {
        // Blanks in the head fill up what numbers leave; at its end they are as many as they are, for the rest is the kernel's.
        at = skipSpaces(line, at);
        if (i === this.#parts.length - 1) at = Math.min(at, from + part.length);
      } else {
        if (!line.startsWith(part, at)) return -1;
        at += part.length;
      }
    }
    return at;
  }
}
