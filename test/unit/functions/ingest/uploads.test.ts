import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ChunkAnswers, LogAnswer, UploadStatus } from '../../../../shared/contract/uploads.ts';
import type * as z from 'zod';
import { MIB, harness, hostOf, person, sha256 } from './harness.ts';
import type { Harness } from './harness.ts';

const web1 = hostOf('web-1');
const web2 = hostOf('web-2');
const LOG = Buffer.from('Kernel panic - not syncing: Fatal exception\n');
/** Three chunks; the last is shorter. */
const DUMP_BYTES = 20 * MIB;

let api: Harness;
beforeEach(() => {
  api = harness();
});

async function create(body: object = {}, as = web1): Promise<UploadStatus> {
  const { json } = await api.call(as, 'POST', '/v1/uploads', { sizeBytes: DUMP_BYTES, ...body });
  return json;
}

/** Chunk `index` of a dump whose chunks are all different, or zeros. */
function chunk(index: number, fill = index + 1): Buffer {
  return Buffer.alloc(index === 2 ? 4 * MIB : 8 * MIB, fill);
}

async function offer(id: string, ...chunks: { index: number; sha256: string; zero?: boolean }[]) {
  const answer = await api.call(web1, 'POST', `/v1/uploads/${id}/chunks`, { chunks });
  return { ...answer, chunks: (answer.json as z.infer<typeof ChunkAnswers>).chunks };
}

async function send(id: string, index: number, bytes = chunk(index)): Promise<void> {
  const { chunks } = await offer(id, { index, sha256: sha256(bytes) });
  const [answer] = chunks;
  if (answer?.status === 'put') api.put(answer.put.url, bytes);
}

async function sendLog(id: string, log: Buffer = LOG): Promise<LogAnswer> {
  const { json } = await api.call(web1, 'POST', `/v1/uploads/${id}/log`, {
    sizeBytes: log.length,
    sha256: sha256(log),
  });
  const answer = json as LogAnswer;
  if (answer.status === 'put') api.put(answer.put.url, log);
  return answer;
}

const status = async (id: string): Promise<UploadStatus> => (await api.call(web1, 'GET', `/v1/uploads/${id}`)).json;
const complete = (id: string, body: object = {}) => api.call(web1, 'POST', `/v1/uploads/${id}/complete`, body);

describe('announcing a dump', () => {
  it('answers an id and how the dump is cut', async () => {
    const answer = await api.call(web1, 'POST', '/v1/uploads', { sizeBytes: DUMP_BYTES, kernelRelease: '6.12.1' });
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      host: 'web-1',
      state: 'open',
      analysis: 'waiting',
      policy: 'all',
      chunkBytes: 8 * MIB,
      chunkCount: 3,
      received: [],
      logReceived: false,
      wanted: [{ offset: 0, length: 4 * MIB }],
      wantedRound: 1,
      kernelRelease: '6.12.1',
    });
  });

  it('is logged under the id that it answers', async () => {
    const { id } = await create();
    expect(api.correlated).toEqual([id]);
  });

  it('finds the upload again by its resume key, and with it what is there already', async () => {
    const first = await create({ resumeKey: 'boot-1' });
    await send(first.id, 1);
    const again = await api.call(web1, 'POST', '/v1/uploads', { sizeBytes: DUMP_BYTES, resumeKey: 'boot-1' });
    expect(again.status).toBe(200);
    expect(again.json).toMatchObject({ id: first.id, received: [[1, 1]], receivedBytes: 8 * MIB });
  });

  it('makes one upload of many requests at once with one resume key', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => create({ resumeKey: 'boot-1' })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it("keeps hosts' resume keys apart", async () => {
    const [a, b] = [await create({ resumeKey: 'k' }, web1), await create({ resumeKey: 'k' }, web2)];
    expect(a.id).not.toBe(b.id);
  });

  it('refuses another size under the same resume key', async () => {
    await create({ resumeKey: 'boot-1' });
    const answer = await api.call(web1, 'POST', '/v1/uploads', { sizeBytes: 5, resumeKey: 'boot-1' });
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({ code: 'conflict', errors: [{ field: 'sizeBytes' }] });
  });

  it('begins anew under the resume key of an upload that was given up', async () => {
    const first = await create({ resumeKey: 'boot-1' });
    await api.call(web1, 'POST', `/v1/uploads/${first.id}/abort`, { reason: 'no space' });
    const second = await create({ resumeKey: 'boot-1' });
    expect(second.id).not.toBe(first.id);
    expect((await create({ resumeKey: 'boot-1' })).id).toBe(second.id);
  });

  it('is for the host itself: a host cannot name another, a person must name one', async () => {
    const other = await api.call(web1, 'POST', '/v1/uploads', { sizeBytes: 1, host: 'web-2' });
    expect([other.status, other.json]).toMatchObject([400, { errors: [{ field: 'host' }] }]);
    const nobody = await api.call(person('responder'), 'POST', '/v1/uploads', { sizeBytes: 1 });
    expect([nobody.status, nobody.json]).toMatchObject([400, { errors: [{ field: 'host' }] }]);
    const named = await api.call(person('responder'), 'POST', '/v1/uploads', { sizeBytes: 1, host: 'web-2' });
    expect([named.status, named.json]).toMatchObject([201, { host: 'web-2' }]);
  });
});

describe('the log', () => {
  it('is put by an address for these very bytes, and there from then on', async () => {
    const { id } = await create();
    await expect(sendLog(id)).resolves.toMatchObject({
      status: 'put',
      put: { url: expect.stringContaining(`${id}/log?`) },
    });
    await expect(status(id)).resolves.toMatchObject({ logReceived: true });
    await expect(sendLog(id)).resolves.toEqual({ status: 'stored' });
  });

  it('can be offered again as long as it is not there, and as another', async () => {
    const { id } = await create();
    await api.call(web1, 'POST', `/v1/uploads/${id}/log`, { sizeBytes: 3, sha256: sha256(Buffer.from('abc')) });
    await expect(sendLog(id)).resolves.toMatchObject({ status: 'put' });
  });

  it('is refused as another once it is there', async () => {
    const { id } = await create();
    await sendLog(id);
    const other = { sizeBytes: 3, sha256: sha256(Buffer.from('abc')) };
    const answer = await api.call(web1, 'POST', `/v1/uploads/${id}/log`, other);
    expect([answer.status, answer.json]).toMatchObject([409, { errors: [{ field: 'sha256' }] }]);
  });
});

describe('the log that is announced with the upload', () => {
  const announce = (log: Buffer) =>
    api.call(web1, 'POST', '/v1/uploads', {
      sizeBytes: DUMP_BYTES,
      resumeKey: 'boot-1',
      log: { sizeBytes: log.length, sha256: sha256(log) },
    });

  it('is answered with where to put it, and as stored once it is there', async () => {
    const { log } = (await announce(LOG)).json as UploadStatus;
    if (log?.status !== 'put') throw new Error('nowhere to put the log');
    api.put(log.put.url, LOG);
    expect((await announce(LOG)).json).toMatchObject({ log: { status: 'stored' } });
  });

  it('costs nobody the upload where it is refused: asked for by itself, it is told why', async () => {
    const { id, log } = (await announce(LOG)).json as UploadStatus;
    if (log?.status === 'put') api.put(log.put.url, LOG);
    const other = await announce(Buffer.from('another'));
    expect([other.status, other.json]).toEqual([200, expect.not.objectContaining({ log: expect.anything() })]);
    api.deps.limits = { ...api.deps.limits, logsPerMinute: 2 };
    const overQuota = await announce(LOG);
    expect([overQuota.status, overQuota.json]).toEqual([200, expect.objectContaining({ id })]);
    expect(overQuota.json).not.toHaveProperty('log');
  });

  it('is an error of ours where it can’t be looked for', async () => {
    api.deps.logs = { ...api.deps.logs, stored: () => Promise.reject(new Error('S3 is down')) };
    expect((await announce(LOG)).status).toBe(500);
  });
});

describe('a chunk', () => {
  it('is put by an address for these very bytes', async () => {
    const { id } = await create();
    const bytes = chunk(2);
    const { chunks } = await offer(id, { index: 2, sha256: sha256(bytes) });
    expect(chunks).toMatchObject([
      { index: 2, status: 'put', put: { url: expect.stringContaining(`/00002-${sha256(bytes)}?length=${4 * MIB}`) } },
    ]);
  });

  it('counts as there as soon as its bytes are, without another word of the host', async () => {
    const { id } = await create();
    await send(id, 0);
    await expect(status(id)).resolves.toMatchObject({ received: [[0, 0]], receivedBytes: 8 * MIB });
    await send(id, 2);
    await expect(status(id)).resolves.toMatchObject({
      received: [
        [0, 0],
        [2, 2],
      ],
      receivedBytes: 12 * MIB,
    });
    await send(id, 1);
    await expect(status(id)).resolves.toMatchObject({ received: [[0, 2]], receivedBytes: DUMP_BYTES });
  });

  it('that was offered and never sent is not there, and is asked for again', async () => {
    const { id } = await create();
    await offer(id, { index: 0, sha256: sha256(chunk(0)) });
    await expect(status(id)).resolves.toMatchObject({ received: [] });
    const { chunks } = await offer(id, { index: 0, sha256: sha256(chunk(0)) });
    expect(chunks).toMatchObject([{ status: 'put' }]);
  });

  it('that is there is not asked for again', async () => {
    const { id } = await create();
    await send(id, 0);
    const { chunks } = await offer(id, { index: 0, sha256: sha256(chunk(0)) });
    expect(chunks).toEqual([{ index: 0, status: 'stored' }]);
  });

  it('that is there is refused with other bytes, and all such are named', async () => {
    const { id } = await create();
    await send(id, 0);
    await send(id, 1);
    const answer = await offer(
      id,
      { index: 2, sha256: sha256(chunk(2)) },
      { index: 0, sha256: sha256(chunk(0, 9)) },
      { index: 1, sha256: sha256(chunk(1, 9)) },
    );
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({ errors: [{ field: 'chunks[1].sha256' }, { field: 'chunks[2].sha256' }] });
    await expect(status(id)).resolves.toMatchObject({ received: [[0, 1]] });
  });

  it('that was offered and never sent may become other bytes; the late PUT of the first changes nothing', async () => {
    const { id } = await create();
    const { chunks } = await offer(id, { index: 0, sha256: sha256(chunk(0, 7)) });
    await send(id, 0);
    const [late] = chunks;
    if (late?.status === 'put') api.put(late.put.url, chunk(0, 7));
    await expect(status(id)).resolves.toMatchObject({ received: [[0, 0]] });
    const again = await offer(id, { index: 0, sha256: sha256(chunk(0)) });
    expect(again.chunks).toEqual([{ index: 0, status: 'stored' }]);
  });

  it('of zeros is declared, not sent', async () => {
    const { id } = await create();
    const zeros = sha256(chunk(1, 0));
    const { chunks } = await offer(id, { index: 1, sha256: zeros, zero: true });
    expect(chunks).toEqual([{ index: 1, status: 'stored' }]);
    await expect(status(id)).resolves.toMatchObject({ received: [[1, 1]], receivedBytes: 8 * MIB });
    // Offered without the word before: the same digest is as good.
    const { chunks: plain } = await offer(id, { index: 1, sha256: zeros });
    expect(plain).toEqual([{ index: 1, status: 'stored' }]);
  });

  it('that was declared zeros is refused with other bytes, and stays zeros', async () => {
    const { id } = await create();
    await offer(id, { index: 1, sha256: sha256(chunk(1, 0)), zero: true });
    const other = await offer(id, { index: 1, sha256: sha256(chunk(1, 9)) });
    expect(other.status).toBe(409);
    expect(other.json).toMatchObject({
      detail: 'other bytes of chunk 1 are there already',
      errors: [{ field: 'chunks[0].sha256', message: 'other bytes of chunk 1 are there already' }],
    });
    await expect(status(id)).resolves.toMatchObject({ received: [[1, 1]] });
    expect(await api.deps.chunks.present(id)).toMatchObject([{ index: 1, zero: true, sha256: sha256(chunk(1, 0)) }]);
  });

  it('that is there cannot become zeros, and one that never came can', async () => {
    const { id } = await create();
    await send(id, 0);
    expect((await offer(id, { index: 0, sha256: sha256(chunk(0, 0)), zero: true })).status).toBe(409);
    await offer(id, { index: 1, sha256: sha256(chunk(1, 9)) });
    const { chunks } = await offer(id, { index: 1, sha256: sha256(chunk(1, 0)), zero: true });
    expect(chunks).toEqual([{ index: 1, status: 'stored' }]);
    expect((await api.deps.chunks.present(id)).map(({ zero }) => zero)).toEqual([false, true]);
  });

  it('of zeros that was offered without the word and never sent is there once it is declared', async () => {
    const { id } = await create();
    const zeros = sha256(chunk(1, 0));
    expect((await offer(id, { index: 1, sha256: zeros })).chunks).toMatchObject([{ status: 'put' }]);
    expect((await offer(id, { index: 1, sha256: zeros, zero: true })).chunks).toEqual([{ index: 1, status: 'stored' }]);
    await expect(status(id)).resolves.toMatchObject({ received: [[1, 1]] });
  });

  it('cannot be declared zeros with the digest of something else', async () => {
    const { id } = await create();
    const answer = await offer(id, { index: 1, sha256: sha256(chunk(1)), zero: true });
    expect([answer.status, answer.json]).toMatchObject([400, { errors: [{ field: 'chunks[0].sha256' }] }]);
  });

  it.each([
    ['is past the end', [{ index: 3 }], 'chunks[0].index'],
    ['is offered twice', [{ index: 1 }, { index: 1 }], 'chunks[1].index'],
  ])('is refused when it %s', async (_what, indices, field) => {
    const { id } = await create();
    const answer = await offer(id, ...indices.map(({ index }) => ({ index, sha256: sha256(chunk(1)) })));
    expect([answer.status, answer.json]).toMatchObject([400, { errors: [{ field }] }]);
  });

  it('is found among more chunks than a listing answers at once', async () => {
    api.s3.pageSize = 2;
    const { id } = await create();
    for (const index of [0, 1, 2]) await send(id, index);
    await expect(status(id)).resolves.toMatchObject({ received: [[0, 2]] });
  });
});

describe('completing', () => {
  it('is refused with what is missing', async () => {
    const { id } = await create();
    await send(id, 1);
    const answer = await complete(id);
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({
      detail: '2 of 3 chunks are missing: 0, 2',
      errors: [{ field: 'chunks', message: 'missing 0, 2' }],
    });
    expect(api.events).toEqual([]);
  });

  it.each([0, 1, 2])('is refused while chunk %i alone is missing, and changes nothing', async (missing) => {
    const { id } = await create();
    for (const index of [0, 1, 2]) if (index !== missing) await send(id, index);
    const answer = await complete(id);
    expect([answer.status, answer.json]).toMatchObject([
      409,
      { detail: `1 of 3 chunks are missing: ${missing}`, errors: [{ field: 'chunks', message: `missing ${missing}` }] },
    ]);
    expect((await status(id)).state).toBe('open');
    expect(api.events).toEqual([]);
    await send(id, missing);
    expect((await complete(id)).status).toBe(200);
    expect(api.events).toHaveLength(1);
  });

  it('lists twenty gaps and no more', async () => {
    const { id } = (await api.call(web1, 'POST', '/v1/uploads', { sizeBytes: 50 * 8 * MIB })).json as UploadStatus;
    const zeros = sha256(Buffer.alloc(8 * MIB));
    const even = Array.from({ length: 25 }, (_, i) => ({ index: 2 * i, sha256: zeros, zero: true }));
    await api.call(web1, 'POST', `/v1/uploads/${id}/chunks`, { chunks: even });
    const answer = await complete(id);
    const odd = Array.from({ length: 20 }, (_, i) => 2 * i + 1).join(', ');
    expect(answer.json).toMatchObject({ detail: `25 of 50 chunks are missing: ${odd}, …` });
  });

  it('sends one event that says what came, and may be said again', async () => {
    const { id } = await create({ kernelRelease: '6.12.1' });
    for (const index of [0, 1, 2]) await send(id, index);
    await sendLog(id);
    const digest = sha256(Buffer.from('whole'));
    const answer = await complete(id, { sha256: digest });
    expect([answer.status, answer.json]).toMatchObject([200, { state: 'complete', receivedBytes: DUMP_BYTES }]);
    expect(api.events).toMatchObject([
      {
        name: 'upload.completed',
        detail: {
          id: `upload.completed:${id}`,
          uploadId: id,
          host: 'web-1',
          kernelRelease: '6.12.1',
          sizeBytes: DUMP_BYTES,
          chunkCount: 3,
          policy: 'all',
          sha256: digest,
          logReceived: true,
        },
      },
    ]);
    expect((await complete(id)).status).toBe(200);
    expect(new Set(api.events.map(({ detail }) => detail.id)).size).toBe(1);
  });

  it('that could not send its event sends it when it is said again', async () => {
    const { id } = await create();
    for (const index of [0, 1, 2]) await send(id, index);
    api.state.failBus = true;
    expect((await complete(id)).status).toBe(500);
    api.state.failBus = false;
    expect((await complete(id)).status).toBe(200);
    expect(api.events).toHaveLength(1);
  });

  it('of a log alone needs the log', async () => {
    const { id } = await create({ sizeBytes: 0 });
    const answer = await complete(id);
    expect([answer.status, answer.json]).toMatchObject([409, { errors: [{ field: 'log' }] }]);
    await sendLog(id);
    expect((await complete(id)).status).toBe(200);
  });

  it('with a policy below all takes what is there', async () => {
    const { id } = await create({ policy: 'hot' });
    await send(id, 1);
    expect((await complete(id)).status).toBe(200);
  });

  it('ends the taking of chunks, but a log may still come', async () => {
    const { id } = await create();
    for (const index of [0, 1, 2]) await send(id, index);
    await complete(id);
    expect((await offer(id, { index: 0, sha256: sha256(chunk(0)) })).status).toBe(409);
    await expect(sendLog(id)).resolves.toMatchObject({ status: 'put' });
  });
});

describe('giving up', () => {
  it('keeps the reason, sends an event, and may be said again', async () => {
    const { id } = await create();
    const answer = await api.call(web1, 'POST', `/v1/uploads/${id}/abort`, { reason: 'no network' });
    expect([answer.status, answer.json]).toMatchObject([200, { state: 'aborted', reason: 'no network' }]);
    const again = await api.call(web1, 'POST', `/v1/uploads/${id}/abort`, { reason: 'other' });
    expect([again.status, again.json]).toMatchObject([200, { reason: 'no network' }]);
    expect(api.events).toMatchObject([
      { name: 'upload.aborted', detail: { reason: 'no network' } },
      { name: 'upload.aborted', detail: { reason: 'no network' } },
    ]);
  });

  it('leaves nothing to be sent, completed or offered', async () => {
    const { id } = await create();
    await api.call(web1, 'POST', `/v1/uploads/${id}/abort`, { reason: 'x' });
    expect((await complete(id)).status).toBe(409);
    expect((await offer(id, { index: 0, sha256: sha256(chunk(0)) })).status).toBe(409);
    const log = { sizeBytes: 1, sha256: sha256(Buffer.from('x')) };
    expect((await api.call(web1, 'POST', `/v1/uploads/${id}/log`, log)).status).toBe(409);
  });

  it('is too late once it is complete', async () => {
    const { id } = await create({ policy: 'hot' });
    await send(id, 0);
    await complete(id);
    expect((await api.call(web1, 'POST', `/v1/uploads/${id}/abort`, { reason: 'x' })).status).toBe(409);
  });
});

describe('the log of a crash kernel', () => {
  const said = Buffer.from('makedumpfile Failed.\n');
  const wish = (bytes: Uint8Array) => ({ sizeBytes: bytes.length, sha256: sha256(bytes) });
  const ask = (id: string, body: unknown, headers = {}) =>
    api.call(web1, 'POST', `/v1/uploads/${id}/crash-kernel-log`, body, headers);

  it('is put once, beside the log; the same again is no error, another is refused', async () => {
    const { id } = await create();
    const { json } = await ask(id, wish(said));
    const { put } = json as { put: { url: string } };
    expect(put.url).toContain(`uploads/${id}/crash-kernel-log`);
    api.put(put.url, said);
    expect((await ask(id, wish(said))).json).toEqual({ status: 'stored' });
    expect((await ask(id, wish(Buffer.from('other')))).status).toBe(409);
    expect((await ask(id, wish(Buffer.from(said).fill('x')))).status).toBe(409);
    expect((await ask(id, wish(said), { accept: 'text/plain' })).text).toBe('crash-kernel-log stored\n');
    expect((await api.call(web1, 'GET', `/v1/uploads/${id}`)).json).toMatchObject({ logReceived: false });
  });

  it('has to be small, and to come before the dump is complete', async () => {
    const { id } = await create({ policy: 'hot' });
    expect((await ask(id, { ...wish(said), sizeBytes: MIB + 1 })).status).toBe(400);
    await send(id, 0);
    await complete(id);
    expect((await ask(id, wish(said))).status).toBe(409);
  });
});

describe("another host's upload", () => {
  const digest = sha256(LOG);
  it.each([
    ['read', 'GET', '', undefined],
    ['given a log', 'POST', '/log', { sizeBytes: 1, sha256: digest }],
    ['given a log of its crash kernel', 'POST', '/crash-kernel-log', { sizeBytes: 1, sha256: digest }],
    ['given chunks', 'POST', '/chunks', { chunks: [{ index: 0, sha256: digest }] }],
    ['completed', 'POST', '/complete', {}],
    ['given up', 'POST', '/abort', { reason: 'x' }],
  ])('cannot be %s, and looks as if it were not there', async (_what, method, path, body) => {
    const { id } = await create();
    const [theirs, nobodys] = [id, '01J00000000000000000000000'];
    const answers = await Promise.all(
      [theirs, nobodys].map((target) => api.call(web2, method, `/v1/uploads/${target}${path}`, body)),
    );
    expect(answers.map((answer) => answer.status)).toEqual([404, 404]);
    expect(answers[0]?.text.replaceAll(theirs, 'ID')).toBe(answers[1]?.text.replaceAll(nobodys, 'ID'));
  });
});
