/** A trace with recursion told once, and what says nothing of the fault folded away until it is asked for. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Frame } from '../../../../shared/contract/report.ts';
import { foldFrames, repeatText, type Shown } from '../../../../shared/report-view/fold.ts';
import { isMessenger } from '../../../../shared/report-view/culprit.ts';
import { plural } from '../../../../shared/report-view/units.ts';
import { Frames } from './parts.tsx';

export function FoldedFrames({
  frames,
  link,
  most,
  chosen,
  sourceLink,
}: {
  frames: readonly Frame[];
  link: (index: number) => string;
  /** Frames from the first interesting one on, the way to it and all further out folded. Absent: repeats alone are folded. */
  most?: number;
  /** The frame that the address names: it is never folded away. */
  chosen?: string | undefined;
  sourceLink?: string | undefined;
}): JSX.Element {
  const [whole, setWhole] = useState(false);
  const shown = foldFrames(frames, most === undefined ? {} : { isDull: isMessenger, most });
  if (whole || (chosen ?? '') !== '' || shown.every(({ kind }) => kind === 'frames')) {
    return <Frames frames={frames} link={link} chosen={chosen} sourceLink={sourceLink} />;
  }
  return (
    <div class="folded-frames">
      {shown.map((each, key) =>
        each.kind === 'frames' ? (
          <Frames
            key={key}
            frames={frames.slice(each.first, each.first + each.count)}
            link={(index) => link(each.first + index)}
            sourceLink={sourceLink}
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
  if (each.kind === 'repeats') return repeatText(each);
  return `${plural(each.count, 'frame')}${each.first === 0 ? ' of how the kernel said it' : ' further out'}`;
}
