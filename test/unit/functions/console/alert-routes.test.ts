import { describe, expect, it } from '@jest/globals';
import { dynamoRouteHistory } from '../../../../shared/aws/alerts/route-history.ts';
import { harness, person } from './harness.ts';

const routes = [
  { name: 'mail', type: 'sns', enabled: true },
  { name: 'on-call', type: 'slack', enabled: true, secret: 'purgatory/slack', channel: 'C1', maxPerHour: 20 },
];

describe('/v1/alert-routes', () => {
  it('keeps what an admin sets', async () => {
    const h = harness();
    expect((await h.call(person('responder'), 'GET', '/v1/alert-routes')).json).toEqual({ routes: [] });
    expect((await h.call(person('admin'), 'PUT', '/v1/alert-routes', { routes })).status).toBe(200);
    expect((await h.call(person('responder'), 'GET', '/v1/alert-routes')).json).toEqual({ routes });
  });

  it('tells everybody who reads who changed them, and what failed of those that there are', async () => {
    const h = harness();
    await h.call(person('admin'), 'PUT', '/v1/alert-routes', { routes });
    await h.call(person('admin'), 'PUT', '/v1/alert-routes', { routes: routes.slice(0, 1) });
    const history = dynamoRouteHistory(h.dynamo.client, 'crashes', () => new Date(h.clock.now));
    for (const route of ['mail', 'on-call']) await history.noteFailure(route, 'the service answered 500');
    const { json } = await h.call(person('responder'), 'GET', '/v1/alert-routes/history');
    expect(json).toMatchObject({
      changes: [
        { added: [], removed: ['on-call'] },
        { added: ['mail', 'on-call'], removed: [] },
      ],
      failures: [{ route: 'mail', reason: 'the service answered 500' }],
    });
  });

  it('is for admins to set alone', async () => {
    const h = harness();
    expect((await h.call(person('responder'), 'PUT', '/v1/alert-routes', { routes })).status).toBe(403);
  });

  it('refuses what makes no sense, and says where', async () => {
    const h = harness();
    const wrong = [{ ...routes[1], secret: 'elsewhere' }];
    const { status, text } = await h.call(person('admin'), 'PUT', '/v1/alert-routes', { routes: wrong });
    expect(status).toBe(400);
    expect(text).toContain('routes[0].secret');
  });

  it.each(['http://hooks.example.com/', 'https://169.254.169.254/', 'https://alerts.internal/'])(
    'refuses the webhook %s, unless the operator has allowed private ones',
    async (url) => {
      const h = harness();
      const webhooks = [routes[0], { name: 'own', type: 'webhook', enabled: true, url, secret: 'purgatory/own' }];
      const { status, text } = await h.call(person('admin'), 'PUT', '/v1/alert-routes', { routes: webhooks });
      expect(status).toBe(400);
      expect(text).toContain('routes[1].url');
      expect((await h.call(person('admin'), 'GET', '/v1/alert-routes')).json).toEqual({ routes: [] });
      const within = harness({ privateWebhooks: true });
      const answer = await within.call(person('admin'), 'PUT', '/v1/alert-routes', { routes: webhooks });
      expect(answer.status).toBe(200);
    },
  );

  it('refuses a route whose secret is not there', async () => {
    const h = harness();
    const missing = [routes[0], { ...routes[1], secret: 'purgatory/missing' }];
    const { status, text } = await h.call(person('admin'), 'PUT', '/v1/alert-routes', { routes: missing });
    expect(status).toBe(400);
    expect(text).toContain('routes[1].secret');
    expect((await h.call(person('admin'), 'GET', '/v1/alert-routes')).json).toEqual({ routes: [] });
  });

  it.each([
    ['mail', 'delivered'],
    ['down', 'failed'],
    ['slow', 'pending'],
  ])('tests the route %s and says what came of it', async (test, state) => {
    const h = harness();
    const answer = await h.call(person('responder'), 'POST', '/v1/alert-routes', { test });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ state });
  });

  it('tests nothing for who may not', async () => {
    const h = harness();
    expect((await h.call(person('approver'), 'POST', '/v1/alert-routes', { test: 'mail' })).status).toBe(403);
  });
});
