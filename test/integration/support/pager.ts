/** What a pager gets that is subscribed to the alert topic: each alert once. */
import { randomUUID } from 'node:crypto';
import { subscribePager } from '../../../infra/local/demo/alerts.ts';
import type { Pager } from '../../../infra/local/demo/alerts.ts';
import { eventually, output, stack } from './stack.ts';

export class Alerts {
  readonly #pager: Pager;
  /** Came so far. */
  readonly #texts: string[] = [];

  private constructor(pager: Pager) {
    this.#pager = pager;
  }

  static async listen(): Promise<Alerts> {
    const topic = output('PurgatoryStorage', 'AlertTopicArn');
    return new Alerts(await subscribePager(stack.endpoint, topic, `pager-${randomUUID()}`));
  }

  /** All that came until now and have these parts. */
  async having(...parts: readonly string[]): Promise<string[]> {
    for (let text = await this.#pager.next(); text !== undefined; text = await this.#pager.next())
      this.#texts.push(text);
    return this.#texts.filter((text) => parts.every((part) => text.includes(part)));
  }

  /** The first that has these parts, waited for. */
  async with(...parts: readonly string[]): Promise<string> {
    return await eventually(`the alert of ${parts.join(', ')}`, async () => (await this.having(...parts))[0]);
  }
}
