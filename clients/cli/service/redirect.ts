/** The loopback end of a sign-in: waits for the one request that the issuer sends the browser back with. */
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AccessError, messageOf } from '../../../shared/errors.ts';

const WAIT_MS = 5 * 60_000;

export interface Redirect extends AsyncDisposable {
  readonly uri: string;
  /** Runs `use` on the address that the browser came to, and tells the person how it ended. */
  answer<T>(use: (current: URL) => Promise<T>): Promise<T>;
}

/** Listens on 127.0.0.1 only, on a port of the system's choosing (RFC 8252, section 7.3). */
export async function receiveRedirect(signal: AbortSignal): Promise<Redirect> {
  let uri = '';
  let arrived: (value: { current: URL; response: ServerResponse }) => void;
  let failed: (reason: unknown) => void;
  const visit = new Promise<{ current: URL; response: ServerResponse }>((resolve, reject) => {
    arrived = resolve;
    failed = reject;
  });
  // Nobody may be waiting yet when it fails.
  visit.catch(() => undefined);
  const server = createServer((request, response) => {
    const current = new URL(request.url ?? '/', uri);
    if (request.method !== 'GET' || current.pathname !== '/callback') {
      response.writeHead(404).end();
      return;
    }
    arrived({ current, response });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  const timer = setTimeout(() => {
    failed(new AccessError('unauthenticated', 'nobody signed in within 5 minutes'));
  }, WAIT_MS);
  const onAbort = (): void => {
    failed(signal.reason);
  };
  signal.addEventListener('abort', onAbort, { once: true });

  return {
    uri,
    async answer(use) {
      const { current, response } = await visit;
      try {
        const value = await use(current);
        page(response, 200, 'You are signed in. This window can be closed.');
        return value;
      } catch (error) {
        page(response, 400, `Signing in failed: ${messageOf(error)}`);
        throw error;
      }
    },
    [Symbol.asyncDispose]: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeIdleConnections();
        setTimeout(() => {
          server.closeAllConnections();
        }, 200).unref();
      });
    },
  };
}

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(`Purgatory: ${text}\n`);
}
