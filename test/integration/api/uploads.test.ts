/** The upload API as a host meets it: presigned addresses and what S3 makes of them. */
import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type * as z from 'zod';
import type { ChunkAnswers, LogAnswer, PresignedPut, UploadStatus } from '../../../shared/contract/uploads.ts';
import type { HostToken } from '../../../shared/contract/roles.ts';
import { callApi, describeOnStack, stack } from '../support/stack.ts';

const MIB = 1024 * 1024;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function enrol(host: string): Promise<string> {
  const { status, body } = await callApi('POST', 'v1/hosts', { as: 'ada', body: { host } });
  expect(status).toBe(201);
  return (body as HostToken).token;
}

async function put({ url, headers }: PresignedPut, bytes: Uint8Array): Promise<number> {
  const answer = await fetch(url, { method: 'PUT', headers, body: Buffer.from(bytes) });
  await answer.arrayBuffer();
  return answer.status;
}

describeOnStack('an upload on the embedded AWS', () => {
  let token = '';
  let stranger = '';
  beforeAll(async () => {
    [token, stranger] = await Promise.all([enrol('web-1.api'), enrol('web-2.api')]);
  });

  const create = async (sizeBytes: number, more: object = {}): Promise<UploadStatus> => {
    const { body } = await callApi('POST', 'v1/uploads', { token, body: { sizeBytes, ...more } });
    return body as UploadStatus;
  };
  const status = async (id: string): Promise<UploadStatus> =>
    (await callApi('GET', `v1/uploads/${id}`, { token })).body as UploadStatus;

  async function putOf(id: string, index: number, bytes: Uint8Array): Promise<PresignedPut> {
    const body = { chunks: [{ index, sha256: sha256(bytes) }] };
    const answers = (await callApi('POST', `v1/uploads/${id}/chunks`, { token, body })).body;
    const [answer] = (answers as z.infer<typeof ChunkAnswers>).chunks;
    if (answer?.status !== 'put') throw new Error(`expected an address: ${JSON.stringify(answers)}`);
    return answer.put;
  }

  it('goes from the first word to complete, and finds what is there after a break', async () => {
    const resumeKey = randomUUID();
    const dump = Buffer.alloc(9 * MIB, 7);
    const chunks = [dump.subarray(0, 8 * MIB), dump.subarray(8 * MIB)];
    const { id } = await create(dump.length, { resumeKey });
    expect(await put(await putOf(id, 1, chunks[1]!), chunks[1]!)).toBe(200);
    const again = await create(dump.length, { resumeKey });
    expect(again).toMatchObject({ id, received: [[1, 1]], receivedBytes: MIB });
    const refused = await callApi('POST', `v1/uploads/${id}/complete`, { token, body: {} });
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { errors: [{ field: 'chunks', message: 'missing 0' }] },
    ]);
    expect(await put(await putOf(id, 0, chunks[0]!), chunks[0]!)).toBe(200);
    const done = await callApi('POST', `v1/uploads/${id}/complete`, { token, body: { sha256: sha256(dump) } });
    expect([done.status, done.body]).toMatchObject([200, { state: 'complete', received: [[0, 1]] }]);
  });

  it('takes a log once, and knows it again', async () => {
    const { id } = await create(0);
    const log = Buffer.from('[    1.000000] Kernel panic - not syncing: sysrq triggered crash\n');
    const body = { sizeBytes: log.length, sha256: sha256(log) };
    const offer = async (): Promise<LogAnswer> =>
      (await callApi('POST', `v1/uploads/${id}/log`, { token, body })).body as LogAnswer;
    const answer = await offer();
    expect(answer.status).toBe('put');
    if (answer.status === 'put') expect(await put(answer.put, log)).toBe(200);
    await expect(offer()).resolves.toEqual({ status: 'stored' });
    await expect(status(id)).resolves.toMatchObject({ logReceived: true });
    const other = { sizeBytes: 1, sha256: sha256(Buffer.from('x')) };
    expect((await callApi('POST', `v1/uploads/${id}/log`, { token, body: other })).status).toBe(409);
  });

  describe('an address', () => {
    const bytes = Buffer.alloc(MIB, 3);
    let id = '';
    let address: PresignedPut;
    beforeAll(async () => {
      ({ id } = await create(MIB));
      address = await putOf(id, 0, bytes);
    });

    it('refuses other bytes', async () => {
      expect(await put(address, Buffer.alloc(MIB, 4))).toBe(400);
    });

    it('refuses another digest than it was signed for', async () => {
      const other = Buffer.alloc(MIB, 4);
      const headers = {
        ...address.headers,
        'x-amz-checksum-sha256': createHash('sha256').update(other).digest('base64'),
      };
      expect(await put({ ...address, headers }, other)).toBe(403);
    });

    it('refuses another length', async () => {
      expect(await put(address, bytes.subarray(1))).toBe(403);
    });

    it('refuses another object', async () => {
      expect(await put({ ...address, url: address.url.replace('/chunks/00000', '/chunks/00001') }, bytes)).toBe(403);
    });

    it('refuses another expiry', async () => {
      const longer = new URL(address.url);
      longer.searchParams.set('X-Amz-Expires', '604800');
      expect(await put({ ...address, url: longer.href }, bytes)).toBe(403);
    });

    it('takes its bytes once, and refuses them when it is replayed', async () => {
      await expect(status(id)).resolves.toMatchObject({ received: [] });
      expect(await put(address, bytes)).toBe(200);
      expect(await put(address, bytes)).toBe(412);
      await expect(status(id)).resolves.toMatchObject({ received: [[0, 0]] });
    });
  });

  it("is not there for another host, nor for a token that is forged, cut, or another's", async () => {
    const { id } = await create(MIB);
    const get = async (with_: string): Promise<number> =>
      (await callApi('GET', `v1/uploads/${id}`, { token: with_ })).status;
    expect(await get(token)).toBe(200);
    expect(await get(stranger)).toBe(404);
    expect(await get(token.slice(0, -3))).toBe(401);
    const [version, payload = '', mac] = token.split('.');
    const forged = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('web-1', 'web-2')).toString(
      'base64url',
    );
    expect(await get(`${version}.${forged}.${mac}`)).toBe(401);
  });

  it('is refused to a revoked host', async () => {
    const revoked = await enrol('web-3.api');
    expect((await callApi('DELETE', 'v1/hosts/web-3.api', { as: 'ada' })).status).toBe(204);
    expect((await callApi('POST', 'v1/uploads', { token: revoked, body: { sizeBytes: 1 } })).status).toBe(401);
  });

  it('answers lines to who asks for them', async () => {
    const answer = await fetch(new URL('v1/uploads', stack.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, accept: 'text/plain', 'content-type': 'application/json' },
      body: '{"sizeBytes":0}',
    });
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    await expect(answer.text()).resolves.toMatch(/^id \S+\nhost web-1\.api\n/);
  });
});
