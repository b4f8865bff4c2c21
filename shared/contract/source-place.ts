/** Where in the sources a frame was, in words: the same for every face. */
import type { InlinedFunction } from './report.ts';

interface Placed {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly inlined?: readonly InlinedFunction[] | undefined;
}

/** `fs/ext4/inode.c:3121`; the file alone where the code belongs to no line; undefined where nobody knows. */
export function placeText({ file, line }: Placed): string | undefined {
  if (file === undefined) return undefined;
  return line === undefined ? file : `${file}:${line}`;
}

/** Where the code really was: in the innermost of the functions that were inlined, if there are any. */
export function innermostPlace({ file, line, inlined }: Placed): Pick<Placed, 'file' | 'line'> {
  return inlined?.[0] ?? { file, line };
}

/** `foo  fs/ext4/inode.c:3121`: a function that was inlined, as a line of its own in a trace. */
export function inlinedText(inlined: InlinedFunction): string {
  const place = placeText(inlined);
  return place === undefined ? inlined.function : `${inlined.function}  ${place}`;
}

/**
 * The address of a place in a source browser. `template` holds `{path}` and may hold `{line}`; see `KernelInfo.sourceLink`.
 *
 * @returns undefined where there is none, or what came out is no web address
 */
export function sourceUrl(template: string | undefined, { file, line }: Placed): string | undefined {
  if (template === undefined || file === undefined || !isWebAddress(template)) return undefined;
  const path = file.split('/').map(encodeURIComponent).join('/');
  return template.replaceAll('{path}', path).replaceAll('{line}', String(line ?? 1));
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^/{}\s]+\//.test(text);
}
