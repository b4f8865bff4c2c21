import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { waitGraph, type WaitGraph } from '../../../../clients/web/src/logic/wait-graph.ts';
import type { LockInfo, WaitInfo } from '../../../../shared/contract/report.ts';

const person = (pid: number) => ({ pid, comm: `t${String(pid)}` });
const lock = (address: string, owner: number | null, waiters: number[], cycle?: number[]): LockInfo => ({
  kind: 'mutex',
  address,
  owner: owner === null ? null : person(owner),
  waiters: waiters.map(person),
  ...(cycle === undefined ? {} : { cycle }),
});
const wait = (pid: number, what: string, holders: number[]): WaitInfo => ({
  ...person(pid),
  kind: 'completion',
  what,
  holders: holders.map(person),
});
const column = (graph: WaitGraph, id: string) => graph.nodes.find((node) => node.id === id)?.x;

describe('waitGraph', () => {
  it('draws a task once, however much it waits for and holds, and leads from who waits to the root', () => {
    const graph = waitGraph({
      locks: [lock('0x1', 2, [1]), lock('0x2', 3, [2])],
      waits: [wait(1, 'mutex a', [2]), wait(3, 'write-back of loop1', [4])],
    });
    expect(graph.nodes.map(({ id }) => id).toSorted()).toEqual(
      ['0x1', '0x2', 'task 1', 'task 2', 'task 3', 'task 4', 'write-back of loop1'].toSorted(),
    );
    const path = ['task 1', '0x1', 'task 2', '0x2', 'task 3', 'write-back of loop1', 'task 4'];
    const columns = path.map((id) => column(graph, id) ?? NaN);
    expect(columns).toEqual(columns.toSorted((a, b) => a - b));
    expect(new Set(columns).size).toBe(path.length);
  });

  it('marks a ring, and it alone', () => {
    const ring = [lock('0x1', 1, [2], [1, 2]), lock('0x2', 2, [1], [1, 2]), lock('0x3', 2, [5], [1, 2])];
    const graph = waitGraph({ locks: ring });
    expect(graph.edges).toHaveLength(6);
    const marked = graph.edges.filter(({ inCycle }) => inCycle).map(({ from, to }) => `${from} > ${to}`);
    expect(marked).toEqual(expect.arrayContaining(['task 2 > 0x1', '0x1 > task 1', 'task 1 > 0x2', '0x2 > task 2']));
    expect(marked).not.toContain('task 5 > 0x3');
  });

  it('makes one node of many that wait for the same and hold up nobody', () => {
    const crowd = Array.from({ length: 30 }, (_, index) => 100 + index);
    const graph = waitGraph({ locks: [lock('0x1', 1, [2, ...crowd]), lock('0x2', 2, [3])] });
    expect(graph.nodes).toHaveLength(6);
    const group = graph.nodes.find(({ label }) => label.startsWith('30 tasks'));
    expect(group?.title).toContain('t129 129');
    expect(graph.nodes.map(({ id }) => id)).toContain('task 2');
  });

  it('says how much it leaves out, and leaves out no deadlock', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      lock(`0x${String(index)}`, index, [100 + index, 200 + index]),
    );
    const graph = waitGraph({ locks: [...many, lock('0xff', 1000, [1001], [1000, 1001])] });
    expect(graph.leftOut).toBe(17);
    expect(graph.nodes.map(({ id }) => id)).toContain('0xff');
  });

  it('has a place of its own for each node and an end for each edge, whatever waits for whatever', () => {
    const pid = fc.nat(12);
    const locks = fc.array(fc.tuple(fc.nat(9), fc.option(pid), fc.uniqueArray(pid, { maxLength: 6 })), {
      maxLength: 12,
    });
    const waits = fc.array(fc.tuple(pid, fc.constantFrom('a', 'b', 'c'), fc.uniqueArray(pid, { maxLength: 3 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(locks, waits, (some, others) => {
        const graph = waitGraph({
          locks: some.map(([at, owner, waiters]) => lock(`0x${String(at)}`, owner, waiters)),
          waits: others.map(([who, what, holders]) => wait(who, what, holders)),
        });
        const ids = new Set(graph.nodes.map(({ id }) => id));
        expect(graph.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
        expect(new Set(graph.nodes.map(({ x, y }) => `${String(x)} ${String(y)}`)).size).toBe(graph.nodes.length);
        expect(graph.nodes.every(({ x, y }) => x >= 0 && y >= 0 && x < graph.width && y < graph.height)).toBe(true);
      }),
    );
  });
});
