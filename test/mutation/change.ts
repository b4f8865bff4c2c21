/** What a change touches: for CI, which mutates only that. */
import { execFileSync } from 'node:child_process';
import { TOP } from './mutants.ts';

/** Folders that are mutated when a change touches them, each with the share of mutants that its tests notice. */
export const MUTATED = ['functions', 'shared/aws', 'shared/panic', 'shared/authenticode'];

export interface Change {
  readonly base: string;
  /** Changed lines by file, as they are now. */
  readonly lines: ReadonlyMap<string, ReadonlySet<number>>;
}

/**
 * What has changed since `revision`, or since the newest commit before the change. That is where it left the upstream's; of what has
 * been pushed already, the newest commit that is four hours older than the last one, since many are pushed in one go; and where
 * history does not reach so far, the parent of the last.
 *
 * @throws Error where git cannot say
 */
export function changeSince(revision: string | undefined, top: string = TOP): Change {
  const base = revision ?? newestBefore(top);
  const diff = git(top, 'diff', '--unified=0', '--no-color', '--no-ext-diff', base, '--', ...MUTATED);
  return { base, lines: linesOf(diff) };
}

const PUSHED_TOGETHER_SECONDS = 4 * 3600;

function newestBefore(top: string): string {
  const last = git(top, 'rev-parse', 'HEAD').trim();
  for (const upstream of ['@{upstream}', 'origin/main', 'origin/HEAD']) {
    const base = tryGit(top, 'merge-base', last, upstream);
    if (base !== undefined && base !== last) return base;
  }
  const committed = Number(git(top, 'show', '--no-patch', '--format=%ct', last));
  const older = tryGit(top, 'rev-list', '-1', `--before=${committed - PUSHED_TOGETHER_SECONDS}`, last);
  return older === undefined || older === '' ? git(top, 'rev-parse', '--verify', 'HEAD^1').trim() : older;
}

/** The lines that a diff without context adds or changes, by the file's new name. */
export function linesOf(diff: string): Map<string, Set<number>> {
  const lines = new Map<string, Set<number>>();
  let file: string | undefined;
  for (const line of diff.split('\n')) {
    const named = /^\+\+\+ (?:b\/(.+)|\/dev\/null)$/.exec(line);
    if (named !== null) file = named[1];
    const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null || file === undefined) continue;
    const [, first = '0', count = '1'] = hunk;
    const of = lines.get(file) ?? new Set<number>();
    lines.set(file, of);
    for (let i = 0; i < Number(count); i++) of.add(Number(first) + i);
  }
  return lines;
}

/** The folder whose tests answer for a file: the function's, or the part of `shared`. */
export function folderOf(file: string): string {
  const depth = file.startsWith('shared/aws/') && file.split('/').length > 3 ? 3 : 2;
  return file.split('/').slice(0, depth).join('/');
}

/**
 * The highest share of mutants killed that the tests could have, given what was seen: the upper end of Wilson's interval of 95 %,
 * in per cent. A change fails only where even this is too low, so that few mutants decide nothing by bad luck.
 */
export function upperBound(killed: number, tried: number): number {
  if (tried === 0) return 100;
  const z = 1.96;
  const share = killed / tried;
  const centre = share + z ** 2 / (2 * tried);
  const spread = z * Math.sqrt((share * (1 - share)) / tried + z ** 2 / (4 * tried ** 2));
  return (100 * (centre + spread)) / (1 + z ** 2 / tried);
}

function git(top: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: top,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  });
}

function tryGit(top: string, ...args: string[]): string | undefined {
  try {
    return git(top, ...args).trim();
  } catch {
    return undefined;
  }
}
