import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, get } from '../logic/api.ts';
import { formatRoute, parseRoute, type Route } from '../logic/route.ts';

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const onChange = (): void => {
      setRoute(parseRoute(location.hash));
    };
    addEventListener('hashchange', onChange);
    return () => {
      removeEventListener('hashchange', onChange);
    };
  }, []);
  return route;
}

/** Goes to `route`; `replace` for what should not become a step of "back", such as each letter of a filter. */
export function go(route: Parameters<typeof formatRoute>[0], { replace = false } = {}): void {
  const hash = formatRoute(route);
  if (replace) {
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else location.hash = hash;
}

/** Changes parameters of the page that is shown, which is no step of "back"; an empty one is left out. */
export function adjust({ screen, ...rest }: Route, query: Readonly<Record<string, string>>): void {
  if (screen !== 'nowhere') go({ ...rest, screen, query: { ...rest.query, ...query } }, { replace: true });
}

export type Loaded<T> =
  | { readonly state: 'loading'; readonly value?: T }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly error: Error; readonly value?: T };

/** Fetches `path` (again whenever it changes, and every `everyMs` while the page is visible). Old data stays while new loads. */
export function useApi<T>(path: string | undefined, everyMs?: number): Loaded<T> & { reload: () => void } {
  return useLoad<T>(path, get, everyMs);
}

/** As {@link useApi}, with `load` of one's own; it is to be the same function each time. */
export function useLoad<T>(
  path: string | undefined,
  load: (path: string, signal: AbortSignal) => Promise<T>,
  everyMs?: number,
): Loaded<T> & { reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  const shown = useRef(path);
  useEffect(() => {
    if (path === undefined) return;
    const abort = new AbortController();
    const keep = shown.current === path;
    shown.current = path;
    setLoaded((before) =>
      keep && before.value !== undefined ? { state: 'loading', value: before.value } : { state: 'loading' },
    );
    load(path, abort.signal).then(
      (value) => {
        setLoaded({ state: 'ready', value });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const problem = error instanceof Error ? error : new Error(String(error));
        setLoaded((before) =>
          before.value === undefined || (error instanceof ApiError && error.status === 401)
            ? { state: 'failed', error: problem }
            : { state: 'failed', error: problem, value: before.value },
        );
      },
    );
    return () => {
      abort.abort();
    };
  }, [path, turn, load]);
  const reload = useCallback(() => {
    setTurn((n) => n + 1);
  }, []);
  useEffect(() => {
    if (everyMs === undefined) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs, reload]);
  return { ...loaded, reload };
}
