import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseSearch } from '../../../../shared/contract/crash-search.ts';
import { group } from '../../functions/console/fake-crashes.ts';
import { startFakeApi, TOKEN } from '../../../support/fake-api.ts';
import type { FakeApi } from '../../../support/fake-api.ts';
import { cli } from './harness.ts';
import type { CliSettings } from './harness.ts';

const TITLE = `KASAN: use-after-free Read in ${'a_function_with_a_name_'.repeat(8)}end`;

let api: FakeApi;
beforeEach(async () => {
  api = await startFakeApi();
});
afterEach(() => api.close());

const run = (argv: string[], settings: CliSettings = {}) =>
  cli(['crashes', ...argv], { ...settings, env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN } });

describe('purgatory crashes list', () => {
  beforeEach(() => {
    api.documents.set('GET /v1/crashes', { crashes: [group(1, { title: TITLE })] });
  });

  it('cuts a row at the width of a terminal, and never where a program reads it', async () => {
    expect((await run(['list'], { tty: true, columns: 80 })).stdout).toContain('…');
    const { stdout } = await run(['list']);
    expect(stdout).toContain(`${TITLE}\n`);
    expect(stdout).not.toContain('…');
  });

  it.each([
    [['state:unresolved', '-owner:none'], 'state:unresolved -owner:none'],
    [['use after free'], '"use after free"'],
    [['title:use after free'], 'title:"use after free"'],
    [['KASAN: use-after-free'], '"KASAN: use-after-free"'],
    [['kind:bug', 'OR', 'ext4'], 'kind:bug OR ext4'],
  ])('asks for %j as %s', async (words, q) => {
    expect(await run(['list', '--', ...words])).toMatchObject({ exitCode: 0 });
    expect(new URLSearchParams(api.queries[0]).get('q')).toBe(q);
  });

  it.each([
    [['--since', '24h'], 'seen:24h'],
    [['--since', '2026-11-20', '--until', '2026-11-22'], 'seen:2026-11-20..9999-12-30 seen:1970-01-01..2026-11-22'],
    [['--until', '7d', 'ext4'], '-seen:7d ext4'],
    [['--since', '7d', 'ext4', 'OR', 'xfs'], 'seen:7d ext4 OR seen:7d xfs'],
    [['--since', '7d', 'this OR that'], 'seen:7d "this OR that"'],
  ])('narrows by time: %j asks for %s, which the service understands', async (argv, q) => {
    expect(await run(['list', ...argv])).toMatchObject({ exitCode: 0 });
    expect(new URLSearchParams(api.queries[0]).get('q')).toBe(q);
    expect(parseSearch(q).problems).toEqual([]);
  });

  it('says where an order is of those that were seen last alone', async () => {
    const says = 'in this order are the crashes that were seen last';
    expect((await run(['list', '--sort', 'count'])).stderr).toBe('');
    api.documents.set('GET /v1/crashes', { crashes: [group(1)], partial: true });
    expect(await run(['list', '--sort', 'count'])).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining(says),
      stdout: expect.not.stringContaining(says),
    });
    expect(new URLSearchParams(api.queries.at(-1)).get('sort')).toBe('count');
    const { stdout, stderr } = await run(['list', '--sort', 'count', '--json']);
    expect([JSON.parse(stdout), stderr]).toEqual([{ crashes: [group(1)], partial: true }, '']);
  });

  it('refuses a time that it does not understand, once', async () => {
    const { exitCode, stderr } = await run(['list', '--since', 'yesterday']);
    expect({ exitCode, times: stderr.match(/a span like 24h/g)?.length }).toEqual({ exitCode: 2, times: 1 });
    expect(api.requests).toEqual([]);
  });

  it('says what it does not understand before it asks anybody', async () => {
    const { exitCode, stderr } = await run(['list', 'stat:open']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('did you mean state:?') });
    expect(api.requests).toEqual([]);
  });
});

describe('purgatory crashes resolve', () => {
  it('takes no release that can never be compared', async () => {
    const { exitCode, stderr } = await run(['resolve', group(1).id, '--release', 'banana']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('such as 6.12.118') });
    expect(api.requests).toEqual([]);
  });
});

describe('a crash by the beginning of its id', () => {
  const [first, second] = [group(1, { id: `cabcd${'0'.repeat(20)}` }), group(2, { id: `cabce${'0'.repeat(20)}` })];
  beforeEach(() => {
    api.documents.set('GET /v1/crashes', { crashes: [first, second] });
    api.documents.set(`POST /v1/crashes/${first.id}/actions`, first);
  });

  it.each(['cabcd', 'CABCD0', 'cabcd00…', first.id])('is found by %s', async (id) => {
    expect(await run(['ack', id])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(first.id) });
    expect(api.requests.at(-1)).toBe(`POST /v1/crashes/${first.id}/actions`);
  });

  it.each([
    ['cabc', 2, `several crashes begin with cabc: ${first.id}, ${second.id}`],
    ['cfff', 3, 'no crash has an id that begins with cfff'],
    ['banana', 2, 'banana is no crash id'],
    ['c1', 2, 'c1 is no crash id'],
  ])('of %s is refused with %d, and nothing is done to any', async (id, status, words) => {
    const { exitCode, stderr } = await run(['ack', first.id, id]);
    expect({ exitCode, stderr }).toEqual({ exitCode: status, stderr: expect.stringContaining(words) });
    expect(api.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });
});

describe('purgatory crashes owner, note, tracker', () => {
  const { id } = group(1);
  beforeEach(() => {
    api.documents.set(`PATCH /v1/crashes/${id}`, group(1, { owner: 'storage' }));
  });

  it.each([
    [['owner', id, 'storage'], { owner: 'storage' }],
    [['owner', id], { owner: '' }],
    [['note', id, 'see the runbook'], { note: 'see the runbook' }],
    [['tracker', id, 'https://bugs.example.com/7'], { tracker: 'https://bugs.example.com/7' }],
    [['tracker', id, ''], { tracker: '' }],
  ])('%j changes %j alone', async (argv, patch) => {
    expect(await run(argv)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('owner: storage') });
    expect(api.patches).toEqual([patch]);
  });

  it('takes no tracker that is no web address', async () => {
    for (const address of ['7', 'javascript:alert(1)', 'https://']) {
      const { exitCode, stderr } = await run(['tracker', id, address]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('no address') });
    }
    expect(api.requests).toEqual([]);
  });
});

describe('putting crashes together', () => {
  const [a, b] = [group(1), group(2)];
  const merged = { into: b.id, at: '2026-11-23T00:00:00.000Z', by: 'ada', was: a.status, addedTitle: true };

  it('goes on until all crashes are moved', async () => {
    const next = { crashId: a.id, cursor: 'x' };
    api.documents.set(`POST /v1/crashes/${a.id}/grouping`, { group: { ...a, merged }, moved: 7, next });
    let settles = 0;
    api.fault = ({ method, count }) => {
      if (method !== 'POST' || count === 1) return undefined;
      settles += 1;
      const body = { group: { ...a, merged }, moved: 5, ...(settles < 3 ? { next } : {}) };
      return { status: 200, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    };
    const { exitCode, stdout } = await run(['merge', a.id, '--into', b.id]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('22 crashes moved') });
    expect(settles).toBe(3);
  });

  it.each([
    [3, a, `${a.id} is a crash of its own again: 3 crashes moved.\n`],
    [1, { ...a, merged }, `${a.id} is part of ${b.id} again: 1 crash moved.\n`],
    [0, a, `${a.id} is a crash of its own: there was nothing to move.\n`],
  ])('takes back what moved %d crashes, and says what it is now', async (moved, now, says) => {
    api.documents.set(`POST /v1/crashes/${a.id}/grouping`, { group: now, moved });
    expect(await run(['undo', a.id])).toEqual({ exitCode: 0, stdout: says, stderr: '' });
  });

  it.each([
    ['a merge', ['merge', a.id, '--into', b.id], { ...a, merged }, 'the same command'],
    ['the undo of a merge', ['undo', a.id], a, 'the same command'],
    // Its undo is a merge, and would be undone by the same command.
    ['the undo of a split', ['undo', a.id], { ...a, merged }, `“purgatory crashes merge ${a.id} --into ${b.id}”`],
  ])('says what is to be done where %s is cut off', async (_, argv, then, again) => {
    api.documents.set(`POST /v1/crashes/${a.id}/grouping`, {
      ...{ group: then, moved: 7 },
      next: { crashId: a.id, cursor: 'x' },
    });
    api.fault = ({ method, count }) => (method === 'POST' && count > 1 ? { status: 404 } : undefined);
    const { exitCode, stderr } = await run(argv);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(`what was decided stands, and ${again} moves the rest`);
  });

  it('shows a crash that was merged as what it is, with what people did to it', async () => {
    const activity = [{ at: merged.at, by: 'ada', what: 'merged' as const, crashId: b.id, reason: 'the same list' }];
    api.documents.set(`GET /v1/crashes/${a.id}`, { ...a, merged, activity });
    api.documents.set(`GET /v1/crashes/${a.id}/occurrences`, { occurrences: [] });
    const { stdout } = await run(['show', a.id]);
    expect(stdout).toContain(`merged into ${b.id} by ada`);
    expect(stdout).toContain(`ada: merged ${b.id} (the same list)`);
  });

  it('shows what may be the same, and why', async () => {
    const similar = { crashes: [{ crash: b, reasons: ['both in f'] }], partial: true };
    api.documents.set(`GET /v1/crashes/${a.id}/similar`, similar);
    const { stdout } = await run(['similar', a.id]);
    expect(stdout).toMatch(new RegExp(`${b.id}.*\\n +both in f\\nlooked at those`));
  });
});
