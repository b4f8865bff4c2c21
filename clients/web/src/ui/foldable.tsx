import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { browserStorage, keepOpen, keptOpen } from '../logic/kept.ts';

/** What folds away under one line, and stays as the reader left it: on the next page of its kind, and tomorrow. */
export function Foldable({
  name,
  summary,
  opens,
  children,
}: {
  /** What the browser keeps its state under. */
  name: string;
  summary: ComponentChildren;
  /** Whether it is open where the reader has never said. */
  opens: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const asKept = (): boolean => keptOpen(browserStorage(), name) ?? opens;
  const [open, setOpen] = useState(asKept);
  useEffect(() => {
    setOpen(asKept());
  }, [name]);
  return (
    <details
      class="foldable"
      open={open}
      onToggle={(event) => {
        const now = event.currentTarget.open;
        // The browser tells of a change that the page made, too: that is nobody's wish.
        if (now === open) return;
        setOpen(now);
        keepOpen(browserStorage(), name, now);
      }}
    >
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
