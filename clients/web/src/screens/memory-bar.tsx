/** Memory as one bar of what holds it, with the same as a table beneath. */
import type { JSX } from 'preact';
import { MEMORY_PARTS, type MemoryPicture } from '../../../../shared/report-view/memory-picture.ts';
import { bytes, percent } from '../../../../shared/report-view/units.ts';

const WIDTH = 1000;

type Drawn = Extract<MemoryPicture, { state: 'parts' }>;

function Bar({ picture: { parts, wholeBytes } }: { picture: Drawn }): JSX.Element {
  let x = 0;
  const placed = parts.map((each) => {
    const width = (WIDTH * each.bytes) / wholeBytes;
    const at = x;
    x += width;
    return { ...each, at, width, text: `${MEMORY_PARTS[each.part]}: ${bytes(each.bytes)}` };
  });
  return (
    <svg
      class="memory-bar"
      viewBox={`0 0 ${String(WIDTH)} 10`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`What held memory: ${placed.map(({ text }) => text).join(', ')}`}
    >
      {placed.map(({ part, at, width, text }) => (
        <rect key={part} class={`memory-${part}`} x={at} width={width} height={10}>
          <title>{text}</title>
        </rect>
      ))}
    </svg>
  );
}

export function MemoryBar({ picture }: { picture: MemoryPicture }): JSX.Element {
  if (picture.state === 'unknown') {
    return <p class="quiet">How much memory the host had is not known, so nothing can be drawn as a share of it.</p>;
  }
  if (picture.state === 'empty') {
    return (
      <p class="quiet">
        The host had {bytes(picture.totalBytes)}; what held them is not known: the dump has none of the kernel’s
        counters.
      </p>
    );
  }
  const { parts, totalBytes, wholeBytes } = picture;
  return (
    <figure class="memory">
      <figcaption>
        What held <strong>{bytes(totalBytes)}</strong> of memory
        {wholeBytes > totalBytes && (
          <span class="quiet">
            {' '}
            · the kernel’s counters add up to {bytes(wholeBytes)}, more than there was: shares are of that
          </span>
        )}
      </figcaption>
      <Bar picture={picture} />
      <table class="figures legend">
        <thead>
          <tr>
            <th scope="col">Held by</th>
            <th scope="col" class="number">
              Size
            </th>
            <th scope="col" class="number">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ part, bytes: size }) => (
            <tr key={part}>
              <th scope="row">
                <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
                  <rect class={`memory-${part}`} width="10" height="10" />
                </svg>{' '}
                {MEMORY_PARTS[part]}
              </th>
              <td class="number">{bytes(size)}</td>
              <td class="number">{percent(size, wholeBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
