/** A trace with recursion told once, and what says nothing of the fault folded away until it is asked for. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Frame } from '../../../../shared/contract/report.ts';
import { foldFrames, type Shown } from '../../../../shared/report-view/fold.ts';
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
  if (whole || shown.every(({ kind }) => kind === 'frames')) return <Frames frames={frames} link={link} />;
  return (
    <div class="folded-frames">
      {shown.map((each, key) =>
        each.kind === 'frames' ? (
          <Frames
            key={key}
            frames={frames.slice(each.first, each.first + each.count)}
            link={(index) => link(each.first + index)}
          />
        ) : (
          <button
            key={key}
            type="button"
            class="unfold"
            onClick={() => {
              setWhole(true);
            }}
          >
            {foldText(each)}
          </button>
        ),
      )}
    </div>
  );
}

function foldText(each: Exclude<Shown, { kind: 'frames' }>): string {
  if (each.kind === 'repeats') {
    const ring = each.frames === 1 ? 'This' : `These ${String(each.frames)}`;
    return `${ring} ${plural(each.times, 'time')} over`;
  }
  return `${plural(each.count, 'frame')}${each.first === 0 ? ' of how the kernel said it' : ' further out'}`;
}
