/** Rows of a table in the order of one of its columns. As a parameter of an address: `size`, or `-size` the other way round. */

/** What a row is sorted by in a column; undefined where that is not known. */
export type SortValue = number | string | undefined;

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/** Undefined for what names none of `columns`: the rows then stand as they were given. */
export function parseSorting(text: string | undefined, columns: readonly string[]): Sorting | undefined {
  const descending = text?.startsWith('-') === true;
  const column = descending ? text.slice(1) : text;
  return column !== undefined && columns.includes(column) ? { column, descending } : undefined;
}

export function formatSorting(sorting: Sorting | undefined): string {
  return sorting === undefined ? '' : `${sorting.descending ? '-' : ''}${sorting.column}`;
}

/** What a click on the head of `column` leads to: its own first direction, then the other, then as the rows were given. */
export function nextSorting(now: Sorting | undefined, column: string, descendingFirst: boolean): Sorting | undefined {
  if (now?.column !== column) return { column, descending: descendingFirst };
  return now.descending === descendingFirst ? { column, descending: !descendingFirst } : undefined;
}

export const ariaSort = (now: Sorting | undefined, column: string): 'ascending' | 'descending' | 'none' =>
  now?.column !== column ? 'none' : now.descending ? 'descending' : 'ascending';

/** Numbers before words, words in any case. */
function compare(a: number | string, b: number | string): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows of one value keep their order; those of which it is not known stand last, whichever the direction. */
export function sortRows<Row>(rows: readonly Row[], valueOf: (row: Row) => SortValue, descending: boolean): Row[] {
  const keyed = rows.map((row) => {
    const value = valueOf(row);
    return { row, key: typeof value === 'string' ? value.toLowerCase() : value };
  });
  const sign = descending ? -1 : 1;
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return sign * compare(a, b);
  });
  return keyed.map(({ row }) => row);
}
