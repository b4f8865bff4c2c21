/**
 * A crash's fingerprint: what its group is found by.
 *
 * It is made of what stays when the same bug strikes another kernel build: the sort of bug and the guilty function, which is the
 * first of the normalised stack (helpers skipped, no offsets, no compiler suffixes, no system call wrappers). Frames further out
 * change with inlining and with the system call that led there, so they count only where no function is to blame. Titles under
 * which the same bug also shows have fingerprints made in the same way: two crashes are of one group where one's fingerprint is
 * among the other's.
 */
import { hash } from 'node:crypto';
import type { PanicKind } from '../contract/triage.ts';
import { RULES_VERSION } from './skip-list.ts';
import { significantNames } from './trace.ts';

/** Frames that count where the title blames no function. */
const UNBLAMED_DEPTH = 3;
/** Frames of a real stack that count. */
const REFINED_DEPTH = 6;

interface Stack {
  readonly symbol: string;
  readonly reliable?: boolean;
}

function digest(parts: readonly string[]): string {
  const hex = hash('sha256', parts.join('\n'), 'hex');
  return `v${RULES_VERSION}:${hex.slice(0, 32)}`;
}

/** What says all by its title: whoever asked for the crash, or what was missing, the stack is always the same. */
const STACKLESS: readonly PanicKind[] = ['sysrq', 'no-root-fs', 'init-died', 'out-of-memory', 'unexpected-reboot'];

/** Of a title that blames a function the title alone, else with the innermost functions of the stack. */
export function fingerprintOf(
  title: string,
  kind: PanicKind,
  guilty: string | undefined,
  frames: readonly Stack[],
): string {
  const alone = guilty !== undefined || STACKLESS.includes(kind);
  return digest(alone ? ['title', title] : ['title', title, ...significantNames(frames).slice(0, UNBLAMED_DEPTH)]);
}

/**
 * The fingerprint of a real stack, unwound from a dump: finer than that of a log's title, for telling apart the crashes within a
 * group. Null where no frame is left after skipping.
 */
export function refineFingerprint(frames: readonly Stack[]): string | null {
  const names = significantNames(frames).slice(0, REFINED_DEPTH);
  return names.length === 0 ? null : digest(['stack', ...names]);
}
