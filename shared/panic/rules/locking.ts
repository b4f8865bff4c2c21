/** Lockdep, RCU's checks, sleeping in atomic context, preemption. See v6.12 kernel/locking/lockdep.c, kernel/rcu/update.c, kernel/sched/core.c, lib/smp_processor_id.c, kernel/locking/spinlock_debug.c. */
import { notWaiting } from '../choosers.ts';
import { readPlace, skipProgramCounter } from '../frames.ts';
import { isDigit } from '../head/line.ts';
import { blames, findBelow, names, textAt, WAYS, type Rule, type Scene } from '../rule.ts';
import type { Walk } from '../walk.ts';

/** The function after `at: `, with or without its address: `… (&x){+.+.}, at: [<ffff>] foo+0x1/0x2` */
export function placeAfterAt(text: string): string | null | undefined {
  const at = text.lastIndexOf('at: ');
  if (at < 0) return undefined;
  return placeFrom(text, at + 'at: '.length) ?? undefined;
}

function placeFrom(text: string, at: number): string | null {
  while (text[at] === ' ') at++;
  const next = skipProgramCounter(text, at);
  return readPlace(text, next < 0 ? at : next)?.symbol ?? null;
}

/** `[<ffffffff8123>] foo+0x1/0x2` anywhere in the line; its first character may be lost. */
function placeAfterCounter(text: string): string | null | undefined {
  const counter = /<[0-9a-f]{1,16}>\] {0,4}/.exec(text);
  return counter === null ? undefined : readPlace(text, counter.index + counter[0].length)?.symbol;
}

/** The function of the first `at:` below a line that holds `said`. */
function acquiredAt(scene: Scene, said: string): string | null {
  let armed = textAt(scene, 0).includes(said);
  return findBelow(scene, (text) => {
    if (armed) return placeAfterAt(text);
    armed = text.includes(said);
    return null;
  });
}

/** The lock's place, of the first line that tells one. */
function lockPlace(scene: Scene): string | null {
  return findBelow(scene, (text) => placeAfterAt(text) ?? placeAfterCounter(text));
}

function namesAcquired(name: string, head: string, said: string, title: string): Rule {
  return names({ name, kind: 'lockdep', head, find: (scene) => acquiredAt(scene, said), title });
}

function holds(scene: Scene, said: string): boolean {
  return findBelow(scene, (text) => text.includes(said) || null) !== null;
}

/** Before v4.13 lockdep began its reports with `[ INFO: … ]`; every `at:` then had its address, and the lock's own place was to blame. */
const OLD = ['INFO: '];

/** Words of which no other collection has titles: they are called as today's are. */
const OLDEST_RCU = 'suspicious rcu_dereference_check() usage';

/** `./include/linux/rcupdate.h:302 Illegal context switch …` */
function namesSource(text: string): boolean {
  const at = Math.max(text.indexOf('.c:'), text.indexOf('.h:'));
  return at > 0 && text.includes('/') && isDigit(text.charCodeAt(at + 3));
}

function lockdep(prefix: string): Rule[] {
  return [
    OLD.includes(prefix)
      ? namesAcquired(
          'circular-locking',
          `${prefix}possible circular locking dependency detected`,
          'is trying to acquire lock',
          'possible deadlock in %',
        )
      : blames({
          name: 'circular-locking',
          kind: 'lockdep',
          head: `${prefix}possible circular locking dependency detected`,
          title: (scene) => (holds(scene, 'is trying to acquire lock') ? 'possible deadlock in %' : null),
          ways: [(walk: Walk) => walk.function(placeAfterAt).function(placeAfterAt).trace()],
          // These take the lock of a work item: the deadlock is the item's.
          skip: ['process_one_work', 'flush_workqueue', 'drain_workqueue', 'destroy_workqueue'],
        }),
    namesAcquired(
      'irq-inversion',
      `${prefix}possible irq lock inversion dependency detected`,
      'just changed the state of lock',
      'possible deadlock in %',
    ),
    namesAcquired(
      'recursive-locking',
      `${prefix}possible recursive locking detected`,
      'is trying to acquire lock',
      'possible deadlock in %',
    ),
    blames({
      name: 'irq-unsafe',
      kind: 'lockdep',
      head: prefix,
      when: (head) => head.includes('-safe -> ') && head.includes('-unsafe lock order detected'),
      title: 'possible deadlock in %',
      ways: [(walk: Walk) => walk.past((text) => text.includes('which became ') && text.includes(' at:')).trace()],
    }),
    OLD.includes(prefix)
      ? namesAcquired(
          'inconsistent-lock-state',
          `${prefix}inconsistent lock state`,
          'takes',
          'inconsistent lock state in %',
        )
      : blames({
          name: 'inconsistent-lock-state',
          kind: 'lockdep',
          head: `${prefix}inconsistent lock state`,
          title: (scene) => (acquiredAt(scene, 'takes') === null ? null : 'inconsistent lock state in %'),
          ways: [WAYS.callTrace],
        }),
    blames({
      name: 'suspicious-rcu-usage',
      strict: true,
      kind: 'lockdep',
      // Up to v3.1 `suspicious rcu_dereference_check() usage`, kernel/lockdep.c `lockdep_rcu_dereference()`.
      head: [`${prefix}suspicious RCU usage`, `${prefix}${OLDEST_RCU}`],
      title: (scene) =>
        findBelow(scene, (text) => namesSource(text) || null) === null
          ? null
          : `${scene.head.includes(OLDEST_RCU) ? 'WARNING: ' : prefix}suspicious RCU usage in %`,
      // arm up to v3.x prints the frames right below.
      ways: [WAYS.callTrace, (walk: Walk) => walk.past((text) => text.includes('stack backtrace')).trace()],
      skip: ['rcu', 'kmem', 'slab'],
    }),
    blames({
      name: 'bad-unlock-balance',
      kind: 'lockdep',
      head: `${prefix}bad unlock balance detected!`,
      title: `${prefix}bad unlock balance in %`,
      ways: [(walk: Walk) => walk.function(placeAfterCounter).callTrace().trace()],
    }),
    names({
      name: 'held-lock-freed',
      kind: 'lockdep',
      head: `${prefix}held lock freed!`,
      find: lockPlace,
      title: `${prefix}held lock freed in %`,
    }),
    names({
      name: 'lock-held-returning',
      kind: 'lockdep',
      head: `${prefix}lock held when returning to user space`,
      find: (scene) => acquiredAt(scene, 'leaving the kernel with locks still held'),
      title: `${prefix}lock held when returning to user space in %`,
      noTrace: true,
    }),
    names({
      name: 'still-has-locks',
      kind: 'lockdep',
      head: prefix,
      when: (head) => head.includes('still has locks held!'),
      find: lockPlace,
      title: `${prefix}still has locks held in %`,
    }),
    blames({
      name: 'nested-lock',
      kind: 'lockdep',
      head: `${prefix}Nested lock was not taken`,
      title: `${prefix}nested lock was not taken in %`,
      ways: [WAYS.pointerThenTrace, WAYS.callTrace],
    }),
  ];
}

export const LOCKDEP_WARNING_RULES: readonly Rule[] = lockdep('WARNING: ');
export const LOCKDEP_INFO_RULES: readonly Rule[] = lockdep('INFO: ');
export const LOCKDEP_BUG_RULES: readonly Rule[] = lockdep('BUG: ');

const SPIN_STATES = [
  'lockup suspected',
  'already unlocked',
  'recursion',
  'cpu recursion',
  'bad magic',
  'wrong owner',
  'wrong CPU',
  'trylock failure on UP',
];

export const SPIN_RULES: readonly Rule[] = ['spinlock', 'rwlock'].flatMap((lock) =>
  SPIN_STATES.map((state) =>
    blames({
      name: `${lock}-${state.replaceAll(' ', '-').toLowerCase()}`,
      kind: 'deadlock',
      head: `BUG: ${lock} ${state}`,
      title: `BUG: ${lock} ${state} in %`,
      ways: [WAYS.callTrace],
      skip: ['spin_', '_lock', '_unlock'],
    }),
  ),
);

function usingName(head: string): string | null {
  const end = head.indexOf('()');
  return end < 0 ? null : head.slice('BUG: using '.length, end);
}

/** `     last function: foo` */
function lastFunction(text: string): string | null {
  const said = 'last function: ';
  const at = text.indexOf(said);
  return at < 0 ? null : text.slice(at + said.length).trim();
}

export const ATOMIC_RULES: readonly Rule[] = [
  ...SPIN_RULES,
  blames({
    name: 'scheduling-while-atomic',
    kind: 'atomic-sleep',
    head: 'BUG: scheduling while atomic',
    title: 'BUG: scheduling while atomic in %',
    ways: [WAYS.callTrace],
    skip: ['schedule', '^msleep', '^usleep_range', '^fsleep'],
    choose: notWaiting,
  }),
  blames({
    name: 'sleeping-function',
    kind: 'atomic-sleep',
    head: 'BUG: sleeping function called from invalid context',
    title: 'BUG: sleeping function called from invalid context in %',
    ways: [WAYS.callTrace],
  }),
  blames({
    name: 'using-in-preemptible',
    kind: 'bug',
    head: 'BUG: using ',
    when: (head) => head.includes('() in preemptible'),
    title: (scene) => {
      const name = usingName(scene.head);
      return name === null ? null : `BUG: using ${name}() in preemptible code in %`;
    },
    ways: [WAYS.callTrace],
    skip: ['dump_stack', 'preemption', 'preempt', 'debug_', 'processor_id', 'this_cpu'],
  }),
  names({
    name: 'workqueue-leak',
    kind: 'atomic-sleep',
    head: ['BUG: workqueue leaked lock or atomic', 'BUG: workqueue leaked atomic, lock or RCU'],
    // Since v6.9 the second line of the message says `workfn=acme_work`, kernel/workqueue.c `process_one_work()`.
    find: (scene) => findBelow(scene, (text) => /\bworkfn=([\w.]{1,120})/.exec(text)?.[1] ?? lastFunction(text)),
    title: 'BUG: workqueue leaked lock or atomic in %',
    noTrace: true,
  }),
  blames({
    name: 'invalid-wait-context',
    kind: 'lockdep',
    head: 'BUG: Invalid wait context',
    title: 'WARNING: locking bug in %',
    ways: [WAYS.callTrace],
    skip: ['lock_sock', 'release_sock'],
  }),
];
