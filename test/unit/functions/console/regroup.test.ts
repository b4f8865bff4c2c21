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
