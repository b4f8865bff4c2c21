/** Routes that an admin sets, with secrets and services as they would be. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { verifySignature } from '../../../functions/alert/routes/webhook.ts';
import { callApi, describeOnStack, eventually } from '../support/stack.ts';
import { freshSymbol, Host, oops } from './host.ts';

describeOnStack('alert routes', () => {
  const received: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(request.url === '/down' ? 503 : 200).end('ok');
    });
  });
  let url = '';
  const mark = `purgatory/test-${process.pid}`;
  const setRoutes = (routes: unknown[]) => callApi('PUT', 'v1/alert-routes', { as: 'ada', body: { routes } });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const secrets = new SecretsManagerClient();
    await secrets.send(new CreateSecretCommand({ Name: `${mark}-key`, SecretString: 'shared secret' }));
    await secrets.send(new CreateSecretCommand({ Name: `${mark}-slack`, SecretString: `${url}/slack` }));
  });
  afterAll(async () => {
    // As it was before anybody set routes: the other tests' alerts come by the topic.
    await setRoutes([{ name: 'topic', type: 'sns' }]);
    server.close();
  });

  it('take what they ask for, each once, signed or shaped as the service wants it', async () => {
    const answer = await setRoutes([
      { name: 'own', type: 'webhook', url: `${url}/own`, secret: `${mark}-key` },
      { name: 'chat', type: 'slack', secret: `${mark}-slack` },
      { name: 'nothing', type: 'webhook', url: `${url}/nothing`, secret: `${mark}-key`, when: { words: ['SPIKING'] } },
    ]);
    expect(answer.status).toBe(200);
    const symbol = freshSymbol();
    const host = await Host.enrol();
    await host.upload({ log: oops(symbol) });
    await eventually('both', () =>
      Promise.resolve(received.filter(({ body }) => body.includes(symbol)).length >= 2 ? true : undefined),
    );
    const about = received.filter(({ body }) => body.includes(symbol));
    expect(about.map(({ path }) => path).sort()).toEqual(['/own', '/slack']);
    const own = about.find(({ path }) => path === '/own');
    const headers = {
      signature: String(own?.headers['purgatory-signature']),
      delivery: String(own?.headers['purgatory-delivery']),
    };
    expect(verifySignature('shared secret', headers, own?.body ?? '', new Date())).toBe(true);
  });

  it('do not hold each other up', async () => {
    await setRoutes([
      { name: 'down', type: 'webhook', url: `${url}/down`, secret: `${mark}-key` },
      { name: 'up', type: 'webhook', url: `${url}/up`, secret: `${mark}-key` },
    ]);
    const symbol = freshSymbol();
    const host = await Host.enrol();
    await host.upload({ log: oops(symbol) });
    const tried = await eventually('a second attempt', () => {
      const about = received.filter(({ body }) => body.includes(symbol));
      return Promise.resolve(about.filter(({ path }) => path === '/down').length >= 2 ? about : undefined);
    });
    expect(tried.filter(({ path }) => path === '/up')).toHaveLength(1);
  });

  it('are set by an admin alone', async () => {
    expect((await callApi('PUT', 'v1/alert-routes', { as: 'rae', body: { routes: [] } })).status).toBe(403);
  });
});
