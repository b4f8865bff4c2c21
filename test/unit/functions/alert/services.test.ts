/** What each service is sent, held against what its documentation asks for, on a server of our own. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allowPrivateAddresses } from '../../../../functions/alert/routes/http.ts';
import { actionsOf, alertText } from '../../../../functions/alert/lines.ts';
import { opsgenieRoute } from '../../../../functions/alert/routes/opsgenie.ts';
import { pagerDutyRoute } from '../../../../functions/alert/routes/pagerduty.ts';
import type { Alert } from '../../../../functions/alert/routes/route.ts';
import { slackRoute } from '../../../../functions/alert/routes/slack.ts';
import { snsRoute } from '../../../../functions/alert/routes/sns.ts';
import { teamsRoute } from '../../../../functions/alert/routes/teams.ts';
import { webhookRoute } from '../../../../functions/alert/routes/webhook.ts';
import { news } from './news.ts';

interface Call {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, never>;
}

const HOSTILE = '<!channel> & *bold* [link](https://evil.example)';
const crash = { ...news.crash, title: HOSTILE, hosts: [HOSTILE], culprit: [HOSTILE] };
const hostile = { ...news, crash };
const alertOf = (of: typeof news): Alert => {
  const actions = actionsOf(of, 'https://crash.example');
  return { news: of, actions, text: alertText(of, actions) };
};
const message = alertOf(news);
const secretOf = (text: string) => () => Promise.resolve(text);

const calls: Call[] = [];
let answer = { status: 200, body: '{}' };
let server: Server;
let url = '';

beforeEach(async () => {
  allowPrivateAddresses(true);
  calls.length = 0;
  answer = { status: 200, body: '{}' };
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      calls.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(body) as Call['body'] });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
});

describe('slackRoute', () => {
  const route = () => slackRoute({ name: 'slack', secret: secretOf('xoxb-1'), channel: 'C1', api: url });

  it('posts blocks as the bot, and answers the thread that later news belongs to', async () => {
    answer.body = JSON.stringify({ ok: true, ts: '1700000000.000100' });
    expect(await route().send(message)).toBe('1700000000.000100');
    await route().send(message, '1700000000.000100');
    expect(calls[0]).toMatchObject({
      path: '/chat.postMessage',
      headers: { authorization: 'Bearer xoxb-1' },
      body: { channel: 'C1', text: 'NEW: general protection fault in ext4_mb_new_blocks', unfurl_links: false },
    });
    expect(calls[1]?.body).toMatchObject({ thread_ts: '1700000000.000100' });
    const buttons = (calls[0]?.body as { blocks: { elements?: { url: string }[] }[] } | undefined)?.blocks[2]?.elements;
    expect(buttons?.map((button) => button.url)).toEqual([
      message.actions.open,
      message.actions.acknowledge,
      message.actions.mute,
    ]);
  });

  it('lets no text of a host be markup or mention anybody', async () => {
    answer.body = JSON.stringify({ ok: true });
    await route().send(alertOf(hostile));
    const { text, blocks } = calls[0]?.body as unknown as { text: string; blocks: { text?: { type: string } }[] };
    expect(text).toBe('NEW: &lt;!channel&gt; &amp; *bold* [link](https://evil.example)');
    expect(blocks.flatMap((block) => block.text?.type ?? [])).toEqual(['plain_text', 'plain_text']);
  });

  it('stays within the lengths that Slack takes', async () => {
    answer.body = JSON.stringify({ ok: true });
    await route().send(
      alertOf({ ...news, crash: { ...news.crash, title: 'x'.repeat(300), culprit: ['y'.repeat(5000)] } }),
    );
    const { blocks } = calls[0]?.body as unknown as { blocks: { text?: { text: string } }[] };
    expect(blocks[0]?.text?.text.length).toBeLessThanOrEqual(150);
    expect(blocks[1]?.text?.text.length).toBeLessThanOrEqual(3000);
  });

  it('fails when Slack says no with a status of 200', async () => {
    answer.body = JSON.stringify({ ok: false, error: 'channel_not_found' });
    await expect(route().send(message)).rejects.toThrow(/channel_not_found/);
  });

  it('posts to an incoming webhook where that is the secret', async () => {
    answer.body = 'ok';
    const incoming = slackRoute({ name: 'slack', secret: secretOf(`${url}/services/T0/B0/x`) });
    expect(await incoming.send(message)).toBeUndefined();
    expect(calls[0]?.path).toBe('/services/T0/B0/x');
  });

  it('adds what the report says to the thread, with nothing in it as markup', async () => {
    answer.body = JSON.stringify({ ok: true, ts: '2' });
    await route().followUp?.(news.crash.id, 'likely: <!channel>', '1');
    expect(calls[0]?.body).toEqual({ channel: 'C1', text: 'likely: &lt;!channel&gt;', thread_ts: '1' });
  });

  it('says in the thread what a person did', async () => {
    answer.body = JSON.stringify({ ok: true, ts: '2' });
    await route().change?.({ crashId: news.crash.id, state: 'acknowledged', by: 'ada' }, '1');
    await route().change?.({ crashId: news.crash.id, state: 'acknowledged', by: 'ada' }, undefined);
    expect(calls.map(({ body }) => body)).toEqual([{ channel: 'C1', text: 'acknowledged by ada', thread_ts: '1' }]);
  });
});

describe('pagerDutyRoute', () => {
  const route = () => pagerDutyRoute({ name: 'pd', secret: secretOf('key-1\n'), region: 'us', api: url });

  it('triggers one incident a crash with the fields of the Events API', async () => {
    answer.status = 202;
    await route().send(message);
    expect(calls[0]).toMatchObject({
      path: '/v2/enqueue',
      body: {
        routing_key: 'key-1',
        event_action: 'trigger',
        dedup_key: `purgatory:${news.crash.id}`,
        client: 'Purgatory',
        client_url: message.actions.open,
        links: [{ href: message.actions.open, text: 'The crash' }],
        payload: {
          summary:
            'NEW: general protection fault in ext4_mb_new_blocks (6.12.117 · 3 hosts in 4 min · first 02:11:08Z)',
          source: 'fs-17.eu',
          severity: 'error',
          timestamp: news.at,
          component: 'kernel',
          group: '6.12.117',
          class: 'general-protection',
        },
      },
    });
  });

  it('acknowledges and resolves the incident when a person does so with the crash', async () => {
    for (const state of ['acknowledged', 'resolved', 'open'] as const) {
      await route().change?.({ crashId: 'c1', state, by: 'ada' }, undefined);
    }
    expect(calls.map(({ body }) => body)).toEqual([
      { routing_key: 'key-1', event_action: 'acknowledge', dedup_key: 'purgatory:c1' },
      { routing_key: 'key-1', event_action: 'resolve', dedup_key: 'purgatory:c1' },
    ]);
  });

  it('fails on a refused event', async () => {
    answer = { status: 400, body: '{"status":"invalid event"}' };
    await expect(route().send(message)).rejects.toThrow(/HTTP 400: .*invalid event/);
  });
});

describe('opsgenieRoute', () => {
  const route = () => opsgenieRoute({ name: 'og', secret: secretOf('key-1'), region: 'eu', api: url });

  it('creates one alert a crash, by its alias', async () => {
    answer.status = 202;
    await route().send({ ...message, news: { ...news, crash: { ...news.crash, kernels: ['6.12.117', '6.1'] } } });
    expect(calls[0]).toMatchObject({
      path: '/v2/alerts',
      headers: { authorization: 'GenieKey key-1' },
      body: {
        message: 'NEW: general protection fault in ext4_mb_new_blocks',
        alias: `purgatory:${news.crash.id}`,
        description: message.text,
        priority: 'P2',
        entity: 'fs-17.eu',
        source: 'Purgatory',
        tags: ['NEW', 'general-protection'],
        details: { crash: news.crash.id, count: '3', hosts: '3', kernels: '6.12.117, 6.1' },
      },
    });
  });

  it('keeps the message within 130 characters', async () => {
    await route().send(alertOf({ ...news, crash: { ...news.crash, title: 'x'.repeat(300) } }));
    expect((calls[0]?.body as unknown as { message: string }).message).toHaveLength(130);
  });

  it('adds a note with what the report says', async () => {
    const alias = await route().send(message);
    await route().followUp?.(news.crash.id, 'report of fs-17.eu', alias ?? '');
    expect(calls[1]).toMatchObject({
      path: `/v2/alerts/purgatory%3A${news.crash.id}/notes?identifierType=alias`,
      body: { note: 'report of fs-17.eu', source: 'Purgatory' },
    });
  });

  it('acknowledges and closes the alert when a person does so with the crash', async () => {
    for (const state of ['acknowledged', 'resolved'] as const) {
      await route().change?.({ crashId: 'c1', state, by: 'ada' }, undefined);
    }
    expect(calls.map(({ path }) => path)).toEqual([
      '/v2/alerts/purgatory%3Ac1/acknowledge?identifierType=alias',
      '/v2/alerts/purgatory%3Ac1/close?identifierType=alias',
    ]);
  });
});

describe('teamsRoute', () => {
  it('posts an Adaptive Card in which nothing of a host is read as Markdown', async () => {
    const route = teamsRoute({ name: 'teams', secret: secretOf(`${url}/workflows/1`) });
    await route.send(alertOf(hostile));
    expect(calls[0]).toMatchObject({
      path: '/workflows/1',
      body: {
        type: 'message',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            contentUrl: null,
            content: {
              type: 'AdaptiveCard',
              version: '1.4',
              actions: [{ type: 'Action.OpenUrl', title: 'Open' }, expect.anything(), expect.anything()],
            },
          },
        ],
      },
    });
    const text = JSON.stringify(calls[0]?.body);
    expect(text).not.toContain('"TextBlock"');
    expect(text).toContain('*bold*');
  });
});

describe('snsRoute', () => {
  const sns = mockClient(SNSClient);
  const route = snsRoute(new SNSClient({ region: 'eu-central-1' }), 'arn:topic');
  beforeEach(() => {
    sns.reset();
    sns.on(PublishCommand).resolves({});
  });
  const published = () => sns.commandCalls(PublishCommand).map(({ args: [{ input }] }) => input);

  it('publishes the text, with what subscriptions filter by', async () => {
    await route.send(message);
    expect(published()).toEqual([
      {
        TopicArn: 'arn:topic',
        Subject: 'NEW: general protection fault in ext4_mb_new_blocks',
        Message: message.text,
        MessageAttributes: {
          word: { DataType: 'String', StringValue: 'NEW' },
          kind: { DataType: 'String', StringValue: 'general-protection' },
          crashId: { DataType: 'String', StringValue: news.crash.id },
          alertId: { DataType: 'String', StringValue: news.id },
        },
      },
    ]);
  });

  it('says of an alert that it may have been sent before', async () => {
    await route.send({ ...message, repeated: true });
    expect(published()[0]?.Message).toMatch(new RegExp(`^${message.text.slice(0, 3)}[^]*\\n.*before`));
  });

  it('publishes a notice under a subject of its own', async () => {
    await route.notify('two routes fail\nsince noon', 'outage:1');
    expect(published()).toEqual([
      {
        TopicArn: 'arn:topic',
        Subject: 'Purgatory: two routes fail since noon',
        Message: 'two routes fail\nsince noon',
      },
    ]);
  });
});

describe('a notice', () => {
  const TEXT = `a & b <!channel>\n${'x'.repeat(2000)}`;
  const now = () => new Date(news.at);

  it.each([
    [
      'Slack',
      () => slackRoute({ name: 'slack', secret: secretOf('xoxb-1'), channel: 'C1', api: url }),
      '/chat.postMessage',
      { channel: 'C1', text: `a &amp; b &lt;!channel&gt;\n${'x'.repeat(2000)}` },
    ],
    [
      'PagerDuty',
      () => pagerDutyRoute({ name: 'pd', secret: secretOf('key-1'), region: 'us', api: url }),
      '/v2/enqueue',
      {
        routing_key: 'key-1',
        event_action: 'trigger',
        dedup_key: 'purgatory:outage:1',
        payload: { summary: TEXT.slice(0, 1024), source: 'purgatory', severity: 'warning' },
      },
    ],
    [
      'Opsgenie',
      () => opsgenieRoute({ name: 'og', secret: secretOf('key-1'), region: 'eu', api: url }),
      '/v2/alerts',
      {
        source: 'Purgatory',
        alias: 'purgatory:outage:1',
        message: TEXT.slice(0, 130),
        description: TEXT,
        priority: 'P3',
      },
    ],
    [
      'Teams',
      () => teamsRoute({ name: 'teams', secret: secretOf(`${url}/workflows/1\n`) }),
      '/workflows/1',
      {
        type: 'message',
        attachments: [
          expect.objectContaining({
            content: expect.objectContaining({
              body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: TEXT }] }],
            }),
          }),
        ],
      },
    ],
    [
      'a webhook',
      () => webhookRoute({ url: `${url}/hook`, secret: secretOf('shared'), now }),
      '/hook',
      { version: 1, word: 'NOTICE', text: TEXT },
    ],
  ])('is said by %s', async (_name, route, path, body) => {
    answer.body = JSON.stringify({ ok: true });
    await route().notify(TEXT, 'outage:1');
    expect(calls.map((call) => [call.path, call.body])).toEqual([[path, body]]);
  });

  it('reaches a webhook under its own name, and what a person did under another', async () => {
    const route = webhookRoute({ url: `${url}/hook`, secret: secretOf('shared'), now });
    await route.notify('text', 'outage:1');
    await route.change?.({ crashId: 'c1', state: 'resolved', by: 'ada' }, undefined);
    expect(calls.map(({ headers }) => headers['purgatory-delivery'])).toEqual([
      'notice:outage:1',
      `change:c1:${news.at}`,
    ]);
    expect(calls[1]?.body).toEqual({
      version: 1,
      word: 'CHANGED',
      change: { crashId: 'c1', state: 'resolved', by: 'ada' },
    });
  });
});

it('an alert has no buttons where there is no console, and says the command', async () => {
  const actions = actionsOf(news, undefined);
  answer.body = JSON.stringify({ ok: true });
  const slack = slackRoute({ name: 'slack', secret: secretOf('xoxb-1'), channel: 'C1', api: url });
  await slack.send({ news, actions, text: alertText(news, actions) });
  const { blocks } = calls[0]?.body as unknown as { blocks: { type: string; text?: { text: string } }[] };
  expect(blocks.map(({ type }) => type)).toEqual(['header', 'section', 'section']);
  expect(blocks[2]?.text?.text).toContain('purgatory crashes show');
});
