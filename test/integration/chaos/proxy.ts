/**
 * What stands between a host and the service: a proxy that loses requests, loses answers to requests that had their effect, sends
 * requests twice, says that the service is busy, and cuts bodies. Bytes for the store go through it as well.
 */
import { createServer, request as send } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '../../unit/post-copy/random.ts';

export interface FaultyProxy {
  /** Of the service, as the host is told. */
  readonly url: string;
  /** How many faults there were. */
  faults(): number;
  close(): void;
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/**
 * @param service the service's address, with a closing slash
 * @param store where signed addresses lead
 * @param rate how often a request meets a fault
 */
export async function faultyProxy(service: string, store: string, random: Random, rate: number): Promise<FaultyProxy> {
  let faults = 0;
  const api = new URL(service);
  const server = createServer((request, response) => {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    void bodyOf(request)
      .then((body) => pass(request, body, response))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const own = `http://localhost:${port}`;

  async function pass(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const isSigned = request.url?.includes('X-Amz-Signature=') === true;
    const origin = isSigned ? new URL(store) : api;
    const forward = (part = body): Promise<Answer> => ask(new URL(request.url ?? '/', origin), request, part);
    if (!random.chance(rate)) {
      answer(response, await forward());
      return;
    }
    faults += 1;
    switch (random.below(5)) {
      case 0:
        response.destroy();
        return;
      case 1:
        await forward();
        response.destroy();
        return;
      case 2:
        response.writeHead(503, { 'retry-after': '1' }).end('busy');
        return;
      case 3: {
        const [, second] = [await forward(), await forward()];
        answer(response, second);
        return;
      }
      default:
        // A PUT that broke off: the store gets a part of what was announced.
        if (body.length > 1) await forward(body.subarray(0, body.length >> 1)).catch(() => undefined);
        response.destroy();
    }
  }

  function answer(response: ServerResponse, { status, headers, body }: Answer): void {
    const isText = headers['content-type']?.startsWith('text/plain') === true;
    const text = isText ? Buffer.from(body.toString('latin1').replaceAll(new URL(store).origin, own), 'latin1') : body;
    response.writeHead(status, { ...headers, 'content-length': text.length }).end(text);
  }

  return {
    url: new URL(api.pathname, own).href.replace(/\/$/, ''),
    faults: () => faults,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** `part` may be less than the length that the request announced: the connection ends then. */
function ask(url: URL, request: IncomingMessage, part: Buffer): Promise<Answer> {
  const headers = without(request.headers, ['host', 'connection']);
  const isCut = Number(headers['content-length'] ?? part.length) > part.length;
  return new Promise((resolve, reject) => {
    const asked = send(url, { method: request.method, headers: { ...headers, host: url.host } }, (response) => {
      bodyOf(response).then((body) => {
        const kept = without(response.headers, ['transfer-encoding', 'connection']);
        resolve({ status: response.statusCode ?? 502, headers: kept, body });
      }, reject);
    });
    asked.on('error', reject);
    if (isCut) asked.write(part, () => asked.destroy());
    else asked.end(part);
  });
}

function without(headers: OutgoingHttpHeaders, names: readonly string[]): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
