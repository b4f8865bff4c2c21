/** What is wider than a small screen, in a box of its own: keyboards reach it, and its name says what it holds. */
import type { ComponentChildren, JSX } from 'preact';

export function ScrollBox({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
