import { readFileSync } from 'node:fs';

/** Put in by the bundler: a bundle has no package.json where the sources have theirs. */
declare const PURGATORY_VERSION: string | undefined;

/** Of this program. */
export function version(): string {
  if (typeof PURGATORY_VERSION === 'string') return PURGATORY_VERSION;
  const file = new URL('../../package.json', import.meta.url);
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const found =
    typeof document === 'object' && document !== null && 'version' in document ? document.version : undefined;
  return typeof found === 'string' ? found : 'unknown';
}
