import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { testIssuer } from '../../../support/oidc-issuer.ts';
import type { TestIssuer } from '../../../support/oidc-issuer.ts';
import { startFakeApi } from '../../../support/fake-api.ts';
import type { FakeApi } from '../../../support/fake-api.ts';
import { cli, scratch } from './harness.ts';
import type { Directory } from './harness.ts';

let issuer: TestIssuer;
let api: FakeApi;
let directory: Directory;
beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.close());
beforeEach(async () => {
  api = await startFakeApi({ anyToken: true });
  api.documents.set('GET /v1/session/issuer', { issuer: issuer.url, clientId: 'purgatory' });
  api.documents.set('GET /v1/session', { subject: 'ada', name: 'Ada', roles: ['admin'] });
  directory = scratch();
});
afterEach(async () => {
  await api.close();
  directory.remove();
});

/** Signs in as a person with a browser would: follows the address that is printed. */
function login(visit: (address: string) => Promise<unknown>, argv: readonly string[] = []) {
  return cli(['login', '--no-browser', '--url', api.url, ...argv], {
    env: { XDG_CONFIG_HOME: directory.path },
    onStderr: (text) => {
      const address = /http:\/\/\S+/.exec(text.split('\n')[1] ?? '')?.[0];
      if (address !== undefined) void visit(address);
    },
  });
}

describe('purgatory login', () => {
  it('signs in through the browser and keeps the token for its owner alone', async () => {
    const pages: string[] = [];
    const { exitCode, stdout } = await login(async (address) => {
      expect(new URL(address).searchParams.get('code_challenge_method')).toBe('S256');
      pages.push(await (await fetch(address)).text());
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `signed in at ${api.url}/ as Ada (admin)\n` });
    expect(pages).toEqual(['Purgatory: You are signed in. This window can be closed.\n']);
    const file = join(directory.path, 'purgatory/credentials.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('"token"');
  });

  it('is what later verbs use, until it is signed out', async () => {
    await login((address) => fetch(address));
    const env = { XDG_CONFIG_HOME: directory.path };
    api.documents.set('GET /v1/crashes', { crashes: [] });
    expect(await cli(['crashes', 'list'], { env })).toMatchObject({ exitCode: 0, stdout: 'no crashes\n' });
    expect(await cli(['logout', '--url', api.url], { env })).toMatchObject({ exitCode: 0 });
    const after = await cli(['crashes', 'list', '--url', api.url], { env });
    expect(after.exitCode).toBe(4);
    expect(after.stderr).toContain('purgatory login');
  });

  it('refuses an answer that does not belong to this sign-in', async () => {
    const { exitCode, stderr } = await login(async (address) => {
      const redirect = new URL(new URL(address).searchParams.get('redirect_uri') ?? '');
      redirect.search = '?code=stolen&state=other';
      await fetch(redirect);
    });
    expect(exitCode).toBe(4);
    expect(stderr).toContain('state');
  });

  it('says what is missing where the service does not tell its issuer', async () => {
    api.documents.delete('GET /v1/session/issuer');
    const { exitCode, stderr } = await login(() => Promise.resolve());
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--issuer and --client-id');
  });
});
