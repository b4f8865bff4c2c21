/** Crash groups: looked through, and what a person does to one. */
import { nameOf } from '../../shared/contract/roles.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import type { CrashAction, CrashGroup, CrashPage, CrashState } from '../../shared/contract/crashes.ts';
import { InputError } from '../../shared/errors.ts';
import { ConsoleMetric } from './names.ts';
import type { ConsoleDeps } from './ports.ts';

/** Pages of the store that one request looks through for what its filter asks for. */
const MAX_PAGES = 20;

interface CrashQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly state?: readonly CrashState[] | undefined;
  readonly kernel?: string | undefined;
  readonly title?: string | undefined;
}

/** A page may hold fewer than asked for, and still have a `next`. */
export async function listCrashes(query: CrashQuery, deps: Pick<ConsoleDeps, 'crashes'>): Promise<CrashPage> {
  const { limit, kernel, state } = query;
  const title = query.title?.toLowerCase();
  const fits = (group: CrashGroup): boolean =>
    (kernel === undefined || Object.keys(group.kernels).some((release) => release.startsWith(kernel))) &&
    (title === undefined || [group.title, ...group.altTitles].some((text) => text.toLowerCase().includes(title)));
  const crashes: CrashGroup[] = [];
  let cursor = query.cursor;
  for (let page = 0; page < MAX_PAGES; page++) {
    // A whole page or none of it: the store's cursor stands between pages only.
    const found = await deps.crashes.list({ states: state, limit: limit - crashes.length, cursor });
    crashes.push(...found.crashes.filter(fits));
    cursor = found.next;
    if (cursor === undefined || crashes.length >= limit) break;
  }
  return { crashes, ...(cursor === undefined ? {} : { next: cursor }) };
}

export async function actOnCrash(
  by: Principal,
  id: string,
  action: CrashAction,
  deps: Pick<ConsoleDeps, 'crashes' | 'now' | 'count'>,
): Promise<CrashGroup> {
  if (action.action === 'ignore' && action.until !== undefined && new Date(action.until) <= deps.now()) {
    throw new InputError('this is in the past', { field: 'until' });
  }
  const { group, events } = await deps.crashes.act(id, action, nameOf(by));
  await deps.crashes.announce(events);
  deps.count(ConsoleMetric.CrashesChanged);
  return group;
}
