/** What exploring needs of the world. */
import type { DumpSource } from '../../shared/aws/dumps/dump-source.ts';
import type { HeldHosts } from '../../shared/aws/uploads/held.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type { QuestionTrail } from '../../shared/aws/uploads/questions.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import type { Completion } from '../../shared/vmcore/explore/complete.ts';
import type { Answer } from '../../shared/vmcore/explore/explorer.ts';

/** A dump that is open for questions: `Explorer` of shared/vmcore. */
export interface OpenExplorer {
  ask(question: string): Promise<Answer>;
  complete(line: string): Promise<Completion>;
  close(): Promise<void>;
}

export interface Opening {
  readonly uploadId: string;
  /** The same dump, as it was open when less of it had arrived. */
  readonly before?: OpenExplorer | undefined;
}

export interface ExploreDeps {
  readonly uploads: { get(uploadId: string): Promise<StoredUpload | undefined> };
  /** The bytes of an upload that are there. */
  readonly source: (upload: StoredUpload) => Promise<DumpSource>;
  readonly openExplorer: (source: ByteSource, opening: Opening) => Promise<OpenExplorer>;
  /** Hosts that can be asked for more of their memory. */
  readonly held: Pick<HeldHosts, 'get' | 'wants' | 'want'>;
  readonly trail: QuestionTrail;
  readonly now: () => Date;
  /** Resolves after so long. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
