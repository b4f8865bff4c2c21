import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { verifyHostToken } from '../../../../shared/aws/auth/host-token.ts';
import { ObjectKeys } from '../../../../shared/aws/runtime/layout.ts';
import { HeldHosts } from '../../../../shared/aws/uploads/held.ts';
import { questionTrail } from '../../../../shared/aws/uploads/questions.ts';
import { ConsoleRoutes } from '../../../../shared/contract/api/console.ts';
import { SilenceRoutes } from '../../../../shared/contract/api/silences.ts';
import { FleetRoutes } from '../../../../shared/contract/api/fleet.ts';
import { UploadRoutes } from '../../../../shared/contract/api/uploads.ts';
import type { CrashPage } from '../../../../shared/contract/crashes.ts';
import { DumpDetail, DumpPage } from '../../../../shared/contract/dumps.ts';
import { HostToken } from '../../../../shared/contract/roles.ts';
import type { HostPage } from '../../../../shared/contract/roles.ts';
import { hostQuota } from '../../../../shared/domain/host/quota.ts';
import { TriageResult } from '../../../../shared/contract/triage.ts';
import { group } from './fake-crashes.ts';
import { NOW, harness, person } from './harness.ts';
import type { Harness } from './harness.ts';

const responder = person('responder');
const admin = person('admin');
const host = { kind: 'host', host: 'web-1', expiresAt: NOW } as const;

/** What a log says. */
const SAID: TriageResult = {
  title: 'BUG: unable to handle page fault in ext4_foo',
  altTitles: [],
  kind: 'page-fault',
  corrupted: false,
  panicked: true,
  fingerprint: 'v1:abc',
  frames: [{ symbol: 'ext4_foo', offset: 0x1a, reliable: true }],
  partial: 'time',
  others: [],
};

let api: Harness;
beforeEach(() => {
  api = harness();
});

describe('the crashes', () => {
  const list = async (query = ''): Promise<CrashPage> => (await api.call(responder, 'GET', `/v1/crashes${query}`)).json;
  const titles = async (query: string) => (await list(query)).crashes.map(({ title }) => title);

  beforeEach(() => {
    api.groups.push(
      group(1, { title: 'KASAN: use-after-free Read in foo', kernels: { '6.12.1': 3 } }),
      group(2, { title: 'BUG in bar', kernels: { '6.1.9': 1 } }),
      group(3, {
        title: 'BUG in baz',
        status: { state: 'acknowledged', since: '2026-11-20T00:00:00.000Z', by: 'rae' },
      }),
    );
  });

  it('are listed page by page', async () => {
    const first = await list('?limit=2');
    expect(first.crashes).toHaveLength(2);
    const second = await list(`?limit=2&cursor=${first.next ?? ''}`);
    expect(second).toMatchObject({ crashes: [{ title: 'BUG in baz' }] });
    expect(second.next).toBeUndefined();
  });

  it('are not sent again to who has them', async () => {
    const { headers } = await api.call(responder, 'GET', '/v1/crashes');
    const etag = headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const again = () => api.call(responder, 'GET', '/v1/crashes', undefined, { 'if-none-match': etag });
    expect((await again()).status).toBe(304);
    api.groups.push(group(4));
    expect((await again()).status).toBe(200);
  });

  it.each([
    ['?state=acknowledged', ['BUG in baz']],
    ['?state=open,acknowledged&title=bug', ['BUG in bar', 'BUG in baz']],
    ['?kernel=6.1.', ['BUG in bar']],
    ['?kernel=6.1&limit=1', ['KASAN: use-after-free Read in foo']],
    ['?kernel=7', []],
  ])('are filtered: %s', async (query, expected) => {
    await expect(titles(query)).resolves.toEqual(expected);
  });

  it.each(['?limit=0', '?limit=x', '?state=broken', '?state=open,', '?kernel='])(
    'refuse the query %s',
    async (query) => {
      expect((await api.call(responder, 'GET', `/v1/crashes${query}`)).status).toBe(400);
    },
  );

  it('are acknowledged by a responder, under their name, and the event is sent', async () => {
    const { id } = group(1);
    const answer = await api.call(responder, 'POST', `/v1/crashes/${id}/actions`, { action: 'acknowledge' });
    expect([answer.status, answer.json]).toMatchObject([
      200,
      { status: { state: 'acknowledged', by: 'ada@example.com' } },
    ]);
    expect(api.crashes.announced).toHaveLength(1);
  });

  it('are not acknowledged by who may only read', async () => {
    const path = `/v1/crashes/${group(1).id}/actions`;
    const answer = await api.call(person('approver'), 'POST', path, { action: 'acknowledge' });
    expect(answer.status).toBe(403);
  });

  it('are not ignored until a time that has passed', async () => {
    const body = { action: 'ignore', until: '2026-11-22T00:00:00Z' };
    const answer = await api.call(responder, 'POST', `/v1/crashes/${group(1).id}/actions`, body);
    expect([answer.status, answer.json]).toMatchObject([400, { errors: [{ field: 'until' }] }]);
  });

  it('take notes, but no tracker that is a script', async () => {
    const path = `/v1/crashes/${group(1).id}`;
    const noted = await api.call(responder, 'PATCH', path, { owner: 'mm', tracker: 'https://bugs.example/1' });
    expect([noted.status, noted.json]).toMatchObject([200, { owner: 'mm', tracker: 'https://bugs.example/1' }]);
    const script = await api.call(responder, 'PATCH', path, { tracker: 'javascript:alert(1)' });
    expect(script.status).toBe(400);
  });

  it('that are not there are not found', async () => {
    for (const path of ['', '/occurrences']) {
      const answer = await api.call(responder, 'GET', `/v1/crashes/${group(9).id}${path}`);
      expect(answer.status).toBe(404);
    }
  });
});

describe('the dumps', () => {
  const list = async (query = '') =>
    DumpPage.parse((await api.call(responder, 'GET', `/v1/dumps${query}`)).json).dumps.map(({ id }) => id);

  it('are listed newest first, all or those of a host or a state', async () => {
    const a = await api.addUpload({ id: '01J0000000000000000000000A' });
    const b = await api.addUpload({ id: '01J0000000000000000000000B', host: 'web-2', state: 'sealed' });
    const c = await api.addUpload({ id: '01J0000000000000000000000C' });
    await expect(list()).resolves.toEqual([c.id, b.id, a.id]);
    await expect(list('?host=web-2')).resolves.toEqual([b.id]);
    await expect(list('?state=open')).resolves.toEqual([c.id, a.id]);
    await expect(list('?state=open,sealed&limit=2')).resolves.toEqual([c.id, b.id]);
    await expect(list(`?cursor=${b.id}`)).resolves.toEqual([a.id]);
  });

  it('are all found, each once, whatever the size of the page and the filter', async () => {
    for (let i = 0; i < 23; i++) {
      await api.addUpload({
        id: `01J000000000000000000000${String(i).padStart(2, '0')}`,
        state: i % 3 === 0 ? 'open' : 'sealed',
      });
    }
    for (const [query, expected] of [
      ['', 23],
      ['&state=open', 8],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const path = `/v1/dumps?limit=4${query}${cursor === undefined ? '' : `&cursor=${cursor}`}`;
        const page = DumpPage.parse((await api.call(responder, 'GET', path)).json);
        seen.push(...page.dumps.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(new Set(seen).size).toBe(expected);
      expect(seen).toHaveLength(expected);
    }
  });

  it('says of an open upload whether its host is held, until when, and who asked last', async () => {
    const { id } = await api.addUpload({ state: 'open' });
    const held = async () => DumpDetail.parse((await api.call(responder, 'GET', `/v1/dumps/${id}`)).json).held;
    expect(await held()).toBeUndefined();
    const hosts = new HeldHosts({ dynamo: api.dynamo.client, tableName: 'uploads' });
    const until = new Date(NOW.getTime() + 600_000);
    await hosts.keep(id, { until, bytesLeft: 4096, now: NOW });
    expect(await held()).toEqual({
      ...{ state: 'held', since: NOW.toISOString(), seenAt: NOW.toISOString(), until: until.toISOString() },
      bytesLeft: 4096,
    });
    const asked = { uploadId: id, at: NOW.toISOString(), by: 'dara', subject: 'd', ask: 'jiffies' };
    await questionTrail({ dynamo: api.dynamo.client, tableName: 'uploads' }, 365).note(asked);
    expect(await held()).toMatchObject({ askedBy: 'dara', askedAt: NOW.toISOString() });
    await hosts.release(id, 'ada', NOW);
    expect(await held()).toMatchObject({ state: 'released', releasedBy: 'ada' });
    await api.uploads.change(id, { state: 'complete' });
    expect(await held()).toBeUndefined();
  });

  it('say what is there and what is waited for', async () => {
    const { id } = await api.addUpload({
      wanted: [
        { offset: 0, length: 10 },
        { offset: 4096, length: 5 },
      ],
      wantedRound: 3,
    });
    const answer = await api.call(responder, 'GET', `/v1/dumps/${id}`);
    expect(answer.json).toMatchObject({ id, receivedBytes: 42, wantedRanges: 2, wantedBytes: 15, wantedRound: 3 });
  });

  it('hand out the report as it lies, packed, to who takes it so, and unpacked to others', async () => {
    const { id } = await api.addUpload({ analysis: 'done' });
    const report = JSON.stringify({ reportVersion: 1 });
    api.s3.objects.set(ObjectKeys.report(id), { bytes: gzipSync(report), contentEncoding: 'gzip' });
    const packed = await api.call(responder, 'GET', `/v1/dumps/${id}/report`, undefined, {
      'accept-encoding': 'br, gzip',
    });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(packed.bytes).toString()).toBe(report);
    for (const encoding of ['identity', 'gzip;q=0']) {
      const plain = await api.call(responder, 'GET', `/v1/dumps/${id}/report`, undefined, {
        'accept-encoding': encoding,
      });
      expect([plain.headers.get('content-encoding'), plain.text]).toEqual([null, report]);
    }
  });

  it('hand out a large report piece by piece, as it lies', async () => {
    const { id } = await api.addUpload({ analysis: 'done' });
    const text = randomBytes(4_000_000).toString('hex');
    const stored = gzipSync(JSON.stringify({ text }));
    const path = `/v1/dumps/${id}/report/packed`;
    expect((await api.call(responder, 'GET', path)).status).toBe(404);
    api.s3.objects.set(ObjectKeys.report(id), { bytes: stored, contentEncoding: 'gzip' });
    const pieces: Buffer[] = [];
    for (let offset = 0; offset < stored.length; offset += pieces.at(-1)?.length ?? stored.length) {
      const piece = await api.call(responder, 'GET', `${path}?offset=${String(offset)}`);
      expect(piece.headers.get('x-purgatory-total-bytes')).toBe(String(stored.length));
      pieces.push(piece.bytes);
    }
    expect(pieces).toHaveLength(2);
    expect(gunzipSync(Buffer.concat(pieces)).toString()).toBe(JSON.stringify({ text }));
    for (const wrong of [String(stored.length), '-1', 'x']) {
      expect((await api.call(responder, 'GET', `${path}?offset=${wrong}`)).status).toBe(400);
    }
  });

  it('say where a report is that is too large for an answer, packed or not', async () => {
    const { id } = await api.addUpload({ analysis: 'done' });
    api.s3.objects.set(ObjectKeys.report(id), { bytes: gzipSync(Buffer.alloc(9_000_000)), contentEncoding: 'gzip' });
    const answer = await api.call(responder, 'GET', `/v1/dumps/${id}/report`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, expect.stringContaining('/report.json')]);
  });

  it('say why there is no report', async () => {
    const { id } = await api.addUpload({ analysis: 'unreadable', reason: 'kdump: header: bad magic' });
    const answer = await api.call(responder, 'GET', `/v1/dumps/${id}/report`);
    expect([answer.status, answer.json]).toMatchObject([404, { detail: expect.stringContaining('bad magic') }]);
  });

  it('say where there will never be a report or a dump: a log alone was sent', async () => {
    const { id } = await api.addUpload({ policy: 'log', state: 'sealed', sizeBytes: 0, logReceived: true });
    const said = async (what: string) => {
      const { status, json } = await api.call(responder, 'GET', `/v1/dumps/${id}/${what}`);
      return { status, json };
    };
    const why = `${id}: its host sent the log alone, and no dump will follow`;
    expect(await said('report')).toMatchObject({ status: 404, json: { detail: `there is no report of ${why}` } });
    expect(await said('download')).toMatchObject({ status: 409, json: { detail: `there is no dump of ${why}` } });
  });

  it('hand out the log of the host, or else the one that the dump had', async () => {
    const { id } = await api.addUpload();
    expect((await api.call(responder, 'GET', `/v1/dumps/${id}/log`)).status).toBe(404);
    api.s3.objects.set(ObjectKeys.dumpLog(id), { bytes: Buffer.from('of the dump') });
    expect((await api.call(responder, 'GET', `/v1/dumps/${id}/log`)).text).toBe('of the dump');
    api.s3.objects.set(ObjectKeys.log(id), { bytes: Buffer.from('<script>') });
    const answer = await api.call(responder, 'GET', `/v1/dumps/${id}/log`);
    expect(answer.text).toBe('<script>');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('hand out what the crash kernel said of itself, as text, and of a log alone say that it is there', async () => {
    const { id } = await api.addUpload({ sizeBytes: 0 });
    const path = `/v1/dumps/${id}/crash-kernel-log`;
    expect((await api.call(responder, 'GET', path)).status).toBe(404);
    const detail = async () => (await api.call(responder, 'GET', `/v1/dumps/${id}`)).json as { crashKernelLog?: true };
    expect((await detail()).crashKernelLog).toBeUndefined();
    api.s3.objects.set(ObjectKeys.crashKernelLog(id), { bytes: Buffer.from('<b>kdump</b>') });
    expect((await detail()).crashKernelLog).toBe(true);
    const answer = await api.call(responder, 'GET', path);
    expect([answer.text, answer.headers.get('content-type')]).toEqual(['<b>kdump</b>', 'text/plain; charset=utf-8']);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('hand out what the log says, as much of it as can be read in the time of a request', async () => {
    const { id } = await api.addUpload();
    const ask = () => api.call(responder, 'GET', `/v1/dumps/${id}/triage`);
    expect((await ask()).status).toBe(404);
    const stops: boolean[] = [];
    api.logs.set(id, ({ shouldStop }) => {
      for (const ms of [0, 6_000, 1]) {
        api.clock.now += ms;
        stops.push(shouldStop());
      }
      return SAID;
    });
    const answer = await ask();
    expect([answer.status, TriageResult.parse(answer.json)]).toEqual([200, SAID]);
    expect(stops).toEqual([false, false, true]);
    // A log without its upload is none.
    api.logs.set('01J0000000000000000000000Z', () => SAID);
    expect((await api.call(responder, 'GET', '/v1/dumps/01J0000000000000000000000Z/triage')).status).toBe(404);
  });

  it('can be had once they are one object', async () => {
    const { id } = await api.addUpload({ fileName: 'vmcore', sha256: 'a'.repeat(64) });
    expect((await api.call(responder, 'GET', `/v1/dumps/${id}/download`)).status).toBe(409);
    api.s3.objects.set(ObjectKeys.dump(id), { bytes: Buffer.alloc(100) });
    const answer = await api.call(responder, 'GET', `/v1/dumps/${id}/download`);
    expect([answer.status, answer.json]).toMatchObject([
      200,
      { url: expect.stringContaining(`/dumps/${id}/vmcore`), sizeBytes: 100, fileName: `web-1-${id}-vmcore` },
    ]);
    expect((await api.call(person('approver'), 'GET', `/v1/dumps/${id}/download`)).status).toBe(403);
  });

  it('says that a whole dump is gone when its time was up before that of its report', async () => {
    const { id } = await api.addUpload({ fileName: 'vmcore', state: 'sealed', sizeBytes: 100 });
    const answer = await api.call(responder, 'GET', `/v1/dumps/${id}/download`);
    expect(answer).toMatchObject({ status: 404, text: expect.stringContaining('not there any more') });
  });

  it('can be had in pieces where only a part was sent', async () => {
    const changes = { fileName: 'vmcore', state: 'sealed', inPieces: true, sizeBytes: 100, receivedBytes: 10 } as const;
    const { id } = await api.addUpload({ ...changes, policy: 'hot' });
    const download = () => api.call(responder, 'GET', `/v1/dumps/${id}/download`);
    expect((await download()).status).toBe(404);
    const keep = (pieces: object[]) => {
      const manifest = { version: 1, uploadId: id, host: 'web-1', sizeBytes: 100, chunkBytes: 8, chunks: [] };
      const text = JSON.stringify({ ...manifest, missing: [[0, 12]], pieces, sealedAt: '2026-11-23T12:00:00Z' });
      api.s3.objects.set(ObjectKeys.manifest(id), { bytes: Buffer.from(text) });
    };
    keep([{ key: 'uploads/a', lengthBytes: 10, sha256: 'a'.repeat(64), ranges: [[0, 10]] }]);
    const { json } = await download();
    expect(json).toMatchObject({
      url: expect.stringContaining(`/dumps/${id}/manifest.json`),
      pieces: { 'uploads/a': expect.stringContaining('/uploads/a') },
      presentBytes: 10,
      sizeBytes: 100,
    });
    keep([]);
    expect(await download()).toMatchObject({ status: 409, text: expect.stringContaining('only the log was sent') });
  });
});

describe('what hosts were refused', () => {
  it('is listed for everybody who reads, and for no host', async () => {
    await api.refusals.note('web-1', hostQuota('uploads', 120), NOW);
    await api.refusals.note('web-1', hostQuota('uploads', 120), NOW);
    const at = NOW.toISOString();
    expect((await api.call(responder, 'GET', '/v1/refusals')).json).toEqual({
      refusals: [{ host: 'web-1', quota: 'uploads', limit: 120, spanSeconds: 3600, since: at, lastAt: at, count: 2 }],
    });
    expect((await api.call(host, 'GET', '/v1/refusals')).status).toBe(403);
    expect((await api.call(responder, 'GET', '/v1/refusals?cursor=HOSTS')).status).toBe(400);
  });
});

describe('hosts', () => {
  const enrol = (body: object) => api.call(admin, 'POST', '/v1/hosts', body);

  it('get a token that proves their name, for as long as is allowed', async () => {
    const answer = await enrol({ host: 'web-1', days: 30 });
    expect(answer.status).toBe(201);
    const { token, expiresAt } = HostToken.parse(answer.json);
    expect(expiresAt).toBe('2026-12-23T12:00:00.000Z');
    await expect(verifyHostToken(token, api.mac, NOW)).resolves.toMatchObject({ host: 'web-1' });
    const long = await enrol({ host: 'web-1', days: 401 });
    expect([long.status, long.json]).toMatchObject([400, { errors: [{ field: 'days' }] }]);
  });

  it('are listed by name, without their tokens', async () => {
    for (const name of ['c', 'a', 'b']) await enrol({ host: name });
    const page = (await api.call(responder, 'GET', '/v1/hosts?limit=2')).json as HostPage;
    expect(page.hosts.map((each) => each.host)).toEqual(['a', 'b']);
    const rest = await api.call(responder, 'GET', `/v1/hosts?limit=2&cursor=${page.next ?? ''}`);
    expect(rest.json).toMatchObject({ hosts: [{ host: 'c', enrolledBy: 'ada@example.com' }] });
    expect(rest.text).not.toContain('pgh1');
  });

  it('are revoked, and stay so when they are enrolled again for tokens made before', async () => {
    await enrol({ host: 'web-1' });
    expect((await api.call(admin, 'DELETE', '/v1/hosts/web-1')).status).toBe(204);
    await enrol({ host: 'web-1' });
    await expect(api.hosts.revokedAt('web-1')).resolves.toEqual(NOW);
    expect((await api.call(admin, 'DELETE', '/v1/hosts/web-9')).status).toBe(404);
  });
});

describe('every route', () => {
  const routes = Object.entries({ ...ConsoleRoutes, ...FleetRoutes, ...SilenceRoutes });
  const fill = (path: string): string =>
    path
      .replace('crashes/{id}', `crashes/${group(1).id}`)
      .replace('{id}', '01J0000000000000000000000A')
      .replace('{buildId}', 'ab'.repeat(20))
      .replace('{host}', 'web-1');

  it.each(routes)('%s is closed to who has no token, to hosts, and to people without a role', async (_name, route) => {
    for (const [who, status] of [
      [undefined, 401],
      [host, 403],
      [person(), 403],
    ] as const) {
      expect((await api.call(who, route.method.toUpperCase(), fill(route.path), undefined)).status).toBe(status);
    }
  });

  it('stands in the document, with who is let in', async () => {
    const answer = await api.call(undefined, 'GET', '/v1/openapi.json');
    expect(answer.status).toBe(200);
    const { openapi, paths } = answer.json as {
      openapi: string;
      paths: Record<string, Record<string, { 'x-roles'?: string[]; responses: Record<string, unknown> }>>;
    };
    expect(openapi).toBe('3.1.0');
    for (const route of [...routes.map(([, route]) => route), ...Object.values(UploadRoutes)]) {
      const described = paths[route.path]?.[route.method];
      expect([route.path, described?.['x-roles']]).toEqual([route.path, [...route.admits]]);
      expect(Object.keys(described?.responses ?? {})).toEqual(expect.arrayContaining(['400', '401', '403', '404']));
    }
  });
});
