import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LogInfo } from '../../../../shared/contract/report.ts';
import { plural } from '../logic/format.ts';
import { logLines } from '../logic/report-view.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { go } from '../ui/hooks.ts';
import { VirtualRows } from '../ui/parts.tsx';

const ROW_HEIGHT = 20;

/** The log with a link for every line; the search narrows, the permalink scrolls. */
export function LogTab({ log, route }: { log: LogInfo; route: Route }): JSX.Element {
  const lines = useMemo(() => logLines(log.text), [log.text]);
  const search = route.query['q'] ?? '';
  const alarmingOnly = route.query['alarming'] === '1';
  const chosen = Number(route.query['line'] ?? 'NaN');
  const shown = useMemo(() => {
    const word = search.toLowerCase();
    return lines.filter((line) => (!alarmingOnly || line.alarming) && line.text.toLowerCase().includes(word));
  }, [lines, search, alarmingOnly]);
  const target = { screen: 'dumps' as const, ...(route.id ? { id: route.id } : {}), tab: 'log' };
  const change = (query: Record<string, string>): void => {
    go({ ...target, query: { ...route.query, ...query } }, { replace: true });
  };
  const lastAlarming = shown.findLastIndex((line) => line.alarming);
  const at = shown.findIndex((line) => line.number === chosen);
  return (
    <>
      <form
        class="filter"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <label>
          Search{' '}
          <input
            type="search"
            value={search}
            onInput={(event) => {
              change({ q: event.currentTarget.value });
            }}
          />
        </label>
        <label>
          <input
            type="checkbox"
            checked={alarmingOnly}
            onChange={(event) => {
              change({ alarming: event.currentTarget.checked ? '1' : '' });
            }}
          />{' '}
          only lines that tell of trouble
        </label>
        <output>{plural(shown.length, 'line')}</output>
      </form>
      <VirtualRows
        rows={shown.length}
        rowHeight={ROW_HEIGHT}
        label="Kernel log"
        reveal={at >= 0 ? at : lastAlarming >= 0 ? Math.max(0, lastAlarming - 20) : undefined}
      >
        {(index) => {
          const line = shown[index];
          if (!line) return null;
          return (
            <div
              key={line.number}
              class={`log-line ${line.alarming ? 'alarming' : ''} ${line.number === chosen ? 'chosen' : ''}`}
            >
              <a
                href={formatRoute({ ...target, query: { ...route.query, line: String(line.number) } })}
                aria-label={`Link to line ${String(line.number)}`}
              >
                {line.number}
              </a>
              <code>{line.text}</code>
            </div>
          );
        }}
      </VirtualRows>
    </>
  );
}
