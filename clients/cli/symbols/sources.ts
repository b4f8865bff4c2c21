/** Where lines come from on the command line: debug files and folders that the user names, and debuginfod servers. */
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../../shared/errors.ts';
import { firstOf, rememberLines } from '../../../shared/symbols/lines/find.ts';
import type { FindLines } from '../../../shared/symbols/lines/find.ts';
import type { CliContext } from '../context.ts';
import { progressLine } from '../output/progress.ts';
import type { ServiceOptions } from '../service/url-option.ts';

export interface LineOptions extends ServiceOptions {
  readonly debuginfo?: readonly string[] | undefined;
  readonly debuginfod?: readonly string[] | undefined;
  /** False for `--no-service-lines`. */
  readonly serviceLines?: boolean;
}

export const NO_SERVICE_OPTION = [
  '--no-service-lines',
  'do not ask the service for source lines, though signed in there',
] as const;

/** For `.option()`: may be given more than once. */
export const DEBUGINFO_OPTION = [
  '--debuginfo <PATH>',
  "source lines from the kernel's debug file, from a folder as /usr/lib/debug, or from one of `symbols add -o`; may be repeated",
  collect,
] as const;

export const DEBUG_FILES_OPTION = [
  '--debuginfo <PATH>',
  "parameters and variables of frames from the kernel's debug file, or from a folder as /usr/lib/debug; may be repeated",
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

/** The service first, then debug files at hand, then debuginfod servers. Undefined where nobody is to be asked. */
export async function lineSources(options: LineOptions, context: CliContext): Promise<FindLines | undefined> {
  const service = options.serviceLines === false ? undefined : await signedInService(options, context);
  const others = await otherSources(options, context);
  if (service === undefined) return others === undefined ? undefined : rememberLines(others);
  return rememberLines(others === undefined ? service : firstOf(service, others));
}

/** What asking takes is loaded only where a service is known. */
async function signedInService(options: LineOptions, context: CliContext): Promise<FindLines | undefined> {
  const { isServiceKnown } = await import('../service/settings.ts');
  if (!(await isServiceKnown(options, context))) return undefined;
  const { serviceLines } = await import('./service.ts');
  return serviceLines(options, context);
}

async function otherSources(
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
  const find = firstOf(...sources);
  return async (build) => {
    try {
      return await find(build);
    } finally {
      progress.clear();
    }
  };
}

export function serverUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new InputError(`${text} is no http or https address`);
  return url;
}

/** Files of lines that were made once: half a minute of work for a kernel. */
function linesCache(env: CliContext['env']): string {
  return join(env['XDG_CACHE_HOME'] ?? join(env['HOME'] ?? homedir(), '.cache'), 'purgatory', 'lines');
}
