import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { waitGraph } from '../../../../../shared/vmcore/waits/chains.ts';
import type { Wait, WaitTarget } from '../../../../../shared/vmcore/waits/target.ts';
import type { Task } from '../../../../../shared/vmcore/tasks/tasks.ts';

const task = (pid: number): Task => ({ address: BigInt(pid) << 12n, pid, comm: `t${pid}` }) as unknown as Task;
const tasks = Array.from({ length: 40 }, (_, pid) => task(pid));
const at = (pid: number): Task => tasks[pid] ?? task(pid);

function wait(pid: number, holders: readonly number[], more: Partial<WaitTarget> = {}): Wait {
  return { task: at(pid), for: { kind: 'mutex', what: `what ${pid} wants`, holders: holders.map(at), ...more } };
}

const pids = (waits: readonly Wait[]): number[] => waits.map(({ task: { pid } }) => pid);

describe('waitGraph', () => {
  it('follows owners to the one that waits for nothing', () => {
    const { hangs, rings } = waitGraph([wait(1, [2]), wait(2, [3]), wait(4, [3])]);
    expect(rings).toEqual([]);
    expect(
      hangs.map(({ root, chain, waits }) => ({ root: root?.pid, chain: pids(chain), waits: pids(waits) })),
    ).toEqual([{ root: 3, chain: [1, 2], waits: [2, 4, 1] }]);
  });

  it('ends at a state that is no task’s doing', () => {
    const cause = { kind: 'frozen' as const, key: 'frozen 1', text: 'ext4 is frozen' };
    const { hangs } = waitGraph([wait(1, [2]), wait(2, [], { cause }), wait(3, [], { cause })]);
    expect(hangs).toHaveLength(1);
    expect(hangs[0]?.root).toBeUndefined();
    expect(pids(hangs[0]?.waits ?? [])).toEqual([2, 3, 1]);
  });

  it('takes tasks together that wait for one object of which nobody is known', () => {
    const { hangs } = waitGraph([
      wait(1, [], { address: 9n }),
      wait(2, [], { address: 9n }),
      wait(3, [], { address: 8n }),
    ]);
    expect(hangs.map(({ waits }) => pids(waits))).toEqual([[1, 2], [3]]);
  });

  it('tells a ring once, and nothing that leads into it as a root', () => {
    const { rings, hangs } = waitGraph([wait(5, [6]), wait(6, [7]), wait(7, [5]), wait(8, [6]), wait(9, [8])]);
    expect(rings.map(pids)).toEqual([[5, 6, 7]]);
    expect(hangs).toEqual([]);
  });

  it('finds a ring behind a task that is waited for by others, whichever comes first', () => {
    const all = [wait(9, [1]), wait(1, [2]), wait(2, [1])];
    expect(waitGraph(all).rings.map(pids)).toEqual([[1, 2]]);
    expect(waitGraph(all.toReversed()).rings.map(pids)).toEqual([[1, 2]]);
  });

  it('makes no ring of a holder that is only guessed', () => {
    expect(waitGraph([wait(1, [2], { guessed: true }), wait(2, [1])]).rings).toEqual([]);
  });

  it('leads to every root where a wait is for several', () => {
    const { hangs } = waitGraph([wait(1, [2, 3]), wait(2, [4]), wait(5, [3])]);
    expect(hangs.map(({ root, waits }) => [root?.pid, pids(waits)])).toEqual([
      [4, [2, 1]],
      [3, [1, 5]],
    ]);
  });

  it('tells of a circle that is in part a guess as of what hangs, at one of its own', () => {
    const { rings, hangs } = waitGraph([wait(1, [2], { guessed: true }), wait(2, [1]), wait(3, [1])]);
    expect(rings).toEqual([]);
    expect(hangs.map(({ root, waits }) => [root?.pid, pids(waits).toSorted()])).toEqual([[1, [1, 2, 3]]]);
  });

  it('loses no wait, guessed or not: each hangs at a root, or leads into a ring', () => {
    const holders = fc.record({ holders: fc.array(fc.nat(39), { maxLength: 3 }), guessed: fc.boolean() });
    const edges = fc.array(holders, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(edges, (all) => {
        const waits = all.map(({ holders: own, guessed }, pid) => wait(pid, own, { guessed }));
        const { rings, hangs, byTask } = waitGraph(waits);
        const hanging = new Set(hangs.flatMap((hang) => hang.waits));
        const intoRing = new Set(rings.flat());
        for (let more = true; more;) {
          const next = waits.filter((one) => {
            const below = one.for.holders.map((holder) => byTask.get(holder.address));
            return !intoRing.has(one) && below.some((found) => found !== undefined && intoRing.has(found));
          });
          for (const one of next) intoRing.add(one);
          more = next.length > 0;
        }
        expect(waits.filter((one) => !hanging.has(one) && !intoRing.has(one))).toEqual([]);
        for (const { chain } of hangs) expect(new Set(chain).size).toBe(chain.length);
      }),
      { seed: 15, numRuns: 300 },
    );
  });
});
