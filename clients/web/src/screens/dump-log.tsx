import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LogInfo } from '../../../../shared/contract/report.ts';
import { plural } from '../../../../shared/report-view/units.ts';
import { endOfLog, timeBefore, withinSeconds } from '../logic/log-time.ts';
import { LEVEL_NAMES, logLines, oopsLines, selectLines } from '../logic/log-view.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { Choice, FilterForm } from '../ui/filter.tsx';
import { adjust } from '../ui/hooks.ts';
import { VirtualRows } from '../ui/parts.tsx';

const ROW_HEIGHT = 20;

/** The kernel's levels; what is asked for is that and all that is graver. */
const LEVELS = LEVEL_NAMES.slice(0, -1).map(
  (name, index) => [String(index), index === 0 ? name : `${name} and graver`] as const,
);

/** How long before the end lines are asked for: seconds, and what they are called. */
const SPANS = [
  ['1', 'the last second'],
  ['10', 'the last 10 s'],
  ['60', 'the last minute'],
  ['600', 'the last 10 min'],
] as const;

/** The log with a link for every line, and when that was before the end; the search narrows, the permalink scrolls. */
export function LogTab({ log, route }: { log: LogInfo; route: Route }): JSX.Element {
  const lines = useMemo(() => logLines(log), [log]);
  const search = route.query['q'] ?? '';
  const alarmingOnly = route.query['alarming'] === '1';
  const chosen = Number(route.query['line'] ?? 'NaN');
  const level = route.query['level'] === undefined ? undefined : Number(route.query['level']);
  const end = useMemo(() => endOfLog(lines), [lines]);
  const within = SPANS.find(([value]) => value === route.query['within'])?.[0];
  const shown = useMemo(() => {
    const selected = selectLines(lines, { search, alarmingOnly, level });
    return end === undefined || within === undefined ? selected : withinSeconds(selected, end, Number(within));
  }, [lines, search, alarmingOnly, level, end, within]);
  const oops = useMemo(() => oopsLines(lines)[0]?.number, [lines]);
  const target = { screen: 'dumps' as const, ...(route.id ? { id: route.id } : {}), tab: 'log' };
  const change = (query: Record<string, string>): void => {
    adjust({ ...route, ...target }, query);
  };
  const wanted = Number.isNaN(chosen) ? oops : chosen;
  const at = wanted === undefined ? -1 : shown.findIndex((line) => line.number >= wanted);
  return (
    <>
      <FilterForm>
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
          <Choice
            name="Level"
            value={route.query['level'] ?? ''}
            choices={[['', 'any'], ...LEVELS]}
            onChange={(value) => {
              change({ level: value });
            }}
          />
        )}
        {end !== undefined && (
          <Choice
            name="Time"
            value={within ?? ''}
            choices={[['', 'any'], ...SPANS.map(([value, name]) => [value, `${name} before ${end.what}`] as const)]}
            onChange={(value) => {
              change({ within: value });
            }}
          />
        )}
        <output>{plural(shown.length, 'line')}</output>
      </FilterForm>
      <p class="quiet">
        {end === undefined
          ? 'No line of this log has a time of the kernel.'
          : `Beside each line: how long before ${end.what} it was printed, where it has a time.`}
      </p>
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
              {end !== undefined && <span class="before">{timeBefore(line.text, end)}</span>}
              <code>{line.text}</code>
            </div>
          );
        }}
      </VirtualRows>
    </>
  );
}

/** What the crash kernel said of itself while it saved the dump, folded: it is another kernel's log, and seldom what is looked for. */
export function CrashKernelLog({ text }: { text: string | undefined }): JSX.Element | null {
  if (text === undefined || text === '') return null;
  return (
    <details>
      <summary>What the crash kernel said while it saved the dump</summary>
      <pre>{text}</pre>
    </details>
  );
}
