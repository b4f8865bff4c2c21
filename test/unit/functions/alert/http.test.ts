import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { TransientError } from '../../../../shared/errors.ts';
import { MaybeSentError } from '../../../../functions/alert/routes/maybe-sent.ts';
import { allowPrivateAddresses, postJson, publicLookup } from '../../../../functions/alert/routes/http.ts';

let server: Server;
let url = '';
let asked = 0;

beforeEach(async () => {
  asked = 0;
  server = createServer((request, response) => {
    asked += 1;
    if (request.url === '/moved') response.writeHead(302, { location: '/other' }).end();
    else if (request.url === '/hung') return;
    else if (request.url === '/long') response.end('x'.repeat(1024 * 1024));
    else response.end('taken');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  allowPrivateAddresses(false);
  server.closeAllConnections();
  server.close();
});

describe('postJson', () => {
  it('posts to nothing that is not public, and does not even connect', async () => {
    await expect(postJson(url, '{}')).rejects.toMatchObject({ code: 'input' });
    await expect(postJson(url.replace('http:', 'https:'), '{}')).rejects.toMatchObject({ code: 'input' });
    expect(asked).toBe(0);
  });

  it('posts there where the operator has allowed it, follows no redirect, and reads no endless answer', async () => {
    allowPrivateAddresses(true);
    await expect(postJson(url, '{}')).resolves.toBe('taken');
    await expect(postJson(`${url}/moved`, '{}')).rejects.toThrow(/HTTP 302/);
    expect(asked).toBe(2);
    await expect(postJson(`${url}/long`, '{}')).resolves.toHaveLength(64 * 1024);
  });
});

describe('a service that does not answer', () => {
  it('may have taken what was posted; one that is not there has not', async () => {
    allowPrivateAddresses(true);
    await expect(postJson(`${url}/hung`, '{}', { timeoutMs: 200 })).rejects.toThrow(MaybeSentError);
    // On a slow machine the service sees it later than its sender has given up.
    while (asked === 0) await setImmediate();
    const absent = postJson('http://127.0.0.1:9/', '{}').catch((error: unknown) => error);
    expect(await absent).toBeInstanceOf(TransientError);
    expect(await absent).not.toBeInstanceOf(MaybeSentError);
  });
});

describe('publicLookup', () => {
  const found = async (...addresses: string[]) => {
    const all = addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
    const look = promisify(publicLookup((_, __, callback) => { callback(null, all); })); // prettier-ignore
    return await look('hooks.example.com', {});
  };

  it('answers a public address', async () => {
    await expect(found('93.184.215.14')).resolves.toBe('93.184.215.14');
  });

  it.each([['127.0.0.1'], ['169.254.169.254'], ['fd00:ec2::254'], ['::ffff:10.0.0.1']])(
    'refuses a name that leads to %s, alone or beside a public address',
    async (address) => {
      await expect(found(address)).rejects.toThrow(/not public/);
      await expect(found('93.184.215.14', address)).rejects.toThrow(/not public/);
    },
  );

  it('fails for a name without an address', async () => {
    await expect(found()).rejects.toThrow(/no address/);
  });
});
