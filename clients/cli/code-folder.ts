import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where compiled code is kept between runs: in the user's own cache. */
export function codeFolder(env: Readonly<Record<string, string | undefined>>): string {
  const { XDG_CACHE_HOME: cache } = env;
  return join(cache === undefined || cache === '' ? join(homedir(), '.cache') : cache, 'purgatory');
}
