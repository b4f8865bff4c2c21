/** For which kinds of panic something on the stack is evidence: asked here by every rule, and by the report's own head. */
import { PANIC_KINDS } from '../../contract/panic-kinds.ts';
import type { PanicKind } from '../../contract/triage.ts';

/** The processor refused an instruction: the registers of that exception are what it died of. */
export const FAULTS = [
  'null-pointer',
  'page-fault',
  'general-protection',
  'double-fault',
  'divide-error',
  'invalid-opcode',
  'bug',
  'stack-corruption',
  'stack-overflow',
  'refcount',
  'list-corruption',
  'slab-corruption',
  'use-after-free',
  'out-of-bounds',
  'kasan',
  'kfence',
  'kmsan',
  'ubsan',
] as const satisfies readonly PanicKind[];

/** Somebody watched from outside: what an interrupt or NMI came upon is what was watched. */
export const LOCKUPS = [
  'soft-lockup',
  'hard-lockup',
  'rcu-stall',
  'nmi',
  'deadlock',
  'lockdep',
  'atomic-sleep',
] as const satisfies readonly PanicKind[];

/** Nothing is known of what it was: what is on the stack may say. */
export const UNNAMED = ['none', 'unknown', 'warning', 'kcsan'] as const satisfies readonly PanicKind[];

/**
 * Somebody gave up, and said why. An interrupt that he was in came upon whatever ran then, which has nothing to do with it.
 */
export const GIVEN_UP = [
  'panic',
  'hung-task',
  'out-of-memory',
  'watchdog',
  'machine-check',
  'hardware-error',
  'no-root-fs',
  'init-died',
  'sysrq',
  'memory-leak',
  'lost-connection',
  'unexpected-reboot',
] as const satisfies readonly PanicKind[];

/** For what is so whatever the kernel died of. */
export const ALL_KINDS: readonly PanicKind[] = PANIC_KINDS;

/** Whether the registers of an exception on the stack are those of what the kernel died of. */
export function hasException(kind: PanicKind | undefined): boolean {
  return kind === undefined || !GIVEN_UP.some((given) => given === kind);
}
