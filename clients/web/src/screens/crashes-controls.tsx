/** Above the list of crashes: views, order, time, and what is done to those that are chosen. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CrashSort } from '../../../../shared/contract/crash-order.ts';
import type { CrashAction, CrashGroup } from '../../../../shared/contract/crashes.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { mapLimited } from '../../../../shared/map-limited.ts';
import { plural } from '../../../../shared/report-view/units.ts';
import { send } from '../logic/api.ts';
import { formatRoute } from '../logic/route.ts';
import {
  isSort,
  keepViews,
  savedViews,
  SPANS,
  spanOf,
  VIEWS,
  withoutView,
  withSpan,
  withView,
  type View,
} from '../logic/views.ts';
import { Choice } from '../ui/filter.tsx';
import { Problem } from '../ui/parts.tsx';
import { ActionButtons } from './crash-actions.tsx';

/** The address of the list under a search, in an order. */
export function listQuery(q: string, sort: CrashSort): Record<string, string> {
  return { q, ...(sort === 'last' ? {} : { sort }) };
}

const linkOf = ({ q, sort }: Pick<View, 'q' | 'sort'>): string =>
  formatRoute({ screen: 'crashes', query: listQuery(q, sort), keepEmpty: true });

const SORT_NAMES: Record<CrashSort, string> = {
  last: 'last seen',
  first: 'newest problem',
  count: 'most crashes',
  hosts: 'most hosts',
};

export function Views({ q, sort }: { q: string; sort: CrashSort }): JSX.Element {
  const [saved, setSaved] = useState(() => savedViews(localStorage));
  const [naming, setNaming] = useState<string>();
  const keep = (views: View[]): void => {
    keepViews(localStorage, views);
    setSaved(views);
  };
  const isShown = (view: View): boolean => view.q === q && view.sort === sort;
  const isNew = ![...VIEWS, ...saved].some(isShown);
  return (
    <nav class="views" aria-label="Views">
      {[...VIEWS, ...saved].map((view) => (
        <span key={view.name}>
          <a href={linkOf(view)} {...(isShown(view) ? { 'aria-current': 'true' as const } : {})}>
            {view.name}
          </a>
          {saved.includes(view) && (
            <button
              type="button"
              class="bare"
              aria-label={`Forget the view ${view.name}`}
              onClick={() => {
                keep(withoutView(saved, view.name));
              }}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {isNew && naming === undefined && (
        <button
          type="button"
          class="bare"
          onClick={() => {
            setNaming('');
          }}
        >
          Save this view
        </button>
      )}
      {naming !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const name = naming.trim();
            if (name !== '' && !VIEWS.some((view) => view.name === name)) keep(withView(saved, { name, q, sort }));
            setNaming(undefined);
          }}
        >
          <input
            aria-label="Name of the view"
            value={naming}
            maxLength={40}
            onInput={(event) => {
              setNaming(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setNaming(undefined);
            }}
          />
          <button type="submit">Save</button>
        </form>
      )}
    </nav>
  );
}

export function OrderAndTime({
  q,
  sort,
  onChange,
}: {
  q: string;
  sort: CrashSort;
  onChange: (q: string, sort: CrashSort) => void;
}): JSX.Element {
  const span = spanOf(q);
  const spans = SPANS.some(([value]) => value === span) ? SPANS : [...SPANS, [span, span] as const];
  return (
    <>
      <Choice
        name="Seen"
        value={span}
        choices={spans}
        onChange={(chosen) => {
          onChange(withSpan(q, chosen), sort);
        }}
      />
      <Choice
        name="Order"
        value={sort}
        choices={Object.entries(SORT_NAMES)}
        onChange={(chosen) => {
          if (isSort(chosen)) onChange(q, chosen);
        }}
      />
    </>
  );
}

const AT_ONCE = 4;

/** What is done to all that are chosen; those that it could not be done to stay chosen. */
export function BulkActions({
  chosen,
  onDone,
  onClear,
}: {
  chosen: readonly CrashGroup[];
  /** Of those to which it was done. */
  onDone: (ids: readonly string[]) => void;
  onClear: () => void;
}): JSX.Element | null {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  if (chosen.length === 0) return null;
  const act = (action: CrashAction): void => {
    setProblem('');
    setBusy(true);
    const done: string[] = [];
    const failed: string[] = [];
    mapLimited(chosen, AT_ONCE, async ({ id, title }) => {
      try {
        await send('POST', `crashes/${encodeURIComponent(id)}/actions`, action);
        done.push(id);
      } catch (error) {
        failed.push(`${title}: ${messageOf(error)}`);
      }
    }).then(
      () => {
        setBusy(false);
        setProblem(failed.slice(0, 3).join('; ') + (failed.length > 3 ? ` and ${String(failed.length - 3)} more` : ''));
        onDone(done);
      },
      () => {
        setBusy(false);
      },
    );
  };
  const isOpen = ({ status }: CrashGroup): boolean => status.state === 'open';
  return (
    <section class="bulk" aria-label="What to do with those that are chosen">
      <p>
        <strong>{plural(chosen.length, 'crash', 'crashes')} chosen</strong>{' '}
        <button type="button" class="bare" onClick={onClear}>
          Choose none
        </button>
      </p>
      {busy ? (
        <p class="waiting">Doing it…</p>
      ) : (
        <ActionButtons open={{ some: chosen.some(isOpen), others: chosen.some((group) => !isOpen(group)) }} act={act} />
      )}
      <Problem text={problem} />
    </section>
  );
}
