import { beforeEach, describe, expect, it } from '@jest/globals';
import { HeldHosts } from '../../../../shared/aws/uploads/held.ts';
import { askedQuestions } from '../../../../shared/aws/uploads/questions.ts';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import { HeldHost } from '../../../../shared/contract/held.ts';
import type { LogAnswer, UploadStatus } from '../../../../shared/contract/uploads.ts';
import { MIB, NOW, harness, hostOf, person, sha256 } from './harness.ts';
import type { Harness } from './harness.ts';

const web1 = hostOf('web-1');
const PAGE = 4096;
const FIRST = { offset: 40 * PAGE, length: PAGE };
const SECOND = { offset: 80 * PAGE, length: 2 * PAGE };

let api: Harness;
let id: string;
let held: HeldHosts;
let uploads: UploadStore;
beforeEach(async () => {
  api = harness();
  ({ id } = (await api.call(web1, 'POST', '/v1/uploads', { sizeBytes: 20 * MIB, policy: 'hot' })).json);
  held = new HeldHosts({ dynamo: api.dynamo.client, tableName: 'uploads' });
  uploads = new UploadStore(api.dynamo.client, 'uploads', () => NOW);
  await uploads.change(id, { analysis: 'done', wanted: [], wantedRound: 3 });
});

const stay = (more: object = {}, as = web1) =>
  api.call(as, 'POST', `/v1/uploads/${id}/hold`, { secondsLeft: 600, bytesLeft: 100 * MIB, round: 3, ...more });
const status = async (more: object = {}): Promise<UploadStatus> => (await stay(more)).json;

async function send(range: { offset: number; length: number }): Promise<void> {
  const body = Buffer.alloc(range.length, 7);
  const offered = await api.call(web1, 'POST', `/v1/uploads/${id}/ranges`, { ranges: [range], sha256: sha256(body) });
  const answer = offered.json as LogAnswer;
  if (answer.status === 'put') api.put(answer.put.url, body);
}

describe('a host that is held', () => {
  it('is noted with what it says of itself, at every question anew', async () => {
    await stay();
    expect(await held.get(id)).toMatchObject({
      since: '2026-11-23T12:00:00.000Z',
      seenAt: '2026-11-23T12:00:00.000Z',
      until: '2026-11-23T12:10:00.000Z',
      bytesLeft: 100 * MIB,
    });
    api.state.now += 60_000;
    await stay({ secondsLeft: 500, bytesLeft: 5 });
    expect(await held.get(id)).toEqual({
      since: '2026-11-23T12:00:00.000Z',
      seenAt: '2026-11-23T12:01:00.000Z',
      until: '2026-11-23T12:09:20.000Z',
      bytesLeft: 5,
    });
  });

  it('waits as long as nothing is wanted, and no longer than it asks to', async () => {
    expect(await status({ wait: 20 })).toMatchObject({ wanted: [], wantedRound: 3 });
    expect(api.state.sleptMs).toBe(20_000);
    await stay();
    expect(api.state.sleptMs).toBe(20_000);
  });

  it('is told at once what a question wants, in a round after those of the analyser', async () => {
    api.state.onSleep = async () => {
      if (api.state.sleptMs === 1500) await held.want(id, () => [FIRST]);
    };
    expect(await status({ wait: 20 })).toMatchObject({ wanted: [FIRST], wantedRound: 4 });
    expect(api.state.sleptMs).toBe(1500);
    expect(await status({ round: 4 })).toMatchObject({ wanted: [], wantedRound: 4 });
  });

  it('is not asked again for what has come, after it was started anew', async () => {
    await held.want(id, () => [FIRST]);
    await send(FIRST);
    await held.want(id, (before) => [...before, SECOND]);
    expect(await status({ round: 0 })).toMatchObject({ wanted: [SECOND], wantedRound: 5 });
  });

  it('is asked for what the analyser wants as well', async () => {
    await uploads.change(id, { analysis: 'waiting', wanted: [SECOND], wantedRound: 4 });
    await held.want(id, () => [FIRST]);
    expect(await status()).toMatchObject({ wanted: [SECOND, FIRST], wantedRound: 5 });
  });

  it('is asked to come again later by a service under pressure', async () => {
    api.deps.limits = { ...api.deps.limits, longPolls: 1 };
    await stay({ wait: 1 });
    api.state.sleptMs = 0;
    expect(await status({ wait: 20 })).toMatchObject({ pollAfterSeconds: 15 });
    expect(api.state.sleptMs).toBe(0);
  });

  it('is answered in lines', async () => {
    await held.want(id, () => [FIRST]);
    const body = { secondsLeft: 600, bytesLeft: MIB, round: 3 };
    await api.call(web1, 'POST', `/v1/uploads/${id}/hold`, body);
    await held.release(id, 'dara', NOW);
    const { text } = await api.call(web1, 'POST', `/v1/uploads/${id}/hold`, body, { accept: 'text/plain' });
    expect(text).toContain(`\nwanted ${FIRST.offset} ${FIRST.length}\nwanted-round 4\n`);
    expect(text).toContain('\nreleased yes\n');
  });

  it('is nobody else’s, and not held when its upload is closed', async () => {
    expect((await stay({}, hostOf('web-2'))).status).toBe(404);
    expect((await stay({}, person('debugger'))).status).toBe(403);
    await uploads.change(id, { state: 'complete' });
    expect((await stay()).status).toBe(409);
  });

  it.each([{ secondsLeft: -1 }, { secondsLeft: 90_000 }, { bytesLeft: 0.5 }, { wait: 26 }, { round: -1 }])(
    'says %j in vain',
    async (more) => {
      expect((await stay(more)).status).toBe(400);
    },
  );
});

describe('letting a host go', () => {
  const release = (as = person('debugger')) => api.call(as, 'POST', `/v1/uploads/${id}/release`);

  it('ends its wait; who did it stays known, in the trail of questions too', async () => {
    await stay();
    api.state.onSleep = async () => {
      if (api.state.sleptMs === 1000) await release();
    };
    expect(await status({ wait: 20 })).toMatchObject({ released: true });
    expect(api.state.sleptMs).toBe(1000);
    const again = await release(person('admin'));
    expect(HeldHost.parse(again.json)).toMatchObject({ state: 'released', releasedBy: 'ada@example.com' });
    const { questions } = await askedQuestions({ dynamo: api.dynamo.client, tableName: 'uploads' }).list(id, {
      limit: 10,
    });
    expect(questions).toMatchObject([{ ask: '# let the host go', by: 'ada@example.com', subject: 'u1' }]);
  });

  it('is for people who may look at dumps, and of hosts that are held', async () => {
    expect((await release()).status).toBe(404);
    await stay();
    expect((await release(web1)).status).toBe(403);
    expect((await release(person('approver'))).status).toBe(403);
    expect((await release(person('responder'))).status).toBe(200);
  });
});
