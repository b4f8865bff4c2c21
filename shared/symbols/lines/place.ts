/** From `symbol+offset/size` to a place in a build's code. */
import type { CodePlace, LineTable } from '../table/read.ts';

/** What is known of a frame by name. */
export interface NamedPlace {
  readonly symbol: string;
  readonly offset: number;
  /** To the next symbol in memory: padding is in it. */
  readonly sizeBytes?: number | undefined;
}

/** Functions are aligned to 64 bytes at most, and 16 may stand before the next (`__pfx_`). */
const MAX_PADDING_BYTES = 80;

/** `known`: the build has a symbol of this name, whatever its size. */
export interface Candidates {
  readonly known: boolean;
  readonly places: readonly CodePlace[];
}

/** Where it may be. More than one where functions share the name and the size does not tell them apart. */
export async function placesOf(table: LineTable, { symbol, offset, sizeBytes }: NamedPlace): Promise<Candidates> {
  const symbols = await table.symbol(symbol);
  const fitting = symbols.filter(
    ({ sizeBytes: own }) =>
      sizeBytes === undefined ||
      (offset <= sizeBytes && own <= sizeBytes && sizeBytes - own < MAX_PADDING_BYTES && offset < sizeBytes),
  );
  const places = fitting.flatMap(({ space, offset: start }) => {
    const name = table.header.spaces[space]?.name;
    return name === undefined || offset < 0 ? [] : [{ space: name, offset: start + offset }];
  });
  return { known: symbols.length > 0, places };
}
