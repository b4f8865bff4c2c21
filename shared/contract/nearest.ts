/** What somebody may have meant who wrote `word`: the nearest of `known`, by the letters that have to change; at most two, or a third of them. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const most = mostChanges(word);
  const ranked = known
    .map((candidate) => ({ candidate, changes: word.length > 64 ? Infinity : distance(word, candidate, most) }))
    .sort((a, b) => a.changes - b.changes)[0];
  return ranked !== undefined && ranked.changes <= most ? ranked.candidate : undefined;
}

/** How many letters of a word may be wrong for it still to be told what was meant. */
export function mostChanges(word: string): number {
  return word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
}

/** Levenshtein's distance: letters to change, add or drop; `most + 1` as soon as it is known to be more than `most`. */
export function distance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const now = [row];
    let least = row;
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const cost = Math.min((before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (before[column - 1] ?? 0) + same);
      now.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    before = now;
  }
  return before[to.length] ?? 0;
}
