import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFakeApi, TOKEN } from '../../../support/fake-api.ts';
import type { FakeApi } from '../../../support/fake-api.ts';
import { REPORT } from '../../shared/render/fixture.ts';
import { cli, scratch } from './harness.ts';
import type { CliSettings, Directory } from './harness.ts';

const ID = '01HFAKE0000000000000000000';
const HOST = 'web-1';
const AT = '2026-11-01T00:00:00.000Z';
const OCCURRENCE = {
  ...{ uploadId: ID, host: HOST, title: 'kernel BUG in foo', kind: 'bug', fingerprint: 'v1:foo' },
  ...{ corrupted: false, panicked: true, capturedAt: AT, receivedAt: AT },
};

let api: FakeApi;
let directory: Directory;
beforeEach(async () => {
  api = await startFakeApi();
  directory = scratch();
});
afterEach(async () => {
  directory.remove();
  await api.close();
});

const run = (argv: string[], settings: CliSettings = {}) =>
  cli(['hosts', ...argv], { ...settings, env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN } });

describe('a refusal by the service', () => {
  it('is told once, with those fields that its detail does not name, and is one of the usage where a value is wrong', async () => {
    const errors = [
      { field: 'host', message: 'is no name of a host' },
      { field: 'reason', message: 'is missing' },
    ];
    const problem = { type: 'about:blank', title: 'Bad request', status: 400, code: 'input' };
    const detail = 'the request is wrong: host: is no name of a host';
    api.fault = () => ({ status: 400, body: JSON.stringify({ ...problem, detail, errors }) });
    const { stderr, exitCode } = await run(['delete', HOST, '--yes']);
    expect({ stderr, exitCode }).toEqual({ stderr: `purgatory: ${detail}; reason: is missing\n`, exitCode: 2 });
  });
});

describe('purgatory hosts refused', () => {
  const refusal = {
    ...{ host: HOST, quota: 'groups', limit: 20, spanSeconds: 86_400 },
    ...{ since: AT, lastAt: '2026-11-01T08:00:00.000Z', count: 3 },
  };

  it('says who has had what, since when and how often it was refused', async () => {
    api.documents.set('GET /v1/refusals', { refusals: [refusal] });
    const { stdout, exitCode } = await run(['refused']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^HOST +HAS +REFUSED +SINCE +LAST *\nweb-1 +20 new crash groups a day +3 times +2026-11-01 /,
    );
    expect(JSON.parse((await run(['refused', '--json'])).stdout)).toEqual({ refusals: [refusal] });
  });

  it('says so where none was', async () => {
    api.documents.set('GET /v1/refusals', { refusals: [] });
    expect((await run(['refused'])).stdout).toBe('no host was refused anything\n');
  });
});

describe('purgatory hosts silence', () => {
  const silence = { host: 'lab', since: AT, until: '2026-11-08T00:00:00.000Z', by: 'ada', reason: 'a bad board' };
  const path = 'PUT /v1/hosts/lab/silence';
  const why = ['--reason', silence.reason];

  it('asks for a time from now on, or one that is named', async () => {
    api.documents.set(path, silence);
    const before = Date.now();
    const done = await run(['silence', 'lab', '--for', '7d', ...why]);
    expect(done).toMatchObject({ exitCode: 0, stdout: 'lab is silent until 2026-11-08 00:00:00Z\n' });
    expect(JSON.parse((await run(['silence', 'lab', '--until', '2026-11-08', ...why, '--json'])).stdout)).toEqual(
      silence,
    );
    const [first, second] = api.patches as (typeof silence)[];
    const asked = Date.parse(first?.until ?? '') - 7 * 86_400_000;
    expect([asked >= before, asked <= Date.now()]).toEqual([true, true]);
    expect(second).toEqual({ until: '2026-11-08T00:00:00.000Z', reason: 'a bad board' });
  });

  it.each([
    ['no time', why, 'say for how long'],
    ['no reason', ['--for', '7d'], '--reason'],
    ['two times', ['--for', '7d', '--until', '2026-11-08', ...why], 'cannot be used with'],
    ['what is no span', ['--for', 'banana', ...why], 'a span like'],
    ['what is no time', ['--until', 'banana', ...why], 'a time like'],
  ])('refuses %s before it asks anybody', async (_, options, words) => {
    const { exitCode, stderr } = await run(['silence', 'lab', ...options]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(words)]);
    expect(api.requests).toEqual([]);
  });

  it('is ended, and says who is silent and who did it', async () => {
    api.documents.set('DELETE /v1/hosts/lab/silence', {});
    expect((await run(['unsilence', 'lab'])).stdout).toMatch(/^lab is not silent any more/);
    api.documents.set('GET /v1/silences', { silences: [silence] });
    expect((await run(['silences'])).stdout).toMatch(/^HOST .*\nlab +2026-11-08 00:00:00Z .* ada +a bad board *\n$/);
    api.documents.set('GET /v1/silences', { silences: [] });
    expect((await run(['silences'])).stdout).toBe('no host is silent\n');
    const change = { at: AT, by: 'ada', host: 'lab', what: 'silenced', until: silence.until, reason: 'a bad board' };
    api.documents.set('GET /v1/silences/history', {
      changes: [{ at: AT, by: 'aziz', host: 'lab', what: 'unsilenced' }, change],
    });
    expect((await run(['silences', '--history'])).stdout).toBe(
      '2026-11-01 00:00:00Z  aziz unsilenced lab\n' +
        '2026-11-01 00:00:00Z  ada silenced lab until 2026-11-08 00:00:00Z (a bad board)\n',
    );
  });
});

describe('purgatory hosts delete', () => {
  const erasure = {
    ...{ host: HOST, by: 'ada', startedAt: AT, updatedAt: AT, done: true, uploads: 2, objects: 4, sizeBytes: 2048 },
    ...{ occurrences: 2, lockedObjects: 1, lockedUntil: '2027-01-01T00:00:00.000Z' },
  };
  const asked = () => api.requests.filter((request) => request === 'POST /v1/erasures').length;

  it('asks for the name before it deletes anything', async () => {
    api.documents.set('POST /v1/erasures', erasure);
    const wrong = await run(['delete', HOST], { tty: true, stdin: [Buffer.from('web-2\n')] });
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('nothing was deleted') });
    expect(asked()).toBe(0);
    expect((await run(['delete', HOST])).exitCode).toBe(2);
    expect(asked()).toBe(0);
    expect((await run(['delete', HOST], { tty: true, stdin: [Buffer.from(`${HOST}\n`)] })).exitCode).toBe(0);
    expect(asked()).toBe(1);
  });

  it('says what was deleted and what stays until when', async () => {
    api.documents.set('POST /v1/erasures', erasure);
    const { stdout, exitCode } = await run(['delete', HOST, '--yes']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^web-1: 2 uploads deleted, 2\.0 KiB; its tokens are void\n1 object held .* until 2027-01-01/,
    );
  });

  it('exits 1 while something may still arrive', async () => {
    api.documents.set('POST /v1/erasures', { ...erasure, done: false, waitUntil: '2026-11-01T00:20:00.000Z' });
    const { stdout, exitCode } = await run(['delete', HOST, '--yes']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('run this again after 2026-11-01');
  });
});

describe('purgatory hosts export', () => {
  it('writes what there is, lists what there is not, and fetches nothing twice', async () => {
    const dump = {
      ...{ id: ID, host: HOST, state: 'complete', analysis: 'done', policy: 'all', sizeBytes: 10, receivedBytes: 10 },
      ...{ logReceived: true, createdAt: AT, updatedAt: AT },
    };
    api.documents.set('GET /v1/dumps', { dumps: [dump] });
    api.documents.set(`GET /v1/dumps/${ID}/report`, REPORT);
    api.documents.set(`GET /v1/dumps/${ID}/log`, Buffer.from('[    0.0] a log\n'));
    api.documents.set(`GET /v1/hosts/${HOST}/occurrences`, { occurrences: [OCCURRENCE] });
    const target = join(directory.path, 'out');
    const first = await run(['export', HOST, '-o', target]);
    expect(first.exitCode).toBe(0);
    const read = (name: string) => readFileSync(join(target, name), 'utf8');
    expect(JSON.parse(read('index.json'))).toMatchObject({
      host: HOST,
      dumps: [{ id: ID, files: ['dump.json', 'report.json', 'log'], missing: [expect.stringMatching(/^vmcore: /)] }],
    });
    expect(JSON.parse(read('occurrences.json'))).toEqual({ occurrences: [OCCURRENCE] });
    expect(JSON.parse(read(`${ID}/report.json`))).toMatchObject({ panic: { title: REPORT.panic?.title } });
    expect(read(`${ID}/log`)).toBe('[    0.0] a log\n');
    const reports = () => api.requests.filter((request) => request.endsWith('/report')).length;
    expect(reports()).toBe(1);
    await run(['export', HOST, '-o', target, '--no-dumps']);
    expect(reports()).toBe(1);
  });

  it('misses no dump where a log alone was sent', async () => {
    const dump = {
      ...{ id: ID, host: HOST, state: 'sealed', analysis: 'waiting', policy: 'log', sizeBytes: 0, receivedBytes: 0 },
      ...{ logReceived: true, logOnly: true, createdAt: AT, updatedAt: AT },
    };
    api.documents.set('GET /v1/dumps', { dumps: [dump] });
    api.documents.set(`GET /v1/dumps/${ID}/log`, Buffer.from('[    0.0] a log\n'));
    api.documents.set(`GET /v1/hosts/${HOST}/occurrences`, { occurrences: [] });
    const { exitCode, stdout } = await run(['export', HOST, '-o', join(directory.path, 'out'), '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ dumps: [{ id: ID, files: ['dump.json', 'log'], missing: [] }] });
    expect(api.requests.filter((request) => /report|download/.test(request))).toEqual([]);
  });

  it('writes what is known of a host that sent no dump', async () => {
    api.documents.set('GET /v1/dumps', { dumps: [] });
    api.documents.set(`GET /v1/hosts/${HOST}/occurrences`, { occurrences: [OCCURRENCE] });
    const target = join(directory.path, 'out');
    expect(await run(['export', HOST, '-o', target])).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(readFileSync(join(target, 'occurrences.json'), 'utf8'))).toEqual({ occurrences: [OCCURRENCE] });
  });

  it('says that there is nothing of a host, and makes no folder for it', async () => {
    api.documents.set('GET /v1/dumps', { dumps: [] });
    api.documents.set('GET /v1/hosts/wbe-1/occurrences', { occurrences: [] });
    const target = join(directory.path, 'out');
    expect(await run(['export', 'wbe-1', '-o', target])).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'purgatory: the service has nothing of wbe-1: check its name\n',
    });
    expect(existsSync(target)).toBe(false);
  });
});
