/** Figures of functions or interrupts over kernel releases, as a table. */

export interface ReleaseTable<Cell> {
  /** The newest first. */
  readonly releases: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly (Cell | undefined)[] }[];
}

/** Columns that a table of releases has room for. */
const MAX_RELEASES = 6;

/**
 * A row a name, a column a release. Each row has its releases the newest first; together they are put in the order in which
 * the rows have them, those that more rows have before others.
 */
export function releaseTable<Cell extends { readonly release: string }>(
  rows: readonly { readonly name: string; readonly releases: readonly Cell[] }[],
  compare: (a: string, b: string) => number,
): ReleaseTable<Cell> {
  const seenIn = new Map<string, number>();
  for (const { releases } of rows) {
    for (const { release } of releases) seenIn.set(release, (seenIn.get(release) ?? 0) + 1);
  }
  const releases = [...seenIn.keys()].toSorted((a, b) => compare(b, a)).slice(0, MAX_RELEASES);
  return {
    releases,
    rows: rows.map(({ name, releases: cells }) => ({
      name,
      cells: releases.map((release) => cells.find((cell) => cell.release === release)),
    })),
  };
}
