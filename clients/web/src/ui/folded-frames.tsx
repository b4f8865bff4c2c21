/** A trace with recursion told once, and what says nothing of the fault folded away until it is asked for. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Frame } from '../../../../shared/contract/report.ts';
import { foldFrames } from '../../../../shared/report-view/fold.ts';
import { isMessenger } from '../logic/report-view.ts';
import { plural } from '../logic/format.ts';
import { Frames } from './parts.tsx';

export function FoldedFrames({
  frames,
  link,
  most,
}: {
  frames: readonly Frame[];
  link: (index: number) => string;
  most?: number;
}): JSX.Element {
  const [whole, setWhole] = useState(false);
  const shown = foldFrames(frames, { isDull: isMessenger, ...(most === undefined ? {} : { most }) });
  if (whole || shown.every(({ kind }) => kind === 'frame')) return <Frames frames={frames} link={link} />;
  const unfold = (text: string, key: string): JSX.Element => (
    <button
      key={key}
      type="button"
      class="unfold"
      onClick={() => {
        setWhole(true);
      }}
    >
      {text}
    </button>
  );
  // Frames that stand together stay one list.
  const parts: JSX.Element[] = [];
  let run: Frame[] = [];
  let indexes: number[] = [];
  const flush = (): void => {
    if (run.length === 0) return;
    const from = indexes;
    parts.push(<Frames key={`from-${String(from[0])}`} frames={run} link={(index) => link(from[index] ?? 0)} />);
    run = [];
    indexes = [];
  };
  for (const each of shown) {
    if (each.kind === 'frame') {
      run.push(each.frame);
      indexes.push(each.index);
      continue;
    }
    flush();
    if (each.kind === 'folded') {
      const what = each.first === 0 ? ' of how the kernel said it' : ' further out';
      parts.push(unfold(`${plural(each.count, 'frame')}${what}`, `fold-${String(each.first)}`));
    } else {
      const ring = each.frames === 1 ? 'This' : `These ${String(each.frames)}`;
      parts.push(unfold(`${ring} ${plural(each.times, 'time')} over`, `ring-${String(parts.length)}`));
    }
  }
  flush();
  return <div class="folded-frames">{parts}</div>;
}
