/**
 * Microsoft Teams, by a workflow that receives webhook requests: one Adaptive Card. Texts of hosts stand in text runs, in which
 * nothing is markup (a text block would read Markdown).
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 * @see https://adaptivecards.io/explorer/TextRun.html
 */
import { alertLines, plain, REPEATED } from '../lines.ts';
import { isAtLeast, severityOf } from '../policy.ts';
import { postJson } from './http.ts';
import type { Alert, Route } from './route.ts';

export interface TeamsOptions {
  readonly name: string;
  /** The workflow's address. */
  readonly secret: () => Promise<string>;
}

/** A message holds 28 KB. */
const MAX_NOTICE = 20_000;

export function teamsRoute({ name, secret }: TeamsOptions): Route {
  const post = async (card: Record<string, unknown>): Promise<void> => {
    const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card };
    await postJson((await secret()).trim(), JSON.stringify({ type: 'message', attachments: [attachment] }));
  };
  return {
    name,
    async send(alert) {
      await post(alertCard(alert));
      return undefined;
    },
    async notify(text) {
      await post(card([line(text.slice(0, MAX_NOTICE))], []));
    },
  };
}

export function alertCard({ news, actions, repeated }: Alert): Record<string, unknown> {
  const lines = alertLines(news);
  const color = isAtLeast(severityOf(news), 'error') ? 'attention' : 'default';
  const buttons = [
    { title: 'Open', url: actions.open },
    { title: 'Acknowledge', url: actions.acknowledge },
    { title: 'Mute 1 h', url: actions.mute },
  ].filter(({ url }) => /^https?:/.test(url));
  return card(
    [
      line(`${news.word}  ${plain(news.crash.title)}`, { size: 'medium', weight: 'bolder', color }),
      line(lines.numbers),
      line(lines.where),
      line(lines.culprit, { fontType: 'monospace' }),
      line(lines.likely),
      ...(repeated === true ? [line(REPEATED)] : []),
    ],
    buttons.map((button) => ({ type: 'Action.OpenUrl', ...button })),
  );
}

function line(text: string, look: Readonly<Record<string, string>> = {}): Record<string, unknown> {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] };
}

function card(body: readonly unknown[], actions: readonly unknown[]): Record<string, unknown> {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body,
    ...(actions.length === 0 ? {} : { actions }),
  };
}
