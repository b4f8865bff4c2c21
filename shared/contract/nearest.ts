/** What somebody may have meant who wrote `word`: the nearest of `known`, by the letters that have to change; at most two, or a third of them. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const most = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  const ranked = known
    .map((candidate) => ({ candidate, changes: word.length > 64 ? Infinity : distance(word, candidate) }))
    .sort((a, b) => a.changes - b.changes)[0];
  return ranked !== undefined && ranked.changes <= most ? ranked.candidate : undefined;
}

/** Levenshtein's distance. */
function distance(from: string, to: string): number {
  let before = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const now = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      now.push(Math.min((before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (before[column - 1] ?? 0) + same));
    }
    before = now;
  }
  return before[to.length] ?? 0;
}
