/**
 * What panic() says when another report has said it all: the line names the crash only where nothing before it does.
 * v6.12 kernel/panic.c, kernel/hung_task.c, kernel/watchdog.c, kernel/rcu/tree_stall.h, kernel/exit.c, arch/x86/kernel/dumpstack.c, arch/arm64/kernel/traps.c, arch/powerpc/kernel/traps.c, arch/s390/kernel/dumpstack.c.
 */
import type { PanicKind } from '../contract/triage.ts';

interface Aftermath {
  /** How panic()'s reason begins. */
  readonly reason: string;
  /** Reports that it may follow; of any that ends a task where absent. */
  readonly after?: readonly PanicKind[];
}

const WARNED: readonly PanicKind[] = [
  'warning',
  'kasan',
  'kmsan',
  'kcsan',
  'kfence',
  'ubsan',
  'lockdep',
  'refcount',
  'list-corruption',
  'atomic-sleep',
  'rcu-stall',
  'out-of-bounds',
  'deadlock',
  'bug',
  'hung-task',
  'use-after-free',
  'slab-corruption',
  'hard-lockup',
  'unknown',
  'watchdog',
];

const AFTERMATHS: readonly Aftermath[] = [
  { reason: 'Fatal exception' },
  { reason: 'Oops' },
  { reason: 'Aiee, killing interrupt handler!' },
  { reason: 'Attempted to kill the idle task!' },
  { reason: 'Attempted to kill init!' },
  { reason: 'panic_on_warn set', after: WARNED },
  { reason: 'kernel: panic_on_warn set', after: WARNED },
  { reason: 'KASAN: panic_on_warn set', after: WARNED },
  { reason: 'UBSAN: panic_on_warn set', after: WARNED },
  { reason: 'KFENCE: panic_on_warn set', after: WARNED },
  { reason: 'kasan.fault=panic set', after: ['kasan'] },
  { reason: 'hung_task: blocked tasks', after: ['hung-task'] },
  { reason: 'softlockup: hung tasks', after: ['soft-lockup'] },
  // v7.2 kernel/workqueue.c `panic_on_wq_watchdog()`.
  { reason: 'workqueue: ', after: ['soft-lockup'] },
  { reason: 'Hard LOCKUP', after: ['hard-lockup', 'soft-lockup', 'rcu-stall'] },
  { reason: 'Watchdog detected hard LOCKUP', after: ['hard-lockup'] },
  { reason: 'nmi watchdog', after: ['hard-lockup'] },
  { reason: 'RCU Stall', after: ['rcu-stall'] },
  { reason: 'Asynchronous SError Interrupt', after: ['hardware-error'] },
  { reason: 'corrupted stack end', after: ['stack-overflow'] },
  { reason: 'LBUG', after: ['panic'] },
  { reason: 'scheduling while atomic', after: ['atomic-sleep'] },
];

const PANIC = 'Kernel panic - not syncing: ';

/** Whether the panic in `line` ends a report of this kind that it stands below, rather than being told of its own cause. */
export function endsReport(line: string, kind: PanicKind): boolean {
  const aftermath = aftermathOf(line);
  if (aftermath === null) return !WARNED.includes(kind);
  return aftermath.after?.includes(kind) ?? !WARNED.includes(kind);
}

/** Kinds of report that the panic in `header` may be the end of; null where its line is a cause of its own. */
export function aftermathOf(header: string): { readonly after?: readonly PanicKind[] } | null {
  const at = header.indexOf(PANIC);
  if (at < 0) return null;
  const said = header.slice(at + PANIC.length);
  const found = AFTERMATHS.find(({ reason }) => said.startsWith(reason));
  if (found === undefined) return null;
  return found.after === undefined ? {} : { after: found.after };
}
