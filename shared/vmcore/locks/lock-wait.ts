import type { LockInfo } from '../../contract/report.ts';
import type { Task } from '../tasks/tasks.ts';

export type LockKind = LockInfo['kind'];

/** One task that waits for one lock. */
export interface LockWait {
  readonly task: Task;
  readonly kind: LockKind;
  readonly lock: bigint;
  readonly mode: 'read' | 'write' | undefined;
}
