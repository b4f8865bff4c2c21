/**
 * A webhook of the operator's own. The body is JSON; `Purgatory-Signature: t=<seconds>,v1=<hex>` holds the HMAC-SHA256 of
 * `<seconds>.<delivery>.<body>` under the shared secret, `<delivery>` being what `Purgatory-Delivery` says. A receiver refuses
 * a signature that is wrong or older than five minutes, and a delivery it has seen before: then nothing can be forged and
 * nothing replayed, not even under another delivery's name.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { postJson } from './http.ts';
import type { Alert, Route } from './route.ts';

export interface WebhookOptions {
  readonly name?: string;
  readonly url: string;
  readonly secret: () => Promise<string>;
  readonly now: () => Date;
}

const SIGNATURE_HEADER = 'purgatory-signature';
const DELIVERY_HEADER = 'purgatory-delivery';

export function webhookRoute({ name = 'webhook', url, secret, now }: WebhookOptions): Route {
  async function post(id: string, content: Record<string, unknown>): Promise<void> {
    const body = JSON.stringify(content);
    const seconds = Math.floor(now().getTime() / 1000);
    await postJson(url, body, {
      headers: {
        [SIGNATURE_HEADER]: `t=${seconds},v1=${signBody(await secret(), seconds, id, body)}`,
        [DELIVERY_HEADER]: id,
        'idempotency-key': id,
      },
    });
  }
  return {
    name,
    async send(alert) {
      await post(alert.news.id, webhookBody(alert));
      return undefined;
    },
    async notify(text, id) {
      await post(`notice:${id}`, { version: 1, word: 'NOTICE', text });
    },
    async change(change) {
      await post(`change:${change.crashId}:${now().toISOString()}`, { version: 1, word: 'CHANGED', change });
    },
  };
}

export function webhookBody({ news, text, actions, repeated }: Alert): Record<string, unknown> {
  return { version: 1, ...news, text, actions, ...(repeated === true ? { repeated } : {}) };
}

export function signBody(secret: string, seconds: number, delivery: string, body: string): string {
  return createHmac('sha256', secret).update(`${seconds}.${delivery}.${body}`).digest('hex');
}

/** What a receiver does, here for tests and as the example in docs/events.md. */
export function verifySignature(
  secret: string,
  headers: { readonly signature: string; readonly delivery: string },
  body: string,
  now: Date,
  toleranceSeconds = 300,
): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(headers.signature);
  if (match?.[1] === undefined || match[2] === undefined) return false;
  const seconds = Number(match[1]);
  if (Math.abs(now.getTime() / 1000 - seconds) > toleranceSeconds) return false;
  return timingSafeEqual(Buffer.from(signBody(secret, seconds, headers.delivery, body)), Buffer.from(match[2]));
}
