/** What is said where the service is not there, or does not take the token. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { serviceClient } from '../../../../clients/cli/service/client.ts';
import { startFakeApi, TOKEN } from '../../../support/fake-api.ts';
import type { FakeApi } from '../../../support/fake-api.ts';
import { cli, scratch } from './harness.ts';

let api: FakeApi;
beforeEach(async () => {
  api = await startFakeApi();
});
afterEach(() => api.close());

/** A port of loopback where nobody listens any more. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a service that does not answer', () => {
  it('is named, with what to look at', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    const { stderr, exitCode } = await cli(['hosts', 'list'], { env: { PURGATORY_URL: url, PURGATORY_TOKEN: TOKEN } });
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/^purgatory: http:\/\/127\.0\.0\.1:\d+\/: no answer: .*ECONNREFUSED/);
    expect(stderr).toContain('is it the address of Purgatory, and to be reached from here?');
  });
});

it('a name with several addresses that none answers at is told with what each said', async () => {
  // Node's fetch, where every address of `localhost` refuses.
  const each = ['::1', '127.0.0.1'].map((address) => new Error(`connect ECONNREFUSED ${address}:1`));
  const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: new AggregateError(each) }));
  const net = { fetch, sleep: () => Promise.resolve(), signal: new AbortController().signal };
  const client = serviceClient(new URL('http://localhost:1/'), TOKEN, net);
  await expect(client.text('hosts')).rejects.toThrow(
    'http://localhost:1/: no answer: connect ECONNREFUSED ::1:1, connect ECONNREFUSED 127.0.0.1:1: ',
  );
});

it('a refusal in words that are not the service’s is none of a value that was given', async () => {
  api.fault = () => ({ status: 400, body: '<h1>Bad Request</h1>' });
  const { stderr, exitCode } = await cli(['hosts', 'list'], {
    env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN },
  });
  expect([exitCode, stderr]).toEqual([4, expect.stringContaining('answered 400')]);
});

describe('a token that the service does not take', () => {
  const refused = { type: 'about:blank', title: 'Unauthenticated', status: 401, code: 'unauthenticated' };
  beforeEach(() => {
    api.fault = () => ({ status: 401, body: JSON.stringify({ ...refused, detail: 'not a valid token' }) });
  });

  it('is told where it comes from: a login would not be asked', async () => {
    const { stderr, exitCode } = await cli(['hosts', 'list'], {
      env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN },
    });
    expect(exitCode).toBe(4);
    expect(stderr).toBe(
      'purgatory: not a valid token (it is what PURGATORY_TOKEN says: set another, or unset PURGATORY_TOKEN and sign in with `purgatory login`)\n',
    );
    const directory = scratch();
    try {
      const file = directory.write('token', TOKEN);
      chmodSync(file, 0o600);
      const fromFile = await cli(['hosts', 'list'], {
        env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: '', PURGATORY_TOKEN_FILE: file },
      });
      expect(fromFile.stderr).toContain('what PURGATORY_TOKEN_FILE says');
    } finally {
      directory.remove();
    }
  });
});
