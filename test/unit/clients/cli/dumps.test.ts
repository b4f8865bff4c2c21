import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DumpDetail } from '../../../../shared/contract/dumps.ts';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import { startFakeApi, TOKEN } from '../../../support/fake-api.ts';
import type { FakeApi } from '../../../support/fake-api.ts';
import { cli } from './harness.ts';

const ID = '01J0000000000000000000000A';
const DUMP: DumpDetail = {
  id: ID,
  host: 'web-1',
  state: 'sealed',
  analysis: 'waiting',
  policy: 'log',
  sizeBytes: 0,
  receivedBytes: 0,
  logReceived: true,
  logOnly: true,
  title: 'BUG: unable to handle page fault in ext4_foo',
  createdAt: '2026-11-23T02:11:08Z',
  updatedAt: '2026-11-23T02:11:08Z',
};
const LOG: TriageResult = {
  title: DUMP.title ?? null,
  altTitles: [],
  kind: 'page-fault',
  corrupted: false,
  panicked: true,
  fingerprint: 'v1:abc',
  frames: [
    { symbol: 'ext4_foo', offset: 0x1a, module: 'ext4', reliable: true },
    { symbol: 'stale\u202e', reliable: false },
  ],
  cpu: 3,
  pid: 42,
  comm: 'tar',
  taint: '',
  partial: 'time',
  others: [],
};

let api: FakeApi;
beforeEach(async () => {
  api = await startFakeApi();
});
afterEach(() => api.close());

const show = (...argv: string[]) =>
  cli(['dumps', 'show', ID, ...argv], { env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN } });

describe('purgatory dumps show', () => {
  it('says of a crash without a dump what its log says', async () => {
    api.documents.set(`GET /v1/dumps/${ID}`, DUMP);
    api.documents.set(`GET /v1/dumps/${ID}/triage`, LOG);
    const { exitCode, stdout } = await show();
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        DUMP.title,
        'state     log only',
        'cpu       3',
        'task      tar (42)',
        'read      in part: the log is too long to be read in one request',
        '  ext4_foo+0x1a [ext4]',
      ]),
    );
    expect(stdout).not.toMatch(/^tainted|^size|\u202e/m);
    expect(stdout).toMatch(/^ {2}\? stale/m);
    expect(JSON.parse((await show('--json')).stdout)).toEqual({ ...DUMP, log: LOG });
  });

  it.each([
    ['a dump, which has a report', { logOnly: undefined, policy: 'all', sizeBytes: 4096, receivedBytes: 4096 }],
    ['a log that is still to come', { state: 'open', logReceived: false }],
  ] as const)('does not ask for the log of %s', async (_, changes) => {
    api.documents.set(`GET /v1/dumps/${ID}`, { ...DUMP, ...changes });
    const { exitCode, stdout } = await show();
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('host      web-1') });
    expect(api.requests).toEqual([`GET /v1/dumps/${ID}`]);
  });
});

describe('a host that is held', () => {
  const held = {
    state: 'held',
    since: '2026-11-23T12:00:00.000Z',
    until: '2026-11-23T12:10:00.000Z',
    seenAt: '2026-11-23T12:01:00.000Z',
    bytesLeft: 16 * 2 ** 20,
  } as const;

  it.each([
    [held, 'in its crash kernel until 2026-11-23 12:10:00Z; it gives 16.0 MiB more; nobody has asked it yet'],
    [{ ...held, askedBy: 'dara', askedAt: '2026-11-23T12:01:00.000Z' }, 'last asked by dara at 2026-11-23 12:01:00Z'],
    [{ ...held, state: 'over' }, 'no longer: it was to stay until 2026-11-23 12:10:00Z'],
    [{ ...held, state: 'silent' }, 'it has not been heard of since 2026-11-23 12:01:00Z: it is gone, it seems'],
  ] as const)('is told as it stands', async (host, text) => {
    api.documents.set(`GET /v1/dumps/${ID}`, { ...DUMP, logOnly: undefined, held: host });
    expect((await show()).stdout).toContain(text);
  });

  it('is let go by name, and who did it is said', async () => {
    const released = { ...held, state: 'released', releasedBy: 'dara', releasedAt: '2026-11-23T12:02:00.000Z' };
    api.documents.set(`POST /v1/uploads/${ID}/release`, released);
    const env = { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN };
    const { exitCode, stdout } = await cli(['dumps', 'release', ID], { env });
    expect([exitCode, stdout]).toEqual([0, 'no longer: dara let it go at 2026-11-23 12:02:00Z\n']);
    const { stdout: json } = await cli(['dumps', 'release', ID, '--json'], { env });
    expect(JSON.parse(json)).toEqual({ id: ID, ...released });
  });
});

describe('purgatory dumps list --since', () => {
  const dumpOf = (day: number) => ({ ...DUMP, id: `${ID.slice(0, -2)}${day}`, createdAt: `2026-11-${day}T00:00:00Z` });
  const list = (...argv: string[]) =>
    cli(['dumps', 'list', '--json', ...argv], { env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN } });

  it('ends where they are older, and asks for no further page', async () => {
    api.documents.set('GET /v1/dumps', { dumps: [dumpOf(23), dumpOf(22), dumpOf(20)], next: 'more' });
    const { exitCode, stdout } = await list('--since', '2026-11-21');
    expect(exitCode).toBe(0);
    const { dumps } = JSON.parse(stdout) as { dumps: { createdAt: string }[] };
    expect(dumps.map(({ createdAt }) => createdAt.slice(0, 10))).toEqual(['2026-11-23', '2026-11-22']);
    expect(api.requests).toEqual(['GET /v1/dumps']);
  });

  it('refuses what is no time', async () => {
    expect(await list('--since', 'yesterday')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('a span like 24h'),
    });
    expect(api.requests).toEqual([]);
  });
});
