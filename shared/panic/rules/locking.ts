/** Lockdep, RCU's checks, sleeping in atomic context, preemption. See v6.12 kernel/locking/lockdep.c, kernel/rcu/update.c, kernel/sched/core.c, lib/smp_processor_id.c, kernel/locking/spinlock_debug.c. */
import { readPlace, skipProgramCounter } from '../frames.ts';
import { isDigit } from '../lines.ts';
import { blames, says, WAYS, type Rule, type Scene } from '../rule.ts';
import { titleName } from '../titles.ts';
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

/** `[<ffffffff8123>] foo+0x1/0x2` anywhere in the line. */
function placeAfterCounter(text: string): string | null | undefined {
  const at = text.indexOf('[<');
  if (at < 0) return undefined;
  const next = skipProgramCounter(text, at);
  return next < 0 ? undefined : (readPlace(text, next)?.symbol ?? undefined);
}

/** The function of the first `at:` below a line that holds `said`. */
function acquiredAt(scene: Scene, said: string): string | null {
  let i = scene.at;
  while (i < scene.end && !(scene.lines[i] ?? '').includes(said)) i++;
  for (i++; i < scene.end; i++) {
    const symbol = placeAfterAt(scene.lines[i] ?? '');
    if (symbol !== undefined && symbol !== null) return symbol;
  }
  return null;
}

function saysAcquired(name: string, heads: readonly string[], said: string, title: string): Rule {
  return says({
    name,
    kind: 'lockdep',
    head: heads,
    title: (scene) => {
      const symbol = acquiredAt(scene, said);
      return symbol === null ? null : title.replace('%', () => titleName(symbol));
    },
  });
}

function holds(scene: Scene, said: string): boolean {
  return scene.lines.slice(scene.at, scene.end).some((text) => text.includes(said));
}

/** Before v4.13 lockdep began its reports with `[ INFO: … ]`; every `at:` then had its address, and the lock's own place was to blame. */
const OLD = ['INFO: '];

/** `./include/linux/rcupdate.h:302 Illegal context switch …` */
function namesSource(text: string): boolean {
  const at = Math.max(text.indexOf('.c:'), text.indexOf('.h:'));
  return at > 0 && text.includes('/') && isDigit(text.charCodeAt(at + 3));
}

function lockdep(prefix: string): Rule[] {
  return [
    OLD.includes(prefix)
      ? saysAcquired(
          'circular-locking',
          [`${prefix}possible circular locking dependency detected`],
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
    saysAcquired(
      'irq-inversion',
      [`${prefix}possible irq lock inversion dependency detected`],
      'just changed the state of lock',
      'possible deadlock in %',
    ),
    saysAcquired(
      'recursive-locking',
      [`${prefix}possible recursive locking detected`],
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
      ? saysAcquired(
          'inconsistent-lock-state',
          [`${prefix}inconsistent lock state`],
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
      kind: 'lockdep',
      head: `${prefix}suspicious RCU usage`,
      title: (scene) =>
        scene.lines.slice(scene.at + 1, scene.end).some(namesSource) ? `${prefix}suspicious RCU usage in %` : null,
      ways: [WAYS.callTrace],
      skip: ['rcu', 'kmem', 'slab'],
    }),
    blames({
      name: 'bad-unlock-balance',
      kind: 'lockdep',
      head: `${prefix}bad unlock balance detected!`,
      title: `${prefix}bad unlock balance in %`,
      ways: [(walk: Walk) => walk.function(placeAfterCounter).callTrace().trace()],
    }),
    says({
      name: 'held-lock-freed',
      kind: 'lockdep',
      head: `${prefix}held lock freed!`,
      title: (scene) => heldFreed(scene, prefix),
    }),
    says({
      name: 'lock-held-returning',
      kind: 'lockdep',
      head: `${prefix}lock held when returning to user space`,
      title: (scene) => {
        const symbol = acquiredAt(scene, 'leaving the kernel with locks still held');
        return symbol === null ? null : `${prefix}lock held when returning to user space in ${titleName(symbol)}`;
      },
      noTrace: true,
    }),
    says({
      name: 'still-has-locks',
      kind: 'lockdep',
      head: prefix,
      when: (head) => head.includes('still has locks held!'),
      title: (scene) => {
        for (let i = scene.at + 1; i < scene.end; i++) {
          const text = scene.lines[i] ?? '';
          const symbol = placeAfterAt(text) ?? placeAfterCounter(text);
          if (symbol !== undefined && symbol !== null) return `${prefix}still has locks held in ${titleName(symbol)}`;
        }
        return null;
      },
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

function heldFreed(scene: Scene, prefix: string): string | null {
  for (let i = scene.at + 1; i < scene.end; i++) {
    const text = scene.lines[i] ?? '';
    const symbol = placeAfterAt(text) ?? placeAfterCounter(text);
    if (symbol !== undefined && symbol !== null) return `${prefix}held lock freed in ${titleName(symbol)}`;
  }
  return null;
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

function usingName(head: string): string | null {
  const end = head.indexOf('()');
  return end < 0 ? null : head.slice('BUG: using '.length, end);
}

export const ATOMIC_RULES: readonly Rule[] = [
  ...['spinlock', 'rwlock'].flatMap((lock) =>
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
  ),
  blames({
    name: 'scheduling-while-atomic',
    kind: 'atomic-sleep',
    head: 'BUG: scheduling while atomic',
    title: 'BUG: scheduling while atomic in %',
    ways: [WAYS.callTrace],
    skip: ['schedule'],
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
  says({
    name: 'workqueue-leak',
    kind: 'atomic-sleep',
    head: 'BUG: workqueue leaked lock or atomic',
    title: (scene) => {
      const said = 'last function: ';
      for (const text of scene.lines.slice(scene.at, scene.end)) {
        const at = text.indexOf(said);
        if (at >= 0) return `BUG: workqueue leaked lock or atomic in ${titleName(text.slice(at + said.length).trim())}`;
      }
      return null;
    },
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
