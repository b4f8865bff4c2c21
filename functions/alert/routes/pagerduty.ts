/**
 * PagerDuty, Events API v2. One incident a crash: `dedup_key` is the crash's id; acknowledging or resolving the crash does so
 * with the incident.
 *
 * @see https://developer.pagerduty.com/docs/events-api-v2-overview
 */
import { alertLines, plain } from '../lines.ts';
import { severityOf } from '../policy.ts';
import { postJson } from './http.ts';
import type { Alert, Route } from './route.ts';

export interface PagerDutyOptions {
  readonly name: string;
  readonly secret: () => Promise<string>;
  readonly region: 'us' | 'eu';
  /** PagerDuty's endpoint; another one for tests. */
  readonly api?: string;
}

const ENDPOINTS = { us: 'https://events.pagerduty.com', eu: 'https://events.eu.pagerduty.com' } as const;
const MAX_SUMMARY = 1024;
const ACTIONS = { acknowledged: 'acknowledge', resolved: 'resolve', ignored: 'resolve', open: undefined } as const;

export function pagerDutyRoute({ name, secret, region, api = ENDPOINTS[region] }: PagerDutyOptions): Route {
  const enqueue = async (event: Record<string, unknown>): Promise<void> => {
    const routing_key = (await secret()).trim();
    await postJson(`${api}/v2/enqueue`, JSON.stringify({ routing_key, ...event }));
  };
  return {
    name,
    async send(alert) {
      await enqueue(triggerEvent(alert));
      return undefined;
    },
    async notify(text, id) {
      await enqueue({
        event_action: 'trigger',
        dedup_key: dedupKey(id),
        payload: { summary: text.slice(0, MAX_SUMMARY), source: 'purgatory', severity: 'warning' },
      });
    },
    async change({ crashId, state }) {
      const event_action = ACTIONS[state];
      if (event_action !== undefined) await enqueue({ event_action, dedup_key: dedupKey(crashId) });
    },
  };
}

const dedupKey = (crashId: string): string => `purgatory:${crashId}`;

export function triggerEvent({ news, actions, text }: Alert): Record<string, unknown> {
  const { crash, word } = news;
  const [host = 'unknown host'] = crash.hosts;
  const { where, culprit, likely, numbers } = alertLines(news);
  const hasConsole = /^https?:/.test(actions.open);
  return {
    event_action: 'trigger',
    dedup_key: dedupKey(news.subject ?? crash.id),
    client: 'Purgatory',
    ...(hasConsole ? { client_url: actions.open, links: [{ href: actions.open, text: 'The crash' }] } : {}),
    payload: {
      summary: `${word}: ${plain(crash.title)} (${numbers})`.slice(0, MAX_SUMMARY),
      source: plain(host),
      severity: severityOf(news),
      timestamp: news.at,
      component: 'kernel',
      ...(crash.kernels[0] === undefined ? {} : { group: plain(crash.kernels[0]) }),
      class: crash.kind,
      custom_details: { word, where, culprit, likely, count: crash.count, hosts: crash.hostCount, text },
    },
  };
}
