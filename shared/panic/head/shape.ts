/**
 * The head of a report's first line, learned where no part of it is known: a log shipper's columns, a container's name, a quotation's
 * marks. What stands before the kernel's words there stands before its neighbours too, but for the digits.
 */

const MAX_HEAD = 300;

export class Shape {
  readonly #pattern: RegExp;

  private constructor(pattern: RegExp) {
    this.#pattern = pattern;
  }

  /** Null where the head is empty, blank, or too long to be one. */
  static learn(head: string): Shape | null {
    if (head.trim() === '' || head.length > MAX_HEAD) return null;
    const parts = head.match(/\d+| +|[^\d ]+/g) ?? [];
    const source = parts.map((part, i) => pieceOf(part, i === parts.length - 1)).join('');
    return new Shape(new RegExp(source, 'y'));
  }

  /** The line without such a head; null where it has another. */
  strip(line: string): string | null {
    this.#pattern.lastIndex = 0;
    const found = this.#pattern.exec(line);
    if (found === null) return null;
    const rest = line.slice(found[0].length);
    // A quoted field: the kernel's text ends where the field does.
    return found[0].endsWith('"')
      ? rest.slice(0, Math.max(0, rest.lastIndexOf('"'))).replaceAll('""', '"') || rest
      : rest;
  }
}

/** Blanks in the head fill up what numbers leave; at its end they are as many as they are, for the rest is the kernel's. */
function pieceOf(part: string, isLast: boolean): string {
  if (/^\d/.test(part)) return String.raw`\d{1,20}`;
  if (part.startsWith(' ')) return isLast ? ` {0,${part.length}}` : ' {0,12}';
  return part.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}
