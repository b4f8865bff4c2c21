import { useEffect, useState } from 'preact/hooks';
import { useKeys } from './keys.ts';

export interface ChosenRow {
  readonly at: number;
  readonly choose: (index: number) => void;
}

/** `j`, `k` and `o` on a list of `count` rows; other keys are told which row is chosen. */
export function useRows(
  count: number,
  open: (index: number) => void,
  keys: Readonly<Record<string, (index: number) => void>> = {},
): ChosenRow {
  const [chosen, choose] = useState(0);
  const at = Math.max(0, Math.min(count - 1, chosen));
  const withRow = Object.entries({ o: open, ...keys }).map(([key, action]) => [
    key,
    () => {
      if (count > 0) action(at);
    },
  ]);
  useKeys({
    j: () => {
      choose(Math.min(count - 1, at + 1));
    },
    k: () => {
      choose(Math.max(0, at - 1));
    },
    ...(Object.fromEntries(withRow) as Record<string, () => void>),
  });
  useEffect(() => {
    document.querySelector('tr.chosen')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return { at, choose };
}
