import { beforeEach, describe, expect, it } from '@jest/globals';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import type { LogAnswer, UploadStatus } from '../../../../shared/contract/uploads.ts';
import { MIB, NOW, harness, hostOf, sha256 } from './harness.ts';
import type { Harness } from './harness.ts';

const web1 = hostOf('web-1');
const web2 = hostOf('web-2');
const DUMP_BYTES = 20 * MIB + 100;
const PAGE = 4096;

let api: Harness;
let id: string;
let uploads: UploadStore;
beforeEach(async () => {
  api = harness();
  ({ id } = (await api.call(web1, 'POST', '/v1/uploads', { sizeBytes: DUMP_BYTES })).json);
  uploads = new UploadStore(api.dynamo.client, 'uploads', () => NOW);
});

const status = async (query = ''): Promise<UploadStatus> =>
  (await api.call(web1, 'GET', `/v1/uploads/${id}${query}`)).json;

function offer(ranges: readonly { offset: number; length: number }[], body: Uint8Array, as = web1) {
  return api.call(as, 'POST', `/v1/uploads/${id}/ranges`, { ranges, sha256: sha256(body) });
}

describe('bodies of ranges', () => {
  it('are 1024 of an upload at most', async () => {
    const body = { ranges: [{ offset: 0, length: PAGE }], sha256: sha256(new Uint8Array(PAGE)) };
    const other = { key: 'uploads/x/answers/y', ranges: [], lengthBytes: 0, sha256: '' };
    const { present } = api.deps.answers;
    const withBodies = async (count: number) => {
      api.deps.answers.present = () => Promise.resolve(Array.from({ length: count }, () => other));
      const answer = await api.call(web1, 'POST', `/v1/uploads/${id}/ranges`, body);
      api.deps.answers.present = present;
      return answer;
    };
    expect((await withBodies(1023)).status).toBe(200);
    const refused = await withBodies(1024);
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('1024 bodies of ranges')]);
  });
});

describe('what is wanted', () => {
  it('is told with its round, and not again to who has served it', async () => {
    expect(await status()).toMatchObject({ wantedRound: 1, wanted: [{ offset: 0, length: 4 * MIB }] });
    expect(await status('?round=1')).toMatchObject({ wantedRound: 1, wanted: [] });
  });

  it('is nothing for a log alone', async () => {
    const { json } = await api.call(web1, 'POST', '/v1/uploads', { sizeBytes: 0, policy: 'log' });
    expect(json).toMatchObject({ wanted: [] });
    expect(json).not.toHaveProperty('wantedRound');
  });

  it('is waited for, as long as was asked', async () => {
    api.state.onSleep = async () => {
      if (api.state.sleptMs === 1500)
        await uploads.change(id, { wanted: [{ offset: PAGE, length: PAGE }], wantedRound: 2 });
    };
    expect(await status('?wait=20&round=1')).toMatchObject({
      wantedRound: 2,
      wanted: [{ offset: PAGE, length: PAGE }],
    });
    expect(api.state.sleptMs).toBe(1500);
    expect(await status('?wait=5&round=2')).toMatchObject({ wanted: [] });
    expect(api.state.sleptMs).toBe(6500);
  });

  it('is not waited for when none will come: the report is made', async () => {
    await uploads.change(id, { analysis: 'done' });
    await status('?wait=20&round=1');
    expect(api.state.sleptMs).toBe(0);
  });

  it('is not waited for once the upload was given up', async () => {
    await api.call(web1, 'POST', `/v1/uploads/${id}/abort`, { reason: 'enough' });
    await status('?wait=20&round=1');
    expect(api.state.sleptMs).toBe(0);
  });

  it('waits for a host without a round until its log was looked at', async () => {
    api.state.onSleep = async () => {
      await uploads.change(id, { title: 'kernel panic', policy: 'hot' });
    };
    expect(await status('?wait=20')).toMatchObject({ policy: 'hot' });
    expect(api.state.sleptMs).toBe(500);
  });

  it('counts what has arrived of it, once', async () => {
    const body = new Uint8Array(2 * PAGE);
    for (const ranges of [
      [{ offset: 0, length: 2 * PAGE }],
      [
        { offset: PAGE, length: PAGE },
        { offset: 4 * PAGE, length: PAGE },
      ],
    ]) {
      const { put } = (await offer(ranges, body)).json as Extract<LogAnswer, { status: 'put' }>;
      api.put(put.url, body);
    }
    expect(await status()).toMatchObject({ receivedBytes: 3 * PAGE, received: [] });
  });

  it('is there in full and nothing more came of it: the event that tells of it is sent again', async () => {
    const reminders = () => api.events.filter(({ name }) => name === 'upload.advanced');
    const body = new Uint8Array(4 * MIB);
    const { put } = (await offer([{ offset: 0, length: 4 * MIB }], body)).json as Extract<LogAnswer, { status: 'put' }>;
    await status('?wait=5&round=1');
    expect(reminders()).toEqual([]);
    api.put(put.url, body);
    await status('?wait=5');
    await status('?round=1');
    await uploads.change(id, { analysis: 'done' });
    await status('?wait=5&round=1');
    expect(reminders()).toEqual([]);
    await uploads.change(id, { analysis: 'waiting' });
    await status('?wait=5&round=1');
    expect(reminders()).toMatchObject([{ detail: { uploadId: id, host: 'web-1', wantedRound: 1 } }]);
  });

  it('is refused a wait longer than a request may take', async () => {
    expect((await api.call(web1, 'GET', `/v1/uploads/${id}?wait=60`)).status).toBe(400);
  });

  it('is written as lines for a host without a JSON parser', async () => {
    const { text } = await api.call(web1, 'GET', `/v1/uploads/${id}`, undefined, { accept: 'text/plain' });
    expect(text).toContain('\nwanted 0 4194304\nwanted-round 1\n');
  });
});

describe('answering wants', () => {
  const ranges = [
    { offset: 8 * PAGE, length: 2 * PAGE },
    { offset: 0, length: PAGE },
  ];
  const body = Buffer.alloc(3 * PAGE, 7);

  it('answers one address for one body, with its length and digest pinned; the same again is no error', async () => {
    const answer = (await offer(ranges, body)).json as LogAnswer;
    if (answer.status !== 'put') throw new Error('nothing to put');
    expect(answer.put.url).toContain(`/uploads/${id}/ranges/`);
    expect(answer.put.url).toContain(`length=${body.length}&sha256=${sha256(body)}`);
    api.put(answer.put.url, body);
    expect((await offer(ranges, body)).json).toEqual({ status: 'stored' });
    expect(await api.deps.answers.present(id)).toMatchObject([{ ranges, lengthBytes: body.length }]);
  });

  it('is enough to complete an upload of hot pages that has no log', async () => {
    const hot = { sizeBytes: DUMP_BYTES, policy: 'hot' };
    ({ id } = (await api.call(web1, 'POST', '/v1/uploads', hot)).json);
    expect((await api.call(web1, 'POST', `/v1/uploads/${id}/complete`, {})).status).toBe(409);
    const answer = (await offer(ranges, body)).json as LogAnswer;
    if (answer.status === 'put') api.put(answer.put.url, body);
    expect((await api.call(web1, 'POST', `/v1/uploads/${id}/complete`, {})).status).toBe(200);
  });

  it('takes another body for the same ranges apart: memory may have changed between two tries', async () => {
    await offer(ranges, body);
    const other = Buffer.alloc(body.length, 8);
    const answer = (await offer(ranges, other)).json as LogAnswer;
    if (answer.status === 'put') api.put(answer.put.url, other);
    expect(await api.deps.answers.present(id)).toHaveLength(1);
  });

  it.each([
    ['beyond the end', [{ offset: 20 * MIB, length: PAGE }]],
    ['that begin within a block', [{ offset: 100, length: PAGE }]],
    ['that end within a block', [{ offset: 0, length: 100 }]],
    ['of too many bytes', Array.from({ length: 4 }, () => ({ offset: 0, length: 20 * MIB }))],
    ['that are none', []],
  ])('refuses ranges %s', async (_name, bad) => {
    expect((await offer(bad, body)).status).toBe(400);
  });

  it('takes the last bytes of a dump that does not end with a block', async () => {
    expect((await offer([{ offset: 20 * MIB, length: 100 }], Buffer.alloc(100))).status).toBe(200);
  });

  it('is for the host of the upload only, and ends with it', async () => {
    expect((await offer(ranges, body, web2)).status).toBe(404);
    await api.call(web1, 'POST', `/v1/uploads/${id}/abort`, { reason: 'enough' });
    expect((await offer(ranges, body)).status).toBe(409);
  });
});

describe('what changed after the crash', () => {
  const recheck = (changed: readonly object[], as = web1) =>
    api.call(as, 'POST', `/v1/uploads/${id}/recheck`, { checkedBytes: 65_536, changed });

  it('is kept; saying it again is no error, saying otherwise is', async () => {
    const changed = [{ offset: PAGE, length: PAGE }];
    expect((await recheck(changed)).status).toBe(200);
    expect((await recheck(changed)).status).toBe(200);
    expect((await recheck([{ offset: 0, length: PAGE }])).status).toBe(409);
    expect((await uploads.require(id)).recheck).toEqual({ checkedBytes: 65_536, changed });
  });

  it('must lie within the dump, and is for its host to say', async () => {
    expect((await recheck([{ offset: 21 * MIB, length: PAGE }])).status).toBe(400);
    expect((await recheck([{ offset: 20 * MIB, length: PAGE }])).status).toBe(400);
    expect((await recheck([], web2)).status).toBe(404);
    expect((await recheck([{ offset: 20 * MIB, length: 100 }])).status).toBe(200);
  });
});
