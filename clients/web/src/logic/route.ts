/**
 * Routes live behind `#`: the page is one file under a prefix that it does not know, and every view, filter and line has
 * a link of its own. Shape: `#/<screen>/<id>/<tab>?<parameters>`.
 */

export const SCREENS = [
  'crashes',
  'dumps',
  'arriving',
  'uploads',
  'kernels',
  'signing',
  'hosts',
  'alerts',
  'fleet',
  'audit',
] as const;
export type Screen = (typeof SCREENS)[number];

export interface Route {
  /** `nowhere`: the address names no screen that there is. */
  readonly screen: Screen | 'nowhere';
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

/** Whatever the hash holds, the answer is a route; an empty one leads home. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [screen, id, tab] = path.split('/').map(decode);
  const query = Object.fromEntries(new URLSearchParams(search));
  if (screen === '') return { screen: 'crashes', query };
  if (!isScreen(screen)) return { screen: 'nowhere', query: {} };
  return { screen, query, ...(id ? { id } : {}), ...(id && tab ? { tab } : {}) };
}

export function formatRoute(route: {
  screen: Screen;
  id?: string;
  tab?: string;
  query?: Record<string, string>;
  /** An empty parameter is left out, but where it means something. */
  keepEmpty?: boolean;
}): string {
  const parts = [route.screen, route.id, route.id === undefined ? undefined : route.tab]
    .filter((part): part is string => part !== undefined && part !== '')
    .map(encodeURIComponent);
  const search = new URLSearchParams(
    Object.entries(route.query ?? {}).filter(([, value]) => value !== '' || route.keepEmpty === true),
  ).toString();
  return `#/${parts.join('/')}${search === '' ? '' : `?${search}`}`;
}
