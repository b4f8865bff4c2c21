/** Two who speak of one upload at the same moment: the state that it is in decides, not what one of them has read. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import { MIB, NOW, harness, hostOf, sha256 } from './harness.ts';
import type { Harness } from './harness.ts';
import { late } from '../../../support/late.ts';

const web1 = hostOf('web-1');
const DUMP_BYTES = MIB;
const chunk = new Uint8Array(DUMP_BYTES).fill(7);

let api: Harness;
let id: string;
let uploads: UploadStore;
beforeEach(async () => {
  api = harness();
  ({ id } = (await api.call(web1, 'POST', '/v1/uploads', { sizeBytes: DUMP_BYTES })).json);
  uploads = new UploadStore(api.dynamo.client, 'uploads', () => NOW);
  const offer = { chunks: [{ index: 0, sha256: sha256(chunk) }] };
  const { json } = await api.call(web1, 'POST', `/v1/uploads/${id}/chunks`, offer);
  api.put((json as { chunks: { put: { url: string } }[] }).chunks[0]?.put.url ?? '', chunk);
  api.events.length = 0;
});

/** While a request looks at what has arrived, somebody else does this. */
function meanwhile(work: () => Promise<unknown>): void {
  const { chunks } = api.deps;
  const present = chunks.present.bind(chunks);
  chunks.present = async (of) => {
    chunks.present = present;
    const found = await present(of);
    await work();
    return found;
  };
}

const complete = () => api.call(web1, 'POST', `/v1/uploads/${id}/complete`, {});

describe('completing', () => {
  it('an upload that is given up at the same moment is refused, and nobody is told that it is complete', async () => {
    meanwhile(() => uploads.change(id, { state: 'aborted', reason: 'given up' }, ['open']));
    const answer = await complete();
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('the upload is aborted')]);
    expect(await uploads.require(id)).toMatchObject({ state: 'aborted', reason: 'given up' });
    expect(api.events).toEqual([]);
  });

  it('it twice at the same moment leaves what the first has said', async () => {
    meanwhile(() => uploads.change(id, { state: 'sealed', completedAt: '2026-11-23T11:00:00.000Z' }, ['open']));
    expect((await complete()).status).toBe(409);
    expect(await uploads.require(id)).toMatchObject({ state: 'sealed', completedAt: '2026-11-23T11:00:00.000Z' });
  });

  it('works where nobody else speaks', async () => {
    expect((await complete()).json).toMatchObject({ state: 'complete', receivedBytes: DUMP_BYTES });
    expect(api.events.map(({ name }) => name)).toEqual(['upload.completed']);
  });
});

describe('a chunk that was offered and never sent', () => {
  it('is another one before its host is told where to put that, however slow the table is', async () => {
    const fresh = (await api.call(web1, 'POST', '/v1/uploads', { sizeBytes: DUMP_BYTES })).json as { id: string };
    const offer = (bytes: Uint8Array) =>
      api.call(web1, 'POST', `/v1/uploads/${fresh.id}/chunks`, { chunks: [{ index: 0, sha256: sha256(bytes) }] });
    await offer(chunk);
    const { chunks } = api.deps;
    const { replace } = late({ replace: chunks.replace.bind(chunks) });
    const replaced: string[] = [];
    chunks.replace = async (...of) => {
      await replace(...of);
      replaced.push(of[1].sha256);
    };
    const other = new Uint8Array(DUMP_BYTES).fill(8);
    expect((await offer(other)).status).toBe(200);
    expect(replaced).toEqual([sha256(other)]);
  });
});
