import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { group } from '../../functions/console/fake-crashes.ts';
import { startFakeApi, TOKEN } from '../fake-api.ts';
import type { FakeApi } from '../fake-api.ts';
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
