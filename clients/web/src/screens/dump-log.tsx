import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LogInfo } from '../../../../shared/contract/report.ts';
import { plural } from '../../../../shared/report-view/units.ts';
import { LEVEL_NAMES, logLines, oopsLines, selectLines } from '../logic/log-view.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { go } from '../ui/hooks.ts';
import { VirtualRows } from '../ui/parts.tsx';

const ROW_HEIGHT = 20;

/** The log with a link for every line; the search narrows, the permalink scrolls. */
export function LogTab({ log, route }: { log: LogInfo; route: Route }): JSX.Element {
  const lines = useMemo(() => logLines(log), [log]);
  const search = route.query['q'] ?? '';
  const alarmingOnly = route.query['alarming'] === '1';
  const chosen = Number(route.query['line'] ?? 'NaN');
  const level = route.query['level'] === undefined ? undefined : Number(route.query['level']);
  const shown = useMemo(
    () => selectLines(lines, { search, alarmingOnly, level }),
    [lines, search, alarmingOnly, level],
  );
  const oops = useMemo(() => oopsLines(lines)[0]?.number, [lines]);
  const target = { screen: 'dumps' as const, ...(route.id ? { id: route.id } : {}), tab: 'log' };
  const change = (query: Record<string, string>): void => {
    go({ ...target, query: { ...route.query, ...query } }, { replace: true });
  };
  const wanted = Number.isNaN(chosen) ? oops : chosen;
  const at = wanted === undefined ? -1 : shown.findIndex((line) => line.number >= wanted);
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
        {log.levels !== undefined && (
          <label>
            Level{' '}
            <select
              value={route.query['level'] ?? ''}
              onChange={(event) => {
                change({ level: event.currentTarget.value });
              }}
            >
              <option value="">any</option>
              {LEVEL_NAMES.slice(0, -1).map((name, index) => (
                <option key={name} value={String(index)}>
                  {name}
                  {index === 0 ? '' : ' and graver'}
                </option>
              ))}
            </select>
          </label>
        )}
        <output>{plural(shown.length, 'line')}</output>
      </form>
      <VirtualRows rows={shown.length} rowHeight={ROW_HEIGHT} label="Kernel log" reveal={at >= 0 ? at : undefined}>
        {(index) => {
          const line = shown[index];
          if (!line) return null;
          return (
            <div
              key={line.number}
              class={`log-line ${line.alarming || (line.level ?? 7) <= 3 ? 'alarming' : ''} ${line.number === chosen ? 'chosen' : ''}`}
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
