/**
 * Routes live behind `#`: the page is one file under a prefix that it does not know, and every view, filter and line has
 * a link of its own. Shape: `#/<screen>/<id>/<tab>?<parameters>`.
 */

export const SCREENS = ['crashes', 'dumps', 'arriving', 'kernels', 'signing', 'fleet'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Route {
  readonly screen: Screen;
  readonly id?: string;
  readonly tab?: string;
  readonly query: Readonly<Record<string, string>>;
}

const isScreen = (word: string | undefined): word is Screen => SCREENS.some((screen) => screen === word);

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Whatever the hash holds, the answer is a route; what is not understood leads home. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [screen, id, tab] = path.split('/').map(decode);
  const query = Object.fromEntries(new URLSearchParams(search));
  if (!isScreen(screen)) return { screen: 'crashes', query: {} };
  return { screen, query, ...(id ? { id } : {}), ...(id && tab ? { tab } : {}) };
}

export function formatRoute(route: {
  screen: Screen;
  id?: string;
  tab?: string;
  query?: Record<string, string>;
}): string {
  const parts = [route.screen, route.id, route.id === undefined ? undefined : route.tab]
    .filter((part): part is string => part !== undefined && part !== '')
    .map(encodeURIComponent);
  const search = new URLSearchParams(Object.entries(route.query ?? {}).filter(([, value]) => value !== '')).toString();
  return `#/${parts.join('/')}${search === '' ? '' : `?${search}`}`;
}
