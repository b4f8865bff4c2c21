import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { logLines, oopsLines } from '../logic/log-view.ts';
import { formatRoute } from '../logic/route.ts';
import { CopyButton } from './parts.tsx';

/**
 * What the kernel said of its end, as it printed it: each line leads to its place in the log of the dump `id`.
 *
 * @param message shown where the log tells of no end
 */
export function Oops({
  log,
  id,
  message,
}: {
  /** Its text; undefined where there is none. */
  log: string | undefined;
  id: string;
  message?: string | undefined;
}): JSX.Element | null {
  const lines = useMemo(() => (log === undefined ? [] : oopsLines(logLines({ text: log }))), [log]);
  if (lines.length === 0) {
    return message === undefined ? null : (
      <section>
        <h3>The kernel said</h3>
        <pre class="wrap">{message}</pre>
      </section>
    );
  }
  return (
    <section>
      <h3>The kernel said</h3>
      <div class="oops" tabIndex={0} role="region" aria-label="The oops as the kernel printed it">
        {lines.map((line) => (
          <a
            key={line.number}
            class={line.alarming ? 'alarming' : ''}
            href={formatRoute({ screen: 'dumps', id, tab: 'log', query: { line: String(line.number) } })}
          >
            {line.text}
          </a>
        ))}
      </div>
      <CopyButton label="Copy it" text={() => lines.map(({ text }) => `${text}\n`).join('')} />
    </section>
  );
}
