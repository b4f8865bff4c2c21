import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startFakeApi, TOKEN } from '../../../support/fake-api.ts';
import type { FakeApi } from '../../../support/fake-api.ts';
import { cli, scratch } from './harness.ts';

let api: FakeApi;
beforeEach(async () => {
  api = await startFakeApi();
});
afterEach(async () => {
  await api.close();
});

const run = (argv: string[]) => cli(['alerts', ...argv], { env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN } });

describe('purgatory alerts history', () => {
  const at = '2026-11-23T02:11:08.000Z';
  const history = {
    changes: [{ at, by: 'ada', added: ['chat'], removed: [], changed: [{ name: 'mail', fields: ['when'] }] }],
    failures: [{ route: 'chat', at, reason: 'HTTP 503\u001B[31m' }],
  };

  it('says who changed what, and what a route did not take', async () => {
    api.documents.set('GET /v1/alert-routes/history', history);
    const { stdout, exitCode } = await run(['history', '--limit', '7']);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('\u001B');
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^2026-11-23 02:11:08Z {2}chat failed: HTTP 503/),
      '',
      '2026-11-23 02:11:08Z  ada added chat; changed mail (when)',
      '',
    ]);
    expect(api.queries).toEqual(['limit=7']);
    expect(JSON.parse((await run(['history', '--json'])).stdout)).toEqual(history);
  });

  it('says so where there is nothing of either', async () => {
    api.documents.set('GET /v1/alert-routes/history', { changes: [], failures: [] });
    expect((await run(['history'])).stdout).toBe(
      'every route took what it was sent in the last 30 days\n\nnobody has changed the routes since changes are kept\n',
    );
  });
});

describe('purgatory alerts set-routes', () => {
  const set = (text: string) => {
    const directory = scratch();
    return run(['set-routes', directory.write('routes.json', text)]).finally(() => {
      directory.remove();
    });
  };

  it('sends what the file says, with what it leaves out', async () => {
    const routes = [{ name: 'mail', type: 'sns' }];
    api.documents.set('PUT /v1/alert-routes', { routes: [{ ...routes[0], enabled: true }] });
    expect(await set(JSON.stringify({ routes }))).toMatchObject({ exitCode: 0, stderr: '' });
    expect(api.patches).toEqual([{ routes: [{ ...routes[0], enabled: true }] }]);
  });

  it.each([
    ['{\n  "routes": [],\n}', /^purgatory: .*routes\.json is no JSON from line 3, column 1 on\n/],
    ['hooks.example.com/secret', /^purgatory: .*routes\.json is no JSON\n/],
    [
      '{"routes":[{"name":"Mail","type":"sns","when":{}},{}]}',
      /^purgatory: .*routes\.json: routes\.0\.name: must be .*; routes\.1\.type: /,
    ],
  ])('refuses %j before it asks anybody, and says where', async (text, says) => {
    const { stderr, exitCode } = await set(text);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('secret');
    expect(exitCode).toBe(3);
    expect(api.requests).toEqual([]);
  });
});
