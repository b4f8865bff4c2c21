/** Crashes a day as bars, each with its day and number; what was done to the group is marked. */
import type { JSX } from 'preact';
import { count, plural } from '../../../../shared/report-view/units.ts';
import { dayBars } from '../logic/trend.ts';

const DAYS = 30;
const BOX = { width: 600, height: 96 };
const BAR = BOX.width / DAYS;

export interface Mark {
  readonly at: string;
  readonly what: string;
}

export function Trend({
  days,
  marks = [],
}: {
  days: Readonly<Record<string, number>>;
  marks?: readonly Mark[];
}): JSX.Element {
  const bars = dayBars(days, DAYS, new Date());
  const top = Math.max(1, ...bars.map(({ value }) => value));
  const total = bars.reduce((sum, { value }) => sum + value, 0);
  return (
    <figure class="trend">
      <figcaption>
        Crashes a day, the last {DAYS} days (UTC): <strong>{count(total)}</strong>
        <span class="quiet"> · most on one day {count(top)}</span>
      </figcaption>
      <svg
        viewBox={`0 -4 ${String(BOX.width)} ${String(BOX.height + 8)}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${plural(total, 'crash', 'crashes')} in ${String(DAYS)} days: ${bars
          .filter(({ value }) => value > 0)
          .map(({ day, value }) => `${day}: ${String(value)}`)
          .join(', ')}`}
      >
        {bars.map(({ day, value }, index) => (
          <g key={day}>
            <rect
              class={value === 0 ? 'none' : ''}
              x={index * BAR + 1}
              y={value === 0 ? BOX.height - 1 : BOX.height - (BOX.height * value) / top}
              width={BAR - 2}
              height={value === 0 ? 1 : (BOX.height * value) / top}
            />
            {/* The whole column answers to the pointer. */}
            <rect class="column" x={index * BAR} y={-4} width={BAR} height={BOX.height + 8}>
              <title>{`${day}: ${plural(value, 'crash', 'crashes')}`}</title>
            </rect>
            {marks
              .filter(({ at }) => at.slice(0, 10) === day)
              .map(({ at, what }) => (
                <line key={at + what} x1={(index + 0.5) * BAR} x2={(index + 0.5) * BAR} y1={-4} y2={BOX.height + 4}>
                  <title>{`${at.slice(0, 16).replace('T', ' ')} UTC: ${what}`}</title>
                </line>
              ))}
          </g>
        ))}
      </svg>
      <p class="axis quiet">
        <span>{bars[0]?.day}</span>
        <span>{marks.map(({ at, what }) => `${at.slice(0, 10)} ${what}`).join(' · ')}</span>
        <span>today</span>
      </p>
    </figure>
  );
}
