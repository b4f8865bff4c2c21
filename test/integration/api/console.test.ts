/** The read API and enrolment on the embedded AWS: who may, and the document that describes it. */
import { expect, it } from '@jest/globals';
import { callApi, describeOnStack } from '../support/stack.ts';

describeOnStack('the API on the embedded AWS', () => {
  it('describes itself to anyone, and lists every part', async () => {
    const { status, body } = await callApi('GET', 'v1/openapi.json');
    expect(status).toBe(200);
    const { openapi, paths } = body as { openapi: string; paths: Record<string, unknown> };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/v1/uploads', '/v1/crashes', '/v1/dumps', '/v1/hosts']),
    );
  });

  it.each([
    ['GET', 'v1/crashes'],
    ['GET', 'v1/dumps'],
    ['GET', 'v1/hosts'],
    ['POST', 'v1/hosts'],
    ['GET', 'v1/dumps/01J00000000000000000000000/report'],
  ])('refuses %s %s without a token', async (method, path) => {
    const { status, body } = await callApi(method, path, method === 'POST' ? { body: { host: 'a' } } : {});
    expect([status, body]).toMatchObject([401, { code: 'unauthenticated' }]);
  });

  it('lets a responder read but not enrol hosts', async () => {
    expect((await callApi('GET', 'v1/crashes', { as: 'rae' })).status).toBe(200);
    expect((await callApi('GET', 'v1/dumps?limit=1', { as: 'rae' })).status).toBe(200);
    expect((await callApi('POST', 'v1/hosts', { as: 'rae', body: { host: 'a' } })).status).toBe(403);
  });

  it('says of what is not there that it is not there', async () => {
    for (const path of [
      `crashes/c${'0'.repeat(24)}`,
      'dumps/01J00000000000000000000000',
      'dumps/01J00000000000000000000000/log',
    ]) {
      expect((await callApi('GET', `v1/${path}`, { as: 'rae' })).status).toBe(404);
    }
  });

  it('names the field of a wrong query', async () => {
    const { status, body } = await callApi('GET', 'v1/crashes?limit=9999', { as: 'rae' });
    expect([status, body]).toMatchObject([400, { errors: [{ field: 'limit' }] }]);
  });
});
