import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { lastDays } from '../logic/trend.ts';

const DAYS = 30;
const HEIGHT = 140;
const DAY_SECONDS = 86_400;

/** `11-27`: days are counted in UTC, and named the same everywhere. */
const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(5, 10);

/** Crashes a day as bars; the chart library is fetched only when a trend is shown. */
export function Trend({ days, label }: { days: Readonly<Record<string, number>>; label: string }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let gone = false;
    let destroy: (() => void) | undefined;
    void Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]).then(([{ default: UPlot }]) => {
      if (gone) return;
      const now = new Date();
      const values = lastDays(days, DAYS, now);
      const today = Math.floor(now.getTime() / 1000 / DAY_SECONDS) * DAY_SECONDS;
      const times = values.map((_, index) => today - (DAYS - 1 - index) * DAY_SECONDS);
      const style = getComputedStyle(element);
      const ink = style.getPropertyValue('--quiet').trim();
      const axis = {
        stroke: ink,
        grid: { stroke: style.getPropertyValue('--line').trim(), width: 1 },
        ticks: { show: false },
      };
      const bars = UPlot.paths.bars?.({ size: [0.7, 24] });
      const plot = new UPlot(
        {
          width: element.clientWidth,
          height: HEIGHT,
          legend: { show: false },
          cursor: { show: false },
          axes: [
            { ...axis, values: (_plot, splits) => splits.map(dayOf) },
            { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000] },
          ],
          scales: { y: { range: (_plot, _min, max) => [0, Math.max(1, max)] } },
          series: [
            {},
            {
              fill: style.getPropertyValue('--accent').trim(),
              stroke: style.getPropertyValue('--accent').trim(),
              ...(bars ? { paths: bars } : {}),
              points: { show: false },
            },
          ],
        },
        [times, values],
        element,
      );
      const observer = new ResizeObserver(() => {
        plot.setSize({ width: element.clientWidth, height: HEIGHT });
      });
      observer.observe(element);
      destroy = () => {
        observer.disconnect();
        plot.destroy();
      };
    });
    return () => {
      gone = true;
      destroy?.();
    };
  }, [days]);
  return <div ref={box} class="trend" role="img" aria-label={`${label}, ${String(DAYS)} days`} />;
}
