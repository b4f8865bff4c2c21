/** A debuginfod server for tests: `GET /buildid/BUILD-ID/debuginfo` answers the file BUILD-ID of a folder. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Debuginfod {
  /** With a closing slash. */
  readonly url: string;
  /** Where tests put debug files, each by its build-id. */
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startDebuginfod(): Promise<Debuginfod> {
  const folder = mkdtempSync(join(tmpdir(), 'purgatory-debuginfod-'));
  const server = createServer((request, response) => {
    const [, buildId] = /^\/buildid\/([0-9a-f]+)\/debuginfo$/.exec(request.url ?? '') ?? [];
    if (buildId === undefined) {
      response.writeHead(404).end();
      return;
    }
    const file = createReadStream(join(folder, buildId));
    file.on('error', () => response.writeHead(404).end());
    file.pipe(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    folder,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
