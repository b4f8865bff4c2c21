/** The console's page, script and style, from the same origin as the API: files that were built with the function. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** No script or style but the page's own files, nothing framed, nothing sent elsewhere: text from a dump can do nothing. */
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};

interface StaticFile {
  readonly body: string;
  readonly contentType: string;
  readonly etag: string;
  /** Its name holds a hash of what it holds: it never changes. */
  readonly immutable: boolean;
}

export type StaticFiles = ReadonlyMap<string, StaticFile>;

/** Reads the built console into memory, once a process. Files of a kind that is not served are left out. */
export function readStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const contentType = CONTENT_TYPES[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const body = readFileSync(path, 'utf8');
    const name = relative(folder, path).split(sep).join('/');
    files.set(name, {
      body,
      contentType,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      immutable: name.startsWith('assets/'),
    });
  }
  return files;
}

type StaticEvent = Pick<APIGatewayProxyEvent, 'httpMethod' | 'resource' | 'pathParameters'> & {
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly requestContext: Pick<APIGatewayProxyEvent['requestContext'], 'path'>;
};

/** The answer to a request for one of `files`; undefined when the request is for the API. */
export function serveStatic(event: StaticEvent, files: StaticFiles): APIGatewayProxyResult | undefined {
  if (event.resource.startsWith('/v1')) return undefined;
  if (event.httpMethod !== 'GET' && event.httpMethod !== 'HEAD') {
    return { statusCode: 405, headers: { allow: 'GET, HEAD' }, body: '' };
  }
  // The page's addresses are relative: without its closing slash the browser would look beside the stage.
  if (event.resource === '/' && !event.requestContext.path.endsWith('/')) {
    return { statusCode: 308, headers: { location: `${event.requestContext.path}/` }, body: '' };
  }
  const file = files.get(nameOf(event));
  if (file === undefined) return { statusCode: 404, headers: { 'cache-control': 'no-store' }, body: '' };
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': file.contentType,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
  };
  const known = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'if-none-match')?.[1];
  if (known?.split(/, */).includes(file.etag) === true) return { statusCode: 304, headers, body: '' };
  return { statusCode: 200, headers, body: event.httpMethod === 'HEAD' ? '' : file.body };
}

function nameOf(event: StaticEvent): string {
  if (event.resource === '/') return 'index.html';
  return event.resource.replace(/^\//, '').replace('{proxy+}', event.pathParameters?.['proxy'] ?? '');
}
