/** Tables for a terminal of any width. */

export interface Column<T> {
  readonly head: string;
  readonly cell: (row: T) => string;
  readonly right?: boolean;
  /** Left out when the terminal is too narrow for all: the highest number goes first. Without one it always stays. */
  readonly dropOrder?: number;
}

const GAP = 2;
/** The last column may be cut; narrower than this it is of no use. */
const LEAST_LAST = 24;

export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`;
}

/** The rows, aligned, a header line first; cells must already be safe. The last column takes what is left. */
export function table<T>(rows: readonly T[], columns: readonly Column<T>[], width: number): string[] {
  let used = [...columns];
  const cells = new Map(columns.map((column) => [column, rows.map(column.cell)]));
  const widthOf = (column: Column<T>): number =>
    Math.max(column.head.length, ...(cells.get(column) ?? []).map((cell) => cell.length));
  const widths = new Map(columns.map((column) => [column, widthOf(column)]));
  const total = (): number =>
    used.reduce((sum, column, index) => {
      const own = widths.get(column) ?? 0;
      return sum + (index === used.length - 1 ? Math.min(own, LEAST_LAST) : own + GAP);
    }, 0);
  while (total() > width) {
    const droppable = used.filter((column) => column.dropOrder !== undefined);
    const worst = droppable.sort((a, b) => (b.dropOrder ?? 0) - (a.dropOrder ?? 0))[0];
    if (worst === undefined) break;
    used = used.filter((column) => column !== worst);
  }
  const line = (texts: readonly string[]): string =>
    cut(
      used
        .map((column, index) => {
          const own = widths.get(column) ?? 0;
          const text = texts[index] ?? '';
          if (column.right === true) return text.padStart(own);
          return index === used.length - 1 ? text : text.padEnd(own);
        })
        .join(' '.repeat(GAP))
        .trimEnd(),
      width,
    );
  return [
    line(used.map((column) => column.head)),
    ...rows.map((_, row) => line(used.map((column) => cells.get(column)?.[row] ?? ''))),
  ];
}

/** Words in columns, filled row by row. */
export function columns(words: readonly string[], width: number): string[] {
  const cell = Math.max(...words.map((word) => word.length), 1) + GAP;
  const perLine = Math.max(1, Math.floor((width + GAP) / cell));
  const lines: string[] = [];
  for (let i = 0; i < words.length; i += perLine) {
    lines.push(
      words
        .slice(i, i + perLine)
        .map((word) => word.padEnd(cell))
        .join('')
        .trimEnd(),
    );
  }
  return lines;
}

/** `text` broken at spaces into lines of at most `width`. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
