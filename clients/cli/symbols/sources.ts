/** Where lines come from on the command line: debug files and folders that the user names, and debuginfod servers. */
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../../shared/errors.ts';
import { firstOf, rememberLines } from '../../../shared/symbols/lines/find.ts';
import type { FindLines } from '../../../shared/symbols/lines/find.ts';
import type { CliContext } from '../context.ts';
import { progressLine } from '../output/progress.ts';

export interface LineOptions {
  readonly debuginfo?: readonly string[] | undefined;
  readonly debuginfod?: readonly string[] | undefined;
}

/** For `.option()`: may be given more than once. */
export const DEBUGINFO_OPTION = [
  '--debuginfo <PATH>',
  "source lines from the kernel's debug file, from a folder as /usr/lib/debug, or from one of `symbols add -o`; may be repeated",
  collect,
] as const;

export const DEBUGINFOD_OPTION = [
  '--debuginfod <URL>',
  'a debuginfod server to ask for the debug files of the build-id; may be repeated',
  collect,
] as const;

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** Undefined where nobody is to be asked. */
export async function lineSources(
  { debuginfo = [], debuginfod = [] }: LineOptions,
  context: CliContext,
): Promise<FindLines | undefined> {
  if (debuginfo.length === 0 && debuginfod.length === 0) return undefined;
  const { linesFrom } = await import('../../../shared/symbols/lines/folder.ts');
  const progress = progressLine(context.stderr);
  const cache = linesCache(context.env);
  const options = {
    directory: context.env['TMPDIR'] ?? tmpdir(),
    cache,
    signal: context.signal,
    onProgress: (file: string, share: number) => {
      progress.update(`source lines: ${file} ${Math.floor(share * 100)} %`);
      if (share >= 1) progress.clear();
    },
  };
  const sources = await Promise.all(debuginfo.map((path) => linesFrom(path, options)));
  if (debuginfod.length > 0) {
    const { debuginfodLines } = await import('../../../shared/symbols/lines/debuginfod.ts');
    sources.push(...debuginfod.map((url) => debuginfodLines(serverUrl(url), { ...options, fetch: context.fetch })));
  }
  const find = rememberLines(firstOf(...sources));
  return async (build) => {
    try {
      return await find(build);
    } finally {
      progress.clear();
    }
  };
}

function serverUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new InputError(`${text} is no http or https address`);
  return url;
}

/** Files of lines that were made once: half a minute of work for a kernel. */
function linesCache(env: CliContext['env']): string {
  return join(env['XDG_CACHE_HOME'] ?? join(env['HOME'] ?? homedir(), '.cache'), 'purgatory', 'lines');
}
