import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KernelEntry } from '../../../../shared/contract/fleet.ts';
import { cli } from './harness.ts';

const BUILD_ID = 'ab'.repeat(20);
const kernel: KernelEntry = {
  buildId: BUILD_ID,
  release: '6.12.117\u001b[31m',
  state: 'signed',
  images: [
    {
      id: '01J00000000000000000000001',
      name: 'vmlinuz',
      requestedBy: 'remy@example.com',
      approvedBy: ['april@example.com'],
      signer: 'CN=release',
    },
  ],
  hosts: 3,
  crashes: 2,
  hostDays: 4000,
  crashesPerThousandHostDays: 0.5,
  lastSeen: '2026-11-23T12:00:00.000Z',
};

describe('purgatory kernels', () => {
  let server: Server;
  let url: string;
  const asked: string[] = [];
  const env = () => ({ PURGATORY_URL: url, PURGATORY_TOKEN: 'token' });

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
      asked.push(`${request.method ?? ''} ${pathname} ${searchParams.get('limit') ?? ''}`);
      const answer = pathname.endsWith('/hosts')
        ? { hosts: [{ host: 'fs-1', lastSeen: '2026-11-23T12:00:00.000Z' }] }
        : pathname.endsWith('/kernels')
          ? { kernels: [kernel] }
          : kernel;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server.close();
  });

  it('lists them, and lets no release play with the terminal', async () => {
    const { exitCode, stdout } = await cli(['kernels', 'list'], { env: env() });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(BUILD_ID);
    expect(stdout).not.toContain('\u001b[31m');
    expect(asked.at(-1)).toBe('GET /v1/kernels 50');
  });

  it('shows one with who approved it and its hosts', async () => {
    const { stdout } = await cli(['kernels', 'show', BUILD_ID], { env: env() });
    for (const text of ['approved by april@example.com', '/1000 host-days  0.500', 'fs-1'])
      expect(stdout).toContain(text);
    const json = await cli(['kernels', 'show', BUILD_ID, '--json'], { env: env() });
    expect(JSON.parse(json.stdout)).toMatchObject({ buildId: BUILD_ID, seenOn: [{ host: 'fs-1' }] });
  });

  it('takes the days of an inventory, and nothing that is no number', async () => {
    expect((await cli(['kernels', 'usage', BUILD_ID, '--host-days', '4000'], { env: env() })).exitCode).toBe(0);
    expect(asked.at(-1)).toBe(`PUT /v1/kernels/${BUILD_ID}/usage `);
    expect((await cli(['kernels', 'usage', BUILD_ID, '--host-days', '-1'], { env: env() })).exitCode).toBe(2);
  });
});
