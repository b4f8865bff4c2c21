/** The requests of a release, as the service has them. */
import { createHash } from 'node:crypto';
import { ImagePage, type ImageRecord } from '../../../shared/contract/images.ts';
import type { ServiceClient } from '../service/client.ts';

const PAGE = 100;

export async function partsOf(client: ServiceClient, release: string): Promise<readonly ImageRecord[]> {
  const parts: ImageRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.get('images', ImagePage, { partOf: release, limit: PAGE, cursor });
    parts.push(...page.images);
    cursor = page.next;
  } while (cursor !== undefined);
  return parts;
}

/** What somebody who approves all of it approves: each name, kind and digest. */
export function contentOf(parts: readonly ImageRecord[]): string {
  const lines = parts.map(({ name, kind, digest }) => `${name} ${kind} ${digest ?? ''}\n`).toSorted();
  return createHash('sha256').update(lines.join('')).digest('hex');
}
