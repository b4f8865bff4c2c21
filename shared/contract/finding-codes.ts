/** The findings that there are. docs/findings.md tells of each what it means and what to do. */
import type { Finding } from './report.ts';

/** The closed list of codes. New ones are added at the end; none is ever renamed. */
export const FINDING_CODES = [
  'deadlock',
  'lock-held',
  'stack-overflow',
  'stack-end-overwritten',
  'stack-nearly-full',
  'cpu-interrupts-off',
  'spinlock-wait',
  'cpu-hog',
  'use-after-free',
  'uninitialized-memory',
  'list-poison',
  'corrupted-object',
  'list-corruption',
  'wild-jump',
  'null-pointer',
  'page-fault',
  'general-protection',
  'divide-error',
  'bug',
  'invalid-opcode',
  'double-fault',
  'stack-corruption',
  'refcount',
  'out-of-tree-module',
  'crash-requested',
  'init-died',
  'panic-called',
  'flipped-bit',
  'out-of-memory',
  'blocked-tasks',
  'hardware-errors',
  'earlier-reports',
  'incomplete-dump',
  'memory-changed',
  'text-changed',
  'unsigned-kernel',
  'revoked-kernel',
  'frozen-filesystem',
  'stalled-io',
  'rcu-stall',
  'wait-chain',
  'overfiltered-dump',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What this version finds. A report that is read may be another version's, and hold codes that are not in the list. */
export type KnownFinding = Finding & { readonly code: FindingCode };
