/** What a task can wait for, and who has to do something before it gets it. */
import { hex } from '../../bytes/cursor.ts';
import type { WaitInfo } from '../../contract/report.ts';
import type { Task } from '../tasks/tasks.ts';

export type WaitKind = WaitInfo['kind'];

/** What one task waits for. Nobody is a holder who is not written down as one, or found at it. */
export interface WaitTarget {
  readonly kind: WaitKind;
  /** For people, so that it stands after "waits for": `mutex rtnl_mutex`, `write-back of loop1`. */
  readonly what: string;
  /** Of the object itself: what waits for the same address waits for the same thing. */
  readonly address?: bigint | undefined;
  /** What is the same for all who wait for the same thing, where the address alone is not. */
  readonly key?: string | undefined;
  readonly mode?: 'read' | 'write' | undefined;
  /** Tasks that have to do something first. */
  readonly holders: readonly Task[];
  /** The holders are only found at the object: they may have it. No ring is made of such. */
  readonly guessed?: boolean | undefined;
  /** A state that is no task's doing any more: where it is given, the chain ends here. */
  readonly cause?: Cause | undefined;
  /** Why no holder is named. */
  readonly unknown?: string | undefined;
}

/** Where a chain ends that ends at no task. */
export interface Cause {
  readonly kind: 'frozen' | 'device' | 'server' | 'cpu';
  /** As a sentence says it: `ext4 on loop0 is frozen`. */
  readonly text: string;
  /** Which one of its kind. */
  readonly key: string;
  /** For how long it has been so at least. Who waits for that may wake up now and then, and sleep on: his own sleep is shorter. */
  readonly seconds?: number | undefined;
}

/** One edge of the graph. */
export interface Wait {
  readonly task: Task;
  readonly for: WaitTarget;
}

/** As the report holds it. */
export function waitInfo({ task, for: target }: Wait): WaitInfo {
  const { kind, what, address, mode, holders, cause, unknown } = target;
  return {
    pid: task.pid,
    comm: task.comm,
    kind,
    what,
    holders: holders.map(({ pid, comm }) => ({ pid, comm })),
    ...(address === undefined ? {} : { address: hex(address) }),
    ...(mode === undefined ? {} : { mode }),
    ...(cause === undefined ? {} : { cause: cause.text }),
    ...(unknown === undefined ? {} : { unknown }),
  };
}
