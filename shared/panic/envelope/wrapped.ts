/**
 * A capture of a screen, or of a console program that breaks lines at the screen's edge: what is longer than a line goes on in the next
 * one. Told by its lines: several are exactly as long as the longest, and what follows them does not begin as the kernel's lines do.
 */

const MIN_WIDTH = 60;
const MAX_WIDTH = 240;
const MIN_FULL = 3;
/** Most of what follows a full line has to be the rest of it. */
const SHARE = 0.6;

/** How lines of the kernel begin: a stamp, a level, or a word that stands there without one. */
const STAMPED = /^\*\* \d|^(?:<\d{1,2}>)?\[ {0,8}\d{1,8}\.\d{2,6}\]/;
const BEGINS =
  /^(?:<\d{1,2}>|\*\* |\[[ <]?|\(XEN\)| {1,3}[\w.$?<[]| ?\?|\t|$|-{3}|={3}|[A-Z][\w ]{1,24}:|Call |Code|R[A-Z0-9]{2}:|[a-z]\d{1,2}\s?:|[\w.$]{2,60}\+0x[0-9a-f]|Modules |pc |sp |lr |---\[)/;

/** The width at which the lines of a log are broken, by its beginning; undefined where they are not. */
export function widthOf(beginning: string): number | undefined {
  const lines = beginning.split('\n').map(withoutReturn);
  let width = 0;
  for (const line of lines) width = Math.max(width, line.length);
  if (width < MIN_WIDTH || width > MAX_WIDTH) return undefined;
  if (lines.filter((line) => line.length === width).length < MIN_FULL) return undefined;
  let full = 0;
  let rests = 0;
  let padded = 0;
  const begins = beginningOf(lines);
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1];
    if (line.length !== width || next === undefined) continue;
    full++;
    if (line.endsWith('  ')) padded++;
    if (!begins(next)) rests++;
  }
  // Where a terminal filled lines up with blanks to its edge, they do not go on.
  if (padded * 2 > full) return undefined;
  return full >= MIN_FULL && rests >= full * SHARE ? width : undefined;
}

/** Whether a line is one of its own: by its stamp where most lines have one. */
function beginningOf(lines: readonly string[]): (line: string) => boolean {
  const stamped = lines.filter((line) => STAMPED.test(line)).length;
  return stamped * 2 > lines.length ? (line) => STAMPED.test(line) : (line) => BEGINS.test(line);
}

/** The lines as they were before. */
export function unwrapped(text: string, width: number): string[] {
  const raw = text.split('\n').map(withoutReturn);
  const begins = beginningOf(raw);
  const lines: string[] = [];
  let open = false;
  for (const line of raw) {
    if (open && !begins(line)) lines.push((lines.pop() ?? '') + line);
    else lines.push(line);
    open = line.length === width;
  }
  return lines;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
