import type { Completion } from '../../../shared/vmcore/explore/complete.ts';
import type { Answer } from '../../../shared/vmcore/explore/explorer.ts';

/** Whoever answers questions to a dump: the explorer in this process, or the service. */
export interface Asker {
  /** @throws {ExploreError} */
  ask(question: string): Promise<Answer>;
  complete(line: string): Promise<Completion>;
  close(): Promise<void>;
}
