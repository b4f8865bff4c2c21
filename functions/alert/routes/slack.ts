/**
 * Slack, by a bot's token (`chat.postMessage`: later news of a crash goes to the thread of its first) or by the address of an
 * incoming webhook. Texts of hosts are escaped as Slack asks (`&`, `<`, `>`), which also keeps them from mentioning anybody,
 * and stand in `plain_text` or preformatted blocks where nothing is markup.
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
import { TransientError } from '../../../shared/errors.ts';
import * as z from 'zod';
import { alertLines, plain, REPEATED } from '../lines.ts';
import { postJson } from './http.ts';
import type { Alert, Change, Route } from './route.ts';

export interface SlackOptions {
  readonly name: string;
  readonly secret: () => Promise<string>;
  readonly channel?: string | undefined;
  /** Slack's API; another one for tests. */
  readonly api?: string;
}

const Posted = z.object({ ok: z.boolean(), ts: z.string().optional(), error: z.string().optional() });

/** A header block holds 150 characters, a section 3,000. */
const MAX_HEADER = 150;
const MAX_SECTION = 2_900;

export function slackRoute({ name, secret, channel, api = 'https://slack.com/api' }: SlackOptions): Route {
  async function post(message: Record<string, unknown>): Promise<string | undefined> {
    const key = await secret();
    if (/^https?:/.test(key)) {
      await postJson(key.trim(), JSON.stringify(message));
      return undefined;
    }
    const answer = await postJson(`${api}/chat.postMessage`, JSON.stringify({ channel, ...message }), {
      headers: { authorization: `Bearer ${key.trim()}`, 'content-type': 'application/json; charset=utf-8' },
    });
    // Slack says in the body, not by the status, when it refuses.
    const { ok, ts, error } = Posted.parse(JSON.parse(answer));
    if (!ok) throw new TransientError(`Slack refused the message: ${error ?? 'no reason given'}`);
    return ts;
  }

  return {
    name,
    async send(alert, thread) {
      return await post({ ...slackMessage(alert), ...(thread === undefined ? {} : { thread_ts: thread }) });
    },
    async notify(text) {
      await post({ text: escapeSlack(text) });
    },
    async followUp(_crashId, line, thread) {
      await post({ text: escapeSlack(line), thread_ts: thread });
    },
    async change(change, thread) {
      // Without its thread it would be news to nobody.
      if (thread !== undefined) await post({ text: changeText(change), thread_ts: thread });
    },
  };
}

export function slackMessage({ news, actions, text, repeated }: Alert): Record<string, unknown> {
  const lines = alertLines(news);
  const buttons = [
    { label: 'Open', url: actions.open },
    { label: 'Acknowledge', url: actions.acknowledge },
    { label: 'Mute 1 h', url: actions.mute },
  ].filter(({ url }) => /^https?:/.test(url));
  return {
    // What a notification shows, and what is read out.
    text: escapeSlack(`${news.word}: ${plain(news.crash.title)}`),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      {
        type: 'header',
        text: {
          type: 'plain_text',
          emoji: false,
          text: `${news.word}  ${plain(news.crash.title)}`.slice(0, MAX_HEADER),
        },
      },
      {
        type: 'section',
        text: {
          type: 'plain_text',
          emoji: false,
          text: [lines.numbers, lines.where, lines.culprit, lines.likely, ...(repeated === true ? [REPEATED] : [])]
            .join('\n')
            .slice(0, MAX_SECTION),
        },
      },
      buttons.length === 0
        ? { type: 'section', text: { type: 'plain_text', emoji: false, text: text.split('\n').at(-1)?.trim() ?? '' } }
        : {
            type: 'actions',
            elements: buttons.map(({ label, url }) => ({
              type: 'button',
              text: { type: 'plain_text', text: label },
              url,
              action_id: label.toLowerCase().replaceAll(' ', '-'),
            })),
          },
    ],
  };
}

export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function changeText({ state, by }: Change): string {
  return escapeSlack(`${state} by ${plain(by)}`);
}
