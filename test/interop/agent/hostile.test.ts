/**
 * A service that means harm, or one that somebody in the middle speaks for: its answers are drawn from a seed, true ones with lies in
 * them. Whatever it answers, nothing leaves the host but the dump, its log and what the agent says of them, nothing is written
 * outside of the agent's state, no other host is asked, and the agent ends. PURGATORY_HOSTILE_RUNS sets how many runs a shell has
 * (300 say more than the few of every day), PURGATORY_HOSTILE_SEED the first.
 */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TOKEN } from '../../support/fake-api.ts';
import { skipHere } from '../../support/oracles.ts';
import { SHELLS, curlMissing, fakeDump, sandbox } from './harness.ts';
import type { Sandbox } from './harness.ts';
import { drawnAnswer } from './lies.ts';
import { generator } from './random.ts';

const RUNS = Number(process.env['PURGATORY_HOSTILE_RUNS'] ?? 6);
const FIRST_SEED = Number(process.env['PURGATORY_HOSTILE_SEED'] ?? 1);
const SECRET = 'root:$6$rounds=1000$SECRET-OF-ANOTHER-FILE';
const LOG = '[   12.345700] Kernel panic - not syncing: hostile service\n';
const SIZE_BYTES = 300_000;

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: string;
  readonly body: Buffer;
}

async function listen(onRequest: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(onRequest);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Every file below the sandbox with its digest, but what the agent may write: its state. */
function filesOf(box: Sandbox): string[] {
  return readdirSync(box.directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('var/lib/purgatory'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`)
    .sort();
}

describe.each(SHELLS)('the agent under $name, with a service that lies', (shell) => {
  const missing = shell.missing ?? (curlMissing ? 'curl is not installed' : undefined);
  if (missing !== undefined) {
    skipHere([missing]);
    return;
  }

  let service: Server;
  let bystander: Server;
  let box: Sandbox;
  let recorded: Recorded[];
  let asked: string[];
  let below: (limit: number) => number;
  let focused: boolean;
  const bytes = fakeDump(SIZE_BYTES);

  beforeEach(async () => {
    recorded = [];
    asked = [];
    bystander = await listen((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    service = await listen((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('error', () => undefined);
      request.on('end', () => {
        const { method = '', url: path = '' } = request;
        recorded.push({ method, path, headers: request.rawHeaders.join('\n'), body: Buffer.concat(parts) });
        drawnAnswer(
          response,
          { method, path, body: Buffer.concat(parts).toString('latin1') },
          {
            below,
            port: portOf(service),
            otherPort: portOf(bystander),
            secretFile: join(box.root, 'etc/shadow'),
            sizeBytes: SIZE_BYTES,
            focused,
          },
        );
      });
    });
  });
  afterEach(() => {
    for (const server of [service, bystander]) {
      server.closeAllConnections();
      server.close();
    }
    box.remove();
  });

  it.each(Array.from({ length: RUNS }, (_, run) => FIRST_SEED + run))(
    'gives away nothing, writes nothing elsewhere and ends (seed %d)',
    async (seed) => {
      below = generator(seed);
      focused = seed % 3 !== 0;
      box = sandbox(shell, `http://localhost:${portOf(service)}`);
      box.write('etc/shadow', `${SECRET}\n`);
      box.write('home/.curlrc', `upload-file = "${join(box.root, 'etc/shadow')}"\n`);
      box.write('var/crash/202611010000/dump.202611010000', bytes);
      box.write('var/crash/202611010000/dmesg.202611010000', LOG);
      const before = filesOf(box);
      const hot = seed % 2 === 0;
      const result = await box.run(['upload', '--policy', hot ? 'hot' : 'all', '--time-limit', '8'], {
        HOME: join(box.root, 'home'),
      });
      expect([0, 3, 4]).toContain(result.status);
      expect(filesOf(box)).toEqual(before);
      expect(asked).toEqual([]);
      for (const { method, path, headers, body } of recorded) {
        const whole = `${path}\n${headers}\n${body.toString('latin1')}`;
        expect(whole).not.toContain('SECRET-OF-ANOTHER-FILE');
        if (method === 'PUT') {
          expect(headers).not.toContain(TOKEN);
          const known = body.toString('latin1') === LOG || bytes.includes(body) || isPartsOf(bytes, body);
          expect({ path, known }).toEqual({ path, known: true });
        }
      }
      // What is said of a lie is one line, printable.
      expect(result.stderr).toMatch(/^(purgatory-agent: [ -~]*\n)*$/);
      expect(result.stderr).not.toContain('SECRET-OF-ANOTHER-FILE');
      expect(existsSync(join(box.root, 'etc/written'))).toBe(false);
    },
  );
});

/** Whether a body is blocks of the dump, one after the other. */
function isPartsOf(dump: Buffer, body: Buffer): boolean {
  for (let at = 0; at < body.length; at += 4096) if (!dump.includes(body.subarray(at, at + 4096))) return false;
  return true;
}
