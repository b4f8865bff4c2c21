/** Which rows of a long list of equally high rows are to be drawn. */

export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
}

export interface Slice {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  readonly offsetTop: number;
  readonly totalHeight: number;
}

/** Rows outside the viewport that are drawn all the same, so that scrolling shows no gap. */
const OVERSCAN = 12;

export function sliceRows(rows: number, rowHeight: number, { scrollTop, height }: Viewport): Slice {
  const first = Math.min(rows, Math.max(0, Math.floor(scrollTop / rowHeight) - OVERSCAN));
  const end = Math.min(rows, Math.ceil((scrollTop + height) / rowHeight) + OVERSCAN);
  return { first, end: Math.max(first, end), offsetTop: first * rowHeight, totalHeight: rows * rowHeight };
}
