import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readStaticFiles, serveStatic } from '../../../../functions/console/web/static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'console-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'assets', 'index-abc.js'), 'run()');
writeFileSync(join(folder, 'secret.key'), 'no');
const files = readStaticFiles(folder);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const get = (resource: string, proxy?: string, headers: Record<string, string> = {}, path = '/stage/') =>
  serveStatic(
    {
      httpMethod: 'GET',
      resource,
      pathParameters: proxy === undefined ? null : { proxy },
      headers,
      requestContext: { path },
    },
    files,
  );

describe('the console’s files', () => {
  it('are served with a policy that lets no text from a dump run', () => {
    const page = get('/');
    expect(page?.body).toBe('<!doctype html>');
    expect(page?.headers?.['content-security-policy']).not.toContain('unsafe');
    expect(page?.headers?.['content-security-policy']).toContain("default-src 'none'");
    expect(page?.headers?.['cache-control']).toBe('no-cache');
    expect(page?.headers?.['content-type']).toBe('text/html; charset=utf-8');
    const script = get('/assets/{proxy+}', 'index-abc.js');
    expect(script?.headers?.['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('are kept by the browser: for good where the name holds a hash, else until they change', () => {
    expect(get('/assets/{proxy+}', 'index-abc.js')?.headers?.['cache-control']).toContain('immutable');
    const etag = String(get('/')?.headers?.['etag']);
    expect(get('/', undefined, { 'If-None-Match': `"x", ${etag}` })?.statusCode).toBe(304);
  });

  it('are these alone', () => {
    expect(get('/assets/{proxy+}', '../secret.key')?.statusCode).toBe(404);
    expect(get('/assets/{proxy+}', '../index.html')?.statusCode).toBe(404);
    expect(get('/secret.key')?.statusCode).toBe(404);
    expect(get('/v1/{proxy+}', 'crashes')).toBeUndefined();
  });

  it('are found below the stage also when its closing slash was left out', () => {
    expect(get('/', undefined, {}, '/stage')).toMatchObject({ statusCode: 308, headers: { location: '/stage/' } });
  });
});
