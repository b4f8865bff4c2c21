import { distance, mostChanges } from '../../contract/nearest.ts';

const MAX_NAMES = 4;

/** Those of `names` that differ least from `wanted`: by a few letters, or by what one begins or ends with. */
export function nearNames(wanted: string, names: Iterable<string>): string[] {
  const limit = mostChanges(wanted);
  const found: { name: string; changes: number }[] = [];
  const lower = wanted.toLowerCase();
  const seen = new Set<string>();
  for (const name of names) {
    if (name === '' || Math.abs(name.length - wanted.length) > limit + 8 || seen.has(name)) continue;
    seen.add(name);
    const within = name.length > 3 && lower.length > 3 && (name.includes(lower) || lower.includes(name));
    const changes = within ? 1 + Math.abs(name.length - wanted.length) / 8 : distance(lower, name.toLowerCase(), limit);
    if (changes <= limit) found.push({ name, changes });
  }
  found.sort((a, b) => a.changes - b.changes || (a.name < b.name ? -1 : 1));
  return found.slice(0, MAX_NAMES).map(({ name }) => name);
}
