/** Crash groups: looked through, and what a person does to one. */
import { cursorAfter } from '../../shared/aws/crashes/read.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import type { CrashAction, CrashGroup, CrashPage, CrashState, SimilarCrashes } from '../../shared/contract/crashes.ts';
import { asksForTags, NAMES_OF, parseSearch, searchedStates, searchFits } from '../../shared/contract/crash-search.ts';
import { inOrder } from '../../shared/contract/crash-order.ts';
import type { CrashSort } from '../../shared/contract/crash-order.ts';
import { matches } from '../../shared/contract/wildcard.ts';
import { similarTo } from '../../shared/domain/crash-group/similar.ts';
import { InputError } from '../../shared/errors.ts';
import { ConsoleMetric } from './names.ts';
import type { ConsoleDeps } from './ports.ts';

/** Groups of the store that one request looks at for what its filter asks for: docs/api.md tells of it. */
export const MAX_LOOKED_AT = 2_000;
const LOOKED_AT_ONCE = 200;

type ListDeps = Pick<ConsoleDeps, 'crashes' | 'now' | 'hosts'>;

interface CrashQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort?: CrashSort | undefined;
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
const { title, host, model, owner, subsystem } = NAMES_OF;
const FIELDS = {
  ...{ title, host, model, owner, subsystem },
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
export async function listCrashes(query: CrashQuery, deps: ListDeps): Promise<CrashPage> {
  const { limit, sort } = query;
  const search = parseSearch(query.q ?? '');
  const [wrong] = search.problems;
  if (wrong !== undefined) throw new InputError(wrong.problem, { field: 'q' });
  const states = searchedStates(search).filter((state) => query.state?.includes(state) ?? true);
  if (states.length === 0) return { crashes: [] };
  const now = deps.now();
  const needsTags = asksForTags(search);
  const fits = async (groups: readonly CrashGroup[]): Promise<CrashGroup[]> => {
    const fields = groups.filter((group) => fitsAll(query, group));
    const tags = needsTags ? await tagsOf(fields, deps) : undefined;
    return fields.filter((group) =>
      searchFits(search, tags === undefined ? group : { ...group, tags: tags(group) }, now),
    );
  };
  if (sort !== undefined && sort !== 'last') return await sorted(sort, query, states, fits, deps);
  const isFiltered =
    search.alternatives.length > 0 ||
    (['kernel', ...Object.keys(FIELDS)] as (keyof CrashQuery)[]).some((key) => query[key] !== undefined);
  const crashes: CrashGroup[] = [];
  let { cursor } = query;
  for (let looked = 0; looked < MAX_LOOKED_AT;) {
    const found = await deps.crashes.list({ states, limit: isFiltered ? LOOKED_AT_ONCE : limit, cursor });
    for (const group of await fits(found.crashes)) {
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

/** The groups last seen, as many as are looked at for one request; `partial` where there are more. */
async function latest(
  states: readonly CrashState[] | undefined,
  { crashes }: Pick<ConsoleDeps, 'crashes'>,
): Promise<{ readonly groups: readonly CrashGroup[]; readonly partial: boolean }> {
  const groups: CrashGroup[] = [];
  let cursor: string | undefined;
  do {
    const page = await crashes.list({ states, limit: LOOKED_AT_ONCE, cursor });
    groups.push(...page.crashes);
    cursor = page.next;
  } while (cursor !== undefined && groups.length < MAX_LOOKED_AT);
  return { groups, partial: cursor !== undefined };
}

/** In another order than the store's: all that fit are read, and a page begins at a number. */
async function sorted(
  sort: CrashSort,
  { limit, cursor }: Pick<CrashQuery, 'limit' | 'cursor'>,
  states: readonly CrashState[],
  fits: (groups: readonly CrashGroup[]) => Promise<CrashGroup[]>,
  deps: ListDeps,
): Promise<CrashPage> {
  const from = cursor === undefined ? 0 : Number(/^at:(\d{1,6})$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) throw new InputError('not a cursor of this order', { field: 'cursor' });
  const { groups, partial } = await latest(states, deps);
  const all = (await fits(groups)).toSorted(inOrder(sort));
  const next = from + limit;
  return {
    crashes: all.slice(from, next),
    ...(next < all.length ? { next: `at:${String(next)}` } : {}),
    ...(partial ? { partial } : {}),
  };
}

/** Tags of the hosts that a group names: those of all groups are asked for at once. */
async function tagsOf(
  groups: readonly CrashGroup[],
  { hosts }: Pick<ConsoleDeps, 'hosts'>,
): Promise<(group: CrashGroup) => string[]> {
  const tags = await hosts.tagsByHost(groups.flatMap(({ sampleHosts }) => sampleHosts));
  return ({ sampleHosts }) => sampleHosts.flatMap((host) => [...(tags.get(host) ?? [])]);
}

/** What may be the same problem, among the groups last seen. */
export async function listSimilar(id: string, deps: Pick<ConsoleDeps, 'crashes'>): Promise<SimilarCrashes> {
  const crash = await deps.crashes.get(id);
  const { groups, partial } = await latest(undefined, deps);
  const crashes = similarTo(
    crash,
    groups.filter(({ merged }) => merged === undefined),
  );
  return {
    crashes: crashes.map(({ crash: found, reasons }) => ({ crash: found, reasons: [...reasons] })),
    ...(partial ? { partial } : {}),
  };
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
