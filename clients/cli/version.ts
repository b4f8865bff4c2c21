import { readFileSync } from 'node:fs';

/** Of this program. */
export function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const found =
    typeof document === 'object' && document !== null && 'version' in document ? document.version : undefined;
  return typeof found === 'string' ? found : 'unknown';
}
