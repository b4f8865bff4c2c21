/**
 * Opsgenie. One alert a crash: its `alias` is the crash's id; acknowledging or resolving the crash does so with the alert.
 *
 * @see https://docs.opsgenie.com/docs/alert-api
 */
import type { AlertSeverity } from '../../../shared/contract/alert-routes.ts';
import { plain } from '../lines.ts';
import { severityOf } from '../policy.ts';
import { postJson } from './http.ts';
import type { Alert, Route } from './route.ts';

export interface OpsgenieOptions {
  readonly name: string;
  readonly secret: () => Promise<string>;
  readonly region: 'us' | 'eu';
  /** Opsgenie's API; another one for tests. */
  readonly api?: string;
}

const ENDPOINTS = { us: 'https://api.opsgenie.com', eu: 'https://api.eu.opsgenie.com' } as const;
const PRIORITIES = { critical: 'P1', error: 'P2', warning: 'P3', info: 'P5' } as const satisfies Record<
  AlertSeverity,
  string
>;
const ACTIONS = { acknowledged: 'acknowledge', resolved: 'close', ignored: 'close', open: undefined } as const;
const MAX_MESSAGE = 130;
const MAX_DESCRIPTION = 15_000;

export function opsgenieRoute({ name, secret, region, api = ENDPOINTS[region] }: OpsgenieOptions): Route {
  const post = async (path: string, body: Record<string, unknown>): Promise<void> => {
    const authorization = `GenieKey ${(await secret()).trim()}`;
    await postJson(`${api}/v2/alerts${path}`, JSON.stringify({ source: 'Purgatory', ...body }), {
      headers: { authorization },
    });
  };
  return {
    name,
    async send(alert) {
      await post('', createAlert(alert));
      return aliasOf(alert.news.subject ?? alert.news.crash.id);
    },
    async followUp(_crashId, line, alias) {
      await post(`/${encodeURIComponent(alias)}/notes?identifierType=alias`, { note: line.slice(0, MAX_DESCRIPTION) });
    },
    async notify(text, id) {
      await post('', {
        alias: aliasOf(id),
        message: text.slice(0, MAX_MESSAGE),
        description: text.slice(0, MAX_DESCRIPTION),
        priority: 'P3',
      });
    },
    async change({ crashId, state, by }) {
      const action = ACTIONS[state];
      if (action === undefined) return;
      await post(`/${encodeURIComponent(aliasOf(crashId))}/${action}?identifierType=alias`, {
        note: `${state} by ${plain(by)}`.slice(0, MAX_DESCRIPTION),
      });
    },
  };
}

/** At most 512 characters; the services' ids are shorter. */
const aliasOf = (subject: string): string => `purgatory:${subject}`;

export function createAlert({ news, text }: Alert): Record<string, unknown> {
  const { crash, word, subject } = news;
  return {
    message: `${word}: ${plain(crash.title)}`.slice(0, MAX_MESSAGE),
    alias: aliasOf(subject ?? crash.id),
    description: text.slice(0, MAX_DESCRIPTION),
    priority: PRIORITIES[severityOf(news)],
    entity: plain(crash.hosts[0] ?? 'unknown host').slice(0, 512),
    tags: [word, crash.kind],
    details: {
      crash: crash.id,
      count: String(crash.count),
      hosts: String(crash.hostCount),
      kernels: crash.kernels.map(plain).join(', '),
    },
  };
}
