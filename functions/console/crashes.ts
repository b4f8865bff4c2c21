/** Crash groups: looked through, and what a person does to one. */
import { cursorAfter } from '../../shared/aws/crashes/read.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import type { CrashAction, CrashGroup, CrashPage, CrashState } from '../../shared/contract/crashes.ts';
import { NAMES_OF, parseSearch, searchedStates, searchFits } from '../../shared/contract/crash-search.ts';
import { matches } from '../../shared/contract/wildcard.ts';
import { InputError } from '../../shared/errors.ts';
import { ConsoleMetric } from './names.ts';
import type { ConsoleDeps } from './ports.ts';

/** Groups of the store that one request looks at for what its filter asks for: docs/api.md tells of it. */
export const MAX_LOOKED_AT = 2_000;
const LOOKED_AT_ONCE = 200;

interface CrashQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** In the search language of the contract; the fields below narrow what it finds. */
  readonly q?: string | undefined;
  readonly state?: readonly CrashState[] | undefined;
  readonly kernel?: string | undefined;
  readonly title?: string | undefined;
  readonly host?: string | undefined;
  readonly kind?: string | undefined;
  readonly owner?: string | undefined;
  readonly model?: string | undefined;
  readonly subsystem?: string | undefined;
}

/** What a group is asked for, and what it has of that: one has to match. */
const FIELDS = {
  ...NAMES_OF,
  kind: ({ kind }) => [kind],
} as const satisfies Partial<Record<keyof CrashQuery, (group: CrashGroup) => readonly string[]>>;

function fitsAll(query: CrashQuery, group: CrashGroup): boolean {
  const { kernel } = query;
  const isOnKernel = kernel === undefined || Object.keys(group.kernels).some((release) => release.startsWith(kernel));
  return (
    isOnKernel &&
    Object.entries(FIELDS).every(([field, values]) => {
      const pattern = query[field as keyof typeof FIELDS];
      return pattern === undefined || values(group).some((value) => matches(pattern, value));
    })
  );
}

/**
 * A page may hold fewer than asked for, and still have a `next`.
 *
 * @throws {InputError} for a search that can't be read: a word that is not understood must not look like "none has it"
 */
export async function listCrashes(query: CrashQuery, deps: Pick<ConsoleDeps, 'crashes' | 'now'>): Promise<CrashPage> {
  const { limit } = query;
  const search = parseSearch(query.q ?? '');
  const [wrong] = search.problems;
  if (wrong !== undefined) throw new InputError(wrong.problem, { field: 'q' });
  const states = searchedStates(search).filter((state) => query.state?.includes(state) ?? true);
  if (states.length === 0) return { crashes: [] };
  const now = deps.now();
  const isFiltered =
    search.alternatives.length > 0 ||
    (['kernel', ...Object.keys(FIELDS)] as (keyof CrashQuery)[]).some((key) => query[key] !== undefined);
  const crashes: CrashGroup[] = [];
  let { cursor } = query;
  for (let looked = 0; looked < MAX_LOOKED_AT;) {
    const found = await deps.crashes.list({ states, limit: isFiltered ? LOOKED_AT_ONCE : limit, cursor });
    for (const group of found.crashes) {
      if (!fitsAll(query, group) || !searchFits(search, group, now)) continue;
      crashes.push(group);
      // The rest of the store's page is for the next request.
      if (crashes.length === limit && group !== found.crashes.at(-1)) return { crashes, next: cursorAfter(group) };
    }
    cursor = found.next;
    looked += found.crashes.length;
    if (cursor === undefined || crashes.length === limit) break;
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
