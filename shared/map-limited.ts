/** `Promise.all(items.map(work))` with at most `limit` at work at a time. */
export async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, async () => {
      for (const [index, item] of queue) results.set(index, await work(item));
    }),
  );
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
