/** Filters that xz puts before LZMA2 for code: what undoes one, piece by piece. */
export interface Filter {
  /** What can be said for sure of the output so far; the last bytes wait for those behind them. */
  push(bytes: Uint8Array): Uint8Array;
  /** What waited, once nothing comes any more. */
  end(): Uint8Array;
}
