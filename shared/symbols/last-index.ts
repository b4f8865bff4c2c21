/** The last place of a list up to which `holds` is true, by bisection; -1 if it never is. */
export function lastIndex<T>(list: ArrayLike<T>, holds: (entry: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = list[middle];
    if (entry !== undefined && holds(entry)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
