import { beforeEach, describe, expect, it } from '@jest/globals';
import { PROBLEM_CONTENT_TYPE, Problem } from '../../../../shared/contract/problem.ts';
import type { UploadStatus } from '../../../../shared/contract/uploads.ts';
import { MIB, harness, hostOf, person, sha256 } from './harness.ts';
import type { Answer, Harness } from './harness.ts';

const web1 = hostOf('web-1');
let api: Harness;
beforeEach(() => {
  api = harness();
});

function problemOf(answer: Answer): Problem {
  expect(answer.headers.get('content-type')).toBe(PROBLEM_CONTENT_TYPE);
  const problem = Problem.parse(answer.json);
  expect(problem.status).toBe(answer.status);
  return problem;
}

const create = (body: unknown, headers: Record<string, string> = {}) =>
  api.call(web1, 'POST', '/v1/uploads', body, headers);

describe('a wrong request', () => {
  it.each([
    ['no size', {}, 'sizeBytes'],
    ['a negative size', { sizeBytes: -1 }, 'sizeBytes'],
    ['half a byte', { sizeBytes: 0.5 }, 'sizeBytes'],
    ['more than is taken', { sizeBytes: 2 ** 53 - 1 }, 'sizeBytes'],
    ['a host that is no name', { sizeBytes: 1, host: 'a/b' }, 'host'],
    ['an unknown policy', { sizeBytes: 1, policy: 'most' }, 'policy'],
    ['a time that is none', { sizeBytes: 1, capturedAt: 'yesterday' }, 'capturedAt'],
    ['an empty resume key', { sizeBytes: 1, resumeKey: '' }, 'resumeKey'],
    ['a list', [], 'body'],
    ['nothing', null, 'body'],
  ])('with %s is told the field', async (_what, body, field) => {
    const problem = problemOf(await create(body));
    expect(problem).toMatchObject({ status: 400, code: 'input' });
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
  });

  it('with a digest that is none is told which of the list', async () => {
    const { id } = (await create({ sizeBytes: 20 * MIB })).json as UploadStatus;
    const chunks = [
      { index: 0, sha256: sha256(Buffer.from('')) },
      { index: 1, sha256: 'ABC' },
    ];
    const answer = await api.call(web1, 'POST', `/v1/uploads/${id}/chunks`, { chunks });
    expect(problemOf(answer).errors?.map((error) => error.field)).toEqual(['chunks[1].sha256']);
  });

  it('with a body that is not JSON is told so', async () => {
    const answer = await create('{"sizeBytes": 1,');
    expect(problemOf(answer)).toMatchObject({ status: 400, errors: [{ field: 'body' }] });
  });

  it('with a body of another type is told so', async () => {
    const answer = await create('sizeBytes=1', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(problemOf(answer)).toMatchObject({ status: 415, errors: [{ field: 'content-type' }] });
  });

  it('with a body that is too large is told so', async () => {
    const answer = await create({ sizeBytes: 1, fileName: 'x'.repeat(1_100_000) });
    expect(problemOf(answer)).toMatchObject({ status: 413, code: 'too-large', errors: [{ field: 'body' }] });
  });

  it('for an id that is none is told so', async () => {
    const answer = await api.call(web1, 'GET', '/v1/uploads/..%2f..%2fetc');
    expect(problemOf(answer)).toMatchObject({ status: 400, errors: [{ field: 'id' }] });
  });

  it('for a path that is not there is told so', async () => {
    expect(problemOf(await api.call(web1, 'GET', '/v1/uploads/x/y/z')).status).toBe(404);
    expect(problemOf(await api.call(web1, 'DELETE', '/v1/uploads')).status).toBe(404);
  });
});

describe('who may call', () => {
  it('is nobody without a token, whatever the path', async () => {
    for (const path of ['/v1/uploads', '/v1/uploads/01J00000000000000000000000', '/v1/elsewhere', '/']) {
      const answer = await api.call(undefined, 'GET', path);
      expect(problemOf(answer)).toMatchObject({ status: 401, code: 'unauthenticated' });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('is nobody with the wrong role', async () => {
    const answer = await api.call(person('release-engineer'), 'POST', '/v1/uploads', { sizeBytes: 1, host: 'a' });
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('is asked before the request is looked at', async () => {
    expect((await api.call(undefined, 'POST', '/v1/uploads', '{')).status).toBe(401);
  });
});

describe('an unexpected failure', () => {
  it('is a problem that tells nothing, and is reported', async () => {
    api.dynamo.onCommand = () => {
      throw new Error('secret of the inside');
    };
    const answer = await create({ sizeBytes: 1, resumeKey: 'k' });
    expect(problemOf(answer)).toMatchObject({ status: 500, code: 'internal' });
    expect(answer.text).not.toContain('secret');
    expect(api.failures).toHaveLength(1);
  });
});

describe('the answer as lines', () => {
  const lines = { accept: 'text/plain' };

  it('holds one fact a line', async () => {
    const answer = await create({ sizeBytes: 20 * MIB }, lines);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.text).toMatch(/^id [0-9A-Z]{26}\nhost web-1\nstate open\n/);
    expect(answer.text).toContain(`\nchunk-bytes ${8 * MIB}\nchunk-count 3\n`);
  });

  it('holds addresses and their headers', async () => {
    const id = /^id (\S+)/.exec((await create({ sizeBytes: 20 * MIB }, lines)).text)?.[1] ?? '';
    const body = { chunks: [{ index: 1, sha256: sha256(Buffer.from('x')) }] };
    const { text } = await api.call(web1, 'POST', `/v1/uploads/${id}/chunks`, body, lines);
    expect(text).toMatch(/^chunk 1 put\nurl https:\/\/\S+\nheader x-amz-checksum-sha256: \S+\nexpires \S+\n$/);
  });

  it('holds a problem with the fields', async () => {
    const { status, text } = await create({ sizeBytes: -1 }, lines);
    expect(status).toBe(400);
    expect(text).toMatch(/^problem 400\ncode input\ntitle Bad request\ndetail .*\nerror sizeBytes .*\n$/);
  });

  it('is given only to who would rather have it than JSON', async () => {
    const answers = await Promise.all(
      ['text/plain, application/json', 'application/json, text/plain', '*/*'].map((accept) =>
        create({ sizeBytes: 1 }, { accept }),
      ),
    );
    expect(answers.map(({ headers }) => headers.get('content-type')?.split(';')[0])).toEqual([
      'text/plain',
      'application/json',
      'application/json',
    ]);
  });
});

describe('the path', () => {
  it('may have a stage or the base path of a domain before it', async () => {
    const answer = await api.call(web1, 'POST', '/crash/purgatory/v1/uploads', { sizeBytes: 1 });
    expect(answer.status).toBe(201);
  });
});
