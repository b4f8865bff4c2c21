import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actionsOf, alertText } from '../../../../functions/alert/lines.ts';
import { allowPrivateAddresses } from '../../../../functions/alert/routes/http.ts';
import type { Alert } from '../../../../functions/alert/routes/route.ts';
import { subjectOf } from '../../../../functions/alert/routes/sns.ts';
import { verifySignature, webhookRoute } from '../../../../functions/alert/routes/webhook.ts';
import { news } from './news.ts';

// The receiver of these tests is on this machine.
allowPrivateAddresses(true);

const NOW = new Date('2026-11-23T02:15:30.000Z');
const actions = actionsOf(news, 'https://crash.example');
const message: Alert = { news, actions, text: alertText(news, actions) };

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

async function listen(status = 200, headers: Record<string, string> = {}) {
  const received: Received[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status, headers).end('answer');
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=s3cret` };
}

const route = (url: string) => webhookRoute({ url, secret: () => Promise.resolve('shared secret'), now: () => NOW });

describe('webhookRoute', () => {
  it('posts the alert with a signature that the receiver can check', async () => {
    const { received, url } = await listen();
    await route(url).send(message);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(JSON.parse(body)).toMatchObject({
      version: 1,
      word: 'NEW',
      crash: { id: news.crash.id, title: news.crash.title },
      actions: { open: 'https://crash.example/#/crashes/c000000000000000000000001' },
    });
    expect(headers['purgatory-delivery']).toBe(news.id);
    const signature = { signature: String(headers['purgatory-signature']), delivery: news.id };
    expect(verifySignature('shared secret', signature, body, NOW)).toBe(true);
    expect(verifySignature('another secret', signature, body, NOW)).toBe(false);
    expect(verifySignature('shared secret', signature, `${body} `, NOW)).toBe(false);
    expect(verifySignature('shared secret', signature, body, new Date(NOW.getTime() + 301_000))).toBe(false);
    expect(verifySignature('shared secret', { ...signature, signature: 't=1' }, body, NOW)).toBe(false);
    // Replayed under another delivery's name.
    expect(verifySignature('shared secret', { ...signature, delivery: 'other' }, body, NOW)).toBe(false);
  });

  it.each<[number, Record<string, string>]>([
    [500, {}],
    [404, {}],
    [302, { location: 'http://169.254.169.254/' }],
  ])('fails on %i, follows no redirect, and keeps the address to itself', async (status, headers) => {
    const { received, url } = await listen(status, headers);
    const error: unknown = await route(url)
      .send(message)
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain(`HTTP ${status}`);
    expect(String(error)).not.toContain('s3cret');
    expect(received).toHaveLength(1);
  });

  it('fails when nobody listens', async () => {
    await expect(route('http://127.0.0.1:9/').send(message)).rejects.toThrow(/no connection/);
  });
});

describe('subjectOf', () => {
  it('is at most 99 printable ASCII characters', () => {
    const subject = subjectOf('NEW', `ü\n${'x'.repeat(300)}`);
    expect(subject).toMatch(/^NEW: \? x+$/);
    expect(subject).toHaveLength(99);
  });
});
