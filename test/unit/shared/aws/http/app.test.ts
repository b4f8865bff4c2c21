/** What all functions of the API have in common, asked of an application with two routes. */
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { apiApp, serve, wantsLines } from '../../../../../shared/aws/http/app.ts';
import type { ApiContext } from '../../../../../shared/aws/http/app.ts';
import { assumePrincipal } from '../../../../../shared/aws/http/authenticate.ts';
import { apiRoute, json } from '../../../../../shared/contract/api/route.ts';
import type { Principal, Role } from '../../../../../shared/contract/roles.ts';
import { TransientError } from '../../../../../shared/errors.ts';

const MIB = 1024 * 1024;
const person = (...roles: Role[]): Principal => ({ kind: 'person', subject: 's', name: 'ada', roles: new Set(roles) });

function world() {
  const failures: unknown[] = [];
  const app = apiApp({ onFailure: (error, request) => failures.push([(error as Error).message, request]) });
  const Body = z.object({ text: z.string() });
  const put = apiRoute({
    ...{ method: 'post', path: '/v1/things/{id}', admits: ['admin', 'responder'], summary: 'Puts' },
    request: { params: z.object({ id: z.string().max(5) }), body: json('It', Body) },
    responses: { 200: json('It', Body) },
  } as const);
  serve(app, put, (c) => {
    const { text } = Body.parse(c.req.valid('json'));
    if (text === 'later') throw new TransientError('the table is busy', { retryAfterSeconds: 9 });
    if (text === 'fault') throw new TypeError('ours');
    return Promise.resolve(c.json({ text: text.slice(0, 20) }, 200));
  });
  const open = apiRoute({
    ...{ method: 'get', path: '/v1/open', admits: 'anyone', summary: 'Open' },
    responses: { 200: json('It', Body) },
  } as const);
  serve(app, open, (c) => Promise.resolve(c.json({ text: 'open' }, 200)));
  const call = async (
    who: Principal | undefined,
    method: string,
    path: string,
    { body, headers = {}, lambda }: { body?: string; headers?: Record<string, string>; lambda?: string } = {},
  ) => {
    const response = await app.request(
      path,
      { method, headers: { 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body }) },
      {
        event: who === undefined ? {} : assumePrincipal({}, who),
        ...(lambda === undefined ? {} : { lambdaContext: { awsRequestId: lambda } }),
      },
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, text };
  };
  return { call, failures };
}

const admin = person('admin');
const body = (text: string): string => JSON.stringify({ text });

describe('an application of the API', () => {
  it.each([
    [admin, 200],
    [person('responder', 'approver'), 200],
    [person('approver'), 403],
    [person(), 403],
    [undefined, 401],
  ] as const)('runs a route for who may: %j', async (who, status) => {
    const answer = await world().call(who, 'POST', '/v1/things/a', { body: body('x') });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
    expect(answer.headers.get('content-type')).toContain(
      status === 200 ? 'application/json' : 'application/problem+json',
    );
    expect(['cache-control', 'x-content-type-options', 'vary'].map((name) => answer.headers.get(name))).toEqual([
      ...['no-store', 'nosniff', 'accept'],
    ]);
    if (status === 403) expect(answer.text).toContain('this needs one of the roles admin, responder; ');
  });

  it('answers anyone where a route says so, below whatever stage', async () => {
    for (const path of ['/v1/open', '/stage/v1/open', '/a/b/v1/open']) {
      expect((await world().call(undefined, 'GET', path)).text).toBe('{"text":"open"}');
    }
  });

  it('tells what there is not to whom it knows alone', async () => {
    const { call } = world();
    const known = await call(admin, 'GET', '/v1/nothing');
    expect([known.status, known.text]).toEqual([404, expect.stringContaining('there is no GET /v1/nothing')]);
    expect((await call(undefined, 'GET', '/v1/nothing')).status).toBe(401);
    expect((await call(admin, 'GET', '/v1')).status).toBe(404);
  });

  it('says where a request is wrong', async () => {
    const { call } = world();
    const answer = await call(admin, 'POST', '/v1/things/toolong', { body: body('x') });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('"field":"id"')]);
    expect((await call(admin, 'POST', '/v1/things/a', { body: '1' })).text).toContain('"field":"body"');
    expect((await call(admin, 'POST', '/v1/things/a', { body: '{' })).text).toContain('not well-formed JSON');
  });

  it('takes bodies of a MiB', async () => {
    const { call } = world();
    const rest = MIB - body('').length;
    expect((await call(admin, 'POST', '/v1/things/a', { body: body('a'.repeat(rest)) })).status).toBe(200);
    const longer = await call(admin, 'POST', '/v1/things/a', { body: body('a'.repeat(rest + 1)) });
    expect([longer.status, longer.text]).toEqual([
      413,
      expect.stringContaining('the body is longer than 1048576 bytes'),
    ]);
  });

  it('answers 304 to who has it, and nothing else is tagged', async () => {
    const { call } = world();
    const first = await call(undefined, 'GET', '/v1/open');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).not.toBe('');
    const again = await call(undefined, 'GET', '/v1/open', { headers: { 'if-none-match': tag } });
    expect([again.status, again.text]).toEqual([304, '']);
    const put = await call(admin, 'POST', '/v1/things/a', { body: body('x') });
    expect(put.headers.get('etag')).toBeNull();
  });

  it('tells whoever runs it of its own failures alone, and the caller when to come again', async () => {
    const { call, failures } = world();
    const later = await call(admin, 'POST', '/v1/things/a', { body: body('later'), lambda: 'r1' });
    expect([later.status, later.headers.get('retry-after')]).toEqual([503, '9']);
    expect(JSON.parse(later.text)).toMatchObject({ instance: 'urn:purgatory:request:r1' });
    const fault = await call(admin, 'POST', '/v1/things/a', { body: body('fault') });
    expect([fault.status, fault.headers.get('retry-after')]).toEqual([500, null]);
    expect(JSON.parse(fault.text)).not.toHaveProperty('instance');
    await call(admin, 'GET', '/v1/nothing');
    const request = { method: 'POST', path: '/v1/things/a' };
    expect(failures).toEqual([
      ['the table is busy', request],
      ['ours', request],
    ]);
  });

  it('says problems in lines to who asks for lines', async () => {
    const { call } = world();
    const answer = await call(admin, 'GET', '/v1/nothing', { headers: { accept: 'text/plain' } });
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(answer.text.startsWith('{')).toBe(false);
  });

  it.each<[string | undefined, boolean]>([
    ['text/plain', true],
    ['text/plain, application/json', true],
    ['application/json, text/plain', false],
    ['application/problem+json, text/plain', false],
    ['application/json', false],
    ['*/*', false],
    ['', false],
    [undefined, false],
  ])('takes %j for a wish for lines: %s', (accept, lines) => {
    expect(wantsLines({ req: { header: () => accept } } as unknown as ApiContext)).toBe(lines);
  });
});
