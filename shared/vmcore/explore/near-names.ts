const MAX_NAMES = 4;

/** Those of `names` that differ least from `wanted`: by a few letters, or by what one begins or ends with. */
export function nearNames(wanted: string, names: Iterable<string>): string[] {
  const limit = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  const found: { name: string; distance: number }[] = [];
  const lower = wanted.toLowerCase();
  const seen = new Set<string>();
  for (const name of names) {
    if (name === '' || Math.abs(name.length - wanted.length) > limit + 8 || seen.has(name)) continue;
    seen.add(name);
    const within = name.length > 3 && lower.length > 3 && (name.includes(lower) || lower.includes(name));
    const distance = within
      ? 1 + Math.abs(name.length - wanted.length) / 8
      : editDistance(lower, name.toLowerCase(), limit);
    if (distance <= limit) found.push({ name, distance });
  }
  found.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return found.slice(0, MAX_NAMES).map(({ name }) => name);
}

/** Letters to change, add or drop; more than `limit` as soon as it is known to be more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}
