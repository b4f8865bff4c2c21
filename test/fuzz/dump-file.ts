/**
 * Dumps for fuzzing. Most of a dump is padding and pages: changed at random, its headers would hardly ever be hit. So an
 * input is a compact form, the parts that matter one behind the other, and this puts them where a dump has them.
 */

/** Where a part goes, and how many bytes of the compact form it takes. */
export interface Part {
  readonly at: number;
  readonly length: number;
}

/** The parts of `file`, one behind the other, and what is behind the last of them. */
export function compact(file: Uint8Array, parts: readonly Part[]): Uint8Array {
  const end = Math.max(...parts.map(({ at, length }) => at + length));
  return Buffer.concat([...parts.map(({ at, length }) => file.subarray(at, at + length)), file.subarray(end)]);
}

/** The file that `compact` was made of, zeros where it had nothing. */
export function expand(bytes: Uint8Array, parts: readonly Part[]): Uint8Array {
  const end = Math.max(...parts.map(({ at, length }) => at + length));
  const used = parts.reduce((sum, { length }) => sum + length, 0);
  const file = Buffer.alloc(end + Math.max(0, bytes.length - used));
  let from = 0;
  for (const { at, length } of parts) {
    file.set(bytes.subarray(from, from + length), at);
    from += length;
  }
  file.set(bytes.subarray(Math.min(used, bytes.length)), end);
  return file;
}
