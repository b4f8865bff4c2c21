import type { JSX } from 'preact';

/** Widths of lines of text, in percent: what comes is seldom a block. */
const LINES = [38, 92, 84, 88, 61];

/** Stands where something is being loaded, as high as a few lines of it, and says what is awaited. Nothing moves. */
export function Skeleton({ what }: { what: string }): JSX.Element {
  return (
    <div class="skeleton">
      <p class="waiting" role="status">
        Loading {what}…
      </p>
      <div aria-hidden="true">
        {LINES.map((width) => (
          <div key={width} class="bone" style={{ width: `${String(width)}%` }} />
        ))}
      </div>
    </div>
  );
}
