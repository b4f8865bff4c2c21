import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fakeDump, sandbox, SHELLS } from '../../../interop/agent/harness.ts';
import { TOKEN, assemble, sha256, startFakeApi } from '../../../support/fake-api.ts';
import type { FakeApi } from '../../../support/fake-api.ts';
import { cli, scratch } from './harness.ts';
import type { CliSettings, Directory } from './harness.ts';

let api: FakeApi;
let directory: Directory;
beforeEach(async () => {
  api = await startFakeApi();
  directory = scratch();
});
afterEach(async () => {
  await api.close();
  directory.remove();
});

const run = (argv: readonly string[], settings: CliSettings = {}) =>
  cli(argv, { ...settings, env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN, ...settings.env } });

const puts = (): number => api.requests.filter((request) => request.startsWith('PUT')).length;

describe('purgatory upload', () => {
  it('sends the log first, then the dump byte for byte, and prints the id alone', async () => {
    const bytes = fakeDump(1_000_000);
    directory.write('vmcore', bytes);
    directory.write('vmcore-dmesg.txt', 'Kernel panic\n');
    const { exitCode, stdout, stderr } = await run(['upload', directory.path, '--host', 'web-1']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [upload] = api.uploads;
    expect(stdout).toBe(`${upload!.id}\n`);
    expect(upload!.log?.toString()).toBe('Kernel panic\n');
    expect(upload!.create).toMatchObject({ host: 'web-1', fileName: 'vmcore' });
    expect(assemble(upload!).equals(bytes)).toBe(true);
    expect(upload!.sha256).toBe(sha256(bytes));
    expect(api.requests.findIndex((r) => r.startsWith('PUT /s3/log'))).toBeLessThan(
      api.requests.findIndex((r) => r.endsWith('/chunks')),
    );
  });

  it('sends a log alone, and knows it again', async () => {
    const log = directory.write('console.log', '[    1.000000] Kernel panic - not syncing: Fatal exception\n');
    for (let time = 0; time < 2; time++) {
      expect(await run(['upload', log, '--host', 'web-1'])).toMatchObject({ exitCode: 0, stderr: '' });
    }
    expect(api.uploads).toHaveLength(1);
    const [upload] = api.uploads;
    expect(upload?.create).toMatchObject({ sizeBytes: 0, policy: 'log', fileName: 'console.log', host: 'web-1' });
    expect(upload).toMatchObject({ state: 'complete', log: readFileSync(log) });
    expect((await run(['upload', directory.write('empty', ''), '--host', 'web-1'])).exitCode).not.toBe(0);
  });

  it('sends what the crash kernel said from beside the dump, its end alone where it is long, before the upload is complete', async () => {
    directory.write('vmcore', fakeDump(100_000));
    const said = Buffer.concat([Buffer.from('begin\n'), Buffer.alloc(2 ** 20 - 4, 'x'), Buffer.from('end\n')]);
    directory.write('kexec-dmesg.log', said);
    expect(await run(['upload', directory.path, '--host', 'web-1'])).toMatchObject({ exitCode: 0, stderr: '' });
    expect(api.uploads[0]?.crashKernelLog?.equals(said.subarray(-(2 ** 20)))).toBe(true);
    const of = (end: string): number => api.requests.findIndex((request) => request.endsWith(end));
    expect(of('/crash-kernel-log')).toBeGreaterThan(0);
    expect(of('/crash-kernel-log')).toBeLessThan(of('/complete'));
  });

  it("takes the crash kernel's log by its option, with a dump and with a log alone", async () => {
    const elsewhere = directory.write('what-it-said.txt', 'makedumpfile Failed.\n');
    const dump = directory.write('dump.202611230211', fakeDump(100_000));
    // Nothing tells that this one is of the same crash.
    directory.write('kexec-dmesg.log', 'of another crash\n');
    await run(['upload', dump]);
    expect(api.uploads[0]?.crashKernelLog).toBeUndefined();
    const log = directory.write('vmcore-dmesg.txt', '[    1.0] Kernel panic - not syncing: Fatal exception\n');
    await run(['upload', log, '--crash-kernel-log', elsewhere]);
    expect(api.uploads[1]?.crashKernelLog?.toString()).toBe('makedumpfile Failed.\n');
    const other = directory.write('vmcore', fakeDump(200_000));
    await run(['upload', other, '--crash-kernel-log', elsewhere, '--policy', 'log']);
    expect(api.uploads[2]?.crashKernelLog?.toString()).toBe('makedumpfile Failed.\n');
    const sent = api.uploads.length;
    expect(await run(['upload', other, '--crash-kernel-log', '/no/such'])).toMatchObject({ exitCode: 3 });
    expect(api.uploads).toHaveLength(sent);
  });

  it("sends the rest to a service that has no place for the crash kernel's log, and says so", async () => {
    api.takesCrashKernelLog = false;
    const bytes = fakeDump(100_000);
    directory.write('vmcore', bytes);
    directory.write('kexec-dmesg.log', 'makedumpfile Failed.\n');
    const { exitCode, stderr } = await run(['upload', directory.path]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining("purgatory: the crash kernel's log was not taken: "),
    });
    expect(assemble(api.uploads[0]!).equals(bytes)).toBe(true);
    expect(api.uploads[0]?.state).toBe('complete');
  });

  it('names kernel and crash as the agent does', async () => {
    const bytes = fakeDump(100_000);
    bytes.write('\0OSRELEASE=6.12.9-amd64\nCRASHTIME=1795437335\n\0', 4096, 'latin1');
    await run(['upload', directory.write('vmcore', bytes)]);
    expect(api.uploads[0]?.create).toMatchObject({
      kernelRelease: '6.12.9-amd64',
      crashKey: '1795437335-6.12.9-amd64',
      capturedAt: '2026-11-23T12:35:35.000Z',
    });
  });

  it('streams a chunk that is larger than any buffer on the way', async () => {
    await api.close();
    api = await startFakeApi({ chunkBytes: 8 * 2 ** 20 });
    const warnings: unknown[] = [];
    const onWarning = (warning: unknown): void => void warnings.push(warning);
    process.on('warning', onWarning);
    const bytes = fakeDump(20_000_000);
    expect(await run(['upload', directory.write('vmcore', bytes)])).toMatchObject({ exitCode: 0 });
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    expect(assemble(api.uploads[0]!, 8 * 2 ** 20).equals(bytes)).toBe(true);
  });

  it('goes on where the agent stopped: both know the dump by the same key', async () => {
    const shell = SHELLS.find((candidate) => candidate.missing === undefined);
    if (shell === undefined) throw new Error('a POSIX shell is needed');
    const bytes = fakeDump(600_000);
    const box = sandbox(shell, api.url);
    const dump = box.write('vmcore', bytes);
    api.fault = ({ path }) => (/-4-\d+$/.test(path) ? { status: 503 } : undefined);
    expect(await box.run(['upload', dump], { PURGATORY_MAX_ATTEMPTS: '1' })).toMatchObject({ status: 4 });
    api.fault = undefined;
    const sent = puts();
    const there = api.uploads[0]!.chunks.size;
    expect(there).toBeGreaterThan(2);
    expect(await run(['upload', dump])).toMatchObject({ exitCode: 0 });
    box.remove();
    expect(api.uploads).toHaveLength(1);
    expect(puts() - sent).toBe(10 - there);
    expect(assemble(api.uploads[0]!).equals(bytes)).toBe(true);
  });

  it('tries again after 503s, cut connections and expired addresses', async () => {
    const bytes = fakeDump(400_000);
    const dump = directory.write('vmcore', bytes);
    api.fault = ({ path, method, count }) => {
      if (method !== 'PUT') return count === 1 ? { status: 503 } : undefined;
      const tries = api.requests.filter((r) => r.startsWith(path.replace(/^(.*-)\d+$/, 'PUT $1'))).length;
      if (tries === 1) return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
      return tries === 2 ? 'cut' : undefined;
    };
    expect(await run(['upload', dump])).toMatchObject({ exitCode: 0 });
    expect(assemble(api.uploads[0]!).equals(bytes)).toBe(true);
  });

  it('sends again what the service misses at the end', async () => {
    const bytes = fakeDump(400_000);
    const dump = directory.write('vmcore', bytes);
    api.fault = ({ path, count }) => {
      if (path.endsWith('/complete') && count === 1) api.uploads[0]?.chunks.delete(3);
      return undefined;
    };
    expect(await run(['upload', dump])).toMatchObject({ exitCode: 0 });
    expect(assemble(api.uploads[0]!).equals(bytes)).toBe(true);
  });

  it('exits 4 for a token that is not accepted and for a service that stays away', async () => {
    const dump = directory.write('vmcore', fakeDump(1000));
    const refused = await run(['upload', dump], { env: { PURGATORY_TOKEN: 'other' } });
    expect(refused.exitCode).toBe(4);
    expect(refused.stderr).toContain('the token is not valid');
    const away = await run(['upload', dump], { env: { PURGATORY_URL: 'http://127.0.0.1:9' } });
    expect(away.exitCode).toBe(4);
  });

  it('exits 2 where no service is named, or its address has no TLS', async () => {
    const dump = directory.write('vmcore', fakeDump(1000));
    expect(await cli(['upload', dump])).toMatchObject({ exitCode: 2 });
    expect(await cli(['upload', dump, '--url', 'http://example.com'])).toMatchObject({ exitCode: 2 });
  });

  it('exits 3 for a dump that is not there, is empty, or a directory without one', async () => {
    expect(await run(['upload', '/no/such'])).toMatchObject({ exitCode: 3 });
    expect(await run(['upload', directory.write('empty', '')])).toMatchObject({ exitCode: 3 });
    expect(await run(['upload', directory.path])).toMatchObject({ exitCode: 3 });
  });
});

describe('a file that is no dump', () => {
  it('is not sent, and named as what it is', async () => {
    const text = Buffer.from('[    1.000000] a line of a log\n'.repeat(9000));
    const wrong: [name: string, content: Uint8Array, said: string][] = [
      ['disk', Buffer.from('QFI\xfb\0\0\0\x03 of a machine', 'latin1'), 'is no dump of a kernel: it is a qcow2 disk'],
      ['vmlinuz', Buffer.from('MZ\0\0', 'latin1'), 'a PE executable'],
      ['console.log.gz', gzipSync(text), 'is a packed text, no dump: unpack it, and its log is sent'],
    ];
    for (const [name, content, said] of wrong) {
      const file = directory.write(name, content);
      const { exitCode, stderr } = await run(['upload', file, '--host', 'web-1']);
      expect([exitCode, stderr]).toEqual([3, expect.stringContaining(`purgatory: ${file} `)]);
      expect(stderr).toContain(said);
    }
    expect(api.requests).toEqual([]);
  });

  it('is not taken for one that is packed, or for plain memory', async () => {
    const packed = gzipSync(fakeDump(300_000));
    for (const [name, content] of [
      ['vmcore.gz', packed],
      ['cut.gz', packed.subarray(0, 20)],
      ['memory', fakeDump(1000)],
    ] as const)
      expect(await run(['upload', directory.write(name, content)])).toMatchObject({ exitCode: 0 });
  });

  it('is named where it is a folder', async () => {
    const dump = directory.write('vmcore', fakeDump(1000));
    const { exitCode, stderr } = await run(['upload', dump, '--crash-kernel-log', directory.path]);
    expect([exitCode, stderr]).toEqual([3, `purgatory: ${directory.path}: is a directory\n`]);
  });
});

describe('what becomes of an upload', () => {
  it('is asked for by the verb that a terminal is told', async () => {
    const of = async (name: string, content: Uint8Array | string) =>
      (await run(['upload', directory.write(name, content)], { tty: true })).stderr;
    expect(await of('vmcore', fakeDump(1000))).toContain(
      `what becomes of it: purgatory dumps watch ${String(api.uploads[0]?.id)}\n`,
    );
    expect(await of('log', 'a log\n')).toContain(`purgatory dumps show ${String(api.uploads[1]?.id)}\n`);
  });
});

describe('purgatory dumps get', () => {
  const ID = '01HFAKE0000000000000000000';

  function serve(bytes: Buffer, digest = sha256(bytes)): void {
    api.documents.set(`GET /v1/dumps/${ID}/download`, {
      url: `${api.url}/bucket/dump`,
      expiresAt: '2030-01-01T00:00:00Z',
      sizeBytes: bytes.length,
      fileName: 'vmcore',
      sha256: digest,
    });
    api.documents.set('GET /bucket/dump', bytes);
  }

  it('downloads byte for byte, verified, and leaves a sparse file', async () => {
    const bytes = Buffer.concat([fakeDump(70_000), Buffer.alloc(40_000_000), fakeDump(70_000, 2)]);
    serve(bytes);
    const target = join(directory.path, 'out');
    const { exitCode, stdout } = await run(['dumps', 'get', ID, '-o', target, '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verified: true, sha256: sha256(bytes), sizeBytes: bytes.length });
    expect(readFileSync(target).equals(bytes)).toBe(true);
    expect(statSync(target).blocks * 512).toBeLessThan(2_000_000);
  });

  it('goes on where it stopped', async () => {
    const bytes = fakeDump(30_000_000);
    serve(bytes);
    const target = join(directory.path, 'out');
    let fetched = 0;
    api.fault = ({ path }) => (path === '/bucket/dump' && ++fetched > 2 ? { status: 404 } : undefined);
    expect(await run(['dumps', 'get', ID, '-o', target, '--parallel', '1'])).toMatchObject({ exitCode: 3 });
    api.fault = undefined;
    const before = api.requests.length;
    const { stdout } = await run(['dumps', 'get', ID, '-o', target, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ fetchedBytes: 30_000_000 - 2 * 8 * 2 ** 20 });
    expect(api.requests.slice(before).filter((request) => request === 'GET /bucket/dump')).toHaveLength(2);
    expect(readFileSync(target).equals(bytes)).toBe(true);
  });

  it('asks for another address when one has expired', async () => {
    const bytes = fakeDump(100_000);
    serve(bytes);
    api.fault = ({ path, count }) => (path === '/bucket/dump' && count === 1 ? { status: 403 } : undefined);
    const target = join(directory.path, 'out');
    expect(await run(['dumps', 'get', ID, '-o', target])).toMatchObject({ exitCode: 0, stdout: `${target}\n` });
    expect(api.requests.filter((request) => request.endsWith('/download'))).toHaveLength(2);
  });

  it('gives no file of that name when the digest differs', async () => {
    serve(fakeDump(100_000), '0'.repeat(64));
    const target = join(directory.path, 'out');
    const { exitCode, stderr } = await run(['dumps', 'get', ID, '-o', target]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(`expected ${'0'.repeat(64)}`);
    expect(() => statSync(target)).toThrow('ENOENT');
  });
});

describe('purgatory dumps get, of a dump that was sent in part', () => {
  const ID = '01HFAKE0000000000000000000';
  const CHUNK = 65_536;

  /** Two bodies of wanted ranges that hold page 2 both, and the last chunk. */
  function serve(dump: Buffer, spoil = false): void {
    const page = (n: number): Buffer => dump.subarray(n * 4096, (n + 1) * 4096);
    const bodies = [
      {
        bytes: Buffer.concat([page(0), page(2)]),
        ranges: [
          [0, 4096],
          [8192, 4096],
        ],
      },
      {
        bytes: Buffer.concat([Buffer.alloc(4096, 1), page(5)]),
        ranges: [
          [8192, 4096],
          [5 * 4096, 4096],
        ],
      },
    ];
    const last = dump.subarray(2 * CHUNK);
    const objects = [...bodies.map(({ bytes }) => bytes), last];
    const keyed = objects.map((bytes, n) => ({ key: `o${n}`, lengthBytes: bytes.length, sha256: sha256(bytes) }));
    const manifest = {
      version: 1,
      uploadId: ID,
      host: 'web-1',
      sizeBytes: dump.length,
      chunkBytes: CHUNK,
      chunks: [{ index: 2, ...keyed[2] }],
      missing: [[0, 1]],
      pieces: bodies.map(({ ranges }, n) => ({ ...keyed[n], ranges })),
      sealedAt: '2026-11-23T12:00:00Z',
    };
    api.documents.set('GET /bucket/manifest', Buffer.from(JSON.stringify(manifest)));
    objects.forEach((bytes, n) => {
      const sent = Buffer.from(bytes);
      if (spoil && n === 1) sent[0] = (sent[0] ?? 0) ^ 1;
      api.documents.set(`GET /bucket/o${n}`, sent);
    });
    api.documents.set(`GET /v1/dumps/${ID}/download`, {
      url: `${api.url}/bucket/manifest`,
      expiresAt: '2030-01-01T00:00:00Z',
      pieces: Object.fromEntries(keyed.map(({ key }) => [key, `${api.url}/bucket/${key}`])),
      presentBytes: 4 * 4096,
      sizeBytes: dump.length,
      fileName: 'vmcore',
    });
  }

  it('puts together what there is, says how much that is, and leaves the rest as holes', async () => {
    const dump = fakeDump(2 * CHUNK + 5000);
    serve(dump);
    const target = join(directory.path, 'out');
    api.fault = ({ path, count }) => (path === '/bucket/o0' && count === 1 ? { status: 403 } : undefined);
    const { exitCode, stdout, stderr } = await run(['dumps', 'get', ID, '-o', target, '--json']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('16.0 KiB of 132.9 KiB: no more was sent, the rest reads as zeros');
    expect(JSON.parse(stdout)).toMatchObject({ presentBytes: 4 * 4096, sizeBytes: dump.length, verified: true });
    const expected = Buffer.alloc(dump.length);
    // Of page 2 the body that is named first counts.
    for (const n of [0, 2, 5]) dump.copy(expected, n * 4096, n * 4096, (n + 1) * 4096);
    dump.copy(expected, 2 * CHUNK, 2 * CHUNK);
    expect(readFileSync(target).equals(expected)).toBe(true);
  });

  it('takes no piece that is not what its host had pinned', async () => {
    serve(fakeDump(2 * CHUNK + 5000), true);
    const target = join(directory.path, 'out');
    const { exitCode, stderr } = await run(['dumps', 'get', ID, '-o', target]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('o1');
    expect(() => statSync(target)).toThrow('ENOENT');
  });
});

describe('purgatory dumps policy', () => {
  it('shows how much is wanted, and changes what is given', async () => {
    const before = { new: 'all', recurring: 'all', known: 'all', knownAfterReports: 3 };
    api.documents.set('GET /v1/wanted-policy', before);
    api.documents.set('PUT /v1/wanted-policy', { ...before, known: 'log' });
    expect(await run(['dumps', 'policy'])).toMatchObject({
      exitCode: 0,
      stdout: 'new        all\nrecurring  all\nknown      all (after 3 reports)\n',
    });
    const { stdout } = await run(['dumps', 'policy', '--known', 'log', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ known: 'log' });
    expect(await run(['dumps', 'policy', '--known', 'nothing'])).toMatchObject({ exitCode: 2 });
  });
});

describe('purgatory hosts enroll', () => {
  it('writes the token where only its owner can read it, and does not print it', async () => {
    api.documents.set('POST /v1/hosts', { host: 'web-1', token: 'secret', expiresAt: '2030-01-01T00:00:00Z' });
    const target = join(directory.path, 'token');
    const { exitCode, stdout } = await run(['hosts', 'enroll', 'web-1', '-o', target, '--json']);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('secret');
    expect(readFileSync(target, 'utf8')).toBe('secret\n');
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  it('does not overwrite a file', async () => {
    api.documents.set('POST /v1/hosts', { host: 'web-1', token: 'secret', expiresAt: '2030-01-01T00:00:00Z' });
    const target = directory.write('token', 'old');
    expect(await run(['hosts', 'enroll', 'web-1', '-o', target])).toMatchObject({ exitCode: 3 });
    expect(readFileSync(target, 'utf8')).toBe('old');
    // No token is made that nobody could read.
    expect(api.requests).not.toContain('POST /v1/hosts');
  });

  it('leaves no empty file behind where the service refuses', async () => {
    const target = join(directory.path, 'token');
    expect((await run(['hosts', 'enroll', 'web-1', '-o', target])).exitCode).not.toBe(0);
    expect(existsSync(target)).toBe(false);
  });
});
