/** Crashes a day as bars, each with its day and number; what was done to the group is marked. */
import type { JSX } from 'preact';
import { count, plural } from '../../../../shared/report-view/units.ts';
import type { Mark } from '../logic/trend-marks.ts';
import { dayBars } from '../logic/trend.ts';
import { minute } from '../../../../shared/minute.ts';

const DAYS = 30;
const DAY_LENGTH = '2026-11-23'.length;
const BOX = { width: 600, height: 96 };
const BAR = BOX.width / DAYS;

export function Trend({
  days,
  marks,
  note,
}: {
  days: Readonly<Record<string, number>>;
  /** In the order of their time. */
  marks: readonly Mark[];
  /** What the marks leave out. */
  note?: string | undefined;
}): JSX.Element {
  const bars = dayBars(days, DAYS, new Date());
  const top = Math.max(1, ...bars.map(({ value }) => value));
  const shown = marks.filter(({ at }) => bars.some(({ day }) => at.slice(0, DAY_LENGTH) === day));
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
            {shown
              .filter(({ at }) => at.slice(0, DAY_LENGTH) === day)
              .map(({ at, what, kind }) => (
                <line
                  key={at + what}
                  class={kind}
                  x1={(index + 0.5) * BAR}
                  x2={(index + 0.5) * BAR}
                  y1={-4}
                  y2={BOX.height + 4}
                >
                  <title>{`${minute(at)} UTC: ${what}`}</title>
                </line>
              ))}
          </g>
        ))}
      </svg>
      <p class="axis quiet">
        <span>{bars[0]?.day}</span>
        <span>today</span>
      </p>
      {shown.length > 0 && (
        <ul class="marks" aria-label="Marked on the chart">
          {shown.map(({ at, what, kind }) => (
            <li key={at + what} class={kind}>
              <time dateTime={at} title={at}>
                {at.slice(0, DAY_LENGTH)}
              </time>{' '}
              {what}
            </li>
          ))}
        </ul>
      )}
      {note !== undefined && <p class="quiet">{note}</p>}
    </figure>
  );
}
