/**
 * pstore's records put one after the other: each begins with `Oops#1 Part3`, and part 1 is the newest (v6.12 fs/pstore/platform.c
 * `pstore_dump()` takes the log from its end). They come in any order.
 */

const HEADER = /^(?:Panic|Oops|Emergency|Restart|Shutdown|Halt|Poweroff|Unknown)#(\d{1,9}) Part(\d{1,9})\s*$/;
const GLUED = /(?<=.)(?=(?:Panic|Oops|Emergency|Restart|Shutdown|Unknown)#\d{1,9} Part\d{1,9}\s*$)/m;
export const PART = /(?:Panic|Oops|Emergency|Restart|Shutdown|Halt|Poweroff|Unknown)#\d{1,9} Part\d{1,9}\s*$/m;

interface Part {
  readonly count: number;
  readonly number: number;
  readonly lines: string[];
}

/** The lines in the order in which they were printed. */
export function inOrder(text: string): string[] {
  const before: string[] = [];
  const parts: Part[] = [];
  for (const raw of text.split('\n')) {
    for (const line of raw.split(GLUED)) {
      const found = HEADER.exec(line);
      if (found !== null) parts.push({ count: Number(found[1]), number: Number(found[2]), lines: [] });
      else (parts.at(-1)?.lines ?? before).push(line);
    }
  }
  const sorted = parts.toSorted((a, b) => a.count - b.count || b.number - a.number);
  return [...before, ...sorted.flatMap(({ lines }) => lines)];
}
