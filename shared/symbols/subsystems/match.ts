/** From a source file to its subsystem and its owners. */
import type { OwnerRule, SubsystemRule } from '../../contract/subsystems.ts';

/** What everybody's files are of, where nothing else fits. */
const REST = 'THE REST';

/**
 * The section of MAINTAINERS that a file is of: of several the one whose pattern goes deepest into the tree, as get_maintainer.pl
 * ranks them; of those the longest. Undefined where no section, or only `THE REST`, has it.
 */
export function subsystemOf(file: string, rules: readonly SubsystemRule[]): string | undefined {
  let best: { readonly name: string; readonly depth: number; readonly length: number } | undefined;
  for (const { name, files, excludes = [] } of rules) {
    if (name === REST || excludes.some((pattern) => covers(pattern, file))) continue;
    for (const pattern of files) {
      if (!covers(pattern, file)) continue;
      const depth = pattern.split('/').filter((part) => part !== '').length;
      const { length } = pattern;
      if (best === undefined || depth > best.depth || (depth === best.depth && length > best.length)) {
        best = { name, depth, length };
      }
    }
  }
  return best?.name;
}

/** `F:` and `X:`: a folder with a slash is all below it; `*` and `?` do not pass a slash. */
function covers(pattern: string, file: string): boolean {
  if (pattern.endsWith('/')) return matchParts(pattern.slice(0, -1).split('/'), file.split('/'), true);
  return matchParts(pattern.split('/'), file.split('/'), false);
}

function matchParts(pattern: readonly string[], file: readonly string[], below: boolean): boolean {
  if (below ? file.length <= pattern.length : file.length !== pattern.length) return false;
  return pattern.every((part, i) => matchPart(part, file[i] ?? ''));
}

/** In time proportional to both lengths at worst: a pattern is remembered only up to its last star. */
function matchPart(pattern: string, text: string): boolean {
  let [at, read, star, resume] = [0, 0, -1, 0];
  while (read < text.length) {
    const sign = pattern[at];
    if (sign === '*') {
      star = at++;
      resume = read;
    } else if (sign !== undefined && (sign === '?' || sign === text[read])) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      at = star + 1;
      read = ++resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/**
 * The owners of a file by CODEOWNERS' rules: the last line that fits counts. A pattern with a slash within it begins at the top, one
 * without fits at any depth; a folder is all below it; `**` stands for any folders.
 */
export function ownersOf(file: string, rules: readonly OwnerRule[]): readonly string[] {
  return rules.findLast(({ pattern }) => isOwned(pattern, file))?.owners ?? [];
}

function isOwned(pattern: string, file: string): boolean {
  const parts = file.split('/');
  const trimmed = pattern.replace(/^\/+/, '').replace(/\/+$/, '');
  const wanted = trimmed.split('/');
  const isAnchored = pattern.startsWith('/') || trimmed.includes('/');
  const below = pattern.endsWith('/');
  const fits = fitsFrom(wanted, parts, below);
  return isAnchored ? fits[0] === true : fits.slice(0, parts.length).includes(true);
}

/**
 * Whether a pattern fits what is left of a path from each of its parts on. It goes from the pattern's end to its beginning, so that
 * no number of `**` costs more than the lengths of both multiplied.
 */
function fitsFrom(wanted: readonly string[], parts: readonly string[], below: boolean): readonly boolean[] {
  const places = [...parts.keys(), parts.length];
  // A folder's name owns what is in it, unless it ends in a star.
  let fits = places.map((at) => !below || at < parts.length);
  for (const [i, sign] of wanted.toReversed().entries()) {
    const after = fits;
    const isLast = i === 0;
    if (sign === '**') {
      const last = after.lastIndexOf(true, parts.length - 1);
      fits = places.map((at) => isLast || at <= last);
      continue;
    }
    const endsPath = isLast && sign.includes('*') && !below;
    fits = places.map((at) => {
      const part = parts[at];
      if (part === undefined || !matchPart(sign, part)) return false;
      return endsPath ? at + 1 === parts.length : after[at + 1] === true;
    });
  }
  return fits;
}
