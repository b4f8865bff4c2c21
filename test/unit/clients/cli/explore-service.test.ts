/** `purgatory explore ID`: the dump is the service's, the language the same. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { heldHostWatch } from '../../../../clients/cli/explore/held-host.ts';
import { serviceAsker } from '../../../../clients/cli/explore/service.ts';
import { serviceClient } from '../../../../clients/cli/service/client.ts';
import type { ServiceClient } from '../../../../clients/cli/service/client.ts';
import type { ExploreReply } from '../../../../shared/contract/explore.ts';
import { startFakeApi, TOKEN } from '../../../support/fake-api.ts';
import type { FakeApi } from '../../../support/fake-api.ts';
import { cli } from './harness.ts';

const UPLOAD = '01HFAKE0000000000000000000';
const read = { bytes: 0, rounds: 0 };

const comm: ExploreReply = {
  ask: 'init_task.comm',
  answer: { kind: 'value', type: 'char [16]', datum: { is: 'text', text: 'swapper/0' } },
  missing: [],
  read,
};

describe('purgatory explore ID', () => {
  let api: FakeApi;
  beforeEach(async () => {
    api = await startFakeApi();
  });
  afterEach(() => api.close());

  const explore = (reply: ExploreReply, ...options: string[]) => {
    api.documents.set(`POST /v1/dumps/${UPLOAD}/explore`, reply);
    return cli(['explore', UPLOAD, '-c', reply.ask, ...options], {
      env: { PURGATORY_URL: api.url, PURGATORY_TOKEN: TOKEN },
    });
  };

  it('has the service answer, and fetches no dump', async () => {
    expect(await explore(comm)).toEqual({ exitCode: 0, stdout: '(char [16]) "swapper/0"\n', stderr: '' });
    expect(api.requests).toEqual([`POST /v1/dumps/${UPLOAD}/explore`]);
  });

  it('asks again when a service that is busy says', async () => {
    api.documents.set(`POST /v1/dumps/${UPLOAD}/explore`, comm);
    api.fault = ({ count }) => (count === 1 ? { status: 429, body: '{}', headers: { 'retry-after': '7' } } : undefined);
    const waits: number[] = [];
    const client = serviceClient(new URL(api.url), TOKEN, {
      fetch: globalThis.fetch,
      signal: new AbortController().signal,
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    const watch = { waits: () => Promise.resolve(), answered: () => undefined };
    expect(await serviceAsker(client, UPLOAD, watch).ask(comm.ask)).toEqual(comm.answer);
    expect(waits).toEqual([7000]);
    expect(api.requests).toHaveLength(2);
  });

  it('writes the same JSON as for a file', async () => {
    const { stdout } = await explore(comm, '--json');
    expect(JSON.parse(stdout)).toEqual({ ask: comm.ask, ...comm.answer });
  });

  it('shows where a question is wrong; memory that is not there is the answer no', async () => {
    const wrong = await explore({
      ...comm,
      ask: 'init_task.com',
      answer: { kind: 'error', code: 'no-member', message: 'no member (near: comm)', at: 10, near: ['comm'] },
    });
    expect(wrong).toMatchObject({ exitCode: 2, stderr: 'init_task.com\n          ^ no member (near: comm)\n' });
    const fault = { address: '0x8', why: 'NULL dereference' };
    const absent = await explore(
      { ...comm, ask: '*(int *)8', answer: { kind: 'error', code: 'fault', message: 'NULL', near: [], fault } },
      '--json',
    );
    expect(absent.exitCode).toBe(1);
    expect(JSON.parse(absent.stdout)).toMatchObject({ kind: 'error', code: 'fault', fault });
  });
});

describe('a host that is held in its crash kernel', () => {
  const until = '2026-11-23T12:10:00.000Z';
  const lacking: ExploreReply = {
    ...comm,
    answer: { kind: 'error', code: 'fault', message: 'page has not arrived yet', near: [] },
  };
  const waiting: ExploreReply = {
    ...lacking,
    held: { state: 'waiting', host: 'web-1', ranges: 1, bytes: 8192, until },
  };

  /** A service that answers with these, one after the other. */
  const service = (...replies: readonly ExploreReply[]) => {
    const asked: unknown[] = [];
    const client = {
      post(_path: string, body: unknown) {
        const reply = replies[asked.length];
        asked.push(body);
        return reply === undefined ? Promise.reject(new Error('asked once too often')) : Promise.resolve(reply);
      },
    } as unknown as ServiceClient;
    return { asked, client };
  };
  const terminal = (isTTY: boolean) => {
    const written: string[] = [];
    const abort = new AbortController();
    const slept: number[] = [];
    const watch = heldHostWatch({
      stderr: { isTTY, columns: 200, write: (text) => written.push(String(text)) > 0 },
      sleep: (ms) => Promise.resolve(void slept.push(ms)),
      signal: abort.signal,
    });
    return { watch, written, abort, slept };
  };

  it('is waited for, with progress, as often as it takes', async () => {
    const { asked, client } = service(waiting, waiting, comm);
    const { watch, written, slept } = terminal(true);
    expect(await serviceAsker(client, UPLOAD, watch).ask('init_task.comm')).toEqual(comm.answer);
    expect(asked).toEqual(Array.from({ length: 3 }, () => ({ ask: 'init_task.comm', cursor: undefined })));
    expect(written.join('')).toContain(
      'waiting for 8.0 KiB of memory from web-1, which is held until 2026-11-23 12:10',
    );
    // Nothing of it stays on the screen.
    expect(written.at(-1)).toBe('\r\u001b[2K');
    expect(slept).toEqual([500, 500]);
  });

  it('is waited for without a word where nobody looks', async () => {
    const { client } = service(waiting, comm);
    const { watch, written } = terminal(false);
    await serviceAsker(client, UPLOAD, watch).ask('init_task.comm');
    expect(written).toEqual([]);
  });

  it('is gone: that is said once, whatever is asked', async () => {
    const why = 'web-1 is gone: dara let it go';
    const gone: ExploreReply = { ...lacking, held: { state: 'gone', why, until } };
    const { client } = service(gone, gone);
    const { watch, written } = terminal(true);
    const asker = serviceAsker(client, UPLOAD, watch);
    await expect(asker.ask('a')).rejects.toThrow('has not arrived yet');
    await expect(asker.ask('b')).rejects.toThrow('has not arrived yet');
    expect(written).toEqual([`purgatory: ${why}\n`]);
  });

  it('is no longer waited for after an interrupt', async () => {
    const { asked, client } = service(waiting);
    const { watch, abort } = terminal(true);
    abort.abort(new Error('interrupted'));
    await expect(serviceAsker(client, UPLOAD, watch).ask('a')).rejects.toThrow('interrupted');
    expect(asked).toHaveLength(1);
  });
});

describe('an answer of many pages', () => {
  /** Rows 0, 1, 2 …, two a page, without an end. */
  const pages = (last: number) => {
    const asked: unknown[] = [];
    const client = {
      post: (_path: string, body: { cursor?: string }) => {
        asked.push(body.cursor);
        const from = Number(body.cursor ?? 0);
        const rows = [from, from + 1].map((row) => [{ is: 'integer', value: String(row) }]);
        const cursor = from + 2 < last ? String(from + 2) : undefined;
        return Promise.resolve({
          ask: 'walk',
          answer: { kind: 'walk', columns: ['row'], rows },
          missing: [],
          cursor,
          read,
        });
      },
    } as unknown as ServiceClient;
    const watch = { waits: () => Promise.reject(new Error('nobody waits')), answered: () => undefined };
    return { asked, asker: serviceAsker(client, UPLOAD, watch) };
  };
  const rowsOf = (answer: Awaited<ReturnType<ReturnType<typeof serviceAsker>['ask']>>) =>
    answer.kind === 'walk' ? answer.rows.map(([row]) => (row?.is === 'integer' ? Number(row.value) : row)) : [];

  it('is told as one', async () => {
    const { asked, asker } = pages(5);
    const answer = await asker.ask('walk');
    expect(rowsOf(answer)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(answer).not.toHaveProperty('next');
    expect(asked).toEqual([undefined, '2', '4']);
  });

  it('ends somewhere, and says from where to go on', async () => {
    const { asked, asker } = pages(Infinity);
    const answer = await asker.ask('walk');
    expect(asked).toHaveLength(25);
    expect(answer).toMatchObject({ next: rowsOf(answer).length });
  });
});
