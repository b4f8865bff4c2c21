/**
 * One short address on loopback for console, API and sign-in, as a domain of the operator's own would be in front of API
 * Gateway: `/issuer/…` is the issuer for trying, everything else goes to the API as it is.
 */
import { Agent, createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { SetupError } from '../setup/report.mjs';
import { makeIssuer } from './issuer.ts';
import type { Issuer } from './issuer.ts';

/** A connection a request, for the same reason on the other side. */
const UPSTREAM = new Agent({ keepAlive: false });

export interface Front {
  /** With a closing slash. */
  readonly url: string;
  readonly issuer: Issuer;
  /** From now on requests go to the API at this address. */
  serve(apiUrl: string): void;
  stop(): Promise<void>;
}

/** @param port 0: any free one */
export async function startFront(port: number): Promise<Front> {
  let api: URL | undefined;
  // Never the first to close a connection that is idle: on a busy machine a request may be on its way just then.
  const server = createServer({ keepAliveTimeout: 0 });
  await listen(server, port);
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}/`;
  const issuer = await makeIssuer(`${url}issuer`);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (/^\/issuer(\/|$)/.test(request.url ?? '')) {
      issuer.handle(request, response).catch(() => response.destroy());
    } else {
      forward(request, response, api);
    }
  });
  return {
    url,
    issuer,
    serve(apiUrl) {
      api = new URL(apiUrl);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new SetupError(
          error.code === 'EADDRINUSE' ? `Port ${port} is taken.` : `Port ${port} can't be opened: ${error.message}`,
          `npm start -- --port ${port + 99}: the embedded AWS takes that one, console and API the next.`,
        ),
      );
    });
    server.listen({ host: '127.0.0.1', port }, resolve);
  });
}

function forward(request: IncomingMessage, response: ServerResponse, api: URL | undefined): void {
  const refuse = (status: number, title: string): void => {
    if (response.headersSent) response.destroy();
    else
      response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ status, title }));
  };
  if (api === undefined) {
    refuse(503, 'Purgatory is still starting');
    return;
  }
  const sent = httpRequest(
    {
      agent: UPSTREAM,
      host: api.hostname,
      port: api.port,
      method: request.method,
      path: `${api.pathname.replace(/\/$/, '')}${request.url ?? '/'}`,
      headers: request.headers,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    },
  );
  sent.on('error', () => {
    refuse(502, 'The embedded AWS does not answer');
  });
  response.on('close', () => sent.destroy());
  request.pipe(sent);
}
