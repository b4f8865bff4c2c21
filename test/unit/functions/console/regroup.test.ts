import { describe, expect, it } from '@jest/globals';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { RegroupPlan } from '../../../../shared/contract/regroup.ts';
import type { Move, RegroupPage } from '../../../../shared/contract/regroup.ts';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import { NotFoundError } from '../../../../shared/errors.ts';
import { regroup } from '../../../../functions/console/regroup.ts';
import type { RegroupDeps } from '../../../../functions/console/regroup.ts';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import { crash, harness as triageHarness, noCrash, uploadId } from '../triage/harness.ts';

/** What the rules called it before, and what they call it now; undefined: its log is gone. */
type Change = readonly [before: TriageResult, now: TriageResult | undefined, host?: string];

const renewed = (title: string, extra: Partial<TriageResult> = {}) =>
  crash(title, { fingerprint: `v2:${title}`, ...extra });

/** A store in which `changes` were triaged by the old rules, in this order. */
async function harness(changes: readonly Change[]) {
  const h = triageHarness();
  for (const [index, [before, , host]] of changes.entries()) {
    await triageBatch([h.send(index, before, host === undefined ? {} : { host })], h.deps);
  }
  const notes = new Map<string, unknown>();
  const deps: RegroupDeps = {
    crashes: h.crashes,
    uploads: {
      list: ({ cursor = 'Z' }) => {
        const ids = changes
          .map((_, index) => uploadId(index))
          .sort()
          .reverse();
        const found = ids.filter((id) => id < cursor);
        // Small pages: what one leaves behind the next has to find in the store.
        const uploads = found.slice(0, 2).map((id) => ({ id }) as StoredUpload);
        const next = uploads.at(-1)?.id;
        return Promise.resolve({ uploads, ...(found.length > 2 && next !== undefined ? { next } : {}) });
      },
      noteTriage: (id, triage) => {
        notes.set(id, triage);
        return Promise.resolve();
      },
      get: () => Promise.resolve(undefined),
      noteCrash: () => Promise.resolve(),
    },
    rereadLog: (id) => {
      const now = changes[Number(id.slice(-5))]?.[1];
      return now === undefined ? Promise.reject(new NotFoundError('gone')) : Promise.resolve(now);
    },
    now: () => new Date(h.clock.now),
  };
  async function all(dryRun: boolean) {
    const plan = new RegroupPlan();
    const moves: Move[] = [];
    const seen = { read: 0, withoutLog: 0 };
    let cursor: string | undefined;
    do {
      const page: RegroupPage = await regroup({ dryRun, ...(cursor === undefined ? {} : { cursor }) }, deps);
      seen.read += page.read;
      seen.withoutLog += page.withoutLog;
      moves.push(...page.moves, ...page.reread.flatMap((reread) => plan.next(reread) ?? []));
      cursor = page.next;
    } while (cursor !== undefined);
    return { moves, ...seen };
  }
  const groups = async () =>
    (await h.crashes.read.list({})).crashes.map(({ id, title, count, hostCount, status }) => ({
      ...{ id, title, count, hostCount, state: status.state },
    }));
  return { ...h, all, groups, notes };
}

describe('regroup', () => {
  it('leaves everything where it is when only the version of the rules has changed', async () => {
    const h = await harness([
      [crash('A'), renewed('A')],
      [crash('A'), renewed('A')],
      [crash('B'), renewed('B')],
    ]);
    const before = await h.groups();
    expect((await h.all(true)).moves).toEqual([]);
    expect((await h.all(false)).moves).toEqual([]);
    expect(await h.groups()).toEqual(before);
    // From now on crashes that the new rules name join the groups there are.
    await triageBatch([h.send(9, renewed('A'))], h.deps);
    expect((await h.groups()).map(({ count }) => count).sort()).toEqual([1, 3]);
  });

  it('tells apart what the new rules tell apart: shown first, then done', async () => {
    const h = await harness([
      [crash('A'), renewed('A in x')],
      [crash('A'), renewed('A in y')],
      [crash('A'), renewed('A in x')],
      [crash('A'), renewed('A in y')],
      [crash('A'), renewed('A in y')],
    ]);
    const [before] = await h.groups();
    const shown = await h.all(true);
    expect(await h.groups()).toEqual([before]);

    const done = await h.all(false);
    expect(done.moves.map(({ uploadId: id }) => id)).toEqual(shown.moves.map(({ uploadId: id }) => id));
    expect(done.moves.map(({ uploadId: id }) => id)).toEqual([uploadId(2), uploadId(0)]);
    expect(shown.moves[0]).toMatchObject({ fromTitle: 'A', toTitle: 'A in x', opens: true });
    const groups = await h.groups();
    expect(groups.find(({ id }) => id === before?.id)).toMatchObject({ count: 3, hostCount: 3 });
    expect(groups.find(({ id }) => id !== before?.id)).toMatchObject({ title: 'A in x', count: 2, hostCount: 2 });
    expect(h.notes.get(uploadId(0))).toMatchObject({ title: 'A in x' });
    // Nobody is woken for a group that was only told apart.
    expect(h.names().filter((name) => name === 'crash.opened')).toHaveLength(1);
    expect((await h.all(false)).moves).toEqual([]);
  });

  it('joins what the new rules take for one, and closes the group that is left empty', async () => {
    const h = await harness([
      [crash('A'), renewed('AB')],
      [crash('B'), renewed('AB')],
      [crash('A'), renewed('AB')],
    ]);
    const shown = await h.all(true);
    const done = await h.all(false);
    expect(done.moves).toHaveLength(1);
    expect(shown.moves.map(({ uploadId: id }) => id)).toEqual(done.moves.map(({ uploadId: id }) => id));
    expect(await h.groups()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ title: 'A', count: 3, hostCount: 3, state: 'open' }),
        expect.objectContaining({ title: 'B', count: 0, hostCount: 0, state: 'resolved' }),
      ]),
    );
  });

  it('counts a host once however its crashes are moved about', async () => {
    const h = await harness([
      [crash('A'), renewed('A'), 'h'],
      [crash('A'), renewed('X'), 'h'],
      [crash('A'), renewed('X'), 'h'],
      [crash('A'), renewed('A'), 'h'],
    ]);
    await h.all(false);
    expect(await h.groups()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ title: 'A', count: 2, hostCount: 1 }),
        expect.objectContaining({ title: 'X', count: 2, hostCount: 1 }),
      ]),
    );
  });

  it('finds a crash where the old rules saw none, and takes none away where the new ones see none', async () => {
    const h = await harness([
      [noCrash, renewed('found')],
      [crash('lost'), noCrash],
    ]);
    expect((await h.all(false)).moves).toMatchObject([{ toTitle: 'found', opens: true }]);
    expect((await h.groups()).map(({ title, count }) => [title, count]).sort()).toEqual([
      ['found', 1],
      ['lost', 1],
    ]);
  });

  it('says how many logs are not there any more', async () => {
    const h = await harness([
      [crash('A'), undefined],
      [crash('A'), renewed('A')],
    ]);
    expect(await h.all(false)).toEqual({ read: 1, withoutLog: 1, moves: [] });
  });
});

interface Fake {
  readonly titles: Map<string, string>;
  readonly aliases: Map<string, string>;
  readonly prints: Map<string, string[]>;
  readonly where: Map<string, string>;
  readonly counts: Map<string, number>;
}

/** A fleet of `size` groups of one occurrence each, in maps: as the store, `move` refuses what is elsewhere by now. */
function fleet(size: number, clock: { now: number }, logMs: number) {
  const ids = Array.from({ length: size }, (_, i) => i.toString(32).padStart(26, '0').toUpperCase());
  const groupOf = (id: string) => `c${id.slice(-24).toLowerCase()}`;
  const fake: Fake = {
    titles: new Map(ids.map((id) => [groupOf(id), `old ${id}`])),
    aliases: new Map(ids.map((id) => [`v1:${id}`, groupOf(id)])),
    prints: new Map(ids.map((id) => [groupOf(id), [`v1:${id}`]])),
    where: new Map(ids.map((id) => [id, groupOf(id)])),
    counts: new Map(),
  };
  const stored = (id: string) => ({ id, title: fake.titles.get(id), kind: 'bug', fingerprints: fake.prints.get(id) });
  const index = new Map(ids.map((id, i) => [id, i]));
  // The new rules take each tenth for the one before it.
  const newName = (id: string) => {
    const i = index.get(id) ?? 0;
    return i % 10 === 9 ? (ids[i - 1] ?? id) : id;
  };
  const deps = {
    crashes: {
      groups: {
        aliases: (prints: readonly string[]) =>
          Promise.resolve(
            new Map(prints.flatMap((f) => (fake.aliases.has(f) ? [[f, fake.aliases.get(f) ?? '']] : []))),
          ),
        get: (id: string) => Promise.resolve(fake.titles.has(id) ? stored(id) : undefined),
        mustGet: (id: string) => Promise.resolve(stored(id)),
        root: (id: string) => Promise.resolve(stored(id)),
        link: (id: string, prints: readonly string[]) => {
          for (const print of prints) {
            if (fake.aliases.has(print)) continue;
            fake.aliases.set(print, id);
            fake.prints.get(id)?.push(print);
          }
          return Promise.resolve([]);
        },
        open: () => Promise.reject(new Error('nothing opens here')),
      },
      identity: { uploadsOf: (_host: string, id: string) => Promise.resolve([id]) },
      read: {
        occurrence: (id: string) =>
          Promise.resolve({ uploadId: id, crashId: fake.where.get(id), title: `old ${id}`, host: 'h', capturedAt: '' }),
      },
      move: ({ uploadId: id, crashId }: { uploadId: string; crashId?: string }, to: string) => {
        if (fake.where.get(id) !== crashId) return Promise.resolve(false);
        fake.where.set(id, to);
        return Promise.resolve(true);
      },
      recount: (id: string) => {
        fake.counts.set(id, (fake.counts.get(id) ?? 0) + 1);
        return Promise.resolve();
      },
    },
    uploads: {
      list: ({ cursor, limit }: { cursor?: string; limit: number }) => {
        const end = cursor === undefined ? size : (index.get(cursor) ?? 0);
        const uploads = ids
          .slice(Math.max(0, end - limit), end)
          .reverse()
          .map((id) => ({ id }));
        const next = end - limit > 0 ? uploads.at(-1)?.id : undefined;
        return Promise.resolve({ uploads, ...(next === undefined ? {} : { next }) });
      },
      noteTriage: () => Promise.resolve(),
      get: () => Promise.resolve(undefined),
      noteCrash: () => Promise.resolve(),
    },
    rereadLog: (id: string, { shouldStop }: { shouldStop: () => boolean }) => {
      clock.now += id.endsWith('77') ? 100_000 : logMs;
      const partial = shouldStop() ? { partial: 'time' as const } : {};
      return Promise.resolve(crash(newName(id), { fingerprint: `v2:${newName(id)}`, ...partial }));
    },
    now: () => new Date(clock.now),
  } as unknown as RegroupDeps;
  return { deps, fake };
}

describe('regrouping a fleet', () => {
  it('moves 100,000 groups in pages that end before the function does, and goes on where one was cut off', async () => {
    const clock = { now: 0 };
    const { deps, fake } = fleet(100_000, clock, 200);
    let cursor: string | undefined;
    let [read, moved, unread, pages, slowest, cut] = [0, 0, 0, 0, 0, 0];
    do {
      const started = clock.now;
      const page: RegroupPage = await regroup({ dryRun: false, ...(cursor === undefined ? {} : { cursor }) }, deps);
      // A page whose answer is lost is asked for again: nothing moves twice.
      if (++pages % 500 === 0) {
        const again = await regroup({ dryRun: false, ...(cursor === undefined ? {} : { cursor }) }, deps);
        expect(again.moves).toEqual([]);
        cut += 1;
      }
      read += page.read;
      moved += page.moves.length;
      unread += page.unread.length;
      if (page.unread.length === 0) slowest = Math.max(slowest, clock.now - started);
      cursor = page.next;
    } while (cursor !== undefined);
    expect({ read: read + unread, cut: cut > 3, slow: slowest <= 15_000 }).toEqual({
      read: 100_000,
      cut: true,
      slow: true,
    });
    expect(unread).toBeGreaterThan(0);
    expect(moved).toBeGreaterThan(9_000);
    expect(moved).toBeLessThanOrEqual(10_000);
    expect(new Set(fake.where.values()).size).toBe(100_000 - moved);
    expect(fake.counts.size).toBe(2 * moved);
  });
});
