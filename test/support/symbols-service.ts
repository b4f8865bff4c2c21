/** `/v1/symbols` on loopback: the real app over stores in memory, and its bucket behind addresses of the same server. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { symbolsApp } from '../../functions/symbols/app.ts';
import { assumePrincipal } from '../../shared/aws/http/authenticate.ts';
import { s3SymbolObjects } from '../../shared/aws/symbols/objects.ts';
import type { SymbolObjects } from '../../shared/aws/symbols/objects.ts';
import { SymbolStore } from '../../shared/aws/symbols/store.ts';
import { keepSubsystems, s3Subsystems } from '../../shared/aws/symbols/subsystems.ts';
import { memoryDynamo } from './memory-dynamo.ts';
import { memoryS3 } from './memory-s3.ts';
import { person } from './signing-service.ts';

const BUCKET = 'symbols';

export interface SymbolsService {
  readonly url: string;
  /** Requests so far, as `GET /v1/symbols`; of the bucket as `GET /objects`. */
  readonly asked: string[];
  /** What every request is answered with instead, where it is set. */
  failure?: number | undefined;
  stop(): Promise<void>;
}

export async function symbolsService(): Promise<SymbolsService> {
  const s3 = memoryS3();
  const bucket = s3SymbolObjects(s3.client, BUCKET);
  const address = ({ buildId, sha256 }: Parameters<SymbolObjects['address']>[0]) => ({
    url: `${state.url}objects/symbols/${buildId}/${sha256}`,
    expiresAt: new Date(Date.now() + 900_000).toISOString(),
  });
  const app = symbolsApp(
    {
      store: new SymbolStore(memoryDynamo().client, 'images'),
      objects: {
        ...bucket,
        presign: (object) => Promise.resolve({ ...address(object), headers: {} }),
        address: (object) => Promise.resolve(address(object)),
      },
      subsystems: { rules: () => s3Subsystems(s3.client, BUCKET).rules() },
      keepSubsystems: (rules) => keepSubsystems(s3.client, BUCKET, rules),
      now: () => new Date(),
    },
    { onFailure: (error) => { throw error; } }, // prettier-ignore
  );
  const answer = async (method: string, path: string, headers: Headers, body: Buffer): Promise<Response> => {
    if (state.failure !== undefined) return new Response('', { status: state.failure });
    if (path.startsWith('/objects/')) return inBucket(method, path.slice('/objects/'.length), headers, body);
    const init = { method, headers, ...(body.length === 0 ? {} : { body: body.toString() }) };
    return app.request(path, init, { event: assumePrincipal({}, person('remy', 'release-engineer')) });
  };
  const inBucket = async (method: string, Key: string, headers: Headers, body: Buffer): Promise<Response> => {
    if (method === 'PUT') {
      await s3.client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: body }));
      return new Response();
    }
    const Range = headers.get('range') ?? '';
    const found = await s3.client.send(new GetObjectCommand({ Bucket: BUCKET, Key, Range }));
    return new Response(Buffer.from((await found.Body?.transformToByteArray()) ?? []), { status: 206 });
  };
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    state.asked.push(`${method} ${url.startsWith('/objects/') ? '/objects' : url}`);
    void (async () => {
      const body = await buffer(request);
      const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const answered = await answer(method, url, headers, body);
      response.writeHead(answered.status, Object.fromEntries(answered.headers));
      response.end(Buffer.from(await answered.arrayBuffer()));
    })().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const state: SymbolsService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: [],
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
}
