import { describe, expect, it } from '@jest/globals';
import type { Lock } from '../../../../../shared/vmcore/locks/locks.ts';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { waitGraph } from '../../../../../shared/vmcore/waits/chains.ts';
import { findWaits } from '../../../../../shared/vmcore/waits/find-waits.ts';
import { waitInfo } from '../../../../../shared/vmcore/waits/target.ts';
import { futex, process, scene } from '../../../../support/waiting-kernel.ts';

const PAGE = 0x7f00_1234_5000n;
const FRAMES = ['futex_wait_queue', '__futex_wait', 'futex_wait', 'do_futex', '__x64_sys_futex'];
const INTERRUPTIBLE = 1;

type World = ReturnType<typeof scene>;

async function follow({ kernel, tasks, sleepers }: World, pi: Readonly<Record<string, string>> = {}) {
  tasks.writeIds();
  const opened = await kernel.open();
  const list = await readTasks(opened);
  const named = (comm: string) => list.tasks.find((task) => task.comm === comm);
  const locks = Object.entries(pi).flatMap(([waiter, owner]): Lock[] => {
    const task = named(waiter);
    if (task === undefined) return [];
    const address = 0xffff_8880_0000_1000n;
    const waits = [{ task, kind: 'rtmutex', lock: address, mode: undefined } as const];
    return [{ address, kind: 'rtmutex', symbol: undefined, owner: named(owner), waits }];
  });
  const time = { uptimeSeconds: 100, wallSeconds: undefined, hz: 250 };
  const waits = await findWaits(opened, list, await sleepers.traces(opened, list), locks, time);
  const told = waits.map((wait) => {
    const { kind, what, address, holders, unknown } = waitInfo(wait);
    return [wait.task.comm, { kind, what, address, holders: holders.map(({ comm }) => comm), unknown }] as const;
  });
  return { waits: Object.fromEntries(told), graph: waitGraph(waits) };
}

/** Sleeps where a signal reaches it, in state S unless told otherwise. */
function thread(world: World, comm: string, mm: bigint, at: bigint | undefined, state = INTERRUPTIBLE) {
  const sleeper = world.sleepers.add(comm, at === undefined ? ['msleep'] : FRAMES, { __state: state, mm });
  if (at !== undefined) futex(world.kernel, sleeper, { ptr: mm, address: at });
  return sleeper;
}

describe('futexes', () => {
  it.each([
    [
      'the owner that glibc notes beside a plain mutex',
      { 0x40: 2, 0x48: 101 },
      'its owner is the one that glibc notes beside it',
    ],
    ['the owner in the word of one that the kernel hands on', { 0x40: 0x8000_0000 + 101 }, undefined],
  ])('are followed to %s', async (_, words, unknown) => {
    const world = scene();
    const mm = process(world.kernel, PAGE, words);
    thread(world, 'owner', mm, undefined);
    thread(world, 'waiter', mm, PAGE + 0x40n);
    const { waits } = await follow(world);
    const what = 'futex 0x7f0012345040';
    expect(waits).toEqual({ waiter: { kind: 'futex', what, address: '0x7f0012345040', holders: ['owner'], unknown } });
  });

  it('make a ring where two threads each have what the other wants', async () => {
    const world = scene();
    const mm = process(world.kernel, PAGE, { 0x40: 2, 0x48: 102, 0x80: 2, 0x88: 101 });
    thread(world, 'ab', mm, PAGE + 0x40n);
    thread(world, 'ba', mm, PAGE + 0x80n);
    const { graph } = await follow(world);
    expect(graph.rings.map((ring) => ring.map(({ task }) => task.comm))).toEqual([['ab', 'ba']]);
  });

  it('are told where nobody has one only of a task that no signal reaches, or that somebody waits for', async () => {
    const world = scene();
    const mm = process(world.kernel, PAGE, { 0x40: 7, 0x80: 2, 0x88: 102 });
    thread(world, 'stuck', mm, PAGE + 0x40n, 2);
    thread(world, 'idle', mm, PAGE + 0x40n);
    thread(world, 'other', mm, PAGE + 0x40n);
    thread(world, 'waiter', mm, PAGE + 0x80n);
    const { waits } = await follow(world);
    expect(Object.keys(waits).toSorted()).toEqual(['idle', 'stuck', 'waiter']);
    expect(waits['stuck']).toMatchObject({
      holders: [],
      unknown: 'its word is 0x7, which names no thread of the process',
    });
  });

  it.each([
    ['nobody has, whatever lies where glibc would note an owner', { 0x40: 0, 0x48: 101 }, '0x0'],
    ['a mutex of no C library has in it, which is no owner’s number', { 0x40: 7, 0x48: 101 }, '0x7'],
    ['says "taken", and is no owner’s number', { 0x40: 1, 0x48: 0 }, '0x1'],
    ['has the number of the task that waits', { 0x40: 102, 0x48: 0 }, '0x66'],
  ])('have no owner by a word that %s', async (_, words, word) => {
    const world = scene();
    const mm = process(world.kernel, PAGE, words);
    const first = thread(world, 'first', mm, undefined);
    // The first task of a container's host has the number 1, and may have threads.
    if (word === '0x1') world.kernel.set('task_struct', first.task, { pid: 1 });
    thread(world, 'waiter', mm, PAGE + 0x40n, 2);
    expect((await follow(world)).waits['waiter']).toMatchObject({
      holders: [],
      unknown: `its word is ${word}, which names no thread of the process`,
    });
  });

  it('have no owner of another process, nor one whose word is not in the dump', async () => {
    const world = scene();
    const mm = process(world.kernel, PAGE, { 0x40: 101 });
    thread(world, 'stranger', process(world.kernel, PAGE, {}), undefined);
    thread(world, 'waiter', mm, PAGE + 0x40n, 2);
    thread(world, 'blind', mm, PAGE + 0x5040n, 2);
    const { waits } = await follow(world);
    expect(waits['waiter']).toMatchObject({
      holders: [],
      unknown: 'its word is 0x65, which names no thread of the process',
    });
    expect(waits['blind']).toMatchObject({
      holders: [],
      unknown: 'its word is memory of the program, which is not in the dump',
    });
  });

  it('belong together by their key: the same address in two processes is two', async () => {
    const world = scene();
    const one = process(world.kernel, PAGE, {});
    const two = process(world.kernel, PAGE, {});
    for (const [comm, mm] of [
      ['a', one],
      ['b', one],
      ['c', two],
    ] as const) {
      thread(world, comm, mm, PAGE + 0x40n, 2);
    }
    const { graph } = await follow(world);
    const groups = graph.hangs.map(({ waits }) =>
      waits
        .map(({ task }) => task.comm)
        .toSorted()
        .join(''),
    );
    expect(groups.toSorted()).toEqual(['ab', 'c']);
  });

  it('of a file are told by their place in it, and those with an heir of priority by the kernel’s own lock', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const mm = process(kernel, PAGE, {});
    const shared = sleepers.add('shared', FRAMES, { mm });
    futex(kernel, shared, { ptr: 5n, address: 0x3080n, file: true });
    thread(world, 'owner', mm, undefined);
    thread(world, 'heir', mm, PAGE + 0x40n);
    const { waits } = await follow(world, { heir: 'owner' });
    expect(waits['shared']).toMatchObject({
      what: 'a futex at 0x3000080 of a shared file',
      address: undefined,
      holders: [],
    });
    expect(waits['heir']).toMatchObject({ what: 'futex 0x7f0012345040', holders: ['owner'], unknown: undefined });
  });

  it('say so where the entry that lies on the stack is in no list', async () => {
    const world = scene();
    const mm = process(world.kernel, PAGE, {});
    const waiter = world.sleepers.add('waiter', FRAMES, { mm });
    world.kernel.set('futex_q', waiter.room + 16n, { task: waiter.task });
    const { waits } = await follow(world);
    expect(waits['waiter']).toMatchObject({ what: 'a futex', unknown: 'its entry in the hash was not found' });
  });
});
