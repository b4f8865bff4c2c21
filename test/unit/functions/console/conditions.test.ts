/** The console's conditions, one by one: pages and limits at their bounds, what is asked for and what is not, what is told to whom. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { setAlertRoutes } from '../../../../functions/console/alert-routes.ts';
import { crashesOf } from '../../../../functions/console/crash-groups.ts';
import { fleetView } from '../../../../functions/console/fleet.ts';
import { enrolHost, listHosts, revokeHost } from '../../../../functions/console/hosts.ts';
import { regroup } from '../../../../functions/console/regroup.ts';
import type { RegroupDeps } from '../../../../functions/console/regroup.ts';
import { serveStatic } from '../../../../functions/console/web/static-files.ts';
import type { StaticFiles } from '../../../../functions/console/web/static-files.ts';
import type { CrashStore } from '../../../../shared/aws/crashes/crash-store.ts';
import type { FleetReader } from '../../../../shared/aws/fleet/read.ts';
import { ObjectKeys } from '../../../../shared/aws/runtime/layout.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { crash, uploadId } from '../triage/harness.ts';
import { fakeCrashes } from './fake-crashes.ts';
import { harness, NOW, person } from './harness.ts';

const ada = person('admin');
const after = (seconds: number): string => new Date(NOW.getTime() + seconds * 1000).toISOString();

describe('hosts', () => {
  const world = () => {
    const h = harness();
    const counted: string[] = [];
    const deps = {
      ...{ crashes: fakeCrashes([], NOW), uploads: h.uploads, hosts: h.hosts, mac: h.mac, maxTokenDays: 30 },
      ...{ now: () => new Date(NOW.getTime() + 900), count: (name: string) => counted.push(name) },
    };
    return { ...h, counted, deps };
  };

  it('are enrolled for as many days as is allowed, from a whole second on', async () => {
    const { deps, hosts, counted } = world();
    await expect(enrolHost(ada, { host: 'a', days: 31 }, deps)).rejects.toMatchObject({
      ...{ field: 'days', message: 'at most 30 days' },
    });
    expect(counted).toEqual([]);
    const days = async (asked?: number) =>
      (await enrolHost(ada, { host: 'a', ...(asked === undefined ? {} : { days: asked }) }, deps)).expiresAt;
    expect([await days(30), await days(1), await days()]).toEqual([
      after(30 * 86_400),
      after(86_400),
      after(30 * 86_400),
    ]);
    expect(counted).toHaveLength(3);
    expect(await hosts.list({ limit: 5 })).toEqual([
      {
        ...{ host: 'a', enrolledAt: NOW.toISOString(), enrolledBy: 'ada@example.com' },
        tokenExpiresAt: after(30 * 86_400),
      },
    ]);
    await enrolHost(ada, { host: 'b', tags: ['db'] }, deps);
    expect(await hosts.list({ after: 'a', limit: 5 })).toMatchObject([{ host: 'b', tags: ['db'] }]);
  });

  it('are revoked where they were enrolled', async () => {
    const { deps } = world();
    await expect(revokeHost(ada, 'a', deps)).rejects.toMatchObject({ message: 'the host a was never enrolled' });
    await enrolHost(ada, { host: 'a' }, deps);
    await expect(revokeHost(ada, 'a', deps)).resolves.toBeUndefined();
  });

  it('are listed page by page; the last page has no next, and a full one names its last', async () => {
    const { deps } = world();
    for (const host of ['a', 'b', 'c']) await enrolHost(ada, { host }, deps);
    const page = async (limit: number, cursor?: string) => {
      const { hosts, next } = await listHosts({ limit, cursor }, deps);
      return [...hosts.map(({ host }) => host), next];
    };
    expect(await page(2)).toEqual(['a', 'b', 'b']);
    expect(await page(2, 'b')).toEqual(['c', undefined]);
    expect(await page(3)).toEqual(['a', 'b', 'c', 'c']);
    expect(await page(3, 'c')).toEqual([undefined]);
    expect(await page(4)).toEqual(['a', 'b', 'c', undefined]);
  });

  it('say nothing of a last crash where reading its upload fails: that is an error', async () => {
    const { deps } = world();
    await enrolHost(ada, { host: 'a' }, deps);
    const crashes = {
      ...deps.crashes,
      occurrencesOfHost: () => Promise.resolve({ occurrences: [{ uploadId: uploadId(1) }] }),
    } as unknown as typeof deps.crashes;
    const uploads = { require: () => Promise.reject(new Error('the table is gone')) } as unknown as typeof deps.uploads;
    await expect(listHosts({ limit: 1 }, { ...deps, crashes, uploads })).rejects.toThrow('the table is gone');
  });
});

describe('the time from a panic to its alert', () => {
  const fleet = {
    ...{ deepestStacks: () => Promise.resolve([]), fastestInterrupts: () => Promise.resolve([]) },
    ...{ stacksOf: () => Promise.resolve([]), interruptsOf: () => Promise.resolve([]) },
    memorySigns: () => Promise.resolve([]),
  } as unknown as FleetReader;
  const upload = (index: number, more: Partial<StoredUpload> = {}): StoredUpload =>
    ({
      ...{ createdBy: 'host a', capturedAt: after(0), alertedAt: after(10), createdAt: after(-index) },
      ...more,
    }) as StoredUpload;
  /** @param pages uploads of each page, newest first */
  const toAlert = async (...pages: readonly (readonly StoredUpload[])[]) => {
    const asked: unknown[] = [];
    const uploads = {
      list: (request: { readonly limit: number; readonly cursor?: string | undefined }) => {
        asked.push(request);
        const index = Number(request.cursor ?? 0);
        const next = index + 1 < pages.length ? { next: String(index + 1) } : {};
        return Promise.resolve({ uploads: [...(pages[index] ?? [])], ...next });
      },
    } as unknown as Parameters<typeof fleetView>[0]['uploads'];
    const { panicToAlert } = await fleetView({ fleet, uploads });
    return { panicToAlert, asked };
  };

  it('is that of uploads that a host sent by itself, in order of time, with the oldest of them', async () => {
    const { panicToAlert, asked } = await toAlert([
      upload(1),
      upload(2, { createdBy: 'ada' }),
      { ...upload(3), capturedAt: undefined },
      { ...upload(4), alertedAt: undefined },
      upload(5, { alertedAt: after(-1) }),
      upload(6, { alertedAt: after(0) }),
    ]);
    expect(panicToAlert).toEqual({ uploads: 2, p50Seconds: 0, p95Seconds: 10, since: after(-6) });
    expect(asked).toEqual([{ limit: 100, cursor: undefined }]);
  });

  it('is not known without any', async () => {
    expect((await toAlert([])).panicToAlert).toEqual({ uploads: 0 });
    expect((await toAlert([upload(1, { createdBy: 'ada' })])).panicToAlert).toEqual({ uploads: 0 });
  });

  it('is of five pages of uploads at most', async () => {
    const { panicToAlert, asked } = await toAlert(...Array.from({ length: 7 }, (_, index) => [upload(index)]));
    expect([panicToAlert.uploads, asked.length]).toEqual([5, 5]);
    expect(panicToAlert.since).toBe(after(-4));
  });
});

describe('routes of alerts', () => {
  const set = async (hasSecret: boolean, privateWebhooks: boolean, ...routes: readonly object[]) => {
    const kept: unknown[] = [];
    const asked: string[] = [];
    const deps = {
      privateWebhooks,
      routeHistory: { setRoutes: (...args: unknown[]) => Promise.resolve(void kept.push(args)) },
      hasSecret: (name: string) => {
        asked.push(name);
        return Promise.resolve(hasSecret);
      },
    } as unknown as Parameters<typeof setAlertRoutes>[2];
    const outcome = await setAlertRoutes(ada, { routes } as Parameters<typeof setAlertRoutes>[1], deps).then(
      () => 'set',
      (error: unknown) => `${(error as { field?: string }).field}: ${(error as Error).message}`,
    );
    return { outcome, asked, kept: kept.length };
  };
  const slack = { name: 's', type: 'slack', secret: 'purgatory/slack' };
  const own = { name: 'w', type: 'webhook', secret: 'purgatory/own', url: 'https://hooks.example.com/' };

  it.each<[string, boolean, boolean, readonly object[], string, readonly string[]]>([
    ['mail needs no secret', false, false, [{ name: 'mail', type: 'sns' }], 'set', []],
    ['others do', true, false, [slack, own], 'set', ['purgatory/slack', 'purgatory/own']],
    [
      'a secret that is not there',
      false,
      false,
      [{ name: 'mail', type: 'sns' }, slack],
      'routes[1].secret: Secrets Manager has no secret purgatory/slack: put it there first',
      ['purgatory/slack'],
    ],
    ['a private webhook, allowed', true, true, [{ ...own, url: 'https://10.0.0.1/' }], 'set', ['purgatory/own']],
    [
      'no webhook: its address is not looked at',
      true,
      false,
      [{ ...slack, url: 'https://10.0.0.1/' }],
      'set',
      ['purgatory/slack'],
    ],
  ])('%s', async (_name, hasSecret, privateWebhooks, routes, outcome, asked) => {
    expect(await set(hasSecret, privateWebhooks, ...routes)).toEqual({
      outcome,
      asked,
      kept: outcome === 'set' ? 1 : 0,
    });
  });

  it('are tried for eleven seconds, a quarter of a second at a time', async () => {
    const h = harness();
    const { json } = await h.call(person('responder'), 'POST', '/v1/alert-routes', { test: 'slow' });
    expect(json).toEqual({
      ...{ state: 'pending', reason: 'nothing came of it within 11 seconds: the queue of alerts may be long' },
    });
    expect(h.clock.now - NOW.getTime()).toBe(11_000);
  });
});

describe('what a browser takes packed', () => {
  it.each<[string | undefined, boolean]>([
    ['gzip', true],
    ['GZIP', true],
    ['br, gzip', true],
    ['br,gzip', true],
    [' gzip , br', true],
    ['gzip;q=1', true],
    ['gzip; q=0.5', true],
    ['gzip ;q=0.001', true],
    ['gzip;q=0', false],
    ['gzip;q=0.0', false],
    ['gzip;q=0, br', false],
    ['gzip; q=0 , br', false],
    ['xgzip', false],
    ['gzipx', false],
    ['identity', false],
    [undefined, false],
  ])('%j: %s', async (encoding, isPacked) => {
    const h = harness();
    const { id } = await h.addUpload();
    h.s3.objects.set(ObjectKeys.report(id), { bytes: gzipSync('{}'), contentEncoding: 'gzip' });
    const headers: Record<string, string> = encoding === undefined ? {} : { 'accept-encoding': encoding };
    const answer = await h.call(person('responder'), 'GET', `/v1/dumps/${id}/report`, undefined, headers);
    expect(answer.headers.get('content-encoding')).toBe(isPacked ? 'gzip' : null);
  });

  it('is no report that lies there plain', async () => {
    const h = harness();
    const { id } = await h.addUpload();
    h.s3.objects.set(ObjectKeys.report(id), { bytes: Buffer.from('{}') });
    const { status, text } = await h.call(person('responder'), 'GET', `/v1/dumps/${id}/report/packed?offset=0`);
    expect([status, text]).toEqual([404, expect.stringContaining(`there is no packed report of ${id}`)]);
  });
});

describe('files of the console', () => {
  const file = (contentType: string, immutable: boolean) => ({ body: 'x', contentType, etag: '"e"', immutable });
  const files: StaticFiles = new Map([
    ['index.html', file('text/html; charset=utf-8', false)],
    ['assets/a.js', file('text/javascript; charset=utf-8', true)],
  ]);
  const get = (event: Partial<Parameters<typeof serveStatic>[0]> = {}) =>
    serveStatic(
      {
        httpMethod: 'GET',
        resource: '/',
        pathParameters: null,
        headers: null,
        requestContext: { path: '/s/' },
        ...event,
      },
      files,
    );

  it('are served with every header that keeps a page to itself', () => {
    expect(get()?.headers).toEqual({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      etag: '"e"',
    });
    const asset = get({
      resource: '/assets/{proxy+}',
      pathParameters: { proxy: 'a.js' },
      requestContext: { path: '/s' },
    });
    expect(asset).toMatchObject({
      statusCode: 200,
      headers: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
  });

  it('are read alone: by GET, by HEAD without a body', () => {
    expect(get({ httpMethod: 'HEAD' })).toMatchObject({ statusCode: 200, body: '', headers: { etag: '"e"' } });
    expect(get()).toMatchObject({ statusCode: 200, body: 'x' });
    for (const httpMethod of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect(get({ httpMethod })).toEqual({ statusCode: 405, headers: { allow: 'GET, HEAD' }, body: '' });
    }
  });

  it('are not sent again where the browser has them, and are where it has others', () => {
    const known = (name: string, value: string) => get({ headers: { [name]: value } })?.statusCode;
    expect([known('if-none-match', '"e"'), known('If-None-Match', '"x","e"')]).toEqual([304, 304]);
    expect([known('if-none-match', '"x"'), known('etag', '"e"')]).toEqual([200, 200]);
  });
});

describe('events of a group', () => {
  it('are taken from the outbox once they are sent, and not before', async () => {
    const events = [{ name: 'a' }, { name: 'b' }] as unknown as readonly PurgatoryEvent[];
    const done: string[] = [];
    const store = {
      outbox: { remove: (event: PurgatoryEvent) => Promise.resolve(void done.push(`removed ${event.name}`)) },
    } as unknown as CrashStore;
    const publish = (all: readonly PurgatoryEvent[]) =>
      Promise.resolve(void done.push(`sent ${all.map(({ name }) => name).join(' ')}`));
    await crashesOf(store, { publish }).announce([...events]);
    expect(done).toEqual(['sent a b', 'removed a', 'removed b']);
    const failing = crashesOf(store, { publish: () => Promise.reject(new Error('the bus is down')) });
    await expect(failing.announce([...events])).rejects.toThrow('the bus is down');
    expect(done).toHaveLength(3);
  });
});

describe('a page of regrouping', () => {
  /** Three uploads, each read in so many milliseconds; `next` as the store says it. */
  const page = async (logMs: number, next?: string) => {
    const clock = { now: 0 };
    const asked: number[] = [];
    const deps = {
      crashes: {
        read: { occurrence: (id: string) => Promise.resolve(id === uploadId(3) ? undefined : { uploadId: id }) },
      },
      uploads: {
        list: ({ limit }: { limit: number }) => {
          asked.push(limit);
          return Promise.resolve({
            uploads: [3, 2, 1].map((index) => ({ id: uploadId(index) })),
            ...(next === undefined ? {} : { next }),
          });
        },
      },
      rereadLog: (_id: string, { shouldStop }: { readonly shouldStop: () => boolean }) => {
        clock.now += logMs;
        return Promise.resolve(crash('A', shouldStop() ? { partial: 'time' } : { partial: 'size' }));
      },
      now: () => new Date(clock.now),
    } as unknown as RegroupDeps;
    const found = await regroup({ dryRun: true }, deps);
    expect(asked).toEqual([50]);
    return [found.unread.length, found.next];
  };

  it('goes on where the store says once it is done, and with its last upload where time was up', async () => {
    expect(await page(10)).toEqual([2, undefined]);
    expect(await page(10, 'more')).toEqual([2, 'more']);
    // Seven seconds are not over seven seconds.
    expect(await page(7000, 'more')).toEqual([2, 'more']);
    expect(await page(7001, 'more')).toEqual([1, uploadId(2)]);
  });
});
