/** Views of the list: a search and an order under a name. Some are there for all; others this browser keeps. Pure but for the storage. */
import { CRASH_SORTS, type CrashSort } from '../../../../shared/contract/crash-order.ts';

export interface View {
  readonly name: string;
  readonly q: string;
  readonly sort: CrashSort;
}

export const VIEWS: readonly View[] = [
  { name: 'Open problems', q: 'state:unresolved', sort: 'last' },
  { name: 'New and regressed', q: 'state:new,regressed', sort: 'last' },
  { name: 'Nobody’s', q: 'state:unresolved owner:none', sort: 'hosts' },
  { name: 'All', q: '', sort: 'last' },
];

const KEY = 'purgatory.views';
const MOST = 20;

export const isSort = (text: string | undefined): text is CrashSort => CRASH_SORTS.some((sort) => sort === text);

/** What is kept, as far as it can be read: a browser may hold anything, or refuse to. */
export function savedViews(storage: Pick<Storage, 'getItem'>): View[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    if (!Array.isArray(found)) return [];
    return found.filter(isView).slice(0, MOST);
  } catch {
    return [];
  }
}

function isView(value: unknown): value is View {
  if (typeof value !== 'object' || value === null) return false;
  const { name, q, sort } = value as Record<string, unknown>;
  return typeof name === 'string' && name !== '' && typeof q === 'string' && typeof sort === 'string' && isSort(sort);
}

/** With this view in front; one of the same name gives way to it. */
export function withView(views: readonly View[], view: View): View[] {
  return [view, ...withoutView(views, view.name)].slice(0, MOST);
}

export function withoutView(views: readonly View[], name: string): View[] {
  return views.filter((view) => view.name !== name);
}

export function keepViews(storage: Pick<Storage, 'setItem'>, views: readonly View[]): void {
  try {
    storage.setItem(KEY, JSON.stringify(views));
  } catch {
    // Then they are there until the page is left.
  }
}

/** Spans that are offered for when a problem was last seen. */
export const SPANS: readonly (readonly [value: string, name: string])[] = [
  ['', 'at any time'],
  ['1h', 'within an hour'],
  ['24h', 'within a day'],
  ['7d', 'within a week'],
  ['30d', 'within 30 days'],
];

/** A word of the span; a search takes it in any case, and with quotes. */
const SEEN = /^seen:(.*)$/i;

/** The span of a search's `seen:`, as it stands there; empty where it has none. */
export function spanOf(q: string): string {
  const [span = ''] = alternatives(q).flatMap((words) => words.flatMap((word) => SEEN.exec(word)?.[1] ?? []));
  return span.replaceAll('"', '');
}

/** The search for another span; none with an empty one. Where it has alternatives, each gets it. */
export function withSpan(q: string, span: string): string {
  const rest = alternatives(q).map((words) => words.filter((word) => !SEEN.test(word)));
  return rest.map((words) => [...(span === '' ? [] : [`seen:${span}`]), ...words].join(' ')).join(' OR ');
}

/** Words of a search, quotes kept, by alternative. */
function alternatives(q: string): string[][] {
  const found: string[][] = [[]];
  for (const [word] of q.matchAll(/(?:[^\s"]|"[^"]*(?:"|$))+/g)) {
    if (word === 'OR') found.push([]);
    else found.at(-1)?.push(word);
  }
  return found;
}
