/**
 * A release of modules: what the command line itself takes to ask for them and to write them, beside a service in memory in another
 * process; and how often the keys were asked.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ImageRecord } from '../../shared/contract/images.ts';
import { buildModule } from '../support/module-writer.ts';
import { person, setPolicy, signingService, START } from '../support/signing-service.ts';
import type { Figure } from './authenticode.bench.ts';
import { measure, type Measured } from './measure.ts';

/** 4,000 with `--all`: the service in memory takes minutes for them. */
const MODULES = process.argv.includes('--all') ? 4000 : 500;
/** Debian's have some 60 KB on average. */
const MODULE_BYTES = 60_000;
const RELEASE = '6.12.118-1';
const CLI = path.join(import.meta.dirname, '../../clients/cli/main.ts');
const PEOPLE = { rae: person('rae', 'release-engineer'), ada: person('ada', 'approver') };

export async function bench(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'purgatory-bench-'));
  const { service, url, close } = await serve();
  try {
    await service.call(person('root', 'admin'), 'POST', '/v1/keys/init', { organization: 'Example' });
    const rule = { names: ['*'], approvals: 1, byDigest: false, mayForce: false, consumers: ['module' as const] };
    await setPolicy(service, { version: 0, requestHours: 72, rules: [rule] });
    writeModules(path.join(folder, 'build'));
    const before = { image: service.keys.image.calls, log: service.keys.log.calls };

    const run = (who: keyof typeof PEOPLE, ...args: readonly string[]): Promise<Measured> =>
      measure(process.execPath, [CLI, ...args, '--json'], { PURGATORY_URL: url, PURGATORY_TOKEN: who });
    const out = path.join(folder, 'out');
    const line = ['sign', path.join(folder, 'build'), '--release', RELEASE, '-o', out];
    const asked = await run('rae', ...line);
    const shown = await run('ada', 'approve', '--release', RELEASE);
    const { content } = JSON.parse(shown.output) as { content: string };
    const approved = await run('ada', 'approve', '--release', RELEASE, '--content', content);
    const { images } = JSON.parse(approved.output) as { images: readonly ImageRecord[] };
    const signed = images.filter(({ state }) => state === 'signed').length;
    const written = await run('rae', ...line);
    const { kms } = JSON.parse(written.output) as { kms: { usd: number } };
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
    if (signed !== MODULES || files !== MODULES || written.status !== 0)
      throw new Error(`${signed} of ${MODULES} modules are signed, ${files} written, exit ${written.status ?? 'none'}`);
    const figure = (name: string, value: number, unit: string, target?: number): Figure => {
      const figured = { name, value, unit, higherIsBetter: false };
      return target === undefined ? figured : { ...figured, target };
    };
    return [
      figure(`${MODULES} modules: asking, own processor time`, tenth(asked.cpuSeconds), 's'),
      figure(`${MODULES} modules: approving, own`, tenth(approved.cpuSeconds), 's'),
      figure(`${MODULES} modules: writing, own`, tenth(written.cpuSeconds), 's'),
      figure('most memory of asking', Math.round(asked.peakMb), 'MB'),
      figure('KMS: signatures of modules', service.keys.image.calls - before.image, '', MODULES),
      figure('KMS: checkpoints of the log', service.keys.log.calls - before.log, '', MODULES * 4.1),
      figure('KMS: as the command line says', kms.usd, 'USD', MODULES * 0.000065),
    ];
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const tenth = (seconds: number): number => Number(seconds.toFixed(1));

/** The service over HTTP: its API, and where its presigned addresses lead to. */
async function serve() {
  const service = signingService();
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const asked = request.url ?? '';
      const [, upload] = /^\/upload\/(\w+)$/.exec(asked) ?? [];
      if (upload !== undefined) {
        service.upload(upload, body);
        response.end();
        return;
      }
      const [, who] = /^Bearer (\w+)$/.exec(request.headers.authorization ?? '') ?? [];
      const json: unknown = body.length === 0 ? undefined : JSON.parse(body.toString());
      const by = who === 'ada' ? PEOPLE.ada : PEOPLE.rae;
      const answer = await service.call(by, request.method ?? 'GET', asked, json);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text);
    })().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  Object.assign(service.objects, {
    presign: (id: string) =>
      Promise.resolve({ url: `${url}upload/${id}`, headers: {}, expiresAt: START.toISOString() }),
  });
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { service, url, close };
}

function writeModules(folder: string): void {
  mkdirSync(folder);
  for (let index = 0; index < MODULES; index += 1) {
    const name = `m${String(index).padStart(4, '0')}`;
    const buildId = index.toString(16).padStart(40, '0');
    const module = buildModule({ release: '6.12.118-amd64', name, buildId });
    writeFileSync(path.join(folder, `${name}.ko`), Buffer.concat([module, Buffer.alloc(MODULE_BYTES - module.length)]));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
