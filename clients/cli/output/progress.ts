import { safeText } from '../../../shared/render/safe-text.ts';
import type { Output } from '../context.ts';

/** One line on a terminal that is written over again and again; on anything else, nothing. */
export interface ProgressLine {
  update(text: string): void;
  clear(): void;
}

const MIN_INTERVAL_MS = 80;

export function progressLine(output: Output, now: () => number = Date.now): ProgressLine {
  if (output.isTTY !== true) return { update: () => undefined, clear: () => undefined };
  let shown = false;
  let last = -Infinity;
  return {
    update(text) {
      if (now() - last < MIN_INTERVAL_MS) return;
      last = now();
      const width = (output.columns ?? 80) - 1;
      output.write(`\r\u001b[2K${safeText(text).slice(0, width)}`);
      shown = true;
    },
    clear() {
      if (shown) output.write('\r\u001b[2K');
      shown = false;
    },
  };
}
