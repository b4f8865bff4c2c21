import { InvalidArgumentError } from '@commander-js/extra-typings';

/** As many as the service gives at once. */
const PAGE = 100;

/** Follows a list's pages until there are `limit` items or no more. `itemsOf` is what a page holds of them. */
export async function pages<T, Page extends { readonly next?: string | undefined }>(
  limit: number,
  fetchPage: (at: { readonly limit: number; readonly cursor: string | undefined }) => Promise<Page>,
  itemsOf: (page: Page) => readonly T[],
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchPage({ limit: Math.min(limit - items.length, PAGE), cursor });
    items.push(...itemsOf(page));
    cursor = page.next;
  } while (cursor !== undefined && items.length < limit);
  return items.slice(0, limit);
}

export function positiveInteger(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}
