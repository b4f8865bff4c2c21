/** The explorer beside a report: there when the address has a question, loaded when it is first opened. */
import type { ComponentChildren, JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DumpDetail } from '../../../../shared/contract/dumps.ts';
import { FIRST_QUESTION } from '../logic/explore.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { AskContext } from '../ui/ask.tsx';
import { go } from '../ui/hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { Problem } from '../ui/parts.tsx';
import type { Explorer, ExplorerProps } from './explorer.tsx';

export function BesideExplorer({
  dump,
  route,
  children,
}: {
  dump: DumpDetail;
  route: Route;
  children: ComponentChildren;
}): JSX.Element {
  const { id, crashId } = dump;
  const { tab, query } = route;
  const { ask = '', ...others } = query;
  const place = useCallback(
    (question: string) => ({ screen: 'dumps' as const, id, tab: tab ?? 'panic', query: { ...others, ask: question } }),
    // The rest of the query is what the address says.
    [id, tab, JSON.stringify(others)],
  );
  // Where it is open, it takes the key itself.
  useKeys(
    ask === ''
      ? {
          e: () => {
            go(place(FIRST_QUESTION));
          },
        }
      : {},
  );
  const link = useCallback((question: string) => formatRoute(place(question)), [place]);
  return (
    <AskContext.Provider value={link}>
      {ask === '' ? (
        children
      ) : (
        <div class="beside">
          <div>{children}</div>
          <LoadedExplorer
            id={id}
            ask={ask}
            crashId={crashId}
            closed={formatRoute(place(''))}
            onAsk={(question) => {
              go(place(question));
            }}
          />
        </div>
      )}
    </AskContext.Provider>
  );
}

function LoadedExplorer(props: ExplorerProps): JSX.Element {
  const [loaded, setLoaded] = useState<{ readonly Explorer: typeof Explorer }>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    import('./explorer.tsx').then(setLoaded, () => {
      setProblem('The explorer could not be loaded: load the page again.');
    });
  }, []);
  if (problem !== '') return <Problem text={problem} />;
  if (loaded === undefined) return <p class="waiting">Loading the explorer…</p>;
  return <loaded.Explorer {...props} />;
}
